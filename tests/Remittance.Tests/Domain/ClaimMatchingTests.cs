using MedBill.Platform.Values;
using MedBill.Remittance.Domain;

namespace MedBill.Remittance.Tests.Domain;

public sealed class ClaimMatchingTests
{
    private static readonly HashSet<string> None = [];
    private static readonly PayingPayer Payer = new(new HashSet<string> { "pyr-1" }, None);
    private static readonly PayingPayer Other = new(new HashSet<string> { "pyr-2" }, None);

    [Fact]
    public void Our_own_number_decides_before_the_payers()
    {
        var (ours, other) = (Claim("clm-1", 1, 12_500), Claim("clm-2", 1, 12_500));

        var found = ClaimMatching.Find(Payment(12_500), Payer, [ours], [other]);

        Assert.Equal(new(new(ours, MatchRule.PatientControlNumber), ""), found);
    }

    [Fact]
    public void The_payers_number_finds_the_latest_version_of_the_one_claim_with_that_charge()
    {
        var (first, second, cheaper) = (Claim("clm-1", 1, 12_500), Claim("clm-1", 2, 12_500), Claim("clm-2", 1, 9_900));

        var found = ClaimMatching.Find(Payment(12_500), Payer, [], [first, second, cheaper]);

        Assert.Equal(new(new(second, MatchRule.PayerClaimControlNumber), ""), found);
    }

    [Fact]
    public void A_reversal_is_found_by_the_payers_number_with_its_negative_charge() =>
        Assert.Equal("clm-1", ClaimMatching.Find(Payment(-12_500, status: "22"), Payer, [], [Claim("clm-1", 1, 12_500)]).Match?.Claim.ClaimId);

    [Fact]
    public void Two_claims_under_one_payer_number_match_neither() => Assert.Equal(
        new(null, "SEVERAL_CLAIMS"), ClaimMatching.Find(Payment(12_500), Payer, [], [Claim("clm-1", 1, 12_500), Claim("clm-2", 1, 12_500)]));

    [Fact]
    public void Two_payers_with_the_same_number_are_told_apart() => Assert.Equal(
        "clm-2", ClaimMatching.Find(Payment(12_500), Other, [], [Claim("clm-1", 1, 12_500), Claim("clm-2", 1, 12_500, "pyr-2")]).Match?.Claim.ClaimId);

    [Fact]
    public void Nothing_matches_nothing() => Assert.Equal(new(null, "UNKNOWN_CLAIM"), ClaimMatching.Find(Payment(12_500), Payer, [], []));

    // A payer may split a claim; it never decides on more than was sent.
    [Theory]
    [InlineData(12_500, "")]
    [InlineData(4_000, "")]
    [InlineData(0, "")]
    [InlineData(12_501, "CHARGE_DIFFERS")]
    [InlineData(2_000_000, "CHARGE_DIFFERS")]
    public void No_more_is_booked_on_a_claim_than_was_sent(long cents, string reason)
    {
        Assert.Equal(reason, ClaimMatching.Find(Payment(cents), Payer, [Claim("clm-1", 1, 12_500)], []).UnmatchedReason);
        Assert.Equal(reason, ClaimMatching.Find(Payment(-cents, status: "22"), Payer, [Claim("clm-1", 1, 12_500)], []).UnmatchedReason);
    }

    [Fact]
    public void A_number_of_ours_that_does_not_fit_is_not_looked_for_by_the_payers() => Assert.Equal(
        new(null, "CHARGE_DIFFERS"), ClaimMatching.Find(Payment(20_000), Payer, [Claim("clm-1", 1, 12_500)], [Claim("clm-2", 1, 20_000)]));

    [Fact]
    public void Another_version_of_the_claim_is_answered_to_the_cent_or_not_at_all()
    {
        SubmittedClaim[] versions = [Claim("clm-1", 2, 9_000), Claim("clm-1", 1, 12_500), Claim("clm-1", 3, 12_500)];

        Assert.Equal(3, ClaimMatching.Find(Payment(12_500), Payer, versions, []).Match?.Claim.VersionNumber);
        Assert.Equal(2, ClaimMatching.Find(Payment(8_000), Payer, versions, []).Match?.Claim.VersionNumber);
        Assert.Equal("CHARGE_DIFFERS", ClaimMatching.Find(Payment(10_000), Payer, versions, []).UnmatchedReason);
    }

