using MedBill.Gateway.Http;
using Wire = MedBill.Contracts.Remittance.V1;

namespace MedBill.Gateway.Remittances;

/// <summary>One 835 file.</summary>
[Shows(typeof(Wire.RemittanceFile))]
public sealed record RemittanceFileModel
{
    /// <summary>The id: <c>rmf-…</c>.</summary>
    public string? Id { get; init; }

    /// <summary>Name the file had in the mailbox, or that the uploader gave.</summary>
    public string? FileName { get; init; }

    /// <summary>SHA-256 of its bytes, lower-case hexadecimal. Unique in the practice.</summary>
    public string? Sha256 { get; init; }

    /// <summary>Size in bytes.</summary>
    public long? SizeBytes { get; init; }

    /// <summary>Where the file stands.</summary>
    [OneOf(typeof(Wire.RemittanceFile.Types.State))]
    public string? State { get; init; }

    /// <summary>Stable code of why it was quarantined, such as NOT_X12 or TRUNCATED.</summary>
    public string? ReasonCode { get; init; }

    /// <summary>The same in words of ours.</summary>
    public string? Reason { get; init; }

    /// <summary>Its remittance advices: <c>era-…</c>, at most 1,000.</summary>
    [Field("remittances")]
    public IReadOnlyList<string>? RemittanceIds { get; init; }

    /// <summary>When the file was taken.</summary>
    public DateTimeOffset? ReceiveTime { get; init; }
}

/// <summary>One remittance advice: one ST of an 835 with one payment.</summary>
[Shows(typeof(Wire.Remittance))]
public sealed record RemittanceModel : IVersioned
{
    /// <summary>The id: <c>era-…</c>.</summary>
    public string? Id { get; init; }

    /// <summary>The file it came in: <c>rmf-…</c>.</summary>
    public string? RemittanceFileId { get; init; }

    /// <summary>Where it stands.</summary>
    [OneOf(typeof(Wire.Remittance.Types.State))]
    public string? State { get; init; }

    /// <summary>Name of the payer as it says itself (N1*PR).</summary>
    public string? PayerDisplayName { get; init; }

    /// <summary>Id of the payer (REF*2U, else TRN03).</summary>
    [Field("payer_id")]
    public string? ElectronicPayerId { get; init; }

    /// <summary>Check or EFT trace number (TRN02).</summary>
    public string? TraceNumber { get; init; }

    /// <summary>ACH, BOP, CHK, FWT or NON (BPR04).</summary>
    public string? PaymentMethodCode { get; init; }

    /// <summary>Total paid (BPR02). USD.</summary>
    public MoneyModel? PaymentAmount { get; init; }

    /// <summary>Effective date of the payment (BPR16).</summary>
    public DateOnly? PaymentDate { get; init; }

    /// <summary>How many claim payments.</summary>
    public int? ClaimPaymentCount { get; init; }

    /// <summary>How many of them match no claim; their money is unapplied.</summary>
    public int? UnmatchedCount { get; init; }

    /// <summary>Money of claim payments that match no claim. USD.</summary>
    public MoneyModel? UnappliedAmount { get; init; }

    /// <summary>Sum of the provider-level adjustments (PLB); positive was taken from us. USD.</summary>
    public MoneyModel? ProviderAdjustmentAmount { get; init; }

    /// <summary>
    /// Stable code of why it is quarantined: OUT_OF_BALANCE, AMOUNT_TOO_LARGE, UNREADABLE_CONTENT, DUPLICATE_PAYMENT, TRACE_REUSED, UNKNOWN_PAYEE,
    /// PROCESSING_FAILED.
    /// </summary>
    public string? ReasonCode { get; init; }

    /// <summary>
    /// The remittance advice that was accepted before as this payment: with the same trace number and content for DUPLICATE_PAYMENT, with
    /// another content for TRACE_REUSED, also when it was released since. Left out otherwise.
    /// </summary>
    public string? EarlierRemittanceId { get; init; }

    /// <summary>Every place where it does not add up, at most 100.</summary>
    public IReadOnlyList<BalanceDifferenceModel>? Differences { get; init; }

    /// <summary>When the file was taken.</summary>
    public DateTimeOffset? ReceiveTime { get; init; }

    /// <summary>When it was posted.</summary>
    public DateTimeOffset? PostTime { get; init; }

    /// <summary>It was released as a payment of its own, although its trace number had been used.</summary>
    public bool? Released { get; init; }

    /// <summary>Changes with every write; send it back as <c>If-Match</c>. The <c>ETag</c> header says the same.</summary>
    public string? Etag { get; init; }
}

/// <summary>One place where an 835 does not add up.</summary>
[Shows(typeof(Wire.BalanceDifference))]
public sealed record BalanceDifferenceModel
{
    /// <summary>Which equation failed.</summary>
    [OneOf(typeof(Wire.BalanceDifference.Types.Level))]
    public string? Level { get; init; }

    /// <summary>Where, such as <c>CLP[3] SVC[2]</c>: positions from 1, no patient data.</summary>
    public string? Location { get; init; }

    /// <summary>What the other amounts add up to. USD.</summary>
    public MoneyModel? ExpectedAmount { get; init; }

    /// <summary>What the file says. USD.</summary>
    public MoneyModel? ActualAmount { get; init; }

    /// <summary><c>actualAmount</c> - <c>expectedAmount</c>. USD.</summary>
    public MoneyModel? Difference { get; init; }
}

/// <summary>One chunk of a remittance advice, posted in one transaction.</summary>
[Shows(typeof(Wire.Posting))]
public sealed record PostingModel
{
    /// <summary>The id: <c>pst-…</c>.</summary>
    public string? Id { get; init; }

    /// <summary>Which remittance advice: <c>era-…</c>.</summary>
    public string? RemittanceId { get; init; }

    /// <summary>From 1 within the remittance advice.</summary>
    public int? ChunkNumber { get; init; }

    /// <summary>How many claims.</summary>
    public int? ClaimCount { get; init; }

    /// <summary>Paid. USD.</summary>
    public MoneyModel? PaidAmount { get; init; }

    /// <summary>Written down by contract. USD.</summary>
    public MoneyModel? ContractualAmount { get; init; }

    /// <summary>Fell to the patient. USD.</summary>
    public MoneyModel? PatientResponsibilityAmount { get; init; }

    /// <summary>Denied and open. USD.</summary>
    public MoneyModel? DeniedAmount { get; init; }

    /// <summary>When it was posted.</summary>
    public DateTimeOffset? PostTime { get; init; }
}

/// <summary>One amount of a PLB segment.</summary>
[Shows(typeof(Wire.ProviderAdjustment))]
public sealed record ProviderAdjustmentModel
{
    /// <summary>The id: <c>plb-…</c>.</summary>
    public string? Id { get; init; }

    /// <summary>Which remittance advice: <c>era-…</c>.</summary>
    public string? RemittanceId { get; init; }

    /// <summary>PLB01.</summary>
    public string? ProviderId { get; init; }

    /// <summary>PLB03-1: WO overpayment recovery, FB forwarding balance, L6 interest, …</summary>
    public string? ReasonCode { get; init; }

    /// <summary>PLB03-2.</summary>
    public string? Reference { get; init; }

    /// <summary>Positive was taken from us, negative given. USD.</summary>
    public MoneyModel? Amount { get; init; }
}
