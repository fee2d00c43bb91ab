using System.Text;
using MedBill.X12.Tokens;

namespace MedBill.X12.Cli.Splitting;

/// <summary>A segment kept beyond the reader's buffer.</summary>
internal sealed class KeptSegment
{
    private readonly byte _separator;

    public KeptSegment(in SegmentView segment)
        : this(segment.Bytes.ToArray(), segment.Delimiters.Element)
    {
        if (segment.Binary is { IsInSegment: false } range)
        {
            throw new UsageException($"The document at byte {range.Offset} is too large to be split off, or its length is wrong.");
        }
    }

    private KeptSegment(byte[] bytes, byte separator) => (Bytes, _separator) = (bytes, separator);

    public byte[] Bytes { get; }

    public static KeptSegment Of(Delimiters delimiters, params string[] words) =>
        new(Encoding.Latin1.GetBytes(string.Join((char)delimiters.Element, words)), delimiters.Element);

    /// <summary>An element, counted from 1; empty when absent.</summary>
    public string Element(int number) => Encoding.Latin1.GetString(Bytes).Split((char)_separator).ElementAtOrDefault(number) ?? "";

    /// <summary>The segment with elements replaced.</summary>
    public KeptSegment With(params (int Number, string Value)[] changes)
    {
        var words = Encoding.Latin1.GetString(Bytes).Split((char)_separator);
        foreach (var (number, value) in changes)
        {
            if (number < words.Length)
            {
                words[number] = value;
            }
        }

        return new KeptSegment(Encoding.Latin1.GetBytes(string.Join((char)_separator, words)), _separator);
    }
}
