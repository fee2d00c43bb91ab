using MedBill.SampleData.Expectations;
using MedBill.SampleData.Rest;
using MedBill.SampleData.Story;

namespace MedBill.SampleData.Play;

/// <summary>One thing that must be so.</summary>
/// <param name="Subject">What was looked at; visits and accounts by their key in the story.</param>
/// <param name="Expected">From the story.</param>
/// <param name="Actual">From the API.</param>
public sealed record Check(string Subject, string Expected, string Actual)
{
    public bool Holds => Expected == Actual;
}

/// <summary>A statement as it was sent.</summary>
public sealed record SentStatement(string Id, Money AmountDue, ReadOnlyMemory<byte> Document);

/// <summary>What came out of a day.</summary>
public sealed record DayResult
{
    public required DayStory Story { get; init; }

    public required DayExpectations Expectations { get; init; }

    public required IReadOnlyList<Check> Checks { get; init; }

    /// <summary>The claim of each visit as it stands at the end, by visit key.</summary>
    public required IReadOnlyDictionary<string, Claim> Claims { get; init; }

    /// <summary>Quarantined remittance advices.</summary>
    public required IReadOnlyList<Remittance> Quarantined { get; init; }

    public required IReadOnlyList<Denial> OpenDenials { get; init; }

    public required IReadOnlyList<SentStatement> Statements { get; init; }

    public required IReadOnlyList<Payment> Payments { get; init; }

    public required TrialBalance TrialBalance { get; init; }

    public required AgingReport Aging { get; init; }

    public required Reconciliation Reconciliation { get; init; }

    /// <summary>Names of the payers by id.</summary>
    public required IReadOnlyDictionary<string, string> PayerNames { get; init; }

    public IReadOnlyList<Check> Broken => [.. Checks.Where(check => !check.Holds)];

    /// <summary>Claims by outcome; self-pay visits and claims of a quarantined payment have names of their own.</summary>
    public IReadOnlyDictionary<string, int> Outcomes => Story.Visits
        .CountBy(visit => Claims.TryGetValue(visit.Key, out var claim)
            ? claim.Adjudication?.Outcome ?? (claim.State == "ACCEPTED" ? "QUARANTINED" : claim.State)
            : "SELF_PAY")
        .OrderBy(row => row.Key, StringComparer.Ordinal).ToDictionary();

    /// <summary>Debits - credits of every ledger account that is not zero.</summary>
    public IReadOnlyDictionary<string, Money> Ledger => (TrialBalance.Rows ?? [])
        .Where(row => row.Balance != Money.Zero).OrderBy(row => row.LedgerAccount, StringComparer.Ordinal)
        .ToDictionary(row => row.LedgerAccount, row => row.Balance);

    /// <summary>How the charges were divided, as the claims say.</summary>
    public Decision Divided => Claims.Values.Select(claim => claim.Adjudication).OfType<Adjudication>()
        .Select(decision => new Decision(decision.PaidAmount, decision.ContractualAmount, decision.PatientResponsibilityAmount, decision.DeniedAmount))
        .Aggregate(default(Decision), (sum, one) => sum + one);

    public Money QuarantineDifference =>
        Money.Sum(Quarantined.SelectMany(remittance => remittance.Differences ?? []).Select(difference => difference.Difference));
}
