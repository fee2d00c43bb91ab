using MedBill.X12.Findings;

namespace MedBill.X12.Writing;

/// <summary>What a writer made: the bytes of a whole interchange, or, when the guide forbids what was asked, findings and no byte.</summary>
public sealed class X12Output
{
    private readonly ReadOnlyMemory<byte> _bytes;

    internal X12Output(ReadOnlyMemory<byte> bytes, IReadOnlyList<Finding> findings)
    {
        Findings = findings;
        IsRefused = findings.Any(finding => finding.IsError);
        _bytes = IsRefused ? ReadOnlyMemory<byte>.Empty : bytes;
    }

    /// <summary>The file; empty when refused.</summary>
    public ReadOnlyMemory<byte> Bytes => _bytes;

    /// <summary>Why it was refused, and warnings.</summary>
    public IReadOnlyList<Finding> Findings { get; }

    /// <summary>Whether nothing was written.</summary>
    public bool IsRefused { get; }

    /// <summary>The file as text, one character a byte.</summary>
    public string ToText() => System.Text.Encoding.Latin1.GetString(_bytes.Span);
}
