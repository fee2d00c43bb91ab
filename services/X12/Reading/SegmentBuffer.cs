using MedBill.X12.Envelopes;
using MedBill.X12.Tokens;

namespace MedBill.X12.Reading;

/// <summary>The segments of one unit (a claim, an HL level), copied into arrays that are used again for the next unit.</summary>
internal sealed class SegmentBuffer(ReadLimits limits)
{
    private byte[] _bytes = new byte[4_096];
    private int[] _ends = new int[1_024];
    private Entry[] _entries = new Entry[128];
    private int _byteCount;
    private int _endCount;
    private Delimiters _delimiters;

    public int Count { get; private set; }

    public SegmentView this[int index]
    {
        get
        {
            ref readonly var entry = ref _entries[index];
            return new SegmentView(
                _bytes.AsSpan(entry.Start, entry.Length), _ends.AsSpan(entry.EndStart, entry.EndCount), entry.Origin,
                entry.Key, _delimiters, entry.Offset);
        }
    }

    public Delimiters Delimiters => _delimiters;

    /// <summary>An element of a segment, counted from 1; empty when absent.</summary>
    public ReadOnlySpan<byte> Element(int index, int number)
    {
        ref readonly var entry = ref _entries[index];
        if (number <= 0 || number >= entry.EndCount)
        {
            return default;
        }

        var before = _ends[entry.EndStart + number - 1];
        return _bytes.AsSpan(entry.Start + before + 1 - entry.Origin, _ends[entry.EndStart + number] - before - 1);
    }

    /// <summary>The bytes of neighbouring segments, with the terminators between them.</summary>
    public ReadOnlySpan<byte> Bytes(int first, int count)
    {
        var start = _entries[first].Start;
        ref readonly var last = ref _entries[first + count - 1];
        return _bytes.AsSpan(start, last.Start + last.Length - start);
    }

    public uint Key(int index) => _entries[index].Key;

    public int Position(int index) => _entries[index].Position;

    public void Clear() => (Count, _byteCount, _endCount) = (0, 0, 0);

    /// <summary>Copies a segment; false when the unit has become too large.</summary>
    public bool TryAdd(in SegmentView segment, int position)
    {
        var bytes = segment.Bytes;
        var ends = segment.Ends;
        if (Count >= limits.UnitSegments || _byteCount - Count + bytes.Length > limits.UnitBytes)
        {
            return false;
        }

        Grow(ref _bytes, _byteCount + bytes.Length + 1);
        Grow(ref _ends, _endCount + ends.Length);
        Grow(ref _entries, Count + 1);
        bytes.CopyTo(_bytes.AsSpan(_byteCount));
        ends.CopyTo(_ends.AsSpan(_endCount));
        _entries[Count++] = new Entry(segment.Key, _byteCount, bytes.Length, _endCount, ends.Length, segment.Origin,
            position, segment.Offset);
        _byteCount += bytes.Length;
        _bytes[_byteCount++] = segment.Delimiters.Segment;
        _endCount += ends.Length;
        _delimiters = segment.Delimiters;
        return true;
    }

    private static void Grow<T>(ref T[] array, int needed)
    {
        if (needed > array.Length)
        {
            Array.Resize(ref array, Math.Max(needed, array.Length * 2));
        }
    }

    private readonly record struct Entry(uint Key, int Start, int Length, int EndStart, int EndCount, int Origin, int Position, long Offset);
}
