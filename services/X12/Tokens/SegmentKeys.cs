using System.Runtime.CompilerServices;

namespace MedBill.X12.Tokens;

/// <summary>A few segment identifiers. Whether one is among them is asked for every segment of a file, and nearly always it is not.</summary>
internal sealed class SegmentKeys
{
    private readonly uint[] _keys;
    private readonly ulong _bits;

    public SegmentKeys(params ReadOnlySpan<uint> keys)
    {
        _keys = [.. keys];
        foreach (var key in keys)
        {
            _bits |= 1UL << BitOf(key);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Contains(uint key) => (_bits & (1UL << BitOf(key))) != 0 && _keys.AsSpan().Contains(key);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int BitOf(uint key) => (int)((key * 0x9E3779B1u) >> 26);
}
