using MedBill.X12.Envelopes;
using MedBill.X12.Segments;

namespace MedBill.X12.Acknowledgments;

/// <summary>A 999: what is right and wrong with the sets of one received group.</summary>
public sealed partial record Acknowledgment999
{
    /// <summary>ISA, GS and ST as read; null in one made to be written.</summary>
    public SetEnvelope? Envelope { get; init; }

    /// <summary>AK101: GS01 of the answered group.</summary>
    public required string FunctionalId { get; init; }

    /// <summary>AK102: GS06 of the answered group.</summary>
    public required string GroupControlNumber { get; init; }

    /// <summary>AK103: GS08 of the answered group.</summary>
    public string? Version { get; init; }

    /// <summary>AK2 loops.</summary>
    public ValueList<SetAcknowledgment> Sets { get; init; }

    /// <summary>AK901: A accepted, E accepted with errors, P partly accepted, R rejected, M W X security.</summary>
    public required string Status { get; init; }

    /// <summary>AK902: GE01.</summary>
    public required int IncludedSets { get; init; }

    /// <summary>AK903: sets counted.</summary>
    public required int ReceivedSets { get; init; }

    /// <summary>AK904: sets accepted.</summary>
    public required int AcceptedSets { get; init; }

    /// <summary>AK905 to AK909.</summary>
    public ValueList<string> ErrorCodes { get; init; }

    /// <summary>Whether every set was accepted (A or E).</summary>
    public bool IsAccepted => Status is "A" or "E";

    /// <summary>Whether the whole group was refused (R, M, W, X).</summary>
    public bool IsRejected => Status is not ("A" or "E" or "P");

    /// <summary>The group number only.</summary>
    public override string ToString() => $"AK1*{FunctionalId}*{GroupControlNumber} {Status}";
}

/// <summary>AK2 to IK5: the answer to one set.</summary>
public sealed record SetAcknowledgment
{
    /// <summary>AK201.</summary>
    public required string SetId { get; init; }

    /// <summary>AK202: ST02 of the answered set.</summary>
    public required string SetControlNumber { get; init; }

    /// <summary>AK203.</summary>
    public string? Implementation { get; init; }

    /// <summary>IK3 loops.</summary>
    public ValueList<SegmentError> Errors { get; init; }

    /// <summary>IK501: A, E, R, M, W, X.</summary>
    public required string Status { get; init; }

    /// <summary>IK502 to IK506.</summary>
    public ValueList<string> ErrorCodes { get; init; }

    /// <summary>Whether the set was accepted (A or E).</summary>
    public bool IsAccepted => Status is "A" or "E";
}

/// <summary>IK3 with what stands below it.</summary>
public sealed record SegmentError
{
    /// <summary>IK301.</summary>
    public required string SegmentId { get; init; }

    /// <summary>IK302, ST being 1.</summary>
    public required int Position { get; init; }

    /// <summary>IK303, cut to four characters by many writers.</summary>
    public string? Loop { get; init; }

    /// <summary>IK304.</summary>
    public string? Code { get; init; }

    /// <summary>CTX.</summary>
    public ValueList<ErrorContext> Contexts { get; init; }

    /// <summary>IK4.</summary>
    public ValueList<ElementError> Elements { get; init; }
}

/// <summary>IK4.</summary>
public sealed record ElementError
{
    /// <summary>IK401-1.</summary>
    public required int Element { get; init; }

    /// <summary>IK401-2; 0 when absent.</summary>
    public int Component { get; init; }

    /// <summary>IK401-3; 0 when absent.</summary>
    public int Repeat { get; init; }

    /// <summary>IK402: number of the data element; 0 when absent.</summary>
    public int DataElement { get; init; }

    /// <summary>IK403.</summary>
    public required string Code { get; init; }

    /// <summary>IK404: a copy of the bad value. May identify a person.</summary>
    public string? BadValue { get; init; }

    /// <summary>CTX.</summary>
    public ValueList<ErrorContext> Contexts { get; init; }

    /// <summary>Place and code; never the value.</summary>
    public override string ToString() => $"IK4*{Element}:{Component}*{DataElement}*{Code}";
}

/// <summary>CTX: the business unit (e.g. the claim) or the trigger of a situational rule.</summary>
/// <param name="Name">CTX01-1, e.g. <c>CLM01</c> or <c>SITUATIONAL TRIGGER</c>.</param>
/// <param name="Value">CTX01-2.</param>
/// <param name="SegmentId">CTX02.</param>
/// <param name="Position">CTX03; 0 when absent.</param>
/// <param name="Loop">CTX04.</param>
/// <param name="Element">CTX05-1; 0 when absent.</param>
/// <param name="Component">CTX05-2; 0 when absent.</param>
/// <param name="Repeat">CTX05-3; 0 when absent.</param>
/// <param name="DataElement">CTX06-1: the data element, or the composite such as <c>C023</c>.</param>
/// <param name="ComponentDataElement">CTX06-2: the data element within the composite.</param>
public sealed record ErrorContext(
    string Name,
    string? Value = null,
    string? SegmentId = null,
    int Position = 0,
    string? Loop = null,
    int Element = 0,
    int Component = 0,
    int Repeat = 0,
    string? DataElement = null,
    string? ComponentDataElement = null)
{
    /// <summary>The name only: the value may identify a person.</summary>
    public override string ToString() => $"CTX*{Name}";
}

/// <summary>TA1: what is right or wrong with a received interchange.</summary>
public sealed partial record InterchangeAcknowledgment
{
    /// <summary>ISA of the interchange that carries the TA1, as read; null in one made to be written.</summary>
    public Interchange? Interchange { get; init; }

    /// <summary>TA101: ISA13 of the answered interchange.</summary>
    public required string ControlNumber { get; init; }

    /// <summary>TA102 and TA103: its ISA09 and ISA10.</summary>
    public required DateTime Timestamp { get; init; }

    /// <summary>TA104: A accepted, E accepted with errors (do not resend), R rejected.</summary>
    public required string Status { get; init; }

    /// <summary>TA105: 000 no error, 025 duplicate and so on.</summary>
    public required string NoteCode { get; init; }

    /// <summary>Whether nothing inside was read.</summary>
    public bool IsRejected => Status == "R";
}
