using System.Buffers.Text;
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

    /// <summary>A component of an element's first repetition; empty when absent.</summary>
    public ReadOnlySpan<byte> Component(int element, int component) => SegmentView.Component(Element(element), component, buffer.Delimiters);

    /// <summary>How many components an element has at most; 0 when it is absent.</summary>
    public int ComponentCount(int element) =>
        Element(element) is { IsEmpty: false } bytes ? bytes.Count(buffer.Delimiters.Component) + 1 : 0;

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

    public string? Text(int element, int component) => _text.Of(Component(element, component));

    public string? Pooled(ReadOnlySpan<byte> bytes) => _text.Of(bytes);

    /// <summary>The text of an element that is another each time: not looked up among those known.</summary>
    public string? Unique(int element) => Element(element) is { IsEmpty: false } bytes ? SegmentText.Decode(bytes) : null;

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
