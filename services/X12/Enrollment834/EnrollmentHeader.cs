using MedBill.X12.Envelopes;
using MedBill.X12.Segments;

namespace MedBill.X12.Enrollment834;

/// <summary>What a streamed 834 yields: for each set an <see cref="EnrollmentHeader"/>, then its members one by one.</summary>
public abstract record EnrollmentItem;

/// <summary>The front of an 834 set: BGN to loop 1100C.</summary>
public sealed record EnrollmentHeader : EnrollmentItem
{
    /// <summary>ISA, GS and ST as read; null in a header made to be written.</summary>
    public SetEnvelope? Envelope { get; init; }

    /// <summary>BGN01: 00 original, 15 re-submission, 22 information copy.</summary>
    public required string Purpose { get; init; }

    /// <summary>BGN02.</summary>
    public required string ReferenceNumber { get; init; }

    /// <summary>BGN03 and BGN04: day and minute.</summary>
    public DateTime CreatedAt { get; init; }

    /// <summary>BGN05.</summary>
    public string? TimeZone { get; init; }

    /// <summary>BGN06: the set this one repeats or corrects.</summary>
    public string? OriginalReference { get; init; }

    /// <summary>BGN08: 2 changes, 4 a full file to verify against, RX a full file that replaces.</summary>
    public string? Action { get; init; }

    /// <summary>REF: 38 master policy number.</summary>
    public ValueList<Reference> References { get; init; }

    /// <summary>DTP: 007 effective, 303 maintenance effective, 382 enrollment and others.</summary>
    public ValueList<QualifiedDate> Dates { get; init; }

    /// <summary>QTY: TO members in all, ET subscribers, DT dependents.</summary>
    public ValueList<QualifiedQuantity> Totals { get; init; }

    /// <summary>Loop 1000A, N1*P5.</summary>
    public Party? Sponsor { get; init; }

    /// <summary>Loop 1000B, N1*IN.</summary>
    public Party? Insurer { get; init; }

    /// <summary>Loop 1000C: BO broker, TV third-party administrator.</summary>
    public ValueList<EnrollmentBroker> Brokers { get; init; }

    /// <summary>Other segments of the front.</summary>
    public ValueList<RawSegment> OtherSegments { get; init; }

    /// <summary>REF*38.</summary>
    public string? MasterPolicyNumber => References.Find("38")?.Value;

    /// <summary>BGN08 is 4 or RX: who is not in the file is not enrolled.</summary>
    public bool IsFullFile => Action is "4" or "RX";

    /// <summary>The reference number only.</summary>
    public override string ToString() => $"BGN*{Purpose}*{ReferenceNumber}";
}

/// <summary>Loops 1000C and 1100C: a broker or administrator and its accounts.</summary>
/// <param name="Party">N1.</param>
/// <param name="AccountNumber">ACT01.</param>
/// <param name="OtherAccountNumber">ACT06.</param>
public sealed record EnrollmentBroker(Party Party, string? AccountNumber, string? OtherAccountNumber)
{
    /// <summary>The role only.</summary>
    public override string ToString() => Party.ToString();
}
