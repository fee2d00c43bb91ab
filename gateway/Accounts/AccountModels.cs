using MedBill.Gateway.Http;
using Wire = MedBill.Contracts.Collections.V1;

namespace MedBill.Gateway.Accounts;

/// <summary>Who owes: one guarantor, or one patient who is his own.</summary>
public sealed record AccountModel
{
    /// <summary>Resource name: <c>accounts/{account}</c>.</summary>
    public string? Id { get; init; }

    /// <summary><c>guarantors/{guarantor}</c> or <c>patients/{patient}</c>.</summary>
    public string? ResponsibleParty { get; init; }

    /// <summary>Charged, not yet billed. USD.</summary>
    public MoneyModel? UnbilledBalance { get; init; }

    /// <summary>Owed by payers for this account's patients. USD.</summary>
    public MoneyModel? PayerBalance { get; init; }

    /// <summary>Owed by the patient or guarantor. USD.</summary>
    public MoneyModel? PatientBalance { get; init; }

    /// <summary>Money not yet used for a balance. USD.</summary>
    public MoneyModel? CreditBalance { get; init; }

    /// <summary>When the first charge arrived.</summary>
    public DateTimeOffset? CreateTime { get; init; }
}

/// <summary>One line of a journal entry.</summary>
public sealed record JournalLineModel
{
    /// <summary>Which ledger account.</summary>
    [OneOf(typeof(Wire.LedgerAccount))]
    public string? LedgerAccount { get; init; }

    /// <summary>Debit or credit.</summary>
    [OneOf(typeof(Wire.Side))]
    public string? Side { get; init; }

    /// <summary>Greater than zero. USD.</summary>
    public MoneyModel? Amount { get; init; }

    /// <summary>Whose: <c>accounts/{account}</c>.</summary>
    public string? AccountId { get; init; }

    /// <summary><c>patients/{patient}</c>; empty when the line is about no single patient.</summary>
    public string? PatientId { get; init; }

    /// <summary><c>encounters/{encounter}</c>; empty when the line is about no single visit.</summary>
    public string? EncounterId { get; init; }

    /// <summary><c>claims/{claim}</c>; empty when the line is about no claim.</summary>
    public string? ClaimId { get; init; }

    /// <summary><c>payers/{payer}</c>; empty when the line is about no payer.</summary>
    public string? PayerId { get; init; }
}

/// <summary>One fact of the ledger. Never changed; corrected by a reversal.</summary>
public sealed record JournalEntryModel
{
    /// <summary>Resource name: <c>journalEntries/{journal_entry}</c>.</summary>
    public string? Id { get; init; }

    /// <summary>What caused it: <c>EncounterCharged</c>, <c>ClaimSubmitted</c>, <c>PaymentsPosted</c>, <c>PaymentReceived</c>, <c>PaymentReversed</c>, <c>CreditApplied</c>.</summary>
    public string? CauseType { get; init; }

    /// <summary>Identity of the cause; no two entries share type and key.</summary>
    public string? CauseKey { get; init; }

    /// <summary>Date the fact counts from.</summary>
    public DateOnly? EffectiveDate { get; init; }

    /// <summary>When it was booked.</summary>
    public DateTimeOffset? BookTime { get; init; }

    /// <summary>The entry this one takes back; empty when none.</summary>
    public string? ReversesId { get; init; }

    /// <summary>Two or more; debits equal credits. At most 1,000.</summary>
    public IReadOnlyList<JournalLineModel>? Lines { get; init; }
}

/// <summary>Money taken from a patient or guarantor.</summary>
public sealed record PaymentModel
{
    /// <summary>Resource name: <c>payments/{payment}</c>.</summary>
    public string? Id { get; init; }

    /// <summary>Whose: <c>accounts/{account}</c>. Either this or <c>patient</c>.</summary>
    public string? AccountId { get; init; }

    /// <summary>For whom: <c>patients/{patient}</c>, when the desk does not know the account; the account is opened when there is none.</summary>
    public string? PatientId { get; init; }

