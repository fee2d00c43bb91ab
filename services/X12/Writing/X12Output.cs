using System.Text;
using MedBill.X12.Envelopes;
using MedBill.X12.Findings;
using MedBill.X12.Validation;

namespace MedBill.X12.Writing;

/// <summary>What a writer made: the bytes of a whole interchange, or, when the guide forbids what was asked, findings and no
/// byte.</summary>
public sealed class X12Output
{
    internal X12Output(ReadOnlyMemory<byte> bytes, IReadOnlyList<Finding> findings)
    {
        Findings = findings;
        IsRefused = findings.Any(finding => finding.IsError);
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
        var log = new FindingLog();
        foreach (var finding in findings ?? [])
        {
            log.Add(finding);
        }

        using var stream = new MemoryStream(writer.Written.ToArray(), writable: false);
        using var reader = new EnvelopeReader(stream, log);
        while (reader.Read())
        {
        }

        return new X12Output(writer.Written, [.. log.Select(AsError)]);
    }

    /// <summary>Validates what was written as a receiver would.</summary>
    internal static X12Output Validated(SegmentWriter writer)
    {
        var log = new FindingLog();
        using var stream = new MemoryStream(writer.Written.ToArray(), writable: false);
        FileValidator.Validate(stream, log, null);
        return new X12Output(writer.Written, [.. log.Select(AsError)]);
    }

    // What a reader forgives of X12's own rules a writer may not do. Warnings about a claim's situation stay warnings.
    private static Finding AsError(Finding finding) =>
        finding is { Severity: FindingSeverity.Warning, Snip: SnipType.Syntax }
            ? finding with { Severity = FindingSeverity.Error } : finding;
}
