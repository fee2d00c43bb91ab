using MedBill.Gateway.Http;
using Wire = MedBill.Contracts.Collections.V1;

namespace MedBill.Gateway.Accounts;

/// <summary>Open receivables by age.</summary>
[Shows(typeof(Wire.AgingReport))]
public sealed record AgingReportModel
{
    /// <summary>Day it speaks of.</summary>
    public DateOnly? AsOfDate { get; init; }

    /// <summary>From which day the age is counted.</summary>
    [OneOf(typeof(Wire.AgingReport.Types.Basis))]
    public string? Basis { get; init; }

    /// <summary>One row for each payer and one for patients; at most 1,001.</summary>
    public IReadOnlyList<AgingRowModel>? Rows { get; init; }

    /// <summary>Sum of all rows: equals AR_PAYER + AR_PATIENT of the trial balance. USD.</summary>
    public MoneyModel? TotalAmount { get; init; }
}

/// <summary>Open receivables of one kind by age.</summary>
[Shows(typeof(Wire.AgingRow))]
public sealed record AgingRowModel
{
    /// <summary>AR_PAYER or AR_PATIENT.</summary>
    [OneOf(typeof(Wire.LedgerAccount))]
    public string? LedgerAccount { get; init; }

    /// <summary><c>pyr-…</c>, for AR_PAYER.</summary>
    public string? PayerId { get; init; }

    /// <summary>Open, in six buckets: 0-30, 31-60, 61-90, 91-120, 121-150, 151 and more days. USD.</summary>
    public IReadOnlyList<MoneyModel>? BucketAmounts { get; init; }

    /// <summary>Sum of the buckets. USD.</summary>
    public MoneyModel? TotalAmount { get; init; }
}

/// <summary>The sum of every ledger account.</summary>
[Shows(typeof(Wire.TrialBalance))]
public sealed record TrialBalanceModel
{
    /// <summary>One row for each account that has lines.</summary>
    public IReadOnlyList<TrialBalanceRowModel>? Rows { get; init; }

    /// <summary>Sum of all debits. USD.</summary>
    public MoneyModel? DebitAmount { get; init; }

    /// <summary>Sum of all credits. USD.</summary>
    public MoneyModel? CreditAmount { get; init; }

    /// <summary>Debits - credits: zero, or the ledger is broken. USD.</summary>
    public MoneyModel? Difference { get; init; }

    /// <summary>Entries booked.</summary>
    public long? EntryCount { get; init; }
}

/// <summary>The sum of one ledger account.</summary>
[Shows(typeof(Wire.TrialBalanceRow))]
public sealed record TrialBalanceRowModel
{
    /// <summary>Which account.</summary>
    [OneOf(typeof(Wire.LedgerAccount))]
    public string? LedgerAccount { get; init; }

    /// <summary>Sum of debits. USD.</summary>
    public MoneyModel? DebitAmount { get; init; }

    /// <summary>Sum of credits. USD.</summary>
    public MoneyModel? CreditAmount { get; init; }

    /// <summary>Debits - credits. USD.</summary>
    public MoneyModel? Balance { get; init; }
}

/// <summary>Sums over postings.</summary>
/// <param name="PostingCount">Chunks.</param>
/// <param name="PaidAmount">Paid by payers. USD.</param>
/// <param name="ContractualAmount">Written down by contract. USD.</param>
/// <param name="PatientResponsibilityAmount">Fell to patients. USD.</param>
public sealed record PostingSumsModel(long PostingCount, MoneyModel PaidAmount, MoneyModel ContractualAmount, MoneyModel PatientResponsibilityAmount);

/// <summary>What was posted beside what was journaled.</summary>
/// <param name="Balanced">True when every difference is zero and the trial balance is.</param>
/// <param name="Posted">What Remittance says it posted.</param>
/// <param name="InFlight">The part of it whose event has not left.</param>
/// <param name="Journaled">What Collections says it booked.</param>
/// <param name="Difference">Posted - in flight - journaled.</param>
/// <param name="TrialBalanceDifference">Debits - credits of the ledger. USD.</param>
public sealed record ReconciliationModel(
    bool Balanced,
    PostingSumsModel Posted,
    PostingSumsModel InFlight,
    PostingSumsModel Journaled,
    PostingSumsModel Difference,
    MoneyModel TrialBalanceDifference);
