using MedBill.Claims.Tests.Fixture;
using MedBill.Platform.Values;
using Coverage = MedBill.Contracts.Coverage.V1;
using Events = MedBill.Contracts.Claims.Events.V1;
using Patients = MedBill.Contracts.Patients.V1;
using Wire = MedBill.Contracts.Claims.V1;

namespace MedBill.Claims.Tests.Features;

public sealed class CreateClaimTests(ClaimsHost host) : IClassFixture<ClaimsHost>
{
    [Fact]
    public async Task A_claim_says_what_the_encounter_and_the_policy_say()
    {
        Coverage.ResolvedPolicy? policy = null;
        var encounter = host.Visit(
            visit =>
            {
                visit.Encounter.PriorAuthorizationNumber = "AUTH1";
                visit.Encounter.Charges[1].ServiceDate = Visits.Date(2026, 2, 27);
            },
            cover => policy = cover);

        var claim = await host.Claims.CreateClaimAsync(new() { Encounter = encounter });

        Assert.Equal((encounter, policy!.Payer.Name, policy.Policy.Name), (claim.Encounter, claim.Payer, claim.Policy));
        Assert.Equal(
            (Wire.Claim.Types.State.Draft, 1, "1", Wire.Claim.Types.NextAction.Submit, "11", "AUTH1", ""),
            (claim.State, claim.VersionNumber, claim.FrequencyCode, claim.NextAction, claim.PlaceOfServiceCode, claim.PriorAuthorizationNumber, claim.PayerClaimControlNumber));
        Assert.Equal(["E119", "I10"], claim.DiagnosisCodes);
        Assert.Equal(
            new Wire.ServiceLine
            {
                LineNumber = 2,
                LineItemControlNumber = "2",
                ProcedureCode = "83036",
                Charge = Visits.Cents(3_000),
                Units = 1,
                DiagnosisPointers = { 1 },
                ServiceDate = Visits.Date(2026, 2, 27),
            },
            claim.ServiceLines[1]);
        Assert.Equal((Visits.Cents(21_000), Visits.Date(2026, 2, 27)), (claim.TotalCharge, claim.ServiceDate));
        Assert.Empty(claim.Findings);
        Assert.Equal(claim, await host.ClaimAsync(claim.Name));
        Assert.Equal(
            [new() { Claim = claim.Name, Encounter = encounter, Patient = claim.Patient, Payer = claim.Payer, TotalCharge = claim.TotalCharge }],
            await host.EventsAsync<Events.ClaimCreated>(claim.Name));
    }

    [Fact]
    public async Task The_first_cover_in_order_is_billed()
    {
        Patients.BillingRecord? visit = null;
        var encounter = host.Visit(record => visit = record);
        var (second, first) = (Visits.Cover(visit!.Patient.Name), Visits.Cover(visit.Patient.Name));
        second.Policy.CoordinationOrder = 2;
        host.Coverage.Know(visit.Patient.Name, second, first);

        var claim = await host.Claims.CreateClaimAsync(new() { Encounter = encounter });

        Assert.Equal(first.Payer.Name, claim.Payer);
    }

    [Theory]
    [InlineData("ENCOUNTER_SELF_PAY")]
    [InlineData("ENCOUNTER_NOT_CHARGED")]
    [InlineData("NO_COVERAGE_ON_DATE")]
    public async Task An_encounter_that_cannot_be_billed_is_refused_with_its_reason(string reason)
    {
        Patients.BillingRecord? record = null;
        var encounter = host.Visit(visit => record = visit);
        switch (reason)
        {
            case "ENCOUNTER_SELF_PAY":
                record!.Encounter.BillTo = Patients.Encounter.Types.BillTo.SelfPay;
                break;
            case "ENCOUNTER_NOT_CHARGED":
                record!.Encounter.State = Patients.Encounter.Types.State.Open;
                break;
            default:
                host.Coverage.Know(record!.Patient.Name);
                break;
        }

        var before = await host.CountsAsync();

        var failure = await Expect.FailureAsync(host.Claims.CreateClaimAsync(new() { Encounter = encounter }));

        Assert.Equal((FailureKind.Precondition, reason), (failure.Kind, failure.Reason));
        Assert.Equal([("encounter", encounter)], failure.Facts);
        Assert.Equal(before, await host.CountsAsync());
    }

    [Fact]
    public async Task A_second_claim_for_an_encounter_is_refused_by_naming_the_first()
    {
        var claim = await host.DraftAsync();

        var failure = await Expect.FailureAsync(host.Claims.CreateClaimAsync(new() { Encounter = claim.Encounter }));

        Assert.Equal((FailureKind.Conflict, "DUPLICATE_CLAIM"), (failure.Kind, failure.Reason));
        Assert.Contains(("claim", claim.Name), failure.Facts);
    }

    [Fact]
    public async Task A_claim_that_was_withdrawn_unsent_does_not_count()
    {
        var claim = await host.DraftAsync();
        await host.Claims.VoidClaimAsync(new() { Name = claim.Name });

        var again = await host.Claims.CreateClaimAsync(new() { Encounter = claim.Encounter });

        Assert.NotEqual(claim.Name, again.Name);
        Assert.Equal(["medbill.claims.events.v1.ClaimCreated", "medbill.claims.events.v1.ClaimVoided"], await host.EventsAsync(claim.Name));
    }

