using MedBill.X12.Envelopes;
using MedBill.X12.Segments;

namespace MedBill.X12.ClaimStatus;

/// <summary>The front of a 276 or 277 set: BHT.</summary>
public sealed record StatusHeader
{
    /// <summary>ISA, GS and ST as read; null in one made to be written.</summary>
    public SetEnvelope? Envelope { get; init; }

    /// <summary>BHT03.</summary>
    public required string ReferenceNumber { get; init; }

    /// <summary>BHT04 and BHT05.</summary>
    public required DateTime CreatedAt { get; init; }
}

/// <summary>A 276 question about the claims of one patient, with all the context it stands in.</summary>
public sealed record StatusInquiry276
{
    /// <summary>BHT.</summary>
    public required StatusHeader Header { get; init; }

    /// <summary>Loop 2100A: the payer (<c>PR</c>).</summary>
    public required Party Source { get; init; }

    /// <summary>Loop 2100B: who asks (<c>41</c>).</summary>
    public required Party Receiver { get; init; }

    /// <summary>Loops 2100C: the provider of the claims (<c>1P</c>), by one or two identifiers.</summary>
    public required ValueList<Party> Providers { get; init; }

    /// <summary>Loop 2000D: the subscriber (<c>IL</c>); birth date and sex only when the claims are the subscriber's own.</summary>
    public required Party Subscriber { get; init; }

    /// <summary>Loop 2000E: the dependant (<c>QC</c>), when the claims are the dependant's.</summary>
    public Party? Dependent { get; init; }

    /// <summary>Loops 2200D or 2200E.</summary>
    public ValueList<InquiredClaim> Claims { get; init; }

    /// <summary>Whose claims these are.</summary>
    public Party Patient => Dependent ?? Subscriber;

    /// <summary>The traces only.</summary>
    public override string ToString() => $"276 {string.Join(' ', Claims.Select(claim => claim.ToString()))}";
}

/// <summary>Loop 2200D or 2200E of a 276: a claim asked about, by what is known of it.</summary>
public sealed record InquiredClaim
{
    /// <summary>TRN02: our number of the question; the answer repeats it.</summary>
    public required string Trace { get; init; }

    /// <summary>REF: 1K payer's number, EJ our CLM01, BLT type of bill, LU location, 6P group, XZ prescription, D9 clearinghouse.</summary>
    public ValueList<Reference> References { get; init; }

    /// <summary>AMT*T3: what was charged for the claim.</summary>
    public long? ChargeCents { get; init; }

    /// <summary>DTP*472.</summary>
    public ValueList<QualifiedDate> Dates { get; init; }

    /// <summary>Loops 2210D or 2210E.</summary>
    public ValueList<InquiredLine> Lines { get; init; }

    /// <summary>Segments kept as they came.</summary>
    public ValueList<RawSegment> OtherSegments { get; init; }

    /// <summary>REF*EJ: our CLM01.</summary>
    public string? PatientControlNumber => References.Find(ReferenceQualifiers.PatientControl)?.Value;

    /// <summary>REF*1K.</summary>
    public string? PayerClaimControlNumber => References.Find(ReferenceQualifiers.PayerClaimControl)?.Value;

    /// <summary>The trace only.</summary>
    public override string ToString() => $"TRN*1*{Trace}";
}

/// <summary>Loop 2210D or 2210E of a 276: a line asked about.</summary>
public sealed record InquiredLine
{
    /// <summary>SVC01.</summary>
    public required ProcedureCode Procedure { get; init; }

    /// <summary>SVC02.</summary>
    public required long ChargeCents { get; init; }

    /// <summary>SVC04.</summary>
    public string? RevenueCode { get; init; }

    /// <summary>SVC07.</summary>
    public decimal? Units { get; init; }

    /// <summary>REF*FJ: our line control number (REF*6R of the claim).</summary>
    public ValueList<Reference> References { get; init; }

    /// <summary>DTP*472.</summary>
    public ValueList<QualifiedDate> Dates { get; init; }

    /// <summary>Segments kept as they came.</summary>
    public ValueList<RawSegment> OtherSegments { get; init; }
}
