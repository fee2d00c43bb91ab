using MedBill.X12.Envelopes;
using MedBill.X12.Remittances835;
using MedBill.X12.Segments;

namespace MedBill.X12.PremiumPayments820;

/// <summary>
/// What a streamed 820 yields: for each set a <see cref="PremiumPaymentHeader"/>, its <see cref="PremiumRemittance"/>s one by one, a
/// <see cref="PremiumPaymentTrailer"/>.
/// </summary>
public abstract record PremiumPaymentItem;

/// <summary>The front of an 820 set: BPR to loop 1000C.</summary>
public sealed record PremiumPaymentHeader : PremiumPaymentItem
{
    /// <summary>ISA, GS and ST as read; null in a header made to be written.</summary>
    public SetEnvelope? Envelope { get; init; }

    /// <summary>BPR01: C payment with remittance, I remittance only, D payment only, P, U, X.</summary>
    public required string HandlingCode { get; init; }

    /// <summary>BPR02: what is paid in all.</summary>
    public required long PaymentCents { get; init; }

    /// <summary>BPR03: C credit.</summary>
    public string? CreditOrDebit { get; init; }

    /// <summary>BPR04: ACH, BOP, CHK, FWT, SWT, NON.</summary>
    public string? Method { get; init; }

    /// <summary>BPR05: CCP or CTX.</summary>
    public string? Format { get; init; }

    /// <summary>BPR06 to BPR09.</summary>
    public BankAccount? PayerBank { get; init; }

    /// <summary>BPR10.</summary>
    public string? OriginatorId { get; init; }

    /// <summary>BPR11.</summary>
    public string? OriginatorSupplement { get; init; }

    /// <summary>BPR12 to BPR15.</summary>
    public BankAccount? ReceiverBank { get; init; }

    /// <summary>BPR16.</summary>
    public DateOnly? EffectiveDate { get; init; }

    /// <summary>TRN01: 1 the payment's own trace, 3 that of a payment made apart.</summary>
    public string? TraceType { get; init; }

    /// <summary>TRN02: check or EFT trace number; null when TRN is missing.</summary>
    public string? TraceNumber { get; init; }

    /// <summary>TRN03.</summary>
    public string? TraceOriginator { get; init; }

    /// <summary>TRN04.</summary>
    public string? TraceSupplement { get; init; }

    /// <summary>CUR02; null means US dollars.</summary>
    public string? Currency { get; init; }

    /// <summary>CUR01: whose currency, PR the payer's or 2B the administrator's.</summary>
    public string? CurrencyEntity { get; init; }

    /// <summary>REF: 14 master account, 17, 18 plan, 2F consolidated invoice, 38 master policy and others.</summary>
    public ValueList<Reference> References { get; init; }

    /// <summary>DTM: 009 process, 035 delivery, 582 coverage period, 097 creation.</summary>
    public ValueList<QualifiedDate> Dates { get; init; }

    /// <summary>Loop 1000A, N1*PE: who receives the premium.</summary>
    public Party? Receiver { get; init; }

    /// <summary>Loop 1000B, N1*PR, in an exchange payment N1*RM: who pays it.</summary>
    public Party? Payer { get; init; }

    /// <summary>Loop 1000C: banks in between.</summary>
    public ValueList<Party> Banks { get; init; }

    /// <summary>Other segments of the front.</summary>
    public ValueList<RawSegment> OtherSegments { get; init; }

    /// <summary>Trace number only.</summary>
    public override string ToString() => $"TRN*{TraceNumber}";
}

/// <summary>Loop 2000A or 2000B: what is paid for one organization (summary bill) or one person (list bill).</summary>
public sealed record PremiumRemittance : PremiumPaymentItem
{
    /// <summary>ENT01.</summary>
    public string? Number { get; init; }

    /// <summary>ENT02: 2J an individual; 2L corporation, AG agent, NH, RGA, UN an organization. Absent in an exchange payment.</summary>
    public string? EntityCode { get; init; }

    /// <summary>ENT03.</summary>
    public string? IdQualifier { get; init; }

    /// <summary>ENT04.</summary>
    public string? Id { get; init; }

    /// <summary>Loop 2100B: EY employee, IL insured, QE policyholder, DO dependent.</summary>
    public ValueList<Party> Individuals { get; init; }

