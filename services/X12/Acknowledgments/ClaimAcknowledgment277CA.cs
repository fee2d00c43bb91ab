using MedBill.X12.Envelopes;
using MedBill.X12.Segments;

namespace MedBill.X12.Acknowledgments;

/// <summary>The composite of STC01, STC10 and STC11.</summary>
/// <param name="Category">Component 1, e.g. A2 accepted, A7 rejected for invalid information.</param>
/// <param name="Status">Component 2, the claim status code.</param>
/// <param name="Entity">Component 3, whom it concerns.</param>
/// <param name="List">Component 4.</param>
public sealed record StatusCode(string Category, string Status, string? Entity = null, string? List = null)
{
    /// <summary>Whether the category refuses: A3, A6, A7, A8; A4 (not found) is neither acceptance nor refusal.</summary>
    public bool IsRejected => Category is "A3" or "A6" or "A7" or "A8";

    /// <summary>Whether the category accepts into adjudication: A2.</summary>
    public bool IsAccepted => Category == "A2";
}

/// <summary>STC: a status at one level of a 277CA.</summary>
public sealed record AcknowledgmentStatus
{
    /// <summary>STC01, then STC10 and STC11 when given.</summary>
    public required ValueList<StatusCode> Codes { get; init; }

    /// <summary>STC02.</summary>
    public DateOnly? Date { get; init; }

    /// <summary>STC03: WQ accept, U reject.</summary>
    public string? Action { get; init; }

    /// <summary>STC04: charge.</summary>
    public long? ChargeCents { get; init; }

    /// <summary>STC12.</summary>
    public string? Text { get; init; }

    /// <summary>Refused: STC03 is U or a category refuses.</summary>
    public bool IsRejected
    {
        get
        {
            foreach (var code in Codes)
            {
                if (code.IsRejected)
                {
                    return true;
                }
            }

            return Action == "U";
        }
    }

    /// <summary>The codes only: STC12 is free text.</summary>
    public override string ToString() => string.Join(' ', Codes.Select(code => $"{code.Category}:{code.Status}:{code.Entity}"));
}

/// <summary>A 277CA: what the payer or clearinghouse took of a batch of claims.</summary>
public sealed record ClaimAcknowledgment277CA
{
    /// <summary>ISA, GS and ST as read; null in one made to be written.</summary>
    public SetEnvelope? Envelope { get; init; }

    /// <summary>BHT03.</summary>
    public required string ReferenceNumber { get; init; }

    /// <summary>BHT04 and BHT05.</summary>
    public required DateTime CreatedAt { get; init; }

    /// <summary>Loop 2100A: who answers (<c>PR</c> or <c>AY</c>).</summary>
    public required Party Source { get; init; }

    /// <summary>2200A TRN*1.</summary>
    public required string SourceTrace { get; init; }

    /// <summary>2200A DTP: 050 received, 009 processed.</summary>
    public ValueList<QualifiedDate> Dates { get; init; }

    /// <summary>Loop 2100B: whom is answered (<c>41</c>).</summary>
    public required Party Receiver { get; init; }

    /// <summary>2200B TRN*2: BHT03 of the batch.</summary>
    public string? BatchNumber { get; init; }

    /// <summary>2200B STC.</summary>
    public ValueList<AcknowledgmentStatus> Statuses { get; init; }

    /// <summary>2200B QTY: 90 accepted, AA rejected.</summary>
    public ValueList<QualifiedQuantity> Quantities { get; init; }

    /// <summary>2200B AMT: YU accepted, YY rejected.</summary>
    public ValueList<QualifiedAmount> Amounts { get; init; }

    /// <summary>Loops 2000C.</summary>
    public ValueList<ProviderAcknowledgment> Providers { get; init; }

    /// <summary>Segments of loops 2000A and 2000B kept as they came.</summary>
    public ValueList<RawSegment> OtherSegments { get; init; }

    /// <summary>Accepted claims, QTY*90.</summary>
    public long? AcceptedCount => (long?)Quantities.Find("90")?.Quantity;

    /// <summary>Rejected claims, QTY*AA.</summary>
    public long? RejectedCount => (long?)Quantities.Find("AA")?.Quantity;

