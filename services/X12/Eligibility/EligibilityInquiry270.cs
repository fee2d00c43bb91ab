using MedBill.X12.Envelopes;
using MedBill.X12.Segments;

namespace MedBill.X12.Eligibility;

/// <summary>The front of a 270 or 271 set: BHT.</summary>
public sealed record EligibilityHeader
{
    /// <summary>ISA, GS and ST as read; null in one made to be written.</summary>
    public SetEnvelope? Envelope { get; init; }

    /// <summary>BHT03; a 271 repeats the 270's.</summary>
    public required string ReferenceNumber { get; init; }

    /// <summary>BHT04 and BHT05.</summary>
    public required DateTime CreatedAt { get; init; }

    /// <summary>BHT02: 13 request, 01 cancellation, 11 response.</summary>
    public string? Purpose { get; init; }

    /// <summary>BHT06 of a 270: <c>RT</c>, a spend-down is to be booked (005010X279A1 BHT06). A 271 has none.</summary>
    public string? TransactionType { get; init; }
}

/// <summary>TRN: a trace of an inquiry or its echo.</summary>
/// <param name="Type">TRN01: 1 of the sender, 2 an echo.</param>
/// <param name="Number">TRN02.</param>
/// <param name="Originator">TRN03, exactly ten characters: 1 and EIN, 9 and an own number.</param>
/// <param name="Supplement">TRN04.</param>
public sealed record Trace(string Type, string Number, string? Originator = null, string? Supplement = null);

/// <summary>Loop 2100C or 2100D: the subscriber or dependant, with what stands at that level.</summary>
public sealed record EligibilityPerson
{
    /// <summary>NM1 <c>IL</c> or <c>03</c> and the segments below it.</summary>
    public required Party Person { get; init; }

    /// <summary>TRN of loop 2000C or 2000D.</summary>
    public ValueList<Trace> Traces { get; init; }

    /// <summary>INS02: relation to the subscriber, 18, 01, 19, 34 and so on. Absent when there is no INS.</summary>
    public string? Relationship { get; init; }

    /// <summary>INS03 and INS04 of a 271: 001 and 25 when the payer changed identifying data.</summary>
    public string? MaintenanceReason { get; init; }

    /// <summary>INS17: birth sequence in a multiple birth.</summary>
    public string? BirthSequence { get; init; }

    /// <summary>AAA of the level in a 271.</summary>
    public ValueList<RequestRejection> Rejections { get; init; }

    /// <summary>The payer replaced name, id or birth date: take them over.</summary>
    public bool IdentityChanged => MaintenanceReason is not null;
}

/// <summary>EQ with the segments below it: one question about benefits.</summary>
public sealed record BenefitInquiry
{
    /// <summary>EQ01: service types, e.g. 30.</summary>
    public ValueList<string> ServiceTypes { get; init; }

    /// <summary>EQ02: a procedure instead of service types.</summary>
    public ProcedureCode? Procedure { get; init; }

    /// <summary>EQ03: coverage level.</summary>
    public string? CoverageLevel { get; init; }

    /// <summary>III*ZZ: place of service.</summary>
    public string? PlaceOfService { get; init; }

    /// <summary>REF: 9F, G1.</summary>
    public ValueList<Reference> References { get; init; }

    /// <summary>DTP*291 when it differs from the person's.</summary>
    public ValueList<QualifiedDate> Dates { get; init; }

    /// <summary>Other segments of loop 2110.</summary>
    public ValueList<RawSegment> OtherSegments { get; init; }
}

/// <summary>A 270 question about one person, with all the context it stands in.</summary>
public sealed record EligibilityInquiry270
{
    /// <summary>BHT.</summary>
    public required EligibilityHeader Header { get; init; }

    /// <summary>Loop 2100A: the payer.</summary>
    public required Party Source { get; init; }

    /// <summary>Loop 2100B: the provider that asks.</summary>
    public required Party Receiver { get; init; }

    /// <summary>Loop 2100C.</summary>
    public required EligibilityPerson Subscriber { get; init; }

    /// <summary>Loop 2100D, when asked about a dependant.</summary>
    public EligibilityPerson? Dependent { get; init; }

    /// <summary>Loop 2110: at least one EQ.</summary>
    public ValueList<BenefitInquiry> Inquiries { get; init; }

    /// <summary>The one asked about.</summary>
    public EligibilityPerson Subject => Dependent ?? Subscriber;

    /// <summary>The trace of the one asked about.</summary>
    public string? TraceNumber => Subject.Traces.Count == 0 ? null : Subject.Traces[0].Number;

    /// <summary>The trace only.</summary>
    public override string ToString() => $"270 TRN*{TraceNumber}";
}
