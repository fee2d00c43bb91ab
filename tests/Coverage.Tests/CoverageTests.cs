using Grpc.Core;
using MedBill.Contracts.Coverage.V1;
using MedBill.Contracts.Patients.V1;
using MedBill.Coverage.Domain;
using MedBill.Coverage.Eligibility;
using MedBill.Coverage.Storage;
using MedBill.Platform.Rpc;
using MedBill.Platform.Storage;
using MedBill.TestKit;
using MedBill.X12.Eligibility;
using MedBill.X12.Envelopes;
using MedBill.X12.Findings;
using MedBill.X12.Guides;
using MedBill.X12.Segments;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Benefit = MedBill.X12.Eligibility.Benefit;
using FeeSchedule = MedBill.Contracts.Coverage.V1.FeeSchedule;
using Payer = MedBill.Contracts.Coverage.V1.Payer;
using Policy = MedBill.Contracts.Coverage.V1.Policy;

namespace MedBill.Coverage.Tests;

/// <summary>Answers what Coverage asks of PatientRegistry.</summary>
public sealed class FakeRegistry : PatientService.PatientServiceBase
{
    public override Task<Practice> GetPractice(GetPracticeRequest request, ServerCallContext context) => Task.FromResult(new Practice
    {
        Name = request.Name,
        DisplayName = "LAKESIDE FAMILY CARE",
        Npi = "1234567893",
        TaxId = "123456789",
        SubmitterId = "LAKE01",
    });

    public const string Unknown = "patients/pat-00000000000000000000000009";

    public override Task<Patient> GetPatient(GetPatientRequest request, ServerCallContext context) => request.Name == Unknown
        ? throw new RpcException(new Status(StatusCode.NotFound, "There is no such patient."))
        : Task.FromResult(new Patient
        {
            Name = request.Name,
            PersonName = new() { GivenName = "ANA", FamilyName = "RIVERA" },
            BirthDate = new() { Year = 1980, Month = 2, Day = 14 },
            AdministrativeGender = Contracts.Patients.V1.AdministrativeGender.Female,
        });
}

public sealed class CoverageHost() : ServiceHost("coverage", CoverageApp.Build)
{
    private int _count;

    public CoverageService.CoverageServiceClient Coverage => Client<CoverageService.CoverageServiceClient>("coverage.read", "coverage.write");

    public override async ValueTask InitializeAsync()
    {
        await AddPeerAsync("patient-registry", new FakeRegistry());
        await base.InitializeAsync();
    }

    public async Task<(Payer Payer, Contracts.Coverage.V1.Plan Plan)> PayerAsync()
    {
        var payer = await Coverage.CreatePayerAsync(new()
        {
            Payer = new() { DisplayName = "NORTHWIND HEALTH", PayerId = $"NW{Interlocked.Increment(ref _count)}", ClaimFilingIndicatorCode = "CI" },
        });
        return (payer, await Coverage.CreatePlanAsync(new() { Plan = new() { Payer = payer.Name, DisplayName = "CHOICE PPO", GroupNumber = "GRP7" } }));
    }

    public static Policy Self(Contracts.Coverage.V1.Plan plan, int order = 1, int from = 2026) => new()
    {
        Plan = plan.Name,
        MemberId = "SIM-PAID-1",
        Relationship = Policy.Types.Relationship.Self,
        CoordinationOrder = order,
        EffectiveDate = new() { Year = from, Month = 1, Day = 1 },
    };
}

public sealed class CoverageTests(CoverageHost host) : IClassFixture<CoverageHost>
{
    private const string Patient = "patients/pat-00000000000000000000000001";

    [Fact]
    public async Task Two_policies_may_not_share_a_place_in_the_order_on_one_day()
    {
        var patient = "patients/pat-00000000000000000000000002";
        var (_, plan) = await host.PayerAsync();
        var first = await host.Coverage.CreatePolicyAsync(new() { Parent = patient, Policy = CoverageHost.Self(plan) });

        var taken = await Refused(() => host.Coverage.CreatePolicyAsync(new() { Parent = patient, Policy = CoverageHost.Self(plan) }).ResponseAsync);
        var second = await host.Coverage.CreatePolicyAsync(new() { Parent = patient, Policy = CoverageHost.Self(plan, order: 2) });

        Assert.Equal("POLICY_ORDER_TAKEN", taken.Reason);
        var resolved = await host.Coverage.BatchResolveCoverageAsync(new()
        {
            Queries =
            {
                new CoverageQuery { Patient = patient, OnDate = new() { Year = 2026, Month = 3, Day = 2 } },
                new CoverageQuery { Patient = patient, OnDate = new() { Year = 2025, Month = 3, Day = 2 } },
            },
        });
        Assert.Equal([first.Name, second.Name], resolved.Coverages[0].Policies.Select(one => one.Policy.Name));
        Assert.Empty(resolved.Coverages[1].Policies);
    }

