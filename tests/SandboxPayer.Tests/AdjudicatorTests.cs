using CsCheck;
using MedBill.SandboxPayer.Adjudication;
using MedBill.X12.Remittances835;
using MedBill.X12.Segments;

namespace MedBill.SandboxPayer.Tests;

public sealed class AdjudicatorTests
{
    private static readonly Adjudicator Adjudicator =
        new(FeeSchedule.Load(Path.Combine(AppContext.BaseDirectory, "fee-schedule.json")));

    [Fact]
    public void A_paid_claim_is_written_down_to_the_fee_schedule()
    {
        var decision = Decide("SIM-PAID", ("99214", 180_00), ("83036", 30_00));

        Assert.Equal(("1", 210_00, 130_00 + 9_70), (decision.Status, decision.ChargeCents, decision.PaidCents));
        Assert.Equal([new Adjustment("CO", "45", 50_00)], decision.Lines[0].Adjustments);
        Assert.Null(decision.PatientResponsibilityCents);
        Assert.Equal("L2", decision.Lines[1].ControlNumber);
    }

    [Fact]
    public void A_charge_below_the_fee_is_paid_whole_and_a_code_without_a_fee_at_sixty_percent()
    {
        var decision = Decide("SIM-PAID", ("99213", 80_00), ("97039", 33_33));

        Assert.Equal([80_00, 19_99], decision.Lines.Select(line => line.PaidCents));
        Assert.Empty(decision.Lines[0].Adjustments);
    }

    [Fact]
    public void Copay_deductible_and_coinsurance_fall_to_the_patient()
    {
        var decision = Decide("SIM-PART", ("99214", 180_00), ("93000", 40_00));

        // 130.00 allowed: copay 25.00, deductible 100.00, coinsurance 20 % of 5.00. Then 15.00 allowed: 20 % of it.
        Assert.Equal(
            [new("CO", "45", 50_00), new("PR", "3", 25_00), new("PR", "1", 100_00), new Adjustment("PR", "2", 1_00)],
            decision.Lines[0].Adjustments);
        Assert.Equal([new("CO", "45", 25_00), new Adjustment("PR", "2", 3_00)], decision.Lines[1].Adjustments);
        Assert.Equal((4_00 + 12_00, 129_00), (decision.PaidCents, decision.PatientResponsibilityCents));
    }

    [Theory]
    [InlineData("SIM-DENY-50", "CO", "50")]
    [InlineData("SIM-DENY-18", "OA", "18")]
    [InlineData("SIM-DENY-119", "PR", "119")]
    public void A_denied_claim_pays_nothing_and_says_why(string memberId, string group, string reason)
    {
        var decision = Decide(memberId, ("99213", 150_00));

        Assert.Equal(("4", 0L), (decision.Status, decision.PaidCents));
        Assert.Equal([new Adjustment(group, reason, 150_00)], decision.Lines[0].Adjustments);
    }

    [Fact]
    public void A_missing_authorization_is_denied_until_the_claim_carries_one()
    {
        var claim = SampleClaims.Claim("SIM-DENY-197-N706", ("99213", 150_00));
        var corrected = claim with { References = [new(ReferenceQualifiers.PriorAuthorization, "AUTH1")] };

        Assert.Equal([Remark.Rarc("N706")], Adjudicator.Decide(claim, SampleClaims.Served).Lines[0].Remarks);
        Assert.Equal(92_00, Adjudicator.Decide(corrected, SampleClaims.Served).PaidCents);
    }

    [Fact]
    public void A_reversal_is_the_mirror_of_what_was_decided()
    {
        var decision = Decide("SIM-PART", ("99214", 180_00), ("93000", 40_00));

        var reversal = Adjudicator.Reversal(decision);

        Assert.True(reversal.IsReversal);
        Assert.Equal((-220_00, -16_00), (reversal.ChargeCents, reversal.PaidCents));
        Assert.Equal(
            [new("CO", "45", -50_00), new("PR", "3", -25_00), new("PR", "1", -100_00), new Adjustment("PR", "2", -1_00)],
            reversal.Lines[0].Adjustments);
        Assert.Equal(
            (decision.PatientControlNumber, decision.PayerClaimControlNumber), (reversal.PatientControlNumber, reversal.PayerClaimControlNumber));
        Assert.Empty(Balance835.CheckClaim(reversal));
    }

    [Fact]
    public void Every_decision_balances_on_every_line() => (
        from member in OneOf("SIM-PAID", "SIM-PART", "SIM-DENY-50", "SIM-DENY-197", "SIM-BADBAL", "W1")
        from lines in Gen.Select(OneOf("99213", "99214", "93000", "36415", "97039", "J1885"), Gen.Long[1, 500_000]).Array[1, 8]
        select (member, lines))
        .Sample(claim => Balance835.CheckClaim(Decide(claim.member, claim.lines)).Count == 0);

    [Fact]
    public void The_same_claim_gets_the_same_decision() =>
        Assert.Equal(Decide("SIM-PART", ("99214", 180_00)), Decide("SIM-PART", ("99214", 180_00)));

    private static Gen<string> OneOf(params string[] values) => Gen.Int[0, values.Length - 1].Select(index => values[index]);

    private static ClaimPayment Decide(string memberId, params (string Code, long Cents)[] lines) =>
        Adjudicator.Decide(SampleClaims.Claim(memberId, lines), SampleClaims.Served);
}
