using System.Globalization;

namespace MedBill.X12.Reading;

/// <summary>Numbers and dates as X12 spells them.</summary>
internal static class Numbers
{
    // Ten digits before the point is what the guides ask of an amount; more could overflow a sum.
    private const long LargestCents = 999_999_999_999;

    public static bool TryCents(ReadOnlySpan<byte> bytes, out long cents)
    {
        // Nearly all are a few digits with at most two behind a point; twelve characters hold no more than is allowed.
        cents = 0;
        if (bytes.Length is 0 or > 12)
        {
            return TryAnyCents(bytes, out cents);
        }

        var point = bytes.Length;
        for (var index = 0; index < bytes.Length; index++)
        {
            var digit = (uint)(bytes[index] - '0');
            if (digit <= 9)
            {
                cents = (cents * 10) + digit;
            }
            else if (bytes[index] == '.' && point == bytes.Length)
            {
                point = index;
            }
            else
            {
                return TryAnyCents(bytes, out cents);
            }
        }

        var decimals = Math.Max(0, bytes.Length - 1 - point);
        if (decimals > 2 || point == 0)
        {
            return TryAnyCents(bytes, out cents);
        }

        cents *= decimals switch { 0 => 100, 1 => 10, _ => 1 };
        return cents <= LargestCents || TryAnyCents(bytes, out cents);
    }

    private static bool TryAnyCents(ReadOnlySpan<byte> bytes, out long cents)
    {
        cents = 0;
        var negative = bytes is [(byte)'-', ..];
        if (negative)
        {
            bytes = bytes[1..];
        }

        var digits = 0;
        var index = 0;
        for (; index < bytes.Length && bytes[index] != '.'; index++, digits++)
        {
            var digit = bytes[index] - '0';
            if ((uint)digit > 9)
            {
                return false;
            }

            cents = (cents * 10) + digit;
            if (cents > LargestCents)
            {
                return false;
            }
        }

        var fraction = index < bytes.Length ? bytes[(index + 1)..].TrimEnd((byte)'0') : default;
        if (fraction.Length > 2 || digits > 18 || (digits + fraction.Length == 0 && bytes.Length < 2))
        {
            return false;
        }

        for (index = 0; index < 2; index++)
        {
            var digit = index < fraction.Length ? fraction[index] - '0' : 0;
            if ((uint)digit > 9)
            {
                return false;
            }

            cents = (cents * 10) + digit;
        }

        cents = negative ? -cents : cents;
        return Math.Abs(cents) <= LargestCents;
    }

    public static bool TryDecimal(ReadOnlySpan<byte> bytes, out decimal value)
    {
        value = 0;
        if (bytes.Length is > 0 and <= 9 && !bytes.ContainsAnyExceptInRange((byte)'0', (byte)'9'))
        {
            var whole = 0;
            foreach (var digit in bytes)
            {
                whole = (whole * 10) + digit - '0';
            }

            value = whole;
            return true;
        }

        return bytes.Length <= 20
            && decimal.TryParse(
                bytes, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out value);
    }

    // A program that writes 00010101 had no date. 17530101, as a database writes it, is a day.
    private const int FirstYear = 1000;

    public static bool TryDate(ReadOnlySpan<byte> bytes, out DateOnly date)
    {
        date = default;
        if (bytes.Length != 8 || bytes.ContainsAnyExceptInRange((byte)'0', (byte)'9'))
        {
            return false;
        }

        var year = (Digit(bytes, 0) * 100) + Digit(bytes, 2);
        var (month, day) = (Digit(bytes, 4), Digit(bytes, 6));
        if (year < FirstYear || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month))
        {
            return false;
        }

        date = new DateOnly(year, month, day);
        return true;
    }

    public static bool TryTime(ReadOnlySpan<byte> bytes, out TimeOnly time)
    {
        time = default;
        if (bytes.Length < 4 || bytes.ContainsAnyExceptInRange((byte)'0', (byte)'9') || Digit(bytes, 0) > 23 || Digit(bytes, 2) > 59)
        {
            return false;
        }

        time = new TimeOnly(Digit(bytes, 0), Digit(bytes, 2));
        return true;
    }

    private static int Digit(ReadOnlySpan<byte> bytes, int at) => ((bytes[at] - '0') * 10) + (bytes[at + 1] - '0');
}
