using System.Buffers;
using MedBill.X12.Envelopes;
using MedBill.X12.Findings;
using MedBill.X12.Reading;
using MedBill.X12.Segments;
using MedBill.X12.Writing;

namespace MedBill.X12.Attachments275;

/// <summary>
/// Reads attachments (275, 005010X210 to a claim, 005010X211 to a review) and writes them. What the documents say is not read: their bytes
/// are handed out as they are.
/// </summary>
public static class Attachment275File
{
    private const int CopyBytes = 65_536;

    /// <summary>
    /// Reads a file item by item: for each set its <see cref="AttachmentHeader"/>, then each <see cref="AttachedInformation"/>. An attachment that
    /// cannot be read is reported as an error and left out. A payload larger than a segment may be is not held in memory; that is noted
    /// (<c>PAYLOAD_NOT_HELD</c>).
    /// </summary>
    public static IEnumerable<AttachmentItem> Read(Stream stream, FindingLog findings, ReadLimits? limits = null) =>
        SetReading.Read(stream, findings, limits, (context, bounds) => new AttachmentAssembler(context, bounds));

    /// <summary>As <see cref="Read"/>, without blocking on the stream.</summary>
    public static IAsyncEnumerable<AttachmentItem> ReadAsync(
        Stream stream, FindingLog findings, ReadLimits? limits = null, CancellationToken cancel = default) =>
        SetReading.ReadAsync(stream, findings, limits, (context, bounds) => new AttachmentAssembler(context, bounds), cancel);

    /// <summary>Copies a payload out of the file it was read from, whatever its size.</summary>
    /// <param name="file">The file, at offset 0 what was offset 0 when it was read; it must be seekable.</param>
    /// <param name="payload">What was read.</param>
    /// <param name="into">Where to.</param>
    /// <exception cref="EndOfStreamException">The file is shorter than when it was read.</exception>
    public static void CopyPayload(Stream file, BinaryPayload payload, Stream into)
    {
        ArgumentNullException.ThrowIfNull(file);
        ArgumentNullException.ThrowIfNull(payload);
        ArgumentNullException.ThrowIfNull(into);
        file.Seek(payload.Offset, SeekOrigin.Begin);
        var buffer = ArrayPool<byte>.Shared.Rent(CopyBytes);
        try
        {
            for (var left = payload.Length; left > 0;)
            {
                var count = (int)Math.Min(left, CopyBytes);
                file.ReadExactly(buffer, 0, count);
                into.Write(buffer, 0, count);
                left -= count;
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer, clearArray: true);
        }
    }

    /// <summary>Writes one set in one group in one interchange. Refused when a payload is not held, or when the guide forbids it.</summary>
    public static X12Output Write(SetEnvelope envelope, AttachmentHeader header, IReadOnlyCollection<AttachedInformation> attachments)
    {
        ArgumentNullException.ThrowIfNull(envelope);
        ArgumentNullException.ThrowIfNull(header);
        ArgumentNullException.ThrowIfNull(attachments);
        if (attachments.SelectMany(attachment => (IEnumerable<AttachedDocument>)attachment.Documents).Any(document => document.Payload is { IsHeld: false }))
        {
            return X12Output.Refused(new Finding
            {
                Severity = FindingSeverity.Error,
                Code = "PAYLOAD_NOT_HELD",
                Message = "A payload names a place in another file instead of bytes. Give its bytes.",
                SegmentId = "BIN",
                Element = 2,
            });
        }

        return X12Output.Validated(EnvelopeWriter.Set(envelope, writer => AttachmentWriter.Write(writer, header, attachments)));
    }
}
