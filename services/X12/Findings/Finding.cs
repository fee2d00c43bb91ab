namespace MedBill.X12.Findings;

/// <summary>How much a finding matters.</summary>
public enum FindingSeverity
{
    /// <summary>Odd but harmless, e.g. a byte order mark.</summary>
    Note,

    /// <summary>Against the guide, yet readable; nothing is refused for it.</summary>
    Warning,

    /// <summary>The claim, set or group it stands in is to be refused.</summary>
    Error,

    /// <summary>Nothing more of the interchange or file can be read.</summary>
    Fatal,
}

/// <summary>The kind of test that failed, by the industry's (SNIP) numbers.</summary>
public enum SnipType
{
    /// <summary>1: syntax of X12 itself.</summary>
    Syntax = 1,

    /// <summary>2: the implementation guide's requirements.</summary>
    Guide = 2,

    /// <summary>3: balancing of amounts.</summary>
    Balancing = 3,

    /// <summary>4: one segment's content requires or forbids another.</summary>
    Situation = 4,

    /// <summary>5: code sets.</summary>
    CodeSet = 5,

    /// <summary>7: a payer's own rules.</summary>
    Payer = 7,
}

/// <summary>
/// Something a file says that it should not, or does not say and should: where it is, which rule it breaks, and how to mend it.
/// A 999, a TA1, a screen and a log are views of this.
/// </summary>
public sealed record Finding
{
    /// <summary>How much it matters.</summary>
    public required FindingSeverity Severity { get; init; }

    /// <summary>A receiver forgives it, yet nothing that has it is written.</summary>
    internal bool RefusesWriting { get; init; }

    /// <summary>Stable name of the fault in UPPER_SNAKE, e.g. <c>SEGMENT_COUNT_WRONG</c>.</summary>
    public required string Code { get; init; }

    /// <summary>What is wrong and how to mend it, in plain words. Holds no value from the file.</summary>
    public required string Message { get; init; }

    /// <summary>The rule, e.g. <c>005010X222A1 2300 CLM05-3</c>.</summary>
    public string? Rule { get; init; }

    /// <summary>The kind of test that failed.</summary>
    public SnipType Snip { get; init; } = SnipType.Syntax;

    /// <summary>The guide's loop, e.g. <c>2010AA</c>.</summary>
    public string? Loop { get; init; }

    /// <summary>The segment identifier.</summary>
    public string? SegmentId { get; init; }

    /// <summary>Position of the segment in its set, ST being 1; 0 outside a set.</summary>
    public int SegmentPosition { get; init; }

    /// <summary>Element, counted from 1; 0 when the whole segment is meant.</summary>
    public int Element { get; init; }

    /// <summary>Component of a composite element, counted from 1; 0 when none is meant.</summary>
    public int Component { get; init; }

    /// <summary>Repetition of the element, counted from 1; 0 when none is meant.</summary>
    public int Repeat { get; init; }

    /// <summary>Number of the data element in the X12 dictionary (IK402); 0 when not known.</summary>
    public int DataElement { get; init; }

    /// <summary>Offset in the file of the segment's first byte.</summary>
    public long ByteOffset { get; init; }

    /// <summary>The offending value. May identify a person: never log it.</summary>
    public string? Value { get; init; }

    /// <summary>IK304 of the 999: what is wrong with the segment.</summary>
    public string? SegmentErrorCode { get; init; }

    /// <summary>IK403 of the 999: what is wrong with the element.</summary>
    public string? ElementErrorCode { get; init; }

    /// <summary>IK502 of the 999: what is wrong with the set.</summary>
    public string? SetErrorCode { get; init; }

    /// <summary>AK905 of the 999: what is wrong with the group.</summary>
    public string? GroupErrorCode { get; init; }

    /// <summary>TA105: what is wrong with the interchange.</summary>
    public string? InterchangeNoteCode { get; init; }

    /// <summary>ISA13 of the interchange it stands in.</summary>
    public string? InterchangeControlNumber { get; init; }

    /// <summary>GS06 of the group it stands in.</summary>
    public string? GroupControlNumber { get; init; }

    /// <summary>ST02 of the set it stands in.</summary>
    public string? SetControlNumber { get; init; }

    /// <summary>The patient control number of the claim it stands in (CLM01, CLP01 or TRN02).</summary>
    public string? ClaimControlNumber { get; init; }

    /// <summary>Whether the claim, set, group or interchange it stands in is to be refused.</summary>
    public bool IsError => Severity >= FindingSeverity.Error;

    /// <summary>Where it is, e.g. <c>2300 CLM05-3, segment 22, byte 1034</c>.</summary>
    public string Location
    {
        get
        {
            var element = Element == 0 ? "" : Component == 0 ? $"{Element:00}" : $"{Element:00}-{Component}";
            var place = string.Join(' ', new[] { Loop, SegmentId + element }.Where(part => !string.IsNullOrEmpty(part)));
            var segment = SegmentPosition == 0 ? null : $"segment {SegmentPosition}";
            return string.Join(", ", new[] { place, segment, $"byte {ByteOffset}" }.Where(part => !string.IsNullOrEmpty(part)));
        }
    }

    /// <summary>Code, place and words; never the value.</summary>
    public override string ToString() => $"{Severity} {Code} at {Location}: {Message}";
}
