using MedBill.SampleData;
using MedBill.SampleData.Rest;
using MedBill.X12.Segments;
using Microsoft.Extensions.DependencyInjection;
using ClaimPayment = MedBill.X12.Remittances835.ClaimPayment;

namespace MedBill.EndToEnd.Tests;

/// <summary>
/// What happens to the money of a visit on the less straight ways through the suite: nobody owes what nobody is asked for, and nobody
/// is asked twice.
/// </summary>
public sealed partial class MoneyPathTests(MoneyPathTests.Desk desk) : IClassFixture<MoneyPathTests.Desk>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_late_charge_is_asked_for_by_the_replacement_and_paid_once()
    {
        var visit = await desk.VisitAsync("SIM-PAID", 180_00);
        var claim = await desk.PaidAsync(await desk.ClaimAsync(visit));

        await desk.PostAsync<Items<Charge>>("v1/charges:batchCreate", new { charges = new[] { Charge(60_00, "83036", visit.Encounter) } });
        await desk.AwaitOpenAsync(visit, (60_00, 0));
        claim = await desk.PostAsync<Claim>($"v1/claims/{claim.Id}/versions", new { frequencyCode = "7" });
        claim = await desk.PaidAsync(claim);

        Assert.Equal((2, new Money(240_00)), (claim.VersionNumber, claim.TotalCharge));
        await desk.AwaitOpenAsync(visit, (0, 0));
        await desk.AssertBalancedAsync();
    }

    [Fact]
    public async Task A_visit_stays_on_the_account_it_was_opened_on()
    {
        var (before, after) = (await desk.GuarantorAsync(), await desk.GuarantorAsync());
        var visit = await desk.VisitAsync("SIM-PART", 180_00, before);

        await desk.Client.PatchAsync<Patient>($"v1/patients/{visit.Patient}", new { guarantorId = after }, patient => patient.GuarantorId == after, Cancel);
        var claim = await desk.PaidAsync(await desk.ClaimAsync(visit));

        var account = await desk.AccountAsync(visit);
        Assert.Equal($"guarantors/{before}", account.ResponsibleParty);
        Assert.Equal((Money.Zero, Money.Zero), (account.UnbilledBalance, account.PayerBalance));
        Assert.Equal(claim.Adjudication!.PatientResponsibilityAmount, account.PatientBalance);
        Assert.Empty((await desk.Client.GetAsync<Items<Account>>($"v1/accounts?responsibleParty=guarantors/{after}", Cancel)).All);
    }

    [Fact]
    public async Task A_void_claim_owes_nothing_and_its_visit_is_billed_anew()
    {
        var visit = await desk.VisitAsync("SIM-PAID", 180_00);
        var claim = await desk.PaidAsync(await desk.ClaimAsync(visit));

        await desk.PostAsync<Claim>($"v1/claims/{claim.Id}/versions", new { frequencyCode = "8" });
        await desk.SubmittedAsync(claim, "VOIDED");
        await desk.AwaitOpenAsync(visit, (180_00, 0));
        var anew = await desk.PaidAsync(await desk.ClaimAsync(visit));

        Assert.NotEqual(claim.Id, anew.Id);
        await desk.AwaitOpenAsync(visit, (0, 0));
        await desk.AssertBalancedAsync();
    }

    [Fact]
    public async Task A_claim_given_up_after_a_refusal_is_owed_by_nobody()
    {
        var visit = await desk.VisitAsync("SIM-REJ-277", 180_00);
        var claim = await desk.ClaimAsync(visit);
        await desk.SubmittedAsync(claim, "REJECTED");
        await desk.AwaitOpenAsync(visit, (0, 180_00));

        await desk.PostAsync<Claim>($"v1/claims/{claim.Id}/versions", new { });
        claim = await desk.PostAsync<Claim>($"v1/claims/{claim.Id}:void", null);

        Assert.Equal(("VOIDED", "NONE"), (claim.State, claim.NextAction));
        await desk.AwaitOpenAsync(visit, (180_00, 0));
    }

    [Fact]
    public async Task A_claim_that_was_denied_whole_is_given_up_and_its_visit_is_billed_anew()
    {
        var visit = await desk.VisitAsync("SIM-DENY-27", 180_00);
        var denied = await desk.PaidAsync(await desk.ClaimAsync(visit));
        Assert.Equal("WORK_DENIAL", denied.NextAction);
        await desk.AwaitOpenAsync(visit, (0, 180_00));

        var given = await desk.PostAsync<Claim>($"v1/claims/{denied.Id}:void", null);
        Assert.Equal(("VOIDED", "NONE"), (given.State, given.NextAction));
        await desk.AwaitOpenAsync(visit, (180_00, 0));
        Assert.Equal("RESOLVED", Assert.Single(await desk.DenialsAsync(denied)).State);

        await desk.ChangeMemberAsync(visit, "SIM-PAID");
        var anew = await desk.PaidAsync(await desk.ClaimAsync(visit));
        Assert.NotEqual(denied.Id, anew.Id);
        await desk.AwaitOpenAsync(visit, (0, 0));
        await desk.AssertBalancedAsync();
    }

    [Fact]
    public async Task A_refused_replacement_that_is_given_up_leaves_what_was_decided_and_its_late_charge_unbilled()
    {
        var visit = await desk.VisitAsync("SIM-PART", 180_00);
        var claim = await desk.PaidAsync(await desk.ClaimAsync(visit));
        await desk.PostAsync<Items<Charge>>("v1/charges:batchCreate", new { charges = new[] { Charge(60_00, "83036", visit.Encounter) } });
        await desk.AwaitOpenAsync(visit, (60_00, 0));
        await desk.ChangeMemberAsync(visit, "SIM-REJ-277");
        claim = await desk.PostAsync<Claim>($"v1/claims/{claim.Id}/versions", new { frequencyCode = "7" });
        await desk.SubmittedAsync(claim, "REJECTED");
        await desk.AwaitOpenAsync(visit, (0, 60_00));

        claim = await desk.PostAsync<Claim>($"v1/claims/{claim.Id}/versions/2:discard", null);

        Assert.Equal(("ADJUDICATED", "BILL_PATIENT", new Money(180_00)), (claim.State, claim.NextAction, claim.TotalCharge));
        await desk.AwaitOpenAsync(visit, (60_00, 0));
        await desk.AssertBalancedAsync();
    }

    [Fact]
    public async Task A_denial_that_is_closed_moves_no_money()
    {
        var visit = await desk.VisitAsync("SIM-DENY-50", 180_00);
        var claim = await desk.PaidAsync(await desk.ClaimAsync(visit));
        var denial = Assert.Single(await desk.DenialsAsync(claim));

        var closed = await desk.PostAsync<Denial>($"v1/denials/{denial.Id}:close", new { reason = "ACCEPTED_LOSS" });

        Assert.Equal(("CLOSED", new Money(180_00)), (closed.State, closed.Amount));
        Assert.Equal("NONE", (await desk.Client.GetAsync<Claim>($"v1/claims/{claim.Id}", Cancel)).NextAction);
        await desk.AwaitOpenAsync(visit, (0, 180_00));
    }

    // The payer denies; after a call it takes that back and pays, under the numbers of its old system, which match nothing here. Once one of them
    // is booked by hand, the other has a number that is known; both change claim and books as if they had matched by themselves.
    [Fact]
    public async Task A_payment_that_matches_nothing_is_booked_by_hand_and_closes_its_claim()
    {
        var visit = await desk.VisitAsync("SIM-DENY-50", 180_00);
        var claim = await desk.PaidAsync(await desk.ClaimAsync(visit));
        await desk.AwaitOpenAsync(visit, (0, 180_00));
        var (remittance, unmatched) = await desk.ReceiveAsync(
            OldNumbered("22", -180_00, new("CO", "50", -180_00)), OldNumbered("1", 180_00, new("CO", "45", 80_00)));
        Assert.Equal(["UNKNOWN_CLAIM", "UNKNOWN_CLAIM"], unmatched.Select(payment => payment.UnmatchedReasonCode));

        var booked = await desk.PostAsync<BookedPayment>(
            $"v1/remittances/{remittance}/claim-payments/{unmatched[0].Id}:assign", new { claimId = claim.Id, claimVersionNumber = 1 });

        Assert.Equal((claim.Id, "MANUAL"), (booked.ClaimId, booked.MatchRule));
        await desk.AwaitOpenAsync(visit, (0, 0));
        claim = await desk.AwaitAsync(claim, one => one.NextAction == "NONE");
        Assert.Equal(("NONE", new Money(100_00), new Money(80_00), Money.Zero), (
            claim.NextAction, claim.Adjudication!.PaidAmount, claim.Adjudication.ContractualAmount, claim.Adjudication.DeniedAmount));
        Assert.Empty((await desk.Client.GetAsync<Items<Denial>>($"v1/denials?claimId={claim.Id}&state=OPEN", Cancel)).All);
        await desk.AssertBalancedAsync();
    }

    private static ClaimPayment OldNumbered(string status, long charge, Adjustment adjustment) => new()
    {
        PatientControlNumber = "OLDSYSTEM1",
        Status = status,
        ChargeCents = charge,
        PaidCents = charge - adjustment.AmountCents,
        FilingIndicator = "12",
        PayerClaimControlNumber = "OLDCLAIM1",
        FacilityCode = "11",
        Frequency = "1",
        Parties = [Party.Member("MONEY", "PAT", "W000000001") with { EntityCode = EntityCodes.Patient }],
        Lines =
        [
            new()
            {
                Procedure = ProcedureCode.Hcpcs("99214"),
                ChargeCents = charge,
                PaidCents = charge - adjustment.AmountCents,
                Units = 1,
                Dates = [new(DateQualifiers.Service, new(2026, 2, 10))],
                Adjustments = [adjustment],
            },
        ],
    };

    [Fact]
    public async Task What_is_denied_is_given_up_or_made_the_patients_and_a_credit_is_given_back()
    {
        var visit = await desk.VisitAsync("SIM-DENY-50", 180_00);
        var claim = await desk.PaidAsync(await desk.ClaimAsync(visit));
        await desk.AwaitOpenAsync(visit, (0, 180_00));

        var written = await desk.PostAsync<Made>("v1/write-offs", new { claimId = claim.Id, amount = new Money(80_00), reason = "ADMINISTRATIVE" });
        await desk.PostAsync<Made>("v1/patient-transfers", new { claimId = claim.Id, amount = new Money(100_00), reason = "NOTICE_SIGNED" });
        await desk.AwaitOpenAsync(visit, (0, 0));
        var account = await desk.AccountAsync(visit);
        Assert.Equal(new Money(100_00), account.PatientBalance);
        await desk.AssertBalancedAsync();

        await desk.PostAsync<Made>("v1/payments", new { patientId = visit.Patient, amount = new Money(120_00), method = "CHECK" });
        await desk.PostAsync<Made>("v1/refunds", new { accountId = account.Id, amount = new Money(20_00), method = "CHECK", reference = "1042" });
        Assert.Equal((Money.Zero, Money.Zero), ((await desk.AccountAsync(visit)).PatientBalance, (await desk.AccountAsync(visit)).CreditBalance));

        Assert.Equal("REVERSED", (await desk.PostAsync<Made>($"v1/write-offs/{written.Id}/reversals", null)).State);
        await desk.AwaitOpenAsync(visit, (0, 80_00));
        await desk.AssertBalancedAsync();
    }

    private static Charge Charge(long cents, string code, string? encounter = null) => new()
    {
        EncounterId = encounter,
        ProcedureCode = code,
        Units = 1,
        Amount = new(cents),
        DiagnosisPointers = [1],
    };

    /// <summary>What was decided by hand.</summary>
    public sealed record Made(string Id, string? State);

    public sealed record Visit(string Patient, string Encounter, string Party);

    public sealed record BookedPayment(string Id, string? ClaimId, string? MatchRule, string? UnmatchedReasonCode);
}