    [Fact]
    public async Task Who_looks_for_an_overlap_holds_the_patient_or_the_payer()
    {
        var patient = "patients/pat-00000000000000000000000004";
        var (payer, plan) = await host.PayerAsync();
        var policy = await host.Coverage.CreatePolicyAsync(new() { Parent = patient, Policy = CoverageHost.Self(plan) });
        await host.Coverage.UpdatePolicyAsync(new() { Policy = new() { Name = policy.Name, GroupNumber = "G2" }, UpdateMask = new() { Paths = { "group_number" } } });
        await Refused(() => host.Coverage.CreatePolicyAsync(new() { Parent = patient, Policy = CoverageHost.Self(plan) }).ResponseAsync);
        await host.Coverage.CreatePolicyAsync(new() { Parent = patient, Policy = CoverageHost.Self(plan, order: 2) });
        var schedule = new FeeSchedule { Payer = payer.Name, DisplayName = "2026", EffectiveDate = new() { Year = 2026, Month = 1, Day = 1 } };
        schedule.Items.Add(new FeeSchedule.Types.Item { ProcedureCode = "99213", AllowedAmount = new() { CurrencyCode = "USD", Units = 80 } });
        await host.Coverage.CreateFeeScheduleAsync(new() { FeeSchedule = schedule });

        Assert.Equal(3, await HeldAsync(patient)); // the refused one let go of what it had taken
        Assert.Equal(1, await HeldAsync(payer.Name));
    }

    [Fact]
    public async Task A_dependant_needs_a_subscriber_and_a_subscriber_has_none()
    {
        var (_, plan) = await host.PayerAsync();
        var child = CoverageHost.Self(plan);
        child.Relationship = Policy.Types.Relationship.Child;

        var failure = await Refused(() => host.Coverage.CreatePolicyAsync(new() { Parent = Patient, Policy = child }).ResponseAsync);

        Assert.Equal(["policy.subscriber FIELD_REQUIRED"], failure.Violations.Select(one => $"{one.Field} {one.Reason}"));
    }

    [Fact]
    public async Task A_price_is_of_the_day_and_of_the_modifier()
    {
        var (payer, _) = await host.PayerAsync();
        await host.Coverage.CreateFeeScheduleAsync(new()
        {
            FeeSchedule = new()
            {
                Payer = payer.Name,
                DisplayName = "2026",
                EffectiveDate = new() { Year = 2026, Month = 1, Day = 1 },
                Items = { Item("99213", "", 92), Item("99213", "25", 80) },
            },
        });

        var prices = await host.Coverage.PriceServicesAsync(new()
        {
            Payer = payer.Name,
            Services = { Service("99213", 2026, 2), Service("99213", 2026, 1, "25"), Service("99213", 2025, 1), Service("99214", 2026, 1) },
        });

        Assert.Equal([184L, 80L, null, null], prices.Services.Select(one => one.AllowedAmount?.Units));
    }

    [Fact]
    public async Task A_question_goes_out_once_and_its_answer_serves_for_a_day()
    {
        var patient = "patients/pat-00000000000000000000000003";
        var (_, plan) = await host.PayerAsync();
        var policy = await host.Coverage.CreatePolicyAsync(new() { Parent = patient, Policy = CoverageHost.Self(plan) });
        var asked = await host.Coverage.CreateEligibilityCheckAsync(new() { EligibilityCheck = new() { Policy = policy.Name } });
        Assert.Equal(Contracts.Coverage.V1.EligibilityCheck.Types.State.Pending, asked.State);

        await host.Services.GetRequiredService<InquiryWorker>().SweepAsync(TestContext.Current.CancellationToken);
        await host.Services.GetRequiredService<InquiryWorker>().SweepAsync(TestContext.Current.CancellationToken);
        var trace = asked.Name.Split('-')[1].ToUpperInvariant();
        var inquiry = Sent().Single(one => one.TraceNumber == trace);
        Assert.Equal("SIM-PAID-1", inquiry.Subscriber.Person.Id);
        Assert.True(long.Parse(inquiry.Header.Envelope!.Interchange.ControlNumber, null) >= 500_000_001);

        await AnswerAsync(inquiry, "a", new Benefit { Kind = "1", ServiceTypes = ["30"] });
        await AnswerAsync(inquiry, "b", new Benefit { Kind = "6", ServiceTypes = ["30"] });
        var answered = await host.Coverage.GetEligibilityCheckAsync(new() { Name = asked.Name });
        Assert.Equal(Contracts.Coverage.V1.EligibilityCheck.Types.CoverageStatus.Active, answered.CoverageStatus);

        var again = await host.Coverage.CreateEligibilityCheckAsync(new() { EligibilityCheck = new() { Policy = policy.Name } });
        Assert.True(again.ServedFromCache);
        var methods = await host.WithDbAsync<CoverageDb, List<string>>(
            db => db.Set<AuditRow>().Where(row => row.Resource == asked.Name).OrderBy(row => row.Sequence).Select(row => row.Method).ToListAsync());
        Assert.Equal(["CreateEligibilityCheck", "GetEligibilityCheck"], methods.Select(method => method.Split('/')[^1]));

        // What the payer said of one member id says nothing of another.
        var corrected = new Policy { Name = policy.Name, MemberId = "SIM-PAID-2" };
        await host.Coverage.UpdatePolicyAsync(new() { Policy = corrected, UpdateMask = new() { Paths = { "member_id" } } });
        var anew = await host.Coverage.CreateEligibilityCheckAsync(new() { EligibilityCheck = new() { Policy = policy.Name } });
        Assert.Equal((Contracts.Coverage.V1.EligibilityCheck.Types.State.Pending, false), (anew.State, anew.ServedFromCache));
        Assert.Equal(["medbill.coverage.events.v1.EligibilityChecked"], await host.EventsAsync(asked.Name));
    }

