namespace MedBill.X12.Tokens;

/// <summary>How far an ISA could be read.</summary>
internal enum IsaScanStatus
{
    /// <summary>More bytes are needed.</summary>
    Incomplete,

    /// <summary>Sixteen elements and a terminator were found.</summary>
    Found,

    /// <summary>No ISA: the sixteen elements do not come.</summary>
    Unreadable,
}

/// <summary>Finds the separators of an interchange by counting the sixteen elements of its ISA, whatever their width.</summary>
/// <param name="Status">How far it could be read.</param>
/// <param name="Delimiters">The separators.</param>
/// <param name="Length">Bytes of the ISA up to and with ISA16.</param>
/// <param name="Consumed">Bytes up to and with the terminator.</param>
/// <param name="ComponentMissing">ISA16 is absent: the standard one is assumed.</param>
internal readonly record struct IsaScan(
    IsaScanStatus Status,
    Delimiters Delimiters,
    int Length,
    int Consumed,
    bool ComponentMissing)
{
    /// <summary>No ISA is this long, however badly padded and wrapped.</summary>
    public const int Longest = 512;

    private const int ElementCount = 16;

    public static IsaScan Of(ReadOnlySpan<byte> bytes, bool isLast)
    {
        var more = new IsaScan(isLast ? IsaScanStatus.Unreadable : IsaScanStatus.Incomplete, default, 0, 0, false);
        if (bytes.Length < 4)
        {
            return more;
        }

        var window = bytes[..Math.Min(bytes.Length, Longest)];
        var separator = bytes[3];
        if (separator <= ' ' || char.IsAsciiLetterOrDigit((char)separator))
        {
            return more with { Status = IsaScanStatus.Unreadable };
        }

        var at = 3;
        byte repetition = 0;
        for (var element = 1; element < ElementCount; element++)
        {
            var next = window[(at + 1)..].IndexOf(separator);
            if (next < 0)
            {
                return window.Length == Longest ? more with { Status = IsaScanStatus.Unreadable } : more;
            }

            if (element == 11)
            {
                repetition = RepetitionOf(window.Slice(at + 1, next));
            }

            at += next + 1;
        }

        return Finish(bytes, at + 1, isLast, more, new Delimiters(separator, 0, repetition, 0));
    }

    // Before 5010 ISA11 was a standards identifier (U), not a separator.
    private static byte RepetitionOf(ReadOnlySpan<byte> isa11)
    {
        isa11 = isa11.Trim("\r\n"u8);
        return isa11.Length == 1 && !char.IsAsciiLetterOrDigit((char)isa11[0]) && isa11[0] > ' ' ? isa11[0] : (byte)0;
    }

    private static IsaScan Finish(ReadOnlySpan<byte> bytes, int at, bool isLast, IsaScan more, Delimiters found)
    {
        while (at < bytes.Length && bytes[at] is (byte)'\r' or (byte)'\n')
        {
            at++;
        }

        // ISA16, the terminator, and what follows it: enough to see whether the next segment starts there.
        if (bytes.Length < at + 8 && !isLast)
        {
            return more;
        }

        if (at + 1 >= bytes.Length)
        {
            return more;
        }

        if (StartsSegment(bytes[(at + 1)..]) && !StartsSegment(bytes[(at + 2)..]))
        {
            var standard = Delimiters.Standard.Component;
            return new(IsaScanStatus.Found, found with { Component = standard, Segment = bytes[at] }, at, at + 1, true);
        }

        var terminator = bytes[at + 1];
        var consumed = at + 2;
        // Some senders break the line before the terminator: then it is the character in front of the next segment.
        if (terminator is (byte)'\r' or (byte)'\n' && MarkBeforeSegment(bytes[(at + 1)..Math.Min(bytes.Length, at + 8)]) is > 0 and var mark)
        {
            return new(IsaScanStatus.Found, found with { Component = bytes[at], Segment = bytes[at + 1 + mark] }, at + 1, at + 2 + mark, false);
        }

        if (terminator == '\r' && consumed < bytes.Length && bytes[consumed] == '\n')
        {
            terminator = (byte)'\n';
            consumed++;
        }

        return new(IsaScanStatus.Found, found with { Component = bytes[at], Segment = terminator }, at + 1, consumed, false);
    }

    private static int MarkBeforeSegment(ReadOnlySpan<byte> bytes)
    {
        var mark = bytes.IndexOfAnyExcept("\r\n"u8);
        return mark > 0 && bytes[mark] > ' ' && !char.IsAsciiLetterOrDigit((char)bytes[mark]) && StartsSegment(bytes[(mark + 1)..]) ? mark : -1;
    }

    private static bool StartsSegment(ReadOnlySpan<byte> bytes)
    {
        bytes = bytes.TrimStart(" \t\r\n"u8);
        return bytes.StartsWith("GS"u8) || bytes.StartsWith("TA1"u8) || bytes.StartsWith("IEA"u8);
    }
}