    /// <summary>Greater than zero. USD.</summary>
    public MoneyModel? Amount { get; init; }

    /// <summary>How it was paid.</summary>
    [OneOf(typeof(Wire.Payment.Types.Method))]
    public string? Method { get; init; }

    /// <summary>The desk's own reference, such as a receipt or check number: letters, digits, spaces and hyphens, at most 40.</summary>
    public string? Reference { get; init; }

    /// <summary>The day the money came; today when absent, never later.</summary>
    public DateOnly? PaymentDate { get; init; }

    /// <summary>The part that paid a balance at once. USD.</summary>
    public MoneyModel? AppliedAmount { get; init; }

    /// <summary>The part that became a credit. USD.</summary>
    public MoneyModel? CreditAmount { get; init; }

    /// <summary>Whether it still counts.</summary>
    [OneOf(typeof(Wire.Payment.Types.State))]
    public string? State { get; init; }

    /// <summary>The entry that booked it.</summary>
    public string? JournalEntryId { get; init; }

    /// <summary>When it was booked.</summary>
    public DateTimeOffset? CreateTime { get; init; }
}

/// <summary>What an account owed on a day, as it was sent.</summary>
public sealed record StatementModel
{
    /// <summary>Resource name: <c>statements/{statement}</c>.</summary>
    public string? Id { get; init; }

    /// <summary>Whose: <c>accounts/{account}</c>.</summary>
    public string? AccountId { get; init; }

    /// <summary>Day it speaks of.</summary>
    public DateOnly? StatementDate { get; init; }

    /// <summary>Day by which to pay.</summary>
    public DateOnly? DueDate { get; init; }

    /// <summary>The visits, the oldest first, at most 500.</summary>
    public IReadOnlyList<StatementItemModel>? Items { get; init; }

    /// <summary>Paid by the patient or guarantor so far. USD.</summary>
    public MoneyModel? PatientPaidAmount { get; init; }

    /// <summary>What to pay. USD.</summary>
    public MoneyModel? AmountDue { get; init; }

    /// <summary>When it was issued.</summary>
    public DateTimeOffset? CreateTime { get; init; }
}

/// <summary>One visit on a statement.</summary>
public sealed record StatementItemModel
{
    /// <summary><c>encounters/{encounter}</c>.</summary>
    public string? EncounterId { get; init; }

    /// <summary>Date of service.</summary>
    public DateOnly? ServiceDate { get; init; }

    /// <summary>Charged. USD.</summary>
    public MoneyModel? Charge { get; init; }

    /// <summary>Paid by insurance. USD.</summary>
    public MoneyModel? PayerPaidAmount { get; init; }

    /// <summary>Written down by contract. USD.</summary>
    public MoneyModel? AdjustmentAmount { get; init; }

    /// <summary>Still with insurance. USD.</summary>
    public MoneyModel? PayerPendingAmount { get; init; }

    /// <summary>Fell to the patient. USD.</summary>
    public MoneyModel? PatientResponsibilityAmount { get; init; }
}

/// <summary>Open receivables of one kind by age.</summary>
public sealed record AgingRowModel
{
    /// <summary>AR_PAYER or AR_PATIENT.</summary>
    [OneOf(typeof(Wire.LedgerAccount))]
    public string? LedgerAccount { get; init; }

    /// <summary><c>payers/{payer}</c>, for AR_PAYER.</summary>
    public string? PayerId { get; init; }

    /// <summary>Open, in six buckets: 0-30, 31-60, 61-90, 91-120, 121-150, 151 and more days. USD.</summary>
    public IReadOnlyList<MoneyModel>? BucketAmounts { get; init; }

    /// <summary>Sum of the buckets. USD.</summary>
    public MoneyModel? TotalAmount { get; init; }
}

/// <summary>Open receivables by age.</summary>
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

/// <summary>The sum of one ledger account.</summary>
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

/// <summary>The sum of every ledger account.</summary>
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