    /// <summary>Loop 2200: adjustments of an earlier payment, settled with this one.</summary>
    public ValueList<PremiumAdjustment> PreviousPaymentAdjustments { get; init; }

    /// <summary>Loop 2300.</summary>
    public ValueList<PremiumDetail> Details { get; init; }

    /// <summary>Other segments of the loop.</summary>
    public ValueList<RawSegment> OtherSegments { get; init; }

    /// <summary>ENT02 = 2J.</summary>
    public bool IsIndividual => EntityCode == "2J";

    /// <summary>Σ RMR04.</summary>
    public long PaidCents => Details.Sum(detail => detail.PaidCents);

    /// <summary>Number and kind only.</summary>
    public override string ToString() => $"ENT*{Number}*{EntityCode}";
}

/// <summary>The end of an 820 set.</summary>
/// <param name="PaymentCents">BPR02.</param>
/// <param name="PaidCents">Σ RMR04 of every detail that was read.</param>
/// <param name="PreviousPaymentCents">Σ ADX01 of loops 2200.</param>
public sealed record PremiumPaymentTrailer(long PaymentCents, long PaidCents, long PreviousPaymentCents) : PremiumPaymentItem;

/// <summary>Loop 2300: one item that is paid.</summary>
public sealed record PremiumDetail
{
    /// <summary>RMR01: 11 account, 1L group, AZ policy, CT contract, IG, IK invoice; in an exchange payment ZZ.</summary>
    public string? ReferenceQualifier { get; init; }

    /// <summary>RMR02; in an exchange payment the kind of payment: APTC, CSR, UF and others.</summary>
    public required string Reference { get; init; }

    /// <summary>RMR03: PI pay item, PA in advance, PO on account, PP partial.</summary>
    public string? PaymentAction { get; init; }

    /// <summary>RMR04: what is paid; negative takes back.</summary>
    public required long PaidCents { get; init; }

    /// <summary>RMR05: what was billed, when it differs.</summary>
    public long? BilledCents { get; init; }

    /// <summary>REF.</summary>
    public ValueList<Reference> References { get; init; }

    /// <summary>DTM: 582 coverage period, AAG.</summary>
    public ValueList<QualifiedDate> Dates { get; init; }

    /// <summary>Loop 2310A.</summary>
    public ValueList<PremiumSummaryLine> Lines { get; init; }

    /// <summary>Loop 2320: why what is paid is not what was billed.</summary>
    public ValueList<PremiumAdjustment> Adjustments { get; init; }

    /// <summary>Other segments of the loop.</summary>
    public ValueList<RawSegment> OtherSegments { get; init; }

    /// <summary>The qualifier only: the reference may identify a person.</summary>
    public override string ToString() => $"RMR*{ReferenceQualifier}";
}

/// <summary>ADX.</summary>
/// <param name="AmountCents">ADX01; negative lowers what is paid.</param>
/// <param name="Reason">ADX02: 52 credit for an earlier overpayment, 53 remittance for an earlier underpayment, H1 information and others.</param>
/// <param name="ReferenceQualifier">ADX03.</param>
/// <param name="Reference">ADX04.</param>
public sealed record PremiumAdjustment(long AmountCents, string Reason, string? ReferenceQualifier = null, string? Reference = null)
{
    /// <summary>Reason and amount.</summary>
    public override string ToString() => $"ADX*{Reason}";
}

/// <summary>Loop 2310A: IT1 with its charges (SAC) and head counts (SLN).</summary>
/// <param name="Number">IT101.</param>
/// <param name="Charges">Loop 2312A.</param>
/// <param name="MemberCounts">Loop 2315A.</param>
public sealed record PremiumSummaryLine(string? Number, ValueList<PremiumCharge> Charges, ValueList<PremiumMemberCount> MemberCounts);

/// <summary>SAC: a charge within a premium.</summary>
/// <param name="Code">SAC02: A172, B680, D940, G740.</param>
/// <param name="AmountCents">SAC05, which has two decimals without a point.</param>
public sealed record PremiumCharge(string? Code, long AmountCents);

/// <summary>SLN: a head count; information only.</summary>
/// <param name="Number">SLN01.</param>
/// <param name="Count">SLN04.</param>
/// <param name="Unit">SLN05-1: IE persons, PR contracts, 10 groups.</param>
public sealed record PremiumMemberCount(string? Number, decimal Count, string? Unit);