    [Theory]
    [InlineData("1", 12_500, 0, "")]
    [InlineData("1", -12_500, 0, "WRONG_SIGN")]
    [InlineData("4", 0, -1, "WRONG_SIGN")]
    [InlineData("22", 12_500, 0, "WRONG_SIGN")]
    [InlineData("22", 0, 1, "WRONG_SIGN")]
    [InlineData("22", -12_500, -8_000, "")]
    [InlineData("22", 0, 0, "")]
    public void A_reversal_takes_away_and_everything_else_adds(string status, long charge, long paid, string reason) => Assert.Equal(
        reason,
        ClaimMatching.Find(
            Payment(charge, status, new PaymentAdjustment(0, "CO", "45", new(charge - paid), Disposition.Contractual)),
            Payer,
            [Claim("clm-1", 1, 12_500)],
            []).UnmatchedReason);

    // Claims were sent to pyr-1. Its own id decides everything; one it is only taken for not what was handed on to another payer.
    [Theory]
    [InlineData("pyr-1", "", "1", "")]
    [InlineData("pyr-1", "", "2", "")]
    [InlineData("pyr-2", "", "1", "OTHER_PAYER")]
    [InlineData("pyr-2", "", "22", "OTHER_PAYER")]
    [InlineData("", "", "1", "OTHER_PAYER")]
    [InlineData("", "pyr-2", "1", "OTHER_PAYER")]
    [InlineData("pyr-2", "pyr-1", "1", "")]
    [InlineData("", "pyr-1", "1", "")]
    [InlineData("", "pyr-1", "19", "")]
    [InlineData("", "pyr-1", "22", "")]
    [InlineData("", "pyr-1", "2", "OTHER_PAYER")]
    [InlineData("", "pyr-1", "3", "OTHER_PAYER")]
    [InlineData("", "pyr-1", "20", "OTHER_PAYER")]
    [InlineData("", "pyr-1", "21", "OTHER_PAYER")]
    public void Only_the_payer_it_was_sent_to_decides_a_claim(string sent, string taken, string status, string reason)
    {
        var payer = new PayingPayer(Set(sent), Set(taken));
        var payment = Payment(status == "22" ? -12_500 : 12_500, status);

        Assert.Equal(reason, ClaimMatching.Find(payment, payer, [Claim("clm-1", 1, 12_500)], []).UnmatchedReason);
        Assert.Equal(reason, ClaimMatching.Find(payment, payer, [], [Claim("clm-1", 1, 12_500)]).UnmatchedReason);

        static HashSet<string> Set(string id) => id.Length == 0 ? [] : [id];
    }

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

    internal static ClaimPayment Payment(long cents, params PaymentAdjustment[] adjustments) => Payment(cents, "1", adjustments);

    private static ClaimPayment Payment(long cents, string status, params PaymentAdjustment[] adjustments) => new()
    {
        RemittanceId = "era-1",
        Position = 1,
        PatientControlNumber = "PCN1",
        StatusCode = status,
        Charge = new(cents),
        Paid = new(cents - adjustments.Sum(adjustment => adjustment.Amount.Cents)),
        PayerClaimControlNumber = "ICN1",
        Detail = new() { Adjustments = adjustments },
    };

    private static SubmittedClaim Claim(string id, int version, long cents, string payer = "pyr-1") => new()
    {
        Practice = "prc-1",
        PatientControlNumber = $"{id}{version}",
        ClaimId = id,
        VersionNumber = version,
        EncounterId = "enc-1",
        PatientId = "pat-1",
        ResponsibleParty = "patients/pat-1",
        PayerId = payer,
        ElectronicPayerId = "PAYER01",
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
