using MedBill.X12.Findings;

namespace MedBill.X12.Tokens;

/// <content>
/// BIN and BDS carry raw bytes whose length stands before them. They are taken by that length: the data may hold terminators,
/// separators and line breaks. What does not fit into a segment (<see cref="Envelopes.ReadLimits.SegmentBytes"/>) is passed over, not
/// stored; the segment then says where it stands and how long it is.
/// </content>
public sealed partial class X12Reader
{
    // BDS, a filter code of three and a length of fifteen digits, with separators: the front of a binary segment is never longer.
    private const int LongestBinaryFront = 32;

    private readonly int[] _binaryEnds = new int[4];
    private long _binaryLeft;

    /// <summary>Whether a binary segment starts here; more bytes may be needed to tell.</summary>
    private bool TryBinary(ReadOnlySpan<byte> rest, out Step step)
    {
        step = Step.NeedBytes;
        var elements = rest.StartsWith("BIN"u8) ? 1 : rest.StartsWith("BDS"u8) ? 2 : 0;
        if (elements == 0 || rest.Length < 4 || rest[3] != _delimiters.Element)
        {
            return false;
        }

        var front = rest[..Math.Min(rest.Length, LongestBinaryFront)];
        _binaryEnds[0] = 3;
        for (var element = 1; element <= elements; element++)
        {
            var from = _binaryEnds[element - 1] + 1;
            var length = front[from..].IndexOfAny(_delimiters.Element, _delimiters.Segment);
            if (length < 0)
            {
                return front.Length < LongestBinaryFront && !_isLast;
            }

            _binaryEnds[element] = from + length;
            if (front[from + length] == _delimiters.Segment)
            {
                return false;
            }
        }

        // Without a length that can be read the segment is one like any other; its guide says what is wrong with the length.
        if (!SegmentView.TryBinaryLength(front[(_binaryEnds[elements - 1] + 1).._binaryEnds[elements]], out var announced))
        {
            return false;
        }

        step = Binary(rest, elements, announced);
        return true;
    }

    private Step Binary(ReadOnlySpan<byte> rest, int elements, long announced)
    {
        var front = _binaryEnds[elements] + 1;
        if (front + announced > _limits.SegmentBytes)
        {
            StartPassing(front, elements, announced);
            return Step.Again;
        }

        var end = front + (int)announced;
        var terminator = Terminator(rest, end, out var needsMore);
        if (needsMore)
        {
            return Step.NeedBytes;
        }

        if (terminator < 0)
        {
            return WrongLength(rest, front, elements);
        }

        TakeBinary(end, elements);
        _start += terminator + 1;
        return Step.Segment;
    }

    /// <summary>Where the terminator stands that must follow the data; -1 when another byte does or the file ends.</summary>
    private int Terminator(ReadOnlySpan<byte> rest, int end, out bool needsMore)
    {
        // After a line feed as terminator there may be a carriage return before it.
        var at = _delimiters.Segment == '\n' && end < rest.Length && rest[end] == '\r' ? end + 1 : end;
        needsMore = at >= rest.Length && !_isLast;
        return at < rest.Length && rest[at] == _delimiters.Segment ? at : -1;
    }

    private void TakeBinary(int end, int elements)
    {
        _segmentOffset = _bufferOffset + _start;
        TakeBinary(_buffer, _start, end, elements);
    }

    private void TakeBinary(byte[] source, int start, int length, int elements)
    {
        (_source, _segmentStart, _segmentLength) = (source, start, length);
        _binaryEnds.AsSpan(0, elements + 1).CopyTo(_ends);
        _ends[elements + 1] = length;
        _endCount = elements + 2;
        _key = SegmentKey.Pack(source.AsSpan(start, _ends[0]));
    }