    [Fact]
    public async Task What_is_no_answer_is_quarantined_and_the_next_file_goes_on()
    {
        var inbound = Directory.CreateDirectory(Path.Combine(host.MailboxFolder, "inbound")).FullName;
        await File.WriteAllTextAsync(Path.Combine(inbound, "cut.x12"), Cut(), TestContext.Current.CancellationToken);

        await host.Services.GetRequiredService<AnswerReader>().SweepAsync(TestContext.Current.CancellationToken);

        Assert.True(File.Exists(Path.Combine(host.MailboxFolder, "quarantine", "cut.x12")));
        Assert.True(File.Exists(Path.Combine(host.MailboxFolder, "quarantine", "cut.x12.reason.txt")));
    }

    [Fact]
    public void Every_refusal_has_a_next_action() =>
        Assert.All(new[] { "42", "72", "75", "78", "T4", "ZZ" }, code => Assert.NotEmpty(RejectionTable.NextAction(code)));

    [Fact]
    public async Task No_change_of_the_model_waits_for_a_migration()
    {
        await using var scope = host.Services.CreateAsyncScope();
        Assert.False(scope.ServiceProvider.GetRequiredService<CoverageDb>().Database.HasPendingModelChanges());
        await using var server = new CoverageSqlServerDesign().CreateDbContext([]);
        Assert.False(server.Database.HasPendingModelChanges());
    }

    private Task<long> HeldAsync(string owner) => host.WithDbAsync<CoverageDb, long>(
        db => db.OverlapLocks.Where(row => row.Owner == owner).Select(row => row.Held).SingleAsync());

    private List<EligibilityInquiry270> Sent() =>
    [
        .. Directory.GetFiles(Path.Combine(host.MailboxFolder, "outbound")).SelectMany(path =>
        {
            using var file = File.OpenRead(path);
            return Eligibility270File.Read(file, new FindingLog()).ToList();
        }),
    ];

    private async Task AnswerAsync(EligibilityInquiry270 inquiry, string name, Benefit benefit)
    {
        var answer = new EligibilityAnswer271
        {
            Header = inquiry.Header with { Purpose = "11" },
            Source = inquiry.Source,
            Receiver = inquiry.Receiver,
            Subscriber = inquiry.Subscriber with { Traces = [.. inquiry.Subscriber.Traces.AsEnumerable().Select(trace => trace with { Type = "2" })] },
            Benefits = [benefit],
        };
        var interchange = new Interchange { SenderId = "NW", ReceiverId = "LAKE01", Timestamp = new(2026, 3, 2, 15, 0, 0), ControlNumber = "000000007" };
        var output = Eligibility271File.Write(GuideId.Eligibility271.Envelope(interchange, 7, 1), [answer]);
        Assert.Empty(output.Findings);
        var inbound = Directory.CreateDirectory(Path.Combine(host.MailboxFolder, "inbound")).FullName;
        await File.WriteAllBytesAsync(Path.Combine(inbound, $"271-{name}.x12"), output.Bytes.ToArray());
        await host.Services.GetRequiredService<AnswerReader>().SweepAsync(TestContext.Current.CancellationToken);
    }

    private static string Cut() =>
        "ISA*00*          *00*          *ZZ*NW             *ZZ*LAKE01         *260302*1500*^*00501*000000009*0*T*:~GS*HB*NW*LAKE01*20260302*1500*9*X*005010X279A1~ST*271*0001*005010X279A1~";

    private static Contracts.Coverage.V1.FeeSchedule.Types.Item Item(string code, string modifier, long dollars) =>
        new() { ProcedureCode = code, Modifier = modifier, AllowedAmount = new() { CurrencyCode = "USD", Units = dollars } };

    private static ServiceToPrice Service(string code, int year, int units, params string[] modifiers) =>
        new() { ProcedureCode = code, Units = units, Modifiers = { modifiers }, ServiceDate = new() { Year = year, Month = 3, Day = 2 } };

    private static async Task<Platform.Values.Failure> Refused(Func<Task> call)
    {
        var refused = await Assert.ThrowsAsync<RpcException>(call);
        return refused.ToFailure(out _) ?? throw new InvalidOperationException(refused.Status.ToString());
    }
}
