namespace MedBill.SampleData.Rest;

// The public JSON of remittance and collections.

public sealed record BalanceDifference(string Level, string? Location, Money ExpectedAmount, Money ActualAmount, Money Difference);

public sealed record Remittance(
    string Id,
    string State,
    string? TraceNumber,
    Money PaymentAmount,
    int ClaimPaymentCount,
    int? UnmatchedCount,
    string? ReasonCode,
    IReadOnlyList<BalanceDifference>? Differences);

public sealed record Account(
    string Id, string ResponsibleParty, Money UnbilledBalance, Money PayerBalance, Money PatientBalance, Money CreditBalance);

public sealed record PaymentRequest
{
    public string? AccountId { get; init; }

    public string? PatientId { get; init; }

    public required Money Amount { get; init; }

    public required string Method { get; init; }

    public string? Reference { get; init; }

    public required DateOnly PaymentDate { get; init; }
}

public sealed record Payment(string Id, Money Amount, Money? AppliedAmount, Money? CreditAmount, string State);

public sealed record StatementRequest(string AccountId);

public sealed record Statement(string Id, string AccountId, DateOnly StatementDate, DateOnly? DueDate, Money AmountDue, IReadOnlyList<StatementItem>? Items);

public sealed record StatementItem(string EncounterId, Money Charge);

public sealed record AgingReport(DateOnly AsOfDate, IReadOnlyList<AgingRow>? Rows, Money TotalAmount);

public sealed record AgingRow(string LedgerAccount, string? PayerId, IReadOnlyList<Money> BucketAmounts, Money TotalAmount);

public sealed record TrialBalance(IReadOnlyList<TrialBalanceRow>? Rows, Money DebitAmount, Money CreditAmount, Money Difference, long EntryCount);

public sealed record TrialBalanceRow(string LedgerAccount, Money DebitAmount, Money CreditAmount, Money Balance);

public sealed record PostingFigures(long PostingCount, Money PaidAmount, Money ContractualAmount, Money PatientResponsibilityAmount);

public sealed record Reconciliation(
    bool Balanced, PostingFigures Posted, PostingFigures InFlight, PostingFigures Journaled, PostingFigures Difference, Money TrialBalanceDifference);

public sealed record ClockReading(DateTimeOffset Now);

public sealed record ClockMove(string Advance);
