using MedBill.Platform.Values;

namespace MedBill.Remittance.Domain;

/// <summary>A claim that a payment belongs to, and how it was found.</summary>
public sealed record ClaimMatch(SubmittedClaim Claim, MatchRule Rule);

/// <summary>Finds the claim of a payment among those that may fit.</summary>
public static class ClaimMatching
{
    /// <summary>First by our number, which no two claims share, then by the payer's.</summary>
    /// <param name="payment">What the payer says.</param>
    /// <param name="ours">The claim with its patient control number (CLP01), if any.</param>
    /// <param name="byPayerNumber">Every claim version known under its payer claim control number (CLP07).</param>
    public static ClaimMatch? Find(ClaimPayment payment, SubmittedClaim? ours, IEnumerable<SubmittedClaim> byPayerNumber)
    {
        if (ours is not null)
        {
            return new(ours, MatchRule.PatientControlNumber);
        }

        // Two payers may use the same number, so the total charge has to agree (a reversal has it negative), and one claim must be left.
        var charge = Absolute(payment.Charge);
        var candidates = byPayerNumber.Where(claim => claim.TotalCharge == charge).ToList();
        return candidates.Count > 0 && candidates.All(claim => claim.ClaimId == candidates[0].ClaimId)
            ? new(candidates.MaxBy(claim => claim.VersionNumber)!, MatchRule.PayerClaimControlNumber)
            : null;
    }

    internal static Money Absolute(Money amount) => amount < Money.Zero ? -amount : amount;
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
