using MedBill.Gateway.Http;
using Wire = MedBill.Contracts.Collections.V1;

namespace MedBill.Gateway.Accounts;

/// <summary>Money taken from a patient or guarantor.</summary>
[Shows(typeof(Wire.Payment))]
public sealed record PaymentModel : IVersioned
{
    /// <summary>The id: <c>pmt-…</c>.</summary>
    public string? Id { get; init; }

    /// <summary>Whose: <c>acc-…</c>. Either this or <c>patientId</c>.</summary>
    public string? AccountId { get; init; }

    /// <summary>For whom: <c>pat-…</c>, when the desk does not know the account; the account is opened when there is none.</summary>
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

    /// <summary>The entry that booked it: <c>jrn-…</c>.</summary>
    public string? JournalEntryId { get; init; }

    /// <summary>When it was booked.</summary>
    public DateTimeOffset? CreateTime { get; init; }

    /// <summary>Changes with every write; send it back as <c>If-Match</c>. The <c>ETag</c> header says the same.</summary>
    public string? Etag { get; init; }
}

/// <summary>What an account owed on a day, as it was sent.</summary>
[Shows(typeof(Wire.Statement))]
public sealed record StatementModel
{
    /// <summary>The id: <c>stm-…</c>.</summary>
    public string? Id { get; init; }

    /// <summary>Whose: <c>acc-…</c>.</summary>
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
[Shows(typeof(Wire.Statement.Types.Item))]
public sealed record StatementItemModel
{
    /// <summary><c>enc-…</c>.</summary>
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
