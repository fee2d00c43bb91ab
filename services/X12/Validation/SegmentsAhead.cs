using MedBill.X12.Envelopes;
using MedBill.X12.Guides;
using MedBill.X12.Tokens;

namespace MedBill.X12.Validation;

/// <summary>
/// The segments behind the one that the reader stands at, up to the end of the set, as far as they are needed to see which fault they
/// bear out. The reader does not move.
/// </summary>
internal sealed class SegmentsAhead(EnvelopeReader reader)
{
    /// <summary>An HL level or a claim with some lines.</summary>
    public const int MostBytes = 2_048;

    private const int MostSegments = 40;

    private readonly byte[] _bytes = new byte[MostBytes];
    private readonly List<int> _ends = [];
    private readonly List<SegmentEntry> _entries = [];
    private int[] _flat = [];
    private Delimiters _delimiters;
    private long _offset;

    public int Count => _entries.Count;

    public SegmentView this[int index]
    {
        get
        {
            var entry = _entries[index];
            return new SegmentView(_bytes, _flat.AsSpan(entry.FirstEnd, entry.Ends), entry.Start, entry.Key, _delimiters, _offset + entry.Start);
        }
    }

    /// <summary>Looks from where the reader stands; SE is the last that is seen.</summary>
    public void Look()
    {
        _entries.Clear();
        _ends.Clear();
        var bytes = reader.LookAhead(out _offset);
        _delimiters = reader.Segment.Delimiters;
        var length = 0;
        for (var isWhole = true; isWhole && _entries.Count < MostSegments;)
        {
            var end = bytes.IndexOf(_delimiters.Segment);
            isWhole = end >= 0 && TryTake(bytes[..end], ref length);
            bytes = end < 0 ? bytes : bytes[(end + 1)..];
        }

        _flat = [.. _ends];
    }

    private bool TryTake(ReadOnlySpan<byte> segment, ref int length)
    {
        var (start, firstEnd) = (length, _ends.Count);
        foreach (var value in segment.TrimStart(" \t\r\n"u8))
        {
            // Line breaks that wrap a segment are no data.
            if (value is not ((byte)'\r' or (byte)'\n'))
            {
                if (value == _delimiters.Element)
                {
                    _ends.Add(length);
                }

                _bytes[length++] = value;
            }
        }

        _ends.Add(length);
        var key = SegmentKey.Pack(_bytes.AsSpan(start, _ends[firstEnd] - start));
        if (key is SegmentKey.ST or SegmentKey.GS or SegmentKey.GE or SegmentKey.ISA or SegmentKey.IEA or SegmentKey.BIN or SegmentKey.BDS)
        {
            return false;
        }

        if (length > start)
        {
            _entries.Add(new SegmentEntry(start, length, firstEnd, _ends.Count - firstEnd, key));
        }

        return key != SegmentKey.SE;
    }
}
