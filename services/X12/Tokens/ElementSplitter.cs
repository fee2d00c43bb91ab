using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace MedBill.X12.Tokens;

/// <summary>Finds where the elements of a segment end, 32 bytes at a time.</summary>
internal static class ElementSplitter
{
    /// <summary>Fills <paramref name="ends"/> and returns how many elements there are, the identifier being the first.</summary>
    public static int Split(ReadOnlySpan<byte> segment, byte separator, ref int[] ends, out bool hasLineBreak)
    {
        var count = 0;
        var index = 0;
        var breaks = 0u;
        if (Vector256.IsHardwareAccelerated)
        {
            var separators = Vector256.Create(separator);
            var returns = Vector256.Create((byte)'\r');
            var feeds = Vector256.Create((byte)'\n');
            for (; index + Vector256<byte>.Count <= segment.Length; index += Vector256<byte>.Count)
            {
                var block = Vector256.Create(segment[index..]);
                breaks |= (Vector256.Equals(block, returns) | Vector256.Equals(block, feeds)).ExtractMostSignificantBits();
                var found = Vector256.Equals(block, separators).ExtractMostSignificantBits();
                while (found != 0)
                {
                    Add(ref ends, ref count, index + int.TrailingZeroCount((int)found));
                    found &= found - 1;
                }
            }
        }

        for (; index < segment.Length; index++)
        {
            var value = segment[index];
            if (value == separator)
            {
                Add(ref ends, ref count, index);
            }
            else if (value is (byte)'\r' or (byte)'\n')
            {
                breaks = 1;
            }
        }

        Add(ref ends, ref count, segment.Length);
        hasLineBreak = breaks != 0;
        return count;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Add(ref int[] ends, ref int count, int end)
    {
        if (count == ends.Length)
        {
            Array.Resize(ref ends, ends.Length * 2);
        }

        ends[count++] = end;
    }
}
