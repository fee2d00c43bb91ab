using MedBill.X12.Envelopes;
using MedBill.X12.Segments;

namespace MedBill.X12.Attachments275;

/// <summary>What a streamed 275 yields: for each set an <see cref="AttachmentHeader"/>, then its <see cref="AttachedInformation"/>s.</summary>
public abstract record AttachmentItem;

/// <summary>The front of a 275 set: BGN, and who sends what to whom about which patient.</summary>
public sealed record AttachmentHeader : AttachmentItem
{
    /// <summary>ISA, GS and ST as read; null in a header made to be written.</summary>
    public SetEnvelope? Envelope { get; init; }

    /// <summary>BGN01: 02 sent unasked, 11 answers a request (277 with REF or TRN).</summary>
    public required string Purpose { get; init; }

    /// <summary>BGN02.</summary>
    public required string ReferenceNumber { get; init; }

    /// <summary>BGN03 and, when present, BGN04.</summary>
    public required DateTime CreatedAt { get; init; }

    /// <summary>Whether BGN04 is present.</summary>
    public bool HasTime { get; init; }

    /// <summary>BGN05.</summary>
    public string? TimeZone { get; init; }

    /// <summary>BGN06.</summary>
    public string? OriginalReference { get; init; }

    /// <summary>BGN08.</summary>
    public string? Action { get; init; }

    /// <summary>
    /// NM1 loops in their order: PR payer, 41 submitter, 40 receiver, 1P provider (its address is that of loop NX1), QC patient. The claim
    /// is tied by the patient's REF: EJ patient control number, EA medical record, D9 clearinghouse, 1K payer claim control number.
    /// </summary>
    public ValueList<Party> Parties { get; init; }

    /// <summary>Other segments before the first LX.</summary>
    public ValueList<RawSegment> OtherSegments { get; init; }

    /// <summary>NM1*PR.</summary>
    public Party? Payer => Parties.Find(EntityCodes.Payer);

    /// <summary>NM1*41.</summary>
    public Party? Submitter => Parties.Find(EntityCodes.Submitter);

    /// <summary>NM1*40.</summary>
    public Party? Receiver => Parties.Find(EntityCodes.Receiver);

    /// <summary>NM1*1P.</summary>
    public Party? Provider => Parties.Find(EntityCodes.Provider);

    /// <summary>NM1*QC.</summary>
    public Party? Patient => Parties.Find(EntityCodes.Patient);

    /// <summary>REF*EJ of the patient: CLM01 of the claim.</summary>
    public string? PatientControlNumber => Patient?.Reference("EJ");

    /// <summary>BGN01 = 11.</summary>
    public bool AnswersRequest => Purpose == "11";

    /// <summary>Purpose and reference number only.</summary>
    public override string ToString() => $"BGN*{Purpose}*{ReferenceNumber}";
}

/// <summary>Loop 2000A: what is sent under one trace number.</summary>
public sealed record AttachedInformation : AttachmentItem
{
    /// <summary>LX01.</summary>
    public required string Number { get; init; }

    /// <summary>TRN01: 1 the sender's own number (PWK06 of the claim), 2 the number of the request that is answered.</summary>
    public string? TraceType { get; init; }

    /// <summary>TRN02: the attachment control number that ties it to the claim or to the request.</summary>
    public string? TraceNumber { get; init; }

    /// <summary>TRN03.</summary>
    public string? TraceOriginator { get; init; }

    /// <summary>TRN04.</summary>
    public string? TraceSupplement { get; init; }

    /// <summary>STC01, STC10, STC11 of the request, given back.</summary>
    public ValueList<RequestedInformation> Requested { get; init; }

    /// <summary>REF.</summary>
    public ValueList<Reference> References { get; init; }

    /// <summary>NM1 loops within the attachment.</summary>
    public ValueList<Party> Parties { get; init; }

    /// <summary>Loop 2100A: dates of the service line.</summary>
    public ValueList<QualifiedDate> ServiceDates { get; init; }

    /// <summary>Loops 2100B and 2110B.</summary>
    public ValueList<AttachedDocument> Documents { get; init; }

    /// <summary>Other segments of the loop.</summary>
    public ValueList<RawSegment> OtherSegments { get; init; }

    /// <summary>Number and trace type only.</summary>
    public override string ToString() => $"LX*{Number}";
}

/// <summary>One composite of STC.</summary>
/// <param name="Category">Component 1: category of the status, e.g. R4.</param>
/// <param name="Code">Component 2: a LOINC or status code.</param>
/// <param name="Entity">Component 3.</param>
/// <param name="CodeList">Component 4: LOI for LOINC.</param>
public sealed record RequestedInformation(string Category, string Code, string? Entity = null, string? CodeList = null);

/// <summary>Loops 2100B and 2110B: one document.</summary>
public sealed record AttachedDocument
{
    /// <summary>DTP*368.</summary>
    public DateOnly? SubmittedOn { get; init; }

    /// <summary>CAT01: kind of report, AE attachment.</summary>
    public string? ReportType { get; init; }

    /// <summary>CAT02: how it is coded, e.g. HL for an HL7 document, IA image, TX text.</summary>
    public string? Transmission { get; init; }

    /// <summary>CAT03.</summary>
    public string? Version { get; init; }

    /// <summary>CAT04 and CAT05: a code, e.g. LOI and a LOINC code.</summary>
    public string? CodeList { get; init; }

    /// <summary>CAT05.</summary>
    public string? Code { get; init; }

    /// <summary>OOI, of the later guide: which object belongs to which.</summary>
    public ValueList<RawSegment> Objects { get; init; }

    /// <summary>EFI01; 05 no security. Null when the data comes in BDS.</summary>
    public string? SecurityLevel { get; init; }

    /// <summary>BDS01, of the later guide: ASC as it is, B64 base 64. Null when the data comes in BIN.</summary>
    public string? Filter { get; init; }

    /// <summary>BIN02 or BDS03; null when there is none.</summary>
    public BinaryPayload? Payload { get; init; }

    /// <summary>Other segments of the loop.</summary>
    public ValueList<RawSegment> OtherSegments { get; init; }

    /// <summary>Kind of report only.</summary>
    public override string ToString() => $"CAT*{ReportType}*{Transmission}";
}

/// <summary>
/// The raw bytes of a document. Up to the size of a segment (<see cref="ReadLimits.SegmentBytes"/>) they are held in <see cref="Bytes"/>;
/// larger ones are never held: only where they stand in the file, for <see cref="Attachment275File.CopyPayload"/>.
/// </summary>
/// <param name="Offset">Offset in the file of the first byte; 0 in a payload made to be written.</param>
/// <param name="Length">How many bytes there are.</param>
/// <param name="Bytes">The bytes; empty when they were not held.</param>
public sealed record BinaryPayload(long Offset, long Length, ValueList<byte> Bytes)
{
    /// <summary>Whether <see cref="Bytes"/> holds them all.</summary>
    public bool IsHeld => Bytes.Count == Length;

    /// <summary>A payload to be written.</summary>
    public static BinaryPayload Of(ReadOnlySpan<byte> bytes) => new(0, bytes.Length, ValueList.Create(bytes));

    /// <summary>The length only.</summary>
    public override string ToString() => $"{Length} byte(s)";
}
