using System.Buffers.Text;
using System.Globalization;

namespace MedBill.X12.Writing;

/// <content>Numbers, dates and times as X12 spells them.</content>
internal sealed partial class SegmentWriter
{
    private const int LongestNumber = 24;

    public SegmentWriter Cents(long? cents)
    {
        Skip();
        if (cents is not { } value)
        {
            return this;
        }

        if (_plain['.'] == 0 || _plain['-'] == 0)
        {
            return Value(Spell(value / 100m));
        }

        // Type R: no trailing zeros after the point, no leading ones before it.
        Flush();
        var number = Room(LongestNumber);
        var length = 0;
        if (value < 0)
        {
            number[length++] = (byte)'-';
        }

        var (whole, rest) = Math.DivRem(value < 0 ? 0 - (ulong)value : (ulong)value, 100);
        if (whole > 0 || rest == 0)
        {
            Utf8Formatter.TryFormat(whole, number[length..], out var written);
            length += written;
        }

        if (rest > 0)
        {
            number[length++] = (byte)'.';
            number[length++] = (byte)('0' + (rest / 10));
            number[length] = (byte)('0' + (rest % 10));
            length += rest % 10 == 0 ? 0 : 1;
        }

        Length += length;
        return this;
    }

    public SegmentWriter Number(decimal? number)
    {
        Skip();
        if (number is not { } value)
        {
            return this;
        }

        return value.Scale == 0 && value is >= 0 and <= int.MaxValue ? Digits((uint)value) : Value(Spell(value));
    }

    /// <summary>Type R: no trailing zeros after the point, no leading ones before it.</summary>
    public static string Spell(decimal number)
    {
        var text = number.ToString("0.##########", CultureInfo.InvariantCulture);
        return text.StartsWith("0.", StringComparison.Ordinal) ? text[1..] : text.Replace("-0.", "-.", StringComparison.Ordinal);
    }

    public SegmentWriter Integer(long? number) => number switch
    {
        null => Skip(),
        >= 0 => Skip().Digits((ulong)number.Value),
        _ => Add(number.Value.ToString(CultureInfo.InvariantCulture)),
    };

    /// <summary>One composite of several numbers, e.g. the pointers of a line.</summary>
    public SegmentWriter Integers(ReadOnlySpan<int> numbers)
    {
        Skip();
        foreach (var number in numbers)
        {
            _ = number >= 0 ? Digits((ulong)number) : Value(number.ToString(CultureInfo.InvariantCulture));
            _components++;
        }

        return this;
    }

    public SegmentWriter Date(DateOnly? date)
    {
        Skip();
        if (date is not { } day)
        {
            return this;
        }

        Flush();
        var to = Room(8);
        var digits = (day.Year * 10_000) + (day.Month * 100) + day.Day;
        for (var index = 7; index >= 0; index--)
        {
            (digits, var digit) = Math.DivRem(digits, 10);
            to[index] = (byte)('0' + digit);
        }

        Length += 8;
        return this;
    }

    public SegmentWriter Moment(DateTime moment) =>
        Add(moment.ToString("yyyyMMdd", CultureInfo.InvariantCulture)).Add(moment.ToString("HHmm", CultureInfo.InvariantCulture));

    // Digits are never separators.
    private SegmentWriter Digits(ulong number)
    {
        Flush();
        Utf8Formatter.TryFormat(number, Room(LongestNumber), out var written);
        Length += written;
        return this;
    }
}
