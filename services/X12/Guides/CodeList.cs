namespace MedBill.X12.Guides;

/// <summary>The codes an element may have, packed so that a value is held against all of them at once.</summary>
internal sealed class CodeList
{
    private const int LongestPacked = 7;

    private readonly byte[][] _codes;
    private readonly ulong[] _packed;

    public CodeList(byte[][] codes)
    {
        _codes = codes;
        _packed = [.. codes.Where(code => code.Length <= LongestPacked).Select(code => Pack(code))];
    }

    public bool Contains(ReadOnlySpan<byte> value) =>
        value.Length <= LongestPacked ? _packed.AsSpan().Contains(Pack(value)) : SegmentRule.Contains(_codes, value);

    // The bytes and their number.
    private static ulong Pack(ReadOnlySpan<byte> code)
    {
        var packed = (ulong)code.Length;
        foreach (var value in code)
        {
            packed = (packed << 8) | value;
        }

        return packed;
    }
}
