using System.Text;

namespace MedBill.X12.Tokens;

/// <summary>Turns element bytes into strings, keeping one string for short values that come again and again.</summary>
internal sealed class SegmentText
{
    private const int LongestKept = 16;
    private const int Slots = 2_048;

    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private readonly string?[] _kept = new string?[Slots];

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

        var hash = 2_166_136_261u;
        foreach (var value in bytes)
        {
            hash = (hash ^ value) * 16_777_619u;
        }

        ref var kept = ref _kept[(hash ^ (hash >> 15)) & (Slots - 1)];
        if (kept is null || !Ascii.Equals(bytes, kept))
        {
            kept = Decode(bytes);
        }

        return kept;
    }

    // Partners send Latin-1 or UTF-8, and do not say which.
    public static string Decode(ReadOnlySpan<byte> bytes)
    {
        if (Ascii.IsValid(bytes))
        {
            return Encoding.Latin1.GetString(bytes);
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
}