    /// <summary>No terminator where the length says. The segment is taken up to a terminator that a segment follows, to go on from there.</summary>
    private Step WrongLength(ReadOnlySpan<byte> rest, int front, int elements)
    {
        for (var at = front; at < rest.Length && at <= _limits.SegmentBytes; at++)
        {
            if (rest[at] != _delimiters.Segment)
            {
                continue;
            }

            switch (StartsSegment(rest[(at + 1)..]))
            {
                case null:
                    return Step.NeedBytes;
                case true:
                    ReportBinary(FindingSeverity.Error, "BINARY_LENGTH_WRONG", rest[..3], elements,
                        $"The binary data has {at - front} bytes up to the next segment, not as many as its length says. Write the true length.");
                    TakeBinary(at, elements);
                    _start += at + 1;
                    return Step.Segment;
                default:
                    break;
            }
        }

        return rest.Length > _limits.SegmentBytes ? TooLong() : _isLast ? CutBinary(rest[..3], elements) : Step.NeedBytes;
    }

    /// <summary>Null when more bytes are needed to tell.</summary>
    private bool? StartsSegment(ReadOnlySpan<byte> rest)
    {
        rest = rest.TrimStart(" \t\r\n"u8);
        for (var index = 0; index < 4; index++)
        {
            if (index == rest.Length)
            {
                return _isLast ? rest.IsEmpty : null;
            }

            if (rest[index] == _delimiters.Element)
            {
                return index >= 2;
            }

            if (index == 3 || !(char.IsAsciiLetterUpper((char)rest[index]) || (index > 0 && char.IsAsciiDigit((char)rest[index]))))
            {
                return false;
            }
        }

        return false;
    }

    private void StartPassing(int front, int elements, long announced)
    {
        if (_joined.Length < front)
        {
            _joined = new byte[256];
        }

        _buffer.AsSpan(_start, front).CopyTo(_joined);
        _segmentOffset = _bufferOffset + _start;
        TakeBinary(_joined, 0, front, elements);
        _start += front;
        _binaryLeft = announced;
        _state = State.PassingBinary;
    }

    private Step PassBinary()
    {
        var passed = (int)Math.Min(_binaryLeft, _end - _start);
        _start += passed;
        _binaryLeft -= passed;
        var rest = _buffer.AsSpan(_start, _end - _start);
        if (_binaryLeft > 0)
        {
            return _isLast ? CutBinary(_joined.AsSpan(0, 3), _endCount - 2) : Step.NeedBytes;
        }

        var terminator = Terminator(rest, 0, out var needsMore);
        if (needsMore)
        {
            return Step.NeedBytes;
        }

        if (terminator < 0 && rest.IsEmpty)
        {
            return CutBinary(_joined.AsSpan(0, 3), _endCount - 2);
        }

        if (terminator < 0)
        {
            ReportBinary(FindingSeverity.Error, "BINARY_LENGTH_WRONG", _joined.AsSpan(0, 3), _endCount - 2,
                "No terminator follows the binary data where its length says. It was skipped up to the next one. Write the true length.");
            _state = State.SkippingLongSegment;
            return Step.Again;
        }

        _start += terminator + 1;
        _state = State.Inside;
        return Step.Segment;
    }

    private Step CutBinary(ReadOnlySpan<byte> id, int elements)
    {
        ReportBinary(FindingSeverity.Fatal, "BINARY_CUT", id, elements,
            "The length of the binary data reaches past the end of the file: the file is cut off, or the length is wrong. Send it again whole.");
        _start = _end;
        _state = State.Done;
        return Step.End;
    }

    private void ReportBinary(FindingSeverity severity, string code, ReadOnlySpan<byte> id, int element, string words) =>
        _context.Report(new Finding
        {
            Severity = severity,
            Code = code,
            Message = words,
            SegmentId = SegmentText.Decode(id),
            SegmentPosition = _context.NextPosition,
            Element = element,
            DataElement = 784,
            ByteOffset = _state == State.PassingBinary ? _segmentOffset : _bufferOffset + _start,
            SegmentErrorCode = "8",
            ElementErrorCode = "I12",
            InterchangeNoteCode = severity == FindingSeverity.Fatal ? "023" : null,
        });
}
