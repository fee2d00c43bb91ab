using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using MedBill.X12.Reading;

namespace MedBill.X12.Tokens;

/// <summary>A segment among others of one buffer.</summary>
/// <param name="Start">Its first byte in the buffer.</param>
/// <param name="Next">The byte behind its terminator.</param>
/// <param name="FirstEnd">Where in the list of ends its own begin.</param>
/// <param name="Ends">How many it has.</param>
/// <param name="Key">Its identifier.</param>
internal readonly record struct SegmentEntry(int Start, int Next, int FirstEnd, int Ends, uint Key);

/// <summary>
/// The plain segments that follow each other in the reader's buffer, found 32 bytes at a time before any is handed out: one after the
/// other, each would wait for the end of the one before. A segment that needs more than cutting (empty, wrapped, too long, binary,
/// ISA, IEA, not whole) ends the run and is left to the reader.
/// </summary>
internal sealed class SegmentRun
{
    // Long enough to be worth the start, short enough that what is found stays in the nearest cache.
    private const int Stretch = 8_192;

    private static readonly ulong[] Places = PlacesOfBits();

    private readonly List<SegmentBuffer> _borrowers = [];
    private SegmentEntry[] _entries = new SegmentEntry[64];
    private int[] _ends = [];
    private int[] _lastEnds = [];
    private int _count;
    private int _current = -1;

    /// <summary>Whether a segment of the run is the current one.</summary>
    public bool IsCurrent => _current >= 0;

    /// <summary>The place of the current segment in <see cref="Entries"/>.</summary>
    public int Current => _current;

    /// <summary>Identifier of the current segment.</summary>
    public uint Key => _entries[_current].Key;

    /// <summary>How many segments of the run there are in <see cref="Entries"/>.</summary>
    public int Count => _count;

    /// <summary>Where the reader goes on behind the current segment.</summary>
    public int Next => _entries[_current].Next;

    /// <summary>The buffer the run stands in.</summary>
    public byte[] Source { get; private set; } = [];

    /// <summary>Offset in the file of the buffer's first byte.</summary>
    public long SourceOffset { get; private set; }

    public Delimiters Delimiters { get; private set; }

    public SegmentEntry[] Entries => _entries;

    /// <summary>Where in the buffer the elements of all segments end.</summary>
    public int[] Ends => _ends;

