using System.Runtime.InteropServices;
using System.Text;
using MedBill.X12.Findings;
using MedBill.X12.Validation;

namespace MedBill.X12.Writing;

/// <summary>What a writer made: the bytes of a whole interchange, or, when the guide forbids what was asked, findings and no
/// byte.</summary>
public sealed class X12Output
{
    private X12Output(ReadOnlyMemory<byte> bytes, FindingLog findings)
    {
        Findings = findings;
        IsRefused = findings.HasErrors;
        Bytes = IsRefused ? ReadOnlyMemory<byte>.Empty : bytes;
    }

    /// <summary>The file; empty when refused.</summary>
    public ReadOnlyMemory<byte> Bytes { get; }

    /// <summary>Why it was refused, and warnings.</summary>
    public IReadOnlyList<Finding> Findings { get; }

    /// <summary>Whether nothing was written.</summary>
    public bool IsRefused { get; }

    /// <summary>The file as text, one character a byte.</summary>
    public string ToText() => Encoding.Latin1.GetString(Bytes.Span);

    /// <summary>Nothing is written, for this reason.</summary>
    internal static X12Output Refused(Finding finding)
    {
        var log = new FindingLog();
        log.Add(finding);
        return new X12Output(ReadOnlyMemory<byte>.Empty, log);
    }

    /// <summary>Validates what was written as a receiver would: an error of the guide, of a sum, or of an envelope refuses it.</summary>
    /// <param name="writer">What was written.</param>
    /// <param name="exempt">Findings that do not count.</param>
    internal static X12Output Validated(SegmentWriter writer, Func<Finding, bool>? exempt = null) =>
        Validated(writer.Written, writer.Refusals, exempt);

    /// <summary>As above, of the bytes of several writers and what these refused.</summary>
    internal static X12Output Validated(ReadOnlyMemory<byte> written, IEnumerable<Finding> refusals, Func<Finding, bool>? exempt = null)
    {
        var log = new FindingLog(strict: true) { Exempt = exempt };
        foreach (var refusal in refusals)
        {
            log.Add(refusal);
        }

        // The memory of a writer is an array.
        MemoryMarshal.TryGetArray(written, out var bytes);
        using var stream = new MemoryStream(bytes.Array!, bytes.Offset, bytes.Count, writable: false);
        FileValidator.Validate(stream, log, new ValidationOptions());
        return new X12Output(written, log);
    }
}
