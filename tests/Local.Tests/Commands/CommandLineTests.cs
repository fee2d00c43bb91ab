using MedBill.Local.Commands;

namespace MedBill.Local.Tests.Commands;

public sealed class CommandLineTests
{
    [Fact]
    public void A_demo_is_told_where_to_write_what_to_kill_and_how_long_to_be()
    {
        var line = CommandLine.Parse(["demo", "--out", "somewhere", "--kill", "claims,gateway", "--short", "--no-build"]);

        Assert.Equal((Verb.Demo, "somewhere", true, true), (line.Verb, line.Out, line.Small, line.NoBuild));
        Assert.Equal(["claims", "gateway"], line.Kill);
        Assert.Empty(CommandLine.Parse(["demo"]).Kill);
    }

    [Fact]
    public void A_load_is_told_how_much()
    {
        var line = CommandLine.Parse(["load", "--claims", "10000", "--callers", "32", "--mode", "remit"]);

        Assert.Equal((Verb.Load, 10_000, 32, LoadMode.Remit), (line.Verb, line.Claims, line.Callers, line.Mode));
    }

    [Fact]
    public void Logs_take_a_service_and_the_number_of_lines()
    {
        var line = CommandLine.Parse(["logs", "claims", "--lines", "5", "--follow", "--data", "d"]);

        Assert.Equal((Verb.Logs, "claims", 5, true, "d"), (line.Verb, line.Service, line.Lines, line.Follow, line.Data));
    }

    [Theory]
    [InlineData]
    [InlineData("help")]
    [InlineData("--help")]
    public void Nothing_asks_for_help(params string[] args) => Assert.Equal(Verb.Help, CommandLine.Parse(args).Verb);

    [Theory]
    [InlineData("fly")]
    [InlineData("up", "--claims", "5")]
    [InlineData("demo", "--out")]
    [InlineData("demo", "--out", "--short")]
    [InlineData("load", "--claims", "0")]
    [InlineData("load", "--claims", "1000001")]
    [InlineData("load", "--callers", "many")]
    [InlineData("load", "--mode", "some")]
    [InlineData("logs", "claims", "coverage")]
    [InlineData("up", "--configuration", "Fast")]
    public void What_means_nothing_is_refused_with_the_usage(params string[] args)
    {
        var refused = Assert.Throws<LaunchException>(() => CommandLine.Parse(args));

        Assert.Equal(ExitCode.Usage, refused.Code);
        Assert.Contains(refused.Details, line => line.StartsWith("usage:", StringComparison.Ordinal));
    }
}