    /// <summary>AMT*YU.</summary>
    public long? AcceptedCents => Amounts.Find(AmountQualifiers.Accepted)?.Cents;

    /// <summary>AMT*YY.</summary>
    public long? RejectedCents => Amounts.Find(AmountQualifiers.Rejected)?.Cents;

    /// <summary>Whether the whole batch is refused.</summary>
    public bool IsRejected => Statuses.Any(status => status.IsRejected);

    /// <summary>All claims answered, of every provider.</summary>
    public IEnumerable<AcknowledgedClaim> Claims => Providers.SelectMany(provider => provider.Claims);

    /// <summary>The reference number only.</summary>
    public override string ToString() => $"277CA*{ReferenceNumber}";
}

/// <summary>Loop 2000C: the billing provider's part of the answer.</summary>
public sealed record ProviderAcknowledgment
{
    /// <summary>Loop 2100C: <c>85</c>.</summary>
    public required Party Provider { get; init; }

    /// <summary>2200C TRN*1; absent when loop 2200C is.</summary>
    public string? Trace { get; init; }

    /// <summary>2200C STC.</summary>
    public ValueList<AcknowledgmentStatus> Statuses { get; init; }

    /// <summary>2200C REF.</summary>
    public ValueList<Reference> References { get; init; }

    /// <summary>2200C QTY: QA accepted, QC rejected.</summary>
    public ValueList<QualifiedQuantity> Quantities { get; init; }

    /// <summary>2200C AMT: YU accepted, YY rejected.</summary>
    public ValueList<QualifiedAmount> Amounts { get; init; }

    /// <summary>Loops 2000D.</summary>
    public ValueList<AcknowledgedClaim> Claims { get; init; }

    /// <summary>Segments kept as they came.</summary>
    public ValueList<RawSegment> OtherSegments { get; init; }
}

/// <summary>Loop 2000D: the answer to one claim.</summary>
public sealed record AcknowledgedClaim
{
    /// <summary>Loop 2100D: <c>QC</c>.</summary>
    public required Party Patient { get; init; }

    /// <summary>2200D TRN*2: our CLM01.</summary>
    public required string PatientControlNumber { get; init; }

    /// <summary>2200D STC.</summary>
    public required ValueList<AcknowledgmentStatus> Statuses { get; init; }

    /// <summary>2200D REF: 1K payer's number, D9 clearinghouse's number, BLT.</summary>
    public ValueList<Reference> References { get; init; }

    /// <summary>2200D DTP*472.</summary>
    public ValueList<QualifiedDate> Dates { get; init; }

    /// <summary>Loop 2220D: refused lines.</summary>
    public ValueList<AcknowledgedLine> Lines { get; init; }

    /// <summary>Segments kept as they came.</summary>
    public ValueList<RawSegment> OtherSegments { get; init; }

    /// <summary>REF*1K.</summary>
    public string? PayerClaimControlNumber => References.Find(ReferenceQualifiers.PayerClaimControl)?.Value;

    /// <summary>Refused (A3, A6, A7, A8, or STC03 = U): mend it and send it again as a new claim.</summary>
    public bool IsRejected => Statuses.Any(status => status.IsRejected);

    /// <summary>Accepted into adjudication (A2): the proof of filing.</summary>
    public bool IsAccepted => !IsRejected && Statuses.Any(status => status.Codes.Any(code => code.IsAccepted));

    /// <summary>The patient control number only.</summary>
    public override string ToString() => $"TRN*2*{PatientControlNumber}";
}

/// <summary>Loop 2220D: a refused line.</summary>
public sealed record AcknowledgedLine
{
    /// <summary>SVC01.</summary>
    public required ProcedureCode Procedure { get; init; }

    /// <summary>SVC02.</summary>
    public required long ChargeCents { get; init; }

    /// <summary>SVC04.</summary>
    public string? RevenueCode { get; init; }

    /// <summary>SVC07.</summary>
    public decimal? Units { get; init; }

    /// <summary>STC.</summary>
    public ValueList<AcknowledgmentStatus> Statuses { get; init; }

    /// <summary>REF: FJ our line control number (REF*6R of the claim), XZ.</summary>
    public ValueList<Reference> References { get; init; }

    /// <summary>DTP*472.</summary>
    public ValueList<QualifiedDate> Dates { get; init; }
}
