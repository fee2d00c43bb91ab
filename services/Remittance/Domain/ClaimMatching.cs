using MedBill.Platform.Values;

namespace MedBill.Remittance.Domain;

/// <summary>A claim that a payment belongs to, and how it was found.</summary>
public sealed record ClaimMatch(SubmittedClaim Claim, MatchRule Rule);

/// <summary>What was found for a payment: its claim, or else why it has none.</summary>
/// <param name="Match">Null when none.</param>
/// <param name="UnmatchedReason">One of <see cref="UnmatchedReasons"/>; empty with a match.</param>
public sealed record ClaimLookup(ClaimMatch? Match, string UnmatchedReason);

/// <summary>Why a claim payment is not booked on any claim. Its money stays unapplied, for a person to see.</summary>
public static class UnmatchedReasons
{
    /// <summary>No claim is known under its numbers.</summary>
    public const string UnknownClaim = "UNKNOWN_CLAIM";

    /// <summary>More was charged (CLP03) than was ever sent; by the payer's number, anything else than was sent.</summary>
    public const string ChargeDiffers = "CHARGE_DIFFERS";

    /// <summary>The claim was sent to another payer.</summary>
    public const string OtherPayer = "OTHER_PAYER";

    /// <summary>A reversal that adds, or anything else that takes away.</summary>
    public const string WrongSign = "WRONG_SIGN";

    /// <summary>Two claims are known under the payer's number.</summary>
    public const string SeveralClaims = "SEVERAL_CLAIMS";
}

/// <summary>
/// Finds the claim of a payment among those that may fit. An 835 balances with itself, whatever claim it names: it is booked only when
/// what it says is what was sent, to the payer that decides. Nothing is booked on a guess.
/// </summary>
public static class ClaimMatching
{
    /// <summary>First by our number, which no two claims share, then by the payer's.</summary>
    /// <param name="payment">What the payer says.</param>
    /// <param name="payer">Who says it.</param>
    /// <param name="ours">Every version of the claim with its patient control number (CLP01), that one first; none when there is none.</param>
    /// <param name="byPayerNumber">Every claim version known under its payer claim control number (CLP07).</param>
    public static ClaimLookup Find(
        ClaimPayment payment, PayingPayer payer, IReadOnlyList<SubmittedClaim> ours, IReadOnlyCollection<SubmittedClaim> byPayerNumber)
    {
        if (!payment.HasItsSign)
        {
            return None(UnmatchedReasons.WrongSign);
        }

        // A number of ours that does not fit is for a person to look at, not for a second guess by the payer's number.
        return ours.Count > 0 ? ByOurs(payment, payer, ours) : ByPayerNumber(payment, payer, byPayerNumber);
    }

    /// <summary>Why this payment cannot be about that claim, whoever says so: one of <see cref="UnmatchedReasons"/>; empty when it can.</summary>
    public static string ObjectionTo(ClaimPayment payment, SubmittedClaim claim) =>
        !payment.HasItsSign ? UnmatchedReasons.WrongSign
        : Absolute(payment.Charge) > claim.TotalCharge ? UnmatchedReasons.ChargeDiffers
        : "";

    internal static Money Absolute(Money amount) => amount < Money.Zero ? -amount : amount;

    // A payer may split a claim, so less than was sent is allowed; or answer another version under this one's number: then to the cent.
    private static ClaimLookup ByOurs(ClaimPayment payment, PayingPayer payer, IReadOnlyList<SubmittedClaim> ours)
    {
        var charge = Absolute(payment.Charge);
        var versions = ours.Where(claim => payer.MayDecide(claim, payment.StatusCode)).ToList();
        if (!versions.Contains(ours[0]))
        {
            return None(UnmatchedReasons.OtherPayer);
        }

        var claim = charge <= ours[0].TotalCharge
            ? ours[0]
            : versions.Where(version => version.TotalCharge == charge).MaxBy(version => version.VersionNumber);
        return claim is null ? None(UnmatchedReasons.ChargeDiffers) : Found(claim, MatchRule.PatientControlNumber);
    }

    // Two payers may use the same number, so payer and total charge have to agree (a reversal has it negative), and one claim must be left.
    private static ClaimLookup ByPayerNumber(ClaimPayment payment, PayingPayer payer, IReadOnlyCollection<SubmittedClaim> known)
    {
        if (known.Count == 0)
        {
            return None(UnmatchedReasons.UnknownClaim);
        }

        var ofPayer = known.Where(claim => payer.MayDecide(claim, payment.StatusCode)).ToList();
        if (ofPayer.Count == 0)
        {
            return None(UnmatchedReasons.OtherPayer);
        }

        var charge = Absolute(payment.Charge);
        var candidates = ofPayer.Where(claim => claim.TotalCharge == charge).ToList();
        if (candidates.Count == 0)
        {
            return None(UnmatchedReasons.ChargeDiffers);
        }

        return candidates.All(claim => claim.ClaimId == candidates[0].ClaimId)
            ? Found(candidates.MaxBy(claim => claim.VersionNumber)!, MatchRule.PayerClaimControlNumber)
            : None(UnmatchedReasons.SeveralClaims);
    }

    private static ClaimLookup Found(SubmittedClaim claim, MatchRule rule) => new(new(claim, rule), "");

    private static ClaimLookup None(string reason) => new(null, reason);
}

/// <summary>Finds the claim's line of each line of a payment.</summary>
public static class LineMatching
{
    /// <summary>By REF*6R, else by submitted code, modifiers and charge, each line of the claim once. 0 = none.</summary>
    public static IReadOnlyList<int> Match(IReadOnlyList<PaymentLine> paid, IReadOnlyList<SubmittedLine> submitted)
    {
        var found = new int[paid.Count];
        var taken = new HashSet<int>();
        for (var i = 0; i < paid.Count; i++)
        {
            // A payer may answer one line with several (split), so a number may come more than once.
            if (paid[i].ControlNumber.Length > 0 && submitted.FirstOrDefault(line => line.ControlNumber == paid[i].ControlNumber) is { } line)
            {
                found[i] = line.LineNumber;
                taken.Add(line.LineNumber);
            }
        }

        for (var i = 0; i < paid.Count; i++)
        {
            if (found[i] == 0 && submitted.FirstOrDefault(line => !taken.Contains(line.LineNumber) && IsSameService(paid[i], line)) is { } line)
            {
                found[i] = line.LineNumber;
                taken.Add(line.LineNumber);
            }
        }

        return found;
    }

    private static bool IsSameService(PaymentLine paid, SubmittedLine submitted) =>
        paid.SubmittedCode == submitted.ProcedureCode
        && ClaimMatching.Absolute(paid.Charge) == submitted.Charge
        && paid.SubmittedModifiers.Order(StringComparer.Ordinal).SequenceEqual(submitted.Modifiers.Order(StringComparer.Ordinal));
}
