using System.Text;
using MedBill.X12.Envelopes;
using MedBill.X12.Findings;
using MedBill.X12.Guides;
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

    /// <summary>Reads back the envelopes of what was written: an identifier that does not fit its width shows there.</summary>
    internal static X12Output Checked(SegmentWriter writer, IEnumerable<Finding>? findings = null)
    {
        var log = new FindingLog(strict: true);
        foreach (var finding in findings ?? [])
        {
            log.Add(finding);
        }

        using var stream = new MemoryStream(writer.Written.ToArray(), writable: false);
        using var reader = new EnvelopeReader(stream, log);
        while (reader.Read())
        {
        }

        return new X12Output(writer.Written, log);
    }

    /// <summary>Validates what was written as a receiver would.</summary>
    internal static X12Output Validated(SegmentWriter writer)
    {
        var log = new FindingLog(strict: true);
        using var stream = new MemoryStream(writer.Written.ToArray(), writable: false);
        FileValidator.Validate(stream, log, GuideId.All, null);
        return new X12Output(writer.Written, log);
    }
}
