using System.Runtime.CompilerServices;
using MedBill.X12.Envelopes;
using MedBill.X12.Tokens;

namespace MedBill.X12.Reading;

/// <summary>
/// The segments of one unit (a claim, an HL level). While they stand in the reader's run they are borrowed from it; what outlives the run
/// is copied, into arrays that are used again for the next unit.
/// </summary>
internal sealed class SegmentBuffer(ReadLimits limits)
{
    private byte[] _ownBytes = [];
    private int[] _ownEnds = [];
    private SegmentEntry[] _ownEntries = [];
    private (int Position, long Offset)[] _ownPlaces = [];

    // Where the segments stand now: the run's arrays or the own ones.
    private byte[] _bytes = [];
    private int[] _ends = [];
    private SegmentEntry[] _entries = [];
    private int _first;
    private SegmentRun? _lender;

    private int _firstPosition;
    private int _segmentBytes;
    private int _byteCount;
    private int _endCount;
    private Delimiters _delimiters;

    public int Count { get; private set; }

    public SegmentView this[int index]
    {
        get
        {
            ref readonly var entry = ref _entries[_first + index];
            return new SegmentView(_bytes, _ends.AsSpan(entry.FirstEnd, entry.Ends), entry.Start, entry.Key, _delimiters, Offset(index));
        }
    }

    public Delimiters Delimiters => _delimiters;

    /// <summary>The bytes the segments stand in.</summary>
    public byte[] Source => _bytes;

    /// <summary>Where in <see cref="Source"/> their elements end.</summary>
    public int[] Ends => _ends;

    public ref readonly SegmentEntry Entry(int index) => ref _entries[_first + index];

    /// <summary>The bytes of neighbouring segments, with the terminators between them.</summary>
    public ReadOnlySpan<byte> Bytes(int first, int count)
    {
        var start = Entry(first).Start;
        ref readonly var last = ref Entry(first + count - 1);
        return _bytes.AsSpan(start, _ends[last.FirstEnd + last.Ends - 1] - start);
    }

    public uint Key(int index) => _entries[_first + index].Key;

    public int Position(int index) => _lender is null ? _ownPlaces[index].Position : _firstPosition + index;

    public long Offset(int index) => _lender is null ? _ownPlaces[index].Offset : _lender.SourceOffset + Entry(index).Start;

    public void Clear() => (Count, _segmentBytes, _lender) = (0, 0, null);

    /// <summary>Takes the segment the reader stands at; false when the unit has become too large.</summary>
    public bool TryAdd(EnvelopeReader reader)
    {
        var run = reader.Run;
        return run is null || (Count > 0 && !ReferenceEquals(run, _lender))
            ? TryAdd(reader.Segment, reader.SegmentPosition)
            : TryBorrow(run, reader.SegmentPosition);
    }

    /// <summary>Copies a segment; false when the unit has become too large.</summary>
    public bool TryAdd(in SegmentView segment, int position)
    {
        var bytes = segment.Bytes;
        if (!HasRoom(bytes.Length))
        {
            return false;
        }

        if (_lender is { } lender)
        {
            Keep(lender);
        }
        else if (Count == 0)
        {
            Own();
        }

        Copy(bytes, segment.Ends, segment.Start, segment.Key, position, segment.Offset, segment.Delimiters.Segment);
        (_delimiters, _segmentBytes) = (segment.Delimiters, _segmentBytes + bytes.Length);
        Count++;
        return true;
    }

    /// <summary>The run ends: what was borrowed from it is copied.</summary>
    public void Keep(SegmentRun run)
    {
        if (!ReferenceEquals(run, _lender))
        {
            return;
        }

        var first = _first;
        var kept = Count;
        Own();
        for (Count = 0; Count < kept; Count++)
        {
            ref readonly var entry = ref run.Entries[first + Count];
            var ends = run.Ends.AsSpan(entry.FirstEnd, entry.Ends);
            Copy(run.Source.AsSpan(entry.Start, ends[^1] - entry.Start), ends, entry.Start, entry.Key, _firstPosition + Count,
                run.SourceOffset + entry.Start, run.Delimiters.Segment);
        }
    }

    /// <summary>
    /// Takes the segments after the run's current one, which it has, up to one that is of <paramref name="stops"/>, has no usual identifier, or
    /// for which there is no room. Gives how many.
    /// </summary>
    public int BorrowUpTo(SegmentRun run, SegmentKeys stops)
    {
        if (!ReferenceEquals(run, _lender) || run.Current != _first + Count - 1)
        {
            return 0;
        }

        var (entries, ends, count, bytes) = (_entries, _ends, Count, _segmentBytes);
        var last = Math.Min(run.Count, _first + limits.UnitSegments);
        for (; _first + count < last; count++)
        {
            ref readonly var entry = ref entries[_first + count];
            var length = ends[entry.FirstEnd + entry.Ends - 1] - entry.Start;
            if (entry.Key == 0 || stops.Contains(entry.Key) || bytes + length > limits.UnitBytes)
            {
                break;
            }

            bytes += length;
        }

        var taken = count - Count;
        (Count, _segmentBytes) = (count, bytes);
        return taken;
    }

    // Segments of a unit follow each other in the run: the first and their number say which they are.
    private bool TryBorrow(SegmentRun run, int position)
    {
        ref readonly var entry = ref run.Entries[run.Current];
        var length = run.Ends[entry.FirstEnd + entry.Ends - 1] - entry.Start;
        if (!HasRoom(length))
        {
            return false;
        }

        if (Count == 0)
        {
            (_bytes, _ends, _entries, _first, _delimiters) = (run.Source, run.Ends, run.Entries, run.Current, run.Delimiters);
            (_lender, _firstPosition) = (run, position);
            run.Lend(this);
        }
        else if (run.Current != _first + Count || position != _firstPosition + Count)
        {
            return TryAdd(run.View, position);
        }

        _segmentBytes += length;
        Count++;
        return true;
    }

    private bool HasRoom(int bytes) => Count < limits.UnitSegments && _segmentBytes + bytes <= limits.UnitBytes;

    private void Own()
    {
        (_lender, _first, _byteCount, _endCount) = (null, 0, 0, 0);
        (_bytes, _ends, _entries) = (_ownBytes, _ownEnds, _ownEntries);
    }

    private void Copy(ReadOnlySpan<byte> bytes, ReadOnlySpan<int> ends, int start, uint key, int position, long offset, byte terminator)
    {
        Grow(ref _ownBytes, _byteCount + bytes.Length + 1);
        Grow(ref _ownEnds, _endCount + ends.Length);
        Grow(ref _ownEntries, Count + 1);
        Grow(ref _ownPlaces, Count + 1);
        (_bytes, _ends, _entries) = (_ownBytes, _ownEnds, _ownEntries);
        bytes.CopyTo(_bytes.AsSpan(_byteCount));
        for (var index = 0; index < ends.Length; index++)
        {
            _ends[_endCount + index] = ends[index] - start + _byteCount;
        }

        var next = _byteCount + bytes.Length + 1;
        _entries[Count] = new SegmentEntry(_byteCount, next, _endCount, ends.Length, key);
        _ownPlaces[Count] = (position, offset);
        _bytes[next - 1] = terminator;
        (_byteCount, _endCount) = (next, _endCount + ends.Length);
    }

    private static void Grow<T>(ref T[] array, int needed)
    {
        if (needed > array.Length)
        {
            Array.Resize(ref array, Math.Max(Math.Max(needed, 64), array.Length * 2));
        }
    }
}
