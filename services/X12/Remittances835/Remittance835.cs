using MedBill.X12.Envelopes;
using MedBill.X12.Segments;

namespace MedBill.X12.Remittances835;

/// <summary>What a streamed 835 yields: for each set a <see cref="RemittanceHeader"/>, its claims, a <see
/// cref="RemittanceTrailer"/>.</summary>
public abstract record RemittanceItem;

/// <summary>The whole of one 835 set.</summary>
/// <param name="Header">Payment, trace, payer and payee.</param>
/// <param name="Claims">Loop 2100.</param>
/// <param name="ProviderAdjustments">PLB.</param>
/// <param name="OtherSegments">Segments after the claims that are no PLB.</param>
public sealed record Remittance835(
    RemittanceHeader Header,
    ValueList<ClaimPayment> Claims,
    ValueList<ProviderAdjustment> ProviderAdjustments,
    ValueList<RawSegment> OtherSegments = default)
{
    /// <summary>The items of one set put together; null when there is no header.</summary>
    internal static Remittance835? Of(IEnumerable<RemittanceItem> items)
    {
        RemittanceHeader? header = null;
        RemittanceTrailer? trailer = null;
        var claims = new List<ClaimPayment>();
        foreach (var item in items)
        {
            header = item as RemittanceHeader ?? header;
            trailer = item as RemittanceTrailer ?? trailer;
            if (item is ClaimPayment claim)
            {
                claims.Add(claim);
            }
        }

        return header is null
            ? null
            : new Remittance835(header, claims.ToValueList(), trailer?.ProviderAdjustments ?? default, trailer?.OtherSegments ?? default);
    }
}

/// <summary>One side's bank in BPR.</summary>
/// <param name="RoutingQualifier">BPR06 or BPR12: 01 ABA routing number.</param>
/// <param name="RoutingNumber">BPR07 or BPR13.</param>
/// <param name="AccountQualifier">BPR08 or BPR14: DA demand deposit, SG savings.</param>
/// <param name="AccountNumber">BPR09 or BPR15.</param>
public sealed record BankAccount(string? RoutingQualifier, string? RoutingNumber, string? AccountQualifier, string? AccountNumber)
{
    /// <summary>Never shows the account.</summary>
    public override string ToString() => nameof(BankAccount);
}

/// <summary>The front of an 835 set: BPR, TRN, loops 1000A and 1000B.</summary>
public sealed record RemittanceHeader : RemittanceItem
{
    /// <summary>ISA, GS and ST as read; null in a remittance made to be written.</summary>
    public SetEnvelope? Envelope { get; init; }

    /// <summary>BPR01: C payment and remittance, I remittance only, H notification, D payment only, P, U, X.</summary>
    public required string HandlingCode { get; init; }

    /// <summary>BPR02: what is paid in all.</summary>
    public required long PaymentCents { get; init; }

    /// <summary>BPR03: C credit, D debit.</summary>
    public string CreditOrDebit { get; init; } = "C";

    /// <summary>BPR04: ACH, CHK, FWT, BOP, NON.</summary>
    public required string Method { get; init; }

    /// <summary>BPR05: CCP or CTX with ACH.</summary>
    public string? Format { get; init; }

    /// <summary>BPR06 to BPR09.</summary>
    public BankAccount? PayerBank { get; init; }

    /// <summary>BPR10: 1 and the payer's EIN, ten characters.</summary>
    public string? OriginatorId { get; init; }

    /// <summary>BPR11.</summary>
    public string? OriginatorSupplement { get; init; }

    /// <summary>BPR12 to BPR15.</summary>
    public BankAccount? PayeeBank { get; init; }

    /// <summary>BPR16: check date or settlement date.</summary>
    public DateOnly? EffectiveDate { get; init; }

    /// <summary>TRN02: check or EFT trace number, the key to the bank's record.</summary>
    public required string TraceNumber { get; init; }

    /// <summary>TRN03: 1 and the payer's EIN.</summary>
    public string? TraceOriginator { get; init; }

    /// <summary>TRN04.</summary>
    public string? TraceSupplement { get; init; }

    /// <summary>REF before loop 1000A: EV receiver, F2 version.</summary>
    public ValueList<Reference> References { get; init; }

    /// <summary>DTM before loop 1000A: 405 production date.</summary>
    public ValueList<QualifiedDate> Dates { get; init; }

    /// <summary>Loop 1000A: <c>PR</c>.</summary>
    public required Party Payer { get; init; }

    /// <summary>Loop 1000B: <c>PE</c>, known by XX (NPI), FI (tax id) or XV.</summary>
    public required Party Payee { get; init; }

    /// <summary>Other segments before loop 1000A, e.g. CUR.</summary>
    public ValueList<RawSegment> OtherSegments { get; init; }

    /// <summary>DTM*405.</summary>
    public DateOnly? ProductionDate => Dates.Find(DateQualifiers.Production)?.From;

    /// <summary>The trace number only.</summary>
    public override string ToString() => $"TRN*{TraceNumber}";
}

/// <summary>The end of an 835 set.</summary>
/// <param name="ProviderAdjustments">PLB.</param>
/// <param name="OtherSegments">Other segments after the last claim.</param>
public sealed record RemittanceTrailer(
    ValueList<ProviderAdjustment> ProviderAdjustments,
    ValueList<RawSegment> OtherSegments = default) : RemittanceItem;

/// <summary>PLB: money moved at the level of the provider, outside any claim of this payment.</summary>
/// <param name="ProviderId">PLB01.</param>
/// <param name="FiscalPeriodEnd">PLB02.</param>
/// <param name="Entries">One to six pairs.</param>
public sealed record ProviderAdjustment(string ProviderId, DateOnly FiscalPeriodEnd, ValueList<ProviderAdjustmentEntry> Entries);

/// <summary>One pair of PLB.</summary>
/// <param name="Reason">WO overpayment recovery, FB forwarding balance, L6 interest, 72 authorized return and so on.</param>
/// <param name="Reference">What it refers to, e.g. the payer's number of the claim that was overpaid.</param>
/// <param name="AmountCents">Positive is taken from the provider, negative given.</param>
public sealed record ProviderAdjustmentEntry(string Reason, string? Reference, long AmountCents);

/// <summary>LX with TS3 and TS2: the group of claims a claim stands in.</summary>
/// <param name="Number">LX01.</param>
/// <param name="Summaries">TS3 and TS2 as they came.</param>
public sealed record ClaimGroup(string Number, ValueList<RawSegment> Summaries = default)
{
    /// <summary>The group claims stand in when the set has only one.</summary>
    public static ClaimGroup First { get; } = new("1");
}
