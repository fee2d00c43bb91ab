using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace MedBill.X12.Tokens;

/// <summary>
/// The plain segments that follow each other in the reader's buffer, found 32 bytes at a time before any is handed out: one after the
/// other, each would wait for the end of the one before. A segment that needs more than cutting (empty, wrapped, too long, binary,
/// ISA, IEA, not whole) ends the run and is left to the reader.
/// </summary>
internal sealed class SegmentRun
{
    // Long enough to be worth the start, short enough that what is found stays in the nearest cache.
    private const int Stretch = 4_096;

    private Entry[] _entries = new Entry[64];
    private int[] _ends = [];
    private int _count;
    private int _current = -1;

    /// <summary>Whether a segment of the run is the current one.</summary>
    public bool IsCurrent => _current >= 0;

    /// <summary>Identifier of the current segment.</summary>
    public uint Key => _entries[_current].Key;

    /// <summary>Where the reader goes on behind the current segment.</summary>
    public int Next => _entries[_current].Next;

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

    public void Clear() => (_count, _current) = (0, -1);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public SegmentView View(byte[] buffer, Delimiters delimiters, long bufferOffset)
    {
        ref readonly var entry = ref _entries[_current];
        var ends = _ends.AsSpan(entry.FirstEnd, entry.Ends);
        return new SegmentView(
            buffer.AsSpan(entry.Start, ends[^1] - entry.Start), ends, entry.Start, entry.Key, delimiters, bufferOffset + entry.Start);
    }

    /// <summary>Finds the run that starts at a position and makes its first segment the current one; false when there is none.</summary>
    public bool TryStart(ReadOnlySpan<byte> buffer, int start, Delimiters delimiters, int longest)
    {
        Clear();
        buffer = buffer[..Math.Min(buffer.Length, start + Stretch)];
        var width = Vector256<byte>.Count;
        if (!Vector256.IsHardwareAccelerated || start + width > buffer.Length)
        {
            return false;
        }

        // Every byte may end an element, and a block is marked whole.
        Grow(ref _ends, buffer.Length - start + width);
        var terminators = Vector256.Create(delimiters.Segment);
        var separators = Vector256.Create(delimiters.Element);
        var returns = Vector256.Create((byte)'\r');
        var feeds = Vector256.Create((byte)'\n');
        ref var first = ref MemoryMarshal.GetReference(buffer);
        var (firstEnd, ends, lastBreak) = (0, 0, -1);
        for (var index = start; index + width <= buffer.Length; index += width)
        {
            var block = Vector256.LoadUnsafe(ref first, (nuint)index);
            var isEnd = Vector256.Equals(block, terminators);
            var all = (isEnd | Vector256.Equals(block, separators)).ExtractMostSignificantBits();
            var breaks = (Vector256.Equals(block, returns) | Vector256.Equals(block, feeds)).ExtractMostSignificantBits();
            Mark(ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_ends), ends), all, index);
            for (var end = isEnd.ExtractMostSignificantBits(); end != 0; end &= end - 1)
            {
                var before = (end & (0 - end)) - 1;
                var lastEnd = ends + BitOperations.PopCount(all & before);
                if ((breaks & before) != 0)
                {
                    lastBreak = index + BitOperations.Log2(breaks & before);
                }

                if (!TryAdd(buffer, ref start, firstEnd, lastEnd, lastBreak, delimiters.Segment, longest))
                {
                    return TryMove();
                }

                firstEnd = lastEnd + 1;
            }

            lastBreak = breaks == 0 ? lastBreak : index + BitOperations.Log2(breaks);
            ends += BitOperations.PopCount(all);
        }

        return TryMove();
    }

    /// <summary>Adds the segment between two places unless it is not plain; moves the start behind it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool TryAdd(ReadOnlySpan<byte> buffer, ref int start, int firstEnd, int lastEnd, int lastBreak, byte terminator, int longest)
    {
        var (first, end) = (start, _ends[lastEnd]);
        var next = end + 1;
        while (first < end && buffer[first] is (byte)'\n' or (byte)'\r' or (byte)' ')
        {
            first++;
        }

        if (lastBreak >= first)
        {
            end -= buffer[first..end].Length - buffer[first..end].TrimEnd("\r\n"u8).Length;
            if (buffer[first..end].IndexOfAny((byte)'\r', (byte)'\n') >= 0)
            {
                return false;
            }

            _ends[lastEnd] = end;
        }

        if (first >= end || buffer[first] <= ' ' || next - 1 - first > longest)
        {
            return false;
        }

        var key = SegmentKey.Pack(buffer[first.._ends[firstEnd]]);
        if (key is SegmentKey.ISA or SegmentKey.IEA or SegmentKey.BIN or SegmentKey.BDS)
        {
            return false;
        }

        Grow(ref _entries, _count + 1);
        _entries[_count++] = new Entry(first, next, firstEnd, lastEnd - firstEnd + 1, key);
        start = next;
        return true;
    }

    // Eight are written whether there are so many or not, since a wrong guess costs more; there is room for all 32.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Mark(ref int to, uint bits, int index)
    {
        to = index + BitOperations.TrailingZeroCount(bits);
        bits &= bits - 1;
        Unsafe.Add(ref to, 1) = index + BitOperations.TrailingZeroCount(bits);
        bits &= bits - 1;
        Unsafe.Add(ref to, 2) = index + BitOperations.TrailingZeroCount(bits);
        bits &= bits - 1;
        Unsafe.Add(ref to, 3) = index + BitOperations.TrailingZeroCount(bits);
        bits &= bits - 1;
        Unsafe.Add(ref to, 4) = index + BitOperations.TrailingZeroCount(bits);
        bits &= bits - 1;
        Unsafe.Add(ref to, 5) = index + BitOperations.TrailingZeroCount(bits);
        bits &= bits - 1;
        Unsafe.Add(ref to, 6) = index + BitOperations.TrailingZeroCount(bits);
        bits &= bits - 1;
        Unsafe.Add(ref to, 7) = index + BitOperations.TrailingZeroCount(bits);
        bits &= bits - 1;
        for (var mark = 8; bits != 0; mark++)
        {
            Unsafe.Add(ref to, mark) = index + BitOperations.TrailingZeroCount(bits);
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

    /// <param name="Start">Its first byte in the buffer.</param>
    /// <param name="Next">The byte behind its terminator.</param>
    /// <param name="FirstEnd">Where in the list of ends its own begin.</param>
    /// <param name="Ends">How many it has.</param>
    /// <param name="Key">Its identifier.</param>
    private readonly record struct Entry(int Start, int Next, int FirstEnd, int Ends, uint Key);
}
