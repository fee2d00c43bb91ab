using MedBill.Gateway.Http;
using Wire = MedBill.Contracts.Collections.V1;

namespace MedBill.Gateway.Accounts;

/// <summary>What was owed and will not be paid, because somebody decided so.</summary>
[Shows(typeof(Wire.WriteOff))]
public sealed record WriteOffModel : IVersioned
{
    /// <summary>The id: <c>wof-…</c>.</summary>
    public string? Id { get; init; }

    /// <summary>What its payer owes is written off: <c>clm-…</c>. Either this or <c>encounterId</c>.</summary>
    public string? ClaimId { get; init; }

    /// <summary>What the patient owes for it is written off: <c>enc-…</c>. Of a claim's write-off, its visit.</summary>
    public string? EncounterId { get; init; }

    /// <summary>Greater than zero, at most what is open. USD.</summary>
    public MoneyModel? Amount { get; init; }

    /// <summary>Why it is given up.</summary>
    [OneOf(typeof(Wire.WriteOff.Types.Reason))]
    public string? Reason { get; init; }

    /// <summary>Whose account: <c>acc-…</c>.</summary>
    public string? AccountId { get; init; }

    /// <summary>Whether it still counts.</summary>
    [OneOf(typeof(Wire.WriteOff.Types.State))]
    public string? State { get; init; }

    /// <summary>The entry that booked it: <c>jrn-…</c>.</summary>
    public string? JournalEntryId { get; init; }

    /// <summary>When it was booked.</summary>
    public DateTimeOffset? CreateTime { get; init; }

    /// <summary>Changes with every write; send it back as <c>If-Match</c>. The <c>ETag</c> header says the same.</summary>
    public string? Etag { get; init; }
}

/// <summary>What a payer denied and the patient owes, because somebody decided so.</summary>
[Shows(typeof(Wire.PatientTransfer))]
public sealed record PatientTransferModel : IVersioned
{
    /// <summary>The id: <c>ptr-…</c>.</summary>
    public string? Id { get; init; }

    /// <summary>Of which its payer denied the amount: <c>clm-…</c>.</summary>
    public string? ClaimId { get; init; }

    /// <summary>Greater than zero, at most what was denied and is still open. USD.</summary>
    public MoneyModel? Amount { get; init; }

    /// <summary>Why the patient may be asked for it.</summary>
    [OneOf(typeof(Wire.PatientTransfer.Types.Reason))]
    public string? Reason { get; init; }

    /// <summary>Whose account: <c>acc-…</c>.</summary>
    public string? AccountId { get; init; }

    /// <summary>For which visit the patient owes it: <c>enc-…</c>.</summary>
    public string? EncounterId { get; init; }

    /// <summary>Whether it still counts.</summary>
    [OneOf(typeof(Wire.PatientTransfer.Types.State))]
    public string? State { get; init; }

    /// <summary>The entry that booked it: <c>jrn-…</c>.</summary>
    public string? JournalEntryId { get; init; }

    /// <summary>When it was booked.</summary>
    public DateTimeOffset? CreateTime { get; init; }

    /// <summary>Changes with every write; send it back as <c>If-Match</c>. The <c>ETag</c> header says the same.</summary>
    public string? Etag { get; init; }
}

/// <summary>A credit given back to a patient or guarantor.</summary>
[Shows(typeof(Wire.Refund))]
public sealed record RefundModel : IVersioned
{
    /// <summary>The id: <c>rfd-…</c>.</summary>
    public string? Id { get; init; }

    /// <summary>Whose credit: <c>acc-…</c>.</summary>
    public string? AccountId { get; init; }

    /// <summary>Greater than zero, at most the account's credit. USD.</summary>
    public MoneyModel? Amount { get; init; }

    /// <summary>How it was given back.</summary>
    [OneOf(typeof(Wire.Payment.Types.Method))]
    public string? Method { get; init; }

    /// <summary>The desk's own reference, such as a check number: letters, digits, spaces and hyphens, at most 40.</summary>
    public string? Reference { get; init; }

    /// <summary>The day the money went; today when absent, never later.</summary>
    public DateOnly? RefundDate { get; init; }

    /// <summary>Whether it still counts.</summary>
    [OneOf(typeof(Wire.Refund.Types.State))]
    public string? State { get; init; }

    /// <summary>The entry that booked it: <c>jrn-…</c>.</summary>
    public string? JournalEntryId { get; init; }

    /// <summary>When it was booked.</summary>
    public DateTimeOffset? CreateTime { get; init; }

    /// <summary>Changes with every write; send it back as <c>If-Match</c>. The <c>ETag</c> header says the same.</summary>
    public string? Etag { get; init; }
}
