using System.Globalization;
using System.Text;
using MedBill.X12.Findings;
using MedBill.X12.Segments;
using MedBill.X12.Tokens;

namespace MedBill.X12.Writing;

/// <summary>
/// Writes segments into one growing buffer. Trailing empty elements and components never appear, and no separator
/// can get into the data: text passes through <see cref="BasicCharacters"/>.
/// </summary>
internal sealed partial class SegmentWriter(Delimiters delimiters, int capacity = 4_096)
{
    private static readonly byte[] StandardPlain = BasicCharacters.Plain(Delimiters.Standard);

    // What each ASCII character is written as when nothing more needs to be asked; 0 otherwise.
    private readonly byte[] _plain = delimiters == Delimiters.Standard ? StandardPlain : BasicCharacters.Plain(delimiters);
    // Only what was written is ever shown: it need not be cleared first.
    private byte[] _buffer = GC.AllocateUninitializedArray<byte>(capacity);
    private int _elements;
    private int _components;

    public Delimiters Delimiters => delimiters;

    public int Length { get; private set; }

    /// <summary>Segments written since ST, ST included.</summary>
    public int SetSegments { get; private set; }

    /// <summary>Why nothing of this may leave, although what stands there would pass.</summary>
    public List<Finding> Refusals { get; } = [];

    public ReadOnlyMemory<byte> Written => _buffer.AsMemory(0, Length);

    public SegmentWriter Begin(string id)
    {
        if (id == "ST")
        {
            SetSegments = 0;
        }

        SetSegments++;
        (_elements, _components) = (0, 0);
        Ascii(id);
        return this;
    }

    public SegmentWriter Add(string? value)
    {
        (_elements, _components) = (_elements + 1, 0);
        return Value(value);
    }

    public SegmentWriter Skip(int elements = 1)
    {
        (_elements, _components) = (_elements + elements, 0);
        return this;
    }

    /// <summary>The next component of the element that <see cref="Add(string?)"/> began.</summary>
    public SegmentWriter Component(string? value)
    {
        _components++;
        return Value(value);
    }

    public SegmentWriter Repetitions(ValueList<string> values)
    {
        Skip();
        var first = true;
        foreach (var value in values)
        {
            if (!first)
            {
                Raw(delimiters.Repetition);
            }

            Value(value);
            first = false;
        }

        return this;
    }

    /// <summary>An element that repeats a composite; the components of each are divided by a colon.</summary>
    public SegmentWriter Composites(ValueList<string> values)
    {
        Skip();
        for (var index = 0; index < values.Count; index++)
        {
            if (index > 0)
            {
                Flush();
                Raw(delimiters.Repetition);
            }

            _components = 0;
            foreach (var component in values[index].Split(':'))
            {
                Value(component);
                _components++;
            }

            _components = 0;
        }

        return this;
    }

    public SegmentWriter YesNo(bool? value) => Add(value switch { true => "Y", false => "N", null => null });

    public SegmentWriter Yes(bool value) => Add(value ? "Y" : null);

    /// <summary>
    /// The length of raw bytes and the bytes themselves, which may hold separators. Bytes that are not at hand leave a length that no
    /// validation lets pass.
    /// </summary>
    public SegmentWriter Binary(long length, ReadOnlySpan<byte> bytes)
    {
        Integer(length).Skip();
        Flush();
        bytes.CopyTo(Room(bytes.Length));
        Length += bytes.Length;
        return this;
    }

    public void End() => Raw(delimiters.Segment);

    /// <summary>A fixed-width element of ISA, padded with blanks.</summary>
    public SegmentWriter Padded(string value, int width)
    {
        Raw(delimiters.Element);
        var start = Length;
        Text(value);
        while (Length - start < width)
        {
            Raw((byte)' ');
        }

        return this;
    }

    /// <summary>One byte of ISA that is itself a separator.</summary>
    public SegmentWriter Separator(byte value)
    {
        Raw(delimiters.Element);
        Raw(value);
        return this;
    }

