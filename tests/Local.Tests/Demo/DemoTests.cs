using System.Text.Json;
using MedBill.Local.Commands;
using MedBill.Local.Demo;
using MedBill.SampleData;
using MedBill.SampleData.Expectations;
using MedBill.SampleData.Play;
using MedBill.SampleData.Rest;
using MedBill.SampleData.Story;
using Spectre.Console;

namespace MedBill.Local.Tests.Demo;

public sealed class DemoTests
{
    private static readonly DemoFigures Figures = new(
        TimeSpan.FromSeconds(4), TimeSpan.FromSeconds(31.26), new Dictionary<string, long> { ["gateway"] = 100, ["claims"] = 200 }, 50,
        [new("claims", DayStep.Submission)], new Dictionary<string, int> { ["gateway"] = 0, ["claims"] = 1 });

    [Fact]
    public void The_summary_has_the_money_the_outcomes_and_what_the_run_cost()
    {
        using var summary = JsonDocument.Parse(Summary.Of(Result(), Figures).ToJson());
        var root = summary.RootElement;

        Assert.Equal("short", root.GetProperty("day").GetString());
        Assert.Equal(1, root.GetProperty("outcomes").GetProperty("DENIED").GetInt32());
        Assert.Equal(2, root.GetProperty("outcomes").GetProperty("SELF_PAY").GetInt32());
        Assert.Equal("40.00", root.GetProperty("totals").GetProperty("deniedOpen").GetString());
        Assert.Equal("0.37", root.GetProperty("totals").GetProperty("quarantineDifference").GetString());
        Assert.Equal("5.00", root.GetProperty("totals").GetProperty("paidByPatients").GetString());
        Assert.Equal("40.00", root.GetProperty("trialBalance").GetProperty("AR_PAYER").GetString());
        Assert.Equal("0.00", root.GetProperty("trialBalance").GetProperty("difference").GetString());
        Assert.Equal(2, root.GetProperty("checks").GetProperty("compared").GetInt32());
        Assert.Equal("second", root.GetProperty("checks").GetProperty("broken")[0].GetProperty("subject").GetString());
        Assert.Equal(31.3, root.GetProperty("run").GetProperty("elapsedSeconds").GetDouble());
        Assert.Equal(350, root.GetProperty("run").GetProperty("peakMemoryBytes").GetInt64());
        Assert.Equal("claims", root.GetProperty("run").GetProperty("killed")[0].GetProperty("service").GetString());
        Assert.Equal("Submission", root.GetProperty("run").GetProperty("killed")[0].GetProperty("step").GetString());
        Assert.Equal(0, root.GetProperty("run").GetProperty("restarts").GetProperty("gateway").GetInt32());
        Assert.Equal(1, root.GetProperty("run").GetProperty("restarts").GetProperty("claims").GetInt32());
    }

    [Fact]
    public void What_depends_on_the_day_alone_is_the_same_for_any_run()
    {
        using var one = JsonDocument.Parse(Summary.Of(Result(), Figures).ToJson());
        using var other = JsonDocument.Parse(Summary.Of(Result(), Figures with { Elapsed = TimeSpan.FromSeconds(90), Killed = [] }).ToJson());

        Assert.All(["outcomes", "totals", "trialBalance"], part =>
            Assert.Equal(one.RootElement.GetProperty(part).GetRawText(), other.RootElement.GetProperty(part).GetRawText()));
    }

