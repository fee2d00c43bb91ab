using MedBill.Platform.Values;
using MedBill.Remittance.Domain;

namespace MedBill.Remittance.Tests.Domain;

public sealed class ClaimMatchingTests
{
    [Fact]
    public void Our_own_number_decides_before_the_payers()
    {
        var (ours, other) = (Claim("clm-1", 1, 12_500), Claim("clm-2", 1, 12_500));

        var match = ClaimMatching.Find(Payment(12_500), ours, [other]);

        Assert.Equal(new ClaimMatch(ours, MatchRule.PatientControlNumber), match);
    }

    [Fact]
    public void The_payers_number_finds_the_latest_version_of_the_one_claim_with_that_charge()
    {
        var (first, second, cheaper) = (Claim("clm-1", 1, 12_500), Claim("clm-1", 2, 12_500), Claim("clm-2", 1, 9_900));

        var match = ClaimMatching.Find(Payment(12_500), null, [first, second, cheaper]);

        Assert.Equal(new ClaimMatch(second, MatchRule.PayerClaimControlNumber), match);
    }

    [Fact]
    public void A_reversal_is_found_by_the_payers_number_with_its_negative_charge() =>
        Assert.Equal("clm-1", ClaimMatching.Find(Payment(-12_500), null, [Claim("clm-1", 1, 12_500)])?.Claim.ClaimId);

    [Fact]
    public void Two_claims_under_one_payer_number_match_neither() =>
        Assert.Null(ClaimMatching.Find(Payment(12_500), null, [Claim("clm-1", 1, 12_500), Claim("clm-2", 1, 12_500)]));

    [Fact]
    public void Nothing_matches_nothing() => Assert.Null(ClaimMatching.Find(Payment(12_500), null, []));

    [Fact]
    public void Lines_match_by_their_number_whatever_their_order() => Assert.Equal(
        [2, 1],
        LineMatching.Match([Paid("99213", 12_500, "L2"), Paid("99213", 12_500, "L1")], [Sent(1, "99213", 12_500), Sent(2, "99213", 12_500)]));

    [Fact]
    public void A_line_split_by_the_payer_matches_its_line_twice() => Assert.Equal(
        [1, 1, 2],
        LineMatching.Match(
            [Paid("99213", 5_000, "L1"), Paid("99213", 7_500, "L1"), Paid("83036", 3_000)], [Sent(1, "99213", 12_500), Sent(2, "83036", 3_000)]));

    [Fact]
    public void Without_a_number_code_modifiers_and_charge_decide_each_line_once() => Assert.Equal(
        [1, 3, 0],
        LineMatching.Match(
            [Paid("99213", 12_500, "", "25"), Paid("99213", 12_500, "", "25"), Paid("99213", 12_500, "", "25")],
            [Sent(1, "99213", 12_500, "25"), Sent(2, "99213", 12_500), Sent(3, "99213", 12_500, "25")]));

    [Theory]
    [InlineData("99214", 12_500, "25")]
    [InlineData("99213", 12_501, "25")]
    [InlineData("99213", 12_500, "59")]
    public void Another_code_charge_or_modifier_is_another_line(string code, long cents, string modifier) =>
        Assert.Equal([0], LineMatching.Match([Paid(code, cents, "", modifier)], [Sent(1, "99213", 12_500, "25")]));

    [Fact]
    public void A_reversed_line_is_found_by_its_negative_charge() =>
        Assert.Equal([1], LineMatching.Match([Paid("99213", -12_500)], [Sent(1, "99213", 12_500)]));

    internal static ClaimPayment Payment(long cents, params PaymentAdjustment[] adjustments) => new()
    {
        RemittanceId = "era-1",
        Position = 1,
        PatientControlNumber = "PCN1",
        StatusCode = "1",
        Charge = new(cents),
        Paid = new(cents - adjustments.Sum(adjustment => adjustment.Amount.Cents)),
        PayerClaimControlNumber = "ICN1",
        Detail = new() { Adjustments = adjustments },
    };

    private static SubmittedClaim Claim(string id, int version, long cents) => new()
    {
        Practice = "prc-1",
        PatientControlNumber = $"{id}{version}",
        ClaimId = id,
        VersionNumber = version,
        EncounterId = "enc-1",
        PatientId = "pat-1",
        ResponsibleParty = "patients/pat-1",
        PayerId = "pyr-1",
        ServiceDate = new(2026, 2, 10),
        TotalCharge = new(cents),
        Lines = [],
    };

    private static PaymentLine Paid(string code, long cents, string number = "", params string[] modifiers) => new()
    {
        LineNumber = 1,
        ControlNumber = number,
        ProcedureCode = code,
        SubmittedCode = code,
        SubmittedModifiers = modifiers,
        Charge = new(cents),
        Paid = Money.Zero,
    };

    private static SubmittedLine Sent(int number, string code, long cents, params string[] modifiers) => new(number, $"L{number}", code, modifiers, new(cents));
}
