using System.Buffers.Text;
using System.Globalization;
using System.Text;
using MedBill.X12.Findings;
using MedBill.X12.Segments;
using MedBill.X12.Tokens;

namespace MedBill.X12.Reading;

/// <summary>Walks the segments of a unit and turns elements into values. What cannot be turned is reported with its place.</summary>
internal sealed class SegmentCursor(SegmentBuffer buffer, FindingContext context)
{
    private readonly SegmentText _text = new();
    private int _index;

    // The current segment, taken out of the buffer once: its elements are asked for one by one.
    private byte[] _bytes = [];
    private int[] _ends = [];
    private int _firstEnd;

    public bool More => _index < buffer.Count;

    /// <summary>Identifier of the current segment; 0 at the end.</summary>
    public uint Key { get; private set; }

    /// <summary>Number of the current segment's last element.</summary>
    public int ElementCount { get; private set; }

    public SegmentView Segment => buffer[_index];

    public int Position => buffer.Position(_index);

    public FindingContext Context => context;

    /// <summary>The guide's loop the cursor is in, for findings.</summary>
    public string? Loop { get; set; }

    /// <summary>Errors since the unit began: then the unit is not handed out.</summary>
    public int Errors { get; private set; }

    /// <summary>Findings since the reader began: what gave one is never remembered.</summary>
    public int Reports { get; private set; }

    public Delimiters Delimiters => buffer.Delimiters;

    /// <summary>An element of the current segment; empty when absent.</summary>
    public ReadOnlySpan<byte> Element(int element)
    {
        if (element < 1 || element > ElementCount)
        {
            return default;
        }

        var first = _ends[_firstEnd + element - 1] + 1;
        return _bytes.AsSpan(first, _ends[_firstEnd + element] - first);
    }

    /// <summary>Neighbouring segments of the unit as they came.</summary>
    public ReadOnlySpan<byte> Bytes(int first, int count) => buffer.Bytes(first, count);

    /// <summary>The place of the current segment in its unit.</summary>
    public int Index => _index;

    /// <summary>How many segments of the same kind follow each other from here on.</summary>
    public int RunLength
    {
        get
        {
            var next = _index + 1;
            while (next < buffer.Count && buffer.Key(next) == Key)
            {
                next++;
            }

            return next - _index;
        }
    }

    public void Rewind()
    {
        (Errors, Loop) = (0, null);
        MoveTo(0);
    }

    public void Next() => MoveTo(_index + 1);

    public void Next(int segments) => MoveTo(_index + segments);

    public bool Is(uint key, int element, ReadOnlySpan<byte> value) =>
        Key == key && Element(element).SequenceEqual(value);

    public string? Text(int element) => _text.Of(Element(element));

    public string? Text(int element, int component) => _text.Of(Segment.Component(element, component));

    public string? Pooled(ReadOnlySpan<byte> bytes) => _text.Of(bytes);

    public string Required(int element) => Text(element) ?? Missing(element);

    public string Required(int element, int component) => Text(element, component) ?? Missing(element, component);

    public bool IsYes(int element) => Element(element).SequenceEqual("Y"u8);

    public bool? YesNo(int element) => Segment[element] switch
    {
        [(byte)'Y'] => true,
        [(byte)'N'] => false,
        _ => null,
    };

    public long? Cents(int element)
    {
        var bytes = Element(element);
        if (bytes.IsEmpty)
        {
            return null;
        }

        if (Numbers.TryCents(bytes, out var cents))
        {
            return cents;
        }

        Report(element, 0, "AMOUNT_WRONG", "An amount is a number with at most ten digits before and two after the point.", "6");
        return null;
    }

    public long RequiredCents(int element)
    {
        if (Element(element).IsEmpty)
        {
            Missing(element);
            return 0;
        }

        return Cents(element) ?? 0;
    }

    public decimal? Decimal(int element) => Decimal(Element(element), element);

    public decimal? Decimal(ReadOnlySpan<byte> bytes, int element)
    {
        if (bytes.IsEmpty)
        {
            return null;
        }

        if (Numbers.TryDecimal(bytes, out var value))
        {
            return value;
        }

        Report(element, 0, "NUMBER_WRONG", "A number has digits, one point and perhaps a minus sign.", "6");
        return null;
    }