    [Fact]
    public void The_report_names_what_a_biller_has_to_do_and_what_is_not_as_expected()
    {
        using var text = new StringWriter();
        var console = AnsiConsole.Create(new() { Ansi = AnsiSupport.No, ColorSystem = ColorSystemSupport.NoColors, Out = new AnsiConsoleOutput(text) });
        console.Profile.Width = 200;

        new DemoReport(console, Result(), Figures).Write("artifacts/demo");

        var report = text.ToString();
        Assert.Contains("difference 0.37", report, StringComparison.Ordinal);
        Assert.Contains("Work 1 denied claim(s), CO-50, queue MED: 40.00 open.", report, StringComparison.Ordinal);
        Assert.Contains("ask for a corrected 835", report, StringComparison.Ordinal);
        Assert.Contains("1 of 2 figures are as the story says.", report, StringComparison.Ordinal);
        Assert.Contains("claims was killed (kill -9)", report, StringComparison.Ordinal);
        Assert.DoesNotContain("Delgado", report, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("gateway")]
    [InlineData("patient-registry")]
    [InlineData("coverage")]
    [InlineData("claims")]
    [InlineData("remittance")]
    [InlineData("collections")]
    [InlineData("sandbox-payer")]
    public void Every_service_has_a_moment_at_which_it_is_killed(string service)
    {
        var plan = Assert.Single(KillPlan.For([service]));

        Assert.False(plan.IsDue(new(DayStep.Practice, 0, 1)));
        Assert.True(plan.IsDue(new(plan.Step, 10, 10)));
        Assert.True(plan.IsDue(new(DayStep.Books, 0, 4)));
    }

    [Fact]
    public void Several_are_killed_in_the_order_of_the_day() =>
        Assert.Equal(["coverage", "claims", "sandbox-payer"], KillPlan.For(["sandbox-payer", "claims", "coverage"]).Select(plan => plan.Service));

    [Fact]
    public void Nothing_else_can_be_killed_and_nothing_twice()
    {
        Assert.Empty(KillPlan.For([]));
        Assert.Equal(ExitCode.Usage, Assert.Throws<LaunchException>(() => KillPlan.For(["postgres"])).Code);
        Assert.Equal(ExitCode.Usage, Assert.Throws<LaunchException>(() => KillPlan.For(["claims", ""])).Code);
        Assert.Equal(ExitCode.Usage, Assert.Throws<LaunchException>(() => KillPlan.For(["claims", "claims"])).Code);
    }

    [Fact]
    public void Every_file_of_the_mailbox_is_kept_wherever_it_ended()
    {
        using var folder = new TemporaryFolder();
        folder.Write("mailbox/archive/outbound/837P-000000001.x12", "a");
        folder.Write("mailbox/archive/inbound/835-000000001.x12", "b");
        folder.Write("mailbox/inbound/999-000000002.x12", "c");
        folder.Write("mailbox/quarantine/835-000000003.x12", "d");
        folder.Write("mailbox/quarantine/835-000000003.x12.reason.txt", "NOT_X12");

        DemoFiles.CopyExchanged(folder.File("mailbox"), folder.File("out"));

        Assert.Equal(["837P-000000001.x12"], Names(folder.File("out/x12/outbound")));
        Assert.Equal(["835-000000001.x12", "835-000000003.x12", "999-000000002.x12"], Names(folder.File("out/x12/inbound")));
    }

    private static IEnumerable<string> Names(string folder) => Directory.GetFiles(folder).Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal);

    private static DayResult Result()
    {
        var story = DemoDay.Short.Only("short", "V33", "V39", "V40", "V41");
        var none = new PostingFigures(0, Money.Zero, Money.Zero, Money.Zero);
        return new()
        {
            Story = story,
            Expectations = DayExpectations.Of(story),
            Checks = [new("first", "1", "1"), new("second", "1", "2")],
            Claims = new Dictionary<string, Claim>
            {
                ["V33"] = Claim("clm-1", "ADJUDICATED") with { Adjudication = new("DENIED", "4", default, default, default, new(40_00)) },
                ["V39"] = Claim("clm-2", "ACCEPTED"),
            },
            Quarantined =
            [
                new("era-1", "QUARANTINED", "SIM1", new(100_37), 1, 0, "OUT_OF_BALANCE", [new("TRANSACTION", null, new(100_00), new(100_37), new(37))]),
            ],
            OpenDenials = [new("den-1", "clm-1", 1, 1, "CO", "50", new(40_00), "MED", "OPEN")],
            Statements = [],
            Payments = [new("pmt-1", new(5_00), null, null, "POSTED")],
            TrialBalance = new(
                [new("AR_PAYER", new(40_00), default, new(40_00)), new("REVENUE", default, new(40_00), new(-40_00)), new("CASH", new(1), new(1), default)],
                new(40_01), new(40_01), default, 3),
            Aging = new(new(2026, 1, 1), [new("AR_PAYER", "pyr-1", [new(40_00), default, default, default, default, default], new(40_00))], new(40_00)),
            Reconciliation = new(true, none, none, none, none, default),
            PayerNames = new Dictionary<string, string> { ["pyr-1"] = "FEDERAL PART B" },
        };
    }

    private static Claim Claim(string id, string state) => new() { Id = id, EncounterId = "enc-1", PayerId = "pyr-1", State = state };
}
