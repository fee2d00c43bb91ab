using System.Buffers.Binary;
using System.Text;

namespace MedBill.X12.Tokens;

/// <summary>Turns element bytes into strings, keeping one string for short values that come again and again.</summary>
internal sealed class SegmentText
{
    private const int LongestKept = ShortKey.Longest;
    private const int Slots = 1_024;

    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private readonly Kept[] _kept = new Kept[Slots];

    /// <summary>The text; null when empty.</summary>
    public string? Of(ReadOnlySpan<byte> bytes)
    {
        if (bytes.IsEmpty)
        {
            return null;
        }

        if (bytes.Length > LongestKept)
        {
            return Decode(bytes);
        }

        // Sixteen bytes and their number are the key itself: equal keys, equal text.
        var (low, high) = ShortKey.Of(bytes);
        ref var kept = ref _kept[(ShortKey.Hash(low, high, bytes.Length) >> 40) & (Slots - 1)];
        if (kept.Low != low || kept.High != high || kept.Length != bytes.Length)
        {
            kept = new Kept(low, high, bytes.Length, Decode(bytes));
        }

        return kept.Text;
    }

    // Partners send Latin-1 or UTF-8, and do not say which.
    public static string Decode(ReadOnlySpan<byte> bytes)
    {
        if (Ascii.IsValid(bytes))
        {
            return string.Create(bytes.Length, bytes, static (text, ascii) => Ascii.ToUtf16(ascii, text, out _));
        }

        try
        {
            return Utf8.GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            return Encoding.Latin1.GetString(bytes);
        }
    }

    private readonly record struct Kept(ulong Low, ulong High, int Length, string? Text);
}

/// <summary>Up to sixteen bytes as two numbers, which with the number of bytes say all of them.</summary>
internal static class ShortKey
{
    public const int Longest = 16;

    public static (ulong Low, ulong High) Of(ReadOnlySpan<byte> bytes)
    {
        switch (bytes.Length)
        {
            case >= 8:
                return (BinaryPrimitives.ReadUInt64LittleEndian(bytes), BinaryPrimitives.ReadUInt64LittleEndian(bytes[^8..]));
            case >= 4:
                return (BinaryPrimitives.ReadUInt32LittleEndian(bytes), BinaryPrimitives.ReadUInt32LittleEndian(bytes[^4..]));
            case 0:
                return (0, 0);
            default:
                return ((uint)(bytes[0] | (bytes[bytes.Length / 2] << 8) | (bytes[^1] << 16)), 0);
        }
    }

    /// <summary>A fingerprint of any number of bytes.</summary>
    public static ulong HashOf(ReadOnlySpan<byte> bytes)
    {
        var hash = (ulong)bytes.Length;
        for (; bytes.Length > Longest; bytes = bytes[8..])
        {
            hash = (hash ^ BinaryPrimitives.ReadUInt64LittleEndian(bytes)) * 0x9E3779B97F4A7C15;
            hash ^= hash >> 32;
        }

        var (low, high) = Of(bytes);
        hash ^= Hash(low, high, bytes.Length);
        return (hash ^ (hash >> 29)) * 0x9E3779B97F4A7C15 >> 24;
    }

    public static ulong Hash(ulong low, ulong high, int length) =>
        ((low ^ ((ulong)length << 56)) * 0x9E3779B97F4A7C15) ^ (high * 0xC2B2AE3D27D4EB4F);
}