    public int? Integer(ReadOnlySpan<byte> bytes, int element, int component = 0)
    {
        if (bytes.IsEmpty)
        {
            return null;
        }

        if (bytes.Length <= 9 && Utf8Parser.TryParse(bytes, out int value, out var used) && used == bytes.Length)
        {
            return value;
        }

        Report(element, component, "NUMBER_WRONG", "A whole number is wanted.", "6", FindingSeverity.Warning);
        return null;
    }

    public DateOnly? Date(int element)
    {
        var bytes = Element(element);
        if (bytes.IsEmpty)
        {
            return null;
        }

        if (Numbers.TryDate(bytes, out var date))
        {
            return date;
        }

        Report(element, 0, "DATE_WRONG", "A date is CCYYMMDD.", "8", FindingSeverity.Warning);
        return null;
    }

    /// <summary>BHT04 and BHT05.</summary>
    public DateTime Moment(int dateElement, int timeElement)
    {
        var date = Date(dateElement) ?? DateOnly.MinValue;
        return date.ToDateTime(Numbers.TryTime(Segment[timeElement], out var time) ? time : default);
    }

    /// <summary>Has the unit left out for what another has reported already.</summary>
    public void Distrust() => Errors++;

    public RawSegment Raw() => Raw(Segment, _text);

    /// <summary>A segment as it is kept.</summary>
    public static RawSegment Raw(in SegmentView segment, SegmentText text)
    {
        var elements = new string[segment.ElementCount];
        for (var element = 1; element <= elements.Length; element++)
        {
            elements[element - 1] = RawElement.Canonical(text.Of(segment[element]) ?? "", segment.Delimiters);
        }

        if (segment.Binary is not null)
        {
            // Raw bytes are no text: one character a byte.
            elements[^1] = Encoding.Latin1.GetString(segment[elements.Length]);
        }

        return new RawSegment(text.Of(segment.Id) ?? "", new ValueList<string>(elements));
    }

    public void Report(int element, int component, string code, string words, string? elementError,
        FindingSeverity severity = FindingSeverity.Error)
    {
        Reports++;
        if (severity >= FindingSeverity.Error)
        {
            Errors++;
        }

        var segment = Segment;
        context.Report(new Finding
        {
            Severity = severity,
            Code = code,
            Message = words,
            Loop = Loop,
            SegmentId = segment.ToString(),
            SegmentPosition = Position,
            Element = element,
            Component = component,
            ByteOffset = segment.Offset,
            Value = element == 0 ? null : SegmentText.Decode(component == 0 ? segment[element] : segment.Component(element, component)),
            SegmentErrorCode = "8",
            ElementErrorCode = elementError,
        });
    }

    /// <summary>Reports a segment that should follow the one at <paramref name="position"/>.</summary>
    public void ReportAbsent(string segmentId, int position, string code, string words)
    {
        Errors++;
        context.Report(new Finding
        {
            Severity = FindingSeverity.Error,
            Code = code,
            Message = words,
            Loop = Loop,
            SegmentId = segmentId,
            SegmentPosition = position,
            SegmentErrorCode = "3",
        });
    }

    private void MoveTo(int index)
    {
        _index = index;
        if (index >= buffer.Count)
        {
            (Key, ElementCount) = (0, 0);
            return;
        }

        ref readonly var entry = ref buffer.Entry(index);
        (Key, ElementCount, _firstEnd) = (entry.Key, entry.Ends - 1, entry.FirstEnd);
        (_bytes, _ends) = (buffer.Source, buffer.Ends);
    }

    private string Missing(int element, int component = 0)
    {
        Report(element, component, "ELEMENT_MISSING", "A required element is empty.", "1");
        return "";
    }
}

/// <summary>Numbers and dates as X12 spells them.</summary>
internal static class Numbers
{
    // Ten digits before the point is what the guides ask of an amount; more could overflow a sum.
    private const long LargestCents = 999_999_999_999;

    public static bool TryCents(ReadOnlySpan<byte> bytes, out long cents)
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

    public static bool TryDate(ReadOnlySpan<byte> bytes, out DateOnly date)
    {
        date = default;
        if (bytes.Length != 8 || bytes.ContainsAnyExceptInRange((byte)'0', (byte)'9'))
        {
            return false;
        }

        var year = (Digit(bytes, 0) * 100) + Digit(bytes, 2);
        var (month, day) = (Digit(bytes, 4), Digit(bytes, 6));
        if (year < 1 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month))
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