    [Fact]
    public async Task Of_many_at_once_for_one_encounter_one_makes_the_claim()
    {
        var encounter = host.Visit();

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Expect.OutcomeAsync(host.Claims.CreateClaimAsync(new() { Encounter = encounter }))));

        Assert.Single(outcomes, outcome => outcome is null);
        Assert.All(outcomes.Where(outcome => outcome is not null), outcome => Assert.Equal("DUPLICATE_CLAIM", outcome));
        Assert.Single((await host.Claims.ListClaimsAsync(new() { Encounter = encounter })).Claims);
    }

    [Fact]
    public async Task What_the_registry_says_is_passed_on()
    {
        var unknown = await Expect.FailureAsync(host.Claims.CreateClaimAsync(new() { Encounter = "encounters/enc-00000000000000000000000000" }));
        var one = new Wire.CreateClaimRequest { Encounter = host.Visit(), RequestId = "before" };
        var many = new Wire.BatchCreateClaimsRequest { Encounters = { host.Visit() }, RequestId = "before" };
        var (made, all) = (await host.Claims.CreateClaimAsync(one), await host.Claims.BatchCreateClaimsAsync(many));
        host.Patients.IsAway = true;
        var away = await Expect.FailureAsync(host.Claims.CreateClaimAsync(new() { Encounter = host.Visit() }));
        var (again, allAgain) = (await host.Claims.CreateClaimAsync(one), await host.Claims.BatchCreateClaimsAsync(many));
        host.Patients.IsAway = false;

        // What was made already is only said again.
        Assert.Equal((made, all), (again, allAgain));

        Assert.Equal((FailureKind.NotFound, "ENCOUNTER_NOT_FOUND"), (unknown.Kind, unknown.Reason));
        Assert.Equal(FailureKind.Unavailable, away.Kind);
    }

    [Fact]
    public async Task A_draft_with_everything_wrong_names_all_of_it_at_once()
    {
        var claim = await host.DraftAsync(
            visit =>
            {
                visit.Encounter.PlaceOfServiceCode = "97";
                visit.Encounter.Charges[0].Units = 0;
                visit.Encounter.Charges[1].DiagnosisPointers[0] = 3;
                visit.Patient.Address = null;
                visit.RenderingProvider.Npi = "1999999985";
            },
            cover => cover.Policy.MemberId = "");

        Assert.Equal((Wire.Claim.Types.State.Draft, Wire.Claim.Types.NextAction.CorrectDraft), (claim.State, claim.NextAction));
        Assert.Equal(
            [
                ("REQUIRED_DATA_MISSING", "policy.member_id"),
                ("REQUIRED_DATA_MISSING", "patient.address"),
                ("NPI_INVALID", "rendering_provider.npi"),
                ("PLACE_OF_SERVICE_UNKNOWN", "place_of_service_code"),
                ("UNITS_NOT_POSITIVE", "service_lines[0].units"),
                ("DIAGNOSIS_POINTER_INVALID", "service_lines[1].diagnosis_pointers[0]"),
            ],
            claim.Findings.Select(finding => (finding.Code, finding.Field)));
    }

    [Fact]
    public async Task A_hundred_at_once_ask_each_peer_once()
    {
        string[] encounters = [.. Enumerable.Range(0, 100).Select(_ => host.Visit())];
        var (patients, coverage) = (host.Patients.Calls, host.Coverage.Calls);

        var claims = (await host.Claims.BatchCreateClaimsAsync(new() { Encounters = { encounters } })).Claims;

        Assert.Equal(encounters, claims.Select(claim => claim.Encounter));
        Assert.Equal((patients + 1, coverage + 1), (host.Patients.Calls, host.Coverage.Calls));
        Assert.Equal(100, claims.Select(claim => claim.PatientControlNumber).Distinct().Count());
    }

    [Fact]
    public async Task One_that_is_refused_refuses_the_whole_batch()
    {
        var selfPay = host.Visit(visit => visit.Encounter.BillTo = Patients.Encounter.Types.BillTo.SelfPay);
        var before = await host.CountsAsync();

        var failure = await Expect.FailureAsync(host.Claims.BatchCreateClaimsAsync(new() { Encounters = { host.Visit(), selfPay } }));

        Assert.Equal("ENCOUNTER_SELF_PAY", failure.Reason);
        Assert.Equal([("encounter", selfPay)], failure.Facts);
        Assert.Equal(before, await host.CountsAsync());
    }

    [Fact]
    public async Task Every_wrong_name_of_a_batch_is_named_at_once()
    {
        var encounter = host.Visit();

        Assert.Equal(
            [("encounters[1]", "INVALID_RESOURCE_NAME"), ("encounters[2]", "DUPLICATE_ITEM")],
            await Expect.ViolationsAsync(host.Claims.BatchCreateClaimsAsync(new() { Encounters = { encounter, "claims/clm-1", encounter } })));
        Assert.Contains(
            ("encounters", "TOO_MANY_ITEMS"),
            await Expect.ViolationsAsync(host.Claims.BatchCreateClaimsAsync(new() { Encounters = { Enumerable.Range(0, 101).Select(i => $"encounters/enc-{i}") } })));
        Assert.Single(await Expect.ViolationsAsync(host.Claims.BatchCreateClaimsAsync(new())));
        Assert.Equal([("encounter", "INVALID_RESOURCE_NAME")], await Expect.ViolationsAsync(host.Claims.CreateClaimAsync(new() { Encounter = "enc-1" })));
    }

    [Fact]
    public async Task A_repeat_returns_the_first_claim_and_another_request_under_its_id_is_refused()
    {
        var request = new Wire.CreateClaimRequest { Encounter = host.Visit(), RequestId = "create-1" };

        var first = await host.Claims.CreateClaimAsync(request);
        var repeat = await host.Claims.CreateClaimAsync(request);

        Assert.Equal(first, repeat);
        Assert.Equal("REQUEST_ID_REUSED", await Expect.ReasonAsync(host.Claims.CreateClaimAsync(new() { Encounter = host.Visit(), RequestId = "create-1" })));
        Assert.Single(await host.EventsAsync(first.Name));
    }
}