    /// <summary>A segment kept from reading.</summary>
    public void Kept(RawSegment segment)
    {
        Begin(segment.Id);
        if (segment is { Id: "BIN", Elements.Count: 2 } or { Id: "BDS", Elements.Count: 3 }
            && long.TryParse(segment.Elements[^2], NumberStyles.None, CultureInfo.InvariantCulture, out var length))
        {
            // Raw bytes are kept one character a byte.
            (segment.Elements.Count == 3 ? Add(segment.Elements[0]) : this)
                .Binary(length, Encoding.Latin1.GetBytes(segment.Elements[^1])).End();
            return;
        }

        foreach (var element in segment.Elements)
        {
            (_elements, _components) = (_elements + 1, 0);
            foreach (var (text, mark) in RawElement.Pieces(element))
            {
                Value(text);
                if (mark == ':')
                {
                    _components++;
                }
                else if (mark == '^')
                {
                    Flush();
                    Raw(delimiters.Repetition);
                }
            }
        }

        End();
    }

    private SegmentWriter Value(string? value)
    {
        if (!string.IsNullOrEmpty(value) && !TryPlain(value))
        {
            var (length, elements, components) = (Length, _elements, _components);
            Flush();
            var start = Length;
            Text(value);
            if (Length == start)
            {
                // Nothing of the text may be written: then no separator either.
                (Length, _elements, _components) = (length, elements, components);
            }
        }

        return this;
    }

    private void Flush()
    {
        Separate(Room(_elements + _components));
        Length += _elements + _components;
        (_elements, _components) = (0, 0);
    }

    // Mostly one: not worth a call.
    private void Separate(Span<byte> to)
    {
        for (var index = 0; index < _elements; index++)
        {
            to[index] = delimiters.Element;
        }

        for (var index = 0; index < _components; index++)
        {
            to[_elements + index] = delimiters.Component;
        }
    }

    private void Ascii(string text)
    {
        var to = Room(text.Length);
        for (var index = 0; index < text.Length; index++)
        {
            to[index] = (byte)text[index];
        }

        Length += text.Length;
    }

    /// <summary>
    /// Whether the text goes as it is, in upper case: then it is written behind the separators that are due. Nothing is written otherwise.
    /// </summary>
    private bool TryPlain(string value)
    {
        if (value[0] == ' ' || value[^1] == ' ')
        {
            return false;
        }

        var before = _elements + _components;
        var to = Room(before + value.Length);
        Separate(to);
        to = to.Slice(before, value.Length);
        var plain = _plain;
        for (var index = 0; index < value.Length && index < to.Length; index++)
        {
            var character = value[index];
            if (character >= plain.Length || plain[character] == 0)
            {
                return false;
            }

            to[index] = plain[character];
        }

        Length += before + value.Length;
        (_elements, _components) = (0, 0);
        return true;
    }

    private void Text(string value)
    {
        var start = Length;
        foreach (var character in value)
        {
            if (character is (>= 'A' and <= 'Z') or (>= '0' and <= '9'))
            {
                Raw((byte)character);
                continue;
            }

            foreach (var replacement in BasicCharacters.Of(character))
            {
                var isSeparator = replacement == delimiters.Element || replacement == delimiters.Component
                    || replacement == delimiters.Repetition || replacement == delimiters.Segment;
                var plain = isSeparator ? ' ' : replacement;
                if (plain != ' ' || Length > start)
                {
                    Raw((byte)plain);
                }
            }
        }

        while (Length > start && _buffer[Length - 1] == (byte)' ')
        {
            Length--;
        }
    }

    private void Raw(byte value)
    {
        if (Length == _buffer.Length)
        {
            Grow(_buffer.Length * 2);
        }

        _buffer[Length++] = value;
    }

    /// <summary>The free part of the buffer, with room for so many bytes at least.</summary>
    private Span<byte> Room(int bytes)
    {
        if (_buffer.Length - Length < bytes)
        {
            Grow(Math.Max(_buffer.Length * 2, Length + bytes));
        }

        return _buffer.AsSpan(Length);
    }

    private void Grow(int size)
    {
        var larger = GC.AllocateUninitializedArray<byte>(size);
        _buffer.AsSpan(0, Length).CopyTo(larger);
        _buffer = larger;
    }
}