    /// <summary>The current segment.</summary>
    public SegmentView View
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get
        {
            ref readonly var entry = ref _entries[_current];
            return new SegmentView(
                Source, _ends.AsSpan(entry.FirstEnd, entry.Ends), entry.Start, entry.Key, Delimiters, SourceOffset + entry.Start);
        }
    }

    /// <summary>Moves to the next segment of the run.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryMove()
    {
        var next = _current + 1;
        if (next >= _count)
        {
            return false;
        }

        _current = next;
        return true;
    }

    /// <summary>Moves on over segments that are in the run.</summary>
    public void Move(int segments) => _current += segments;

    /// <summary>Has a buffer told before the run ends: it holds segments of the run that it did not copy.</summary>
    public void Lend(SegmentBuffer borrower)
    {
        if (!_borrowers.Contains(borrower))
        {
            _borrowers.Add(borrower);
        }
    }

    /// <summary>Ends the run: what was lent is kept by who borrowed it.</summary>
    public void Clear()
    {
        foreach (var borrower in _borrowers)
        {
            borrower.Keep(this);
        }

        _borrowers.Clear();
        (_count, _current) = (0, -1);
    }

    /// <summary>Finds the run that starts at a position and makes its first segment the current one; false when there is none.</summary>
    /// <param name="source">The reader's buffer.</param>
    /// <param name="start">Where the run starts.</param>
    /// <param name="end">Where what was read ends.</param>
    /// <param name="delimiters">The separators.</param>
    /// <param name="offset">Offset in the file of the buffer's first byte.</param>
    /// <param name="longest">How long a segment may be.</param>
    public bool TryStart(byte[] source, int start, int end, Delimiters delimiters, long offset, int longest)
    {
        Clear();
        end = Math.Min(end, start + Stretch);
        if (!Avx2.IsSupported || start + Vector256<byte>.Count > end)
        {
            return false;
        }

        (Source, SourceOffset, Delimiters) = (source, offset, delimiters);
        var segments = Scan(source, start, end, out var hasBreaks);
        Grow(ref _entries, segments);
        var (ends, lastEnds, entries) = (_ends, _lastEnds, _entries);
        // Two passes, since the first then has nothing to guess: how many segments end in a block is as good as random.
        var (count, firstEnd) = (0, 0);
        for (; count < segments; count++)
        {
            var lastEnd = lastEnds[count];
            var next = ends[lastEnd] + 1;
            var first = start;
            if (hasBreaks || source[first] <= ' ')
            {
                (first, ends[lastEnd]) = Trimmed(source, first, next - 1);
            }

            var key = SegmentKey.Pack(source.AsSpan(first), ends[firstEnd] - first);
            if (next - 1 - first > longest || ends[lastEnd] <= first || key is SegmentKey.ISA or SegmentKey.IEA or SegmentKey.BIN or SegmentKey.BDS)
            {
                break;
            }

            entries[count] = new SegmentEntry(first, next, firstEnd, lastEnd - firstEnd + 1, key);
            (start, firstEnd) = (next, lastEnd + 1);
        }

        _count = count;
        return TryMove();
    }

    /// <summary>Finds where elements end, and which of them end segments. Gives the number of segments.</summary>
    private int Scan(byte[] source, int start, int end, out bool hasBreaks)
    {
        var width = Vector256<byte>.Count;
        // Every byte may end a segment, and a block is marked whole.
        Grow(ref _ends, end - start + width);
        Grow(ref _lastEnds, end - start + width);
        var terminators = Vector256.Create(Delimiters.Segment);
        var separators = Vector256.Create(Delimiters.Element);
        var returns = Vector256.Create((byte)'\r');
        var feeds = Vector256.Create((byte)'\n');
        var breaks = Vector256<byte>.Zero;
        ref var first = ref MemoryMarshal.GetArrayDataReference(source);
        ref var marks = ref MemoryMarshal.GetArrayDataReference(_ends);
        ref var lasts = ref MemoryMarshal.GetArrayDataReference(_lastEnds);
        ref var places = ref MemoryMarshal.GetArrayDataReference(Places);
        var (ends, segments) = (0, 0);
        for (var index = start; index + width <= end; index += width)
        {
            var block = Vector256.LoadUnsafe(ref first, (nuint)index);
            var isLast = Vector256.Equals(block, terminators);
            var last = isLast.ExtractMostSignificantBits();
            var all = (isLast | Vector256.Equals(block, separators)).ExtractMostSignificantBits();
            breaks |= Vector256.Equals(block, returns) | Vector256.Equals(block, feeds);
            Mark(ref Unsafe.Add(ref marks, ends), ref places, all, index);
            MarkLast(ref Unsafe.Add(ref lasts, segments), last, all, ends);
            ends += BitOperations.PopCount(all);
            segments += BitOperations.PopCount(last);
        }

        hasBreaks = breaks != Vector256<byte>.Zero;
        return segments;
    }

    /// <summary>Takes blanks and line breaks off the front and line breaks off the end; empty when one stands within.</summary>
    private static (int Start, int End) Trimmed(byte[] source, int start, int end)
    {
        while (start < end && source[start] is (byte)'\n' or (byte)'\r' or (byte)' ')
        {
            start++;
        }

        var segment = source.AsSpan(start, end - start).TrimEnd("\r\n"u8);
        return segment.IsEmpty || segment[0] <= ' ' || segment.IndexOfAny((byte)'\r', (byte)'\n') >= 0 ? (start, start) : (start, start + segment.Length);
    }

    // Eight bits at a time, from a table: what is written beyond them the next eight write over, and nothing has to be guessed.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Mark(ref int to, ref ulong places, uint bits, int index)
    {
        MarkEight(ref to, ref places, bits & 0xFF, index);
        MarkEight(ref Unsafe.Add(ref to, BitOperations.PopCount(bits & 0xFF)), ref places, (bits >> 8) & 0xFF, index + 8);
        MarkEight(ref Unsafe.Add(ref to, BitOperations.PopCount(bits & 0xFFFF)), ref places, (bits >> 16) & 0xFF, index + 16);
        MarkEight(ref Unsafe.Add(ref to, BitOperations.PopCount(bits & 0xFF_FFFF)), ref places, bits >> 24, index + 24);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void MarkEight(ref int to, ref ulong places, uint bits, int index) =>
        (Avx2.ConvertToVector256Int32(Vector128.CreateScalarUnsafe(Unsafe.Add(ref places, bits)).AsByte()) + Vector256.Create(index)).StoreUnsafe(ref to);

    // Of each byte's set bits the places, lowest first, a byte each.
    private static ulong[] PlacesOfBits()
    {
        var places = new ulong[256];
        for (var bits = 0; bits < places.Length; bits++)
        {
            for (var (bit, found) = (7, 0UL); bit >= 0; bit--)
            {
                found = (bits & (1 << bit)) == 0 ? found : (found << 8) | (uint)bit;
                places[bits] = found;
            }
        }

        return places;
    }

    // Which of the ends of the whole run, of which there were so many before this block. Three are written whether there are so many or
    // not, since a wrong guess costs more; there is room for all 32.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void MarkLast(ref int to, uint bits, uint all, int before)
    {
        to = before + BitOperations.PopCount(all & ((bits & (0 - bits)) - 1));
        bits &= bits - 1;
        Unsafe.Add(ref to, 1) = before + BitOperations.PopCount(all & ((bits & (0 - bits)) - 1));
        bits &= bits - 1;
        Unsafe.Add(ref to, 2) = before + BitOperations.PopCount(all & ((bits & (0 - bits)) - 1));
        bits &= bits - 1;
        for (var mark = 3; bits != 0; mark++)
        {
            Unsafe.Add(ref to, mark) = before + BitOperations.PopCount(all & ((bits & (0 - bits)) - 1));
            bits &= bits - 1;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Grow<T>(ref T[] array, int needed)
    {
        if (needed > array.Length)
        {
            Array.Resize(ref array, Math.Max(needed, array.Length * 2));
        }
    }
}
