using MedBill.Gateway.Http;
using Wire = MedBill.Contracts.Collections.V1;

namespace MedBill.Gateway.Accounts;

/// <summary>Who owes: one guarantor, or one patient who is his own.</summary>
[Shows(typeof(Wire.Account))]
public sealed record AccountModel : IVersioned
{
    /// <summary>The id: <c>acc-…</c>.</summary>
    public string? Id { get; init; }

    /// <summary>Who owes, as a name: <c>guarantors/gtr-…</c> or <c>patients/pat-…</c>.</summary>
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

    /// <summary>Changes with every write; send it back as <c>If-Match</c>. The <c>ETag</c> header says the same.</summary>
    public string? Etag { get; init; }
}

/// <summary>One fact of the ledger. Never changed; corrected by a reversal.</summary>
[Shows(typeof(Wire.JournalEntry))]
public sealed record JournalEntryModel
{
    /// <summary>The id: <c>jrn-…</c>.</summary>
    public string? Id { get; init; }

    /// <summary>
    /// What caused it: <c>EncounterCharged</c>, <c>ClaimSubmitted</c>, <c>ClaimVersionDiscarded</c>, <c>ClaimVoided</c>, <c>PaymentsPosted</c>,
    /// <c>PaymentReceived</c>, <c>PaymentReversed</c>, <c>BalanceWrittenOff</c>, <c>WriteOffReversed</c>, <c>BalanceTransferred</c>,
    /// <c>TransferReversed</c>, <c>RefundIssued</c>, <c>RefundReversed</c>, <c>CreditApplied</c>, <c>CreditReleased</c>.
    /// </summary>
    public string? CauseType { get; init; }

    /// <summary>Identity of the cause; no two entries share type and key.</summary>
    public string? CauseKey { get; init; }

    /// <summary>Date the fact counts from.</summary>
    public DateOnly? EffectiveDate { get; init; }

    /// <summary>When it was booked.</summary>
    public DateTimeOffset? BookTime { get; init; }

    /// <summary>The entry this one takes back: <c>jrn-…</c>; left out when none.</summary>
    public string? ReversesId { get; init; }

    /// <summary>Two or more; debits equal credits. At most 1,000.</summary>
    public IReadOnlyList<JournalLineModel>? Lines { get; init; }
}

/// <summary>One line of a journal entry.</summary>
[Shows(typeof(Wire.JournalLine))]
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

    /// <summary>Whose: <c>acc-…</c>.</summary>
    public string? AccountId { get; init; }

    /// <summary><c>pat-…</c>; left out when the line is about no single patient.</summary>
    public string? PatientId { get; init; }

    /// <summary><c>enc-…</c>; left out when the line is about no single visit.</summary>
    public string? EncounterId { get; init; }

    /// <summary><c>clm-…</c>; left out when the line is about no claim.</summary>
    public string? ClaimId { get; init; }

    /// <summary><c>pyr-…</c>; left out when the line is about no payer.</summary>
    public string? PayerId { get; init; }
}
