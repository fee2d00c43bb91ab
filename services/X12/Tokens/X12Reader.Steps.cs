using System.Buffers;
using System.Runtime.Intrinsics;
using MedBill.X12.Findings;

namespace MedBill.X12.Tokens;

/// <content>How the reader gets from one segment to the next.</content>
public sealed partial class X12Reader
{
    private Step NextAfterRun()
    {
        if (_run.IsCurrent)
        {
            _segmentOffset = _run.View.Offset;
            _start = _run.Next;
            _run.Clear();
        }

        if (_state != State.Inside)
        {
            return Next();
        }

        var end = _isLast ? _end : _end - Ahead;
        if (end - _start < Vector256<byte>.Count && !_isLast && Ahead > 0)
        {
            return Step.NeedBytes;
        }

        return _run.TryStart(_buffer, _start, end, _delimiters, _bufferOffset, _limits.SegmentBytes) ? Step.Segment : Next();
    }

    private Step Next() => _state switch
    {
        State.BeforeFirst => NextBeforeFirst(),
        State.Between => NextBetween(),
        State.Inside => NextInside(),
        State.SkippingLongSegment => SkipLongSegment(),
        State.PassingBinary => PassBinary(),
        _ => Step.End,
    };

    private Step NextBeforeFirst()
    {
        var rest = _buffer.AsSpan(_start, _end - _start);
        if (rest.Length < 4 && !_isLast)
        {
            return Step.NeedBytes;
        }

        if (_bufferOffset + _start == 0 && rest.StartsWith("\uFEFF"u8))
        {
            Report(FindingSeverity.Note, "BYTE_ORDER_MARK", "The file starts with a byte order mark. Write plain text without one.");
            _start += 3;
            return Step.Again;
        }

        if (SkipBlanks())
        {
            return _isLast ? Fatal("EMPTY_FILE", "The file holds nothing to read. Send the interchange itself.", "023") : Step.NeedBytes;
        }

        rest = _buffer.AsSpan(_start, _end - _start);
        if (rest.Length < 4 && !_isLast)
        {
            return Step.NeedBytes;
        }

        if (rest.StartsWith("ISA"u8))
        {
            return StartInterchange();
        }

        return "ISA"u8.StartsWith(rest)
            ? Fatal("ISA_TRUNCATED", "The file ends inside the ISA segment. Send it again whole.", "023")
            : Fatal("NOT_X12", NotX12Words(rest), null);
    }

    private static string NotX12Words(ReadOnlySpan<byte> start)
    {
        if (start.StartsWith("%PDF"u8))
        {
            return "The file is a PDF, not X12. Send the interchange itself, which starts with ISA.";
        }

        if (start.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE]) || start.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF])
            || (start.Length > 1 && (start[0] == 0 || start[1] == 0)))
        {
            return "The file is encoded as UTF-16. X12 is one byte a character: save it as plain text.";
        }

        return "The file does not start with ISA, so it is not an X12 interchange.";
    }

    private Step NextBetween()
    {
        if (SkipBlanks())
        {
            return _isLast ? Step.End : Step.NeedBytes;
        }

        var rest = _buffer.AsSpan(_start, _end - _start);
        if (rest.Length < 4 && !_isLast)
        {
            return Step.NeedBytes;
        }

        if (rest.StartsWith("ISA"u8) && !(rest.Length > 3 && char.IsAsciiLetterOrDigit((char)rest[3])))
        {
            return StartInterchange();
        }

        if (!_textReported)
        {
            _textReported = true;
            Report(FindingSeverity.Warning, "TEXT_AFTER_INTERCHANGE", "There is text after IEA that belongs to no interchange. Remove it.");
        }

        return FindNextInterchange(rest);
    }

    private Step FindNextInterchange(ReadOnlySpan<byte> rest)
    {
        var next = rest.IndexOf("ISA"u8);
        if (next >= 0)
        {
            // ISA within a word is text too.
            var isWord = next + 3 < rest.Length && char.IsAsciiLetterOrDigit((char)rest[next + 3]);
            _start += isWord ? next + 3 : next;
            return next > 0 || isWord ? Step.Again : Step.NeedBytes;
        }

        if (_isLast)
        {
            _start = _end;
            return Step.End;
        }

        // Keep two bytes: they may be the start of ISA.
        _start = _end - 2;
        return Step.NeedBytes;
    }

    /// <summary>True when nothing but blanks is left in the buffer.</summary>
    private bool SkipBlanks()
    {
        var next = _buffer.AsSpan(_start, _end - _start).IndexOfAnyExcept(Blanks);
        _start = next < 0 ? _end : _start + next;
        return next < 0;
    }

    private Step StartInterchange()
    {
        var rest = _buffer.AsSpan(_start, _end - _start);
        var isa = IsaScan.Of(rest, _isLast);
        switch (isa.Status)
        {
            case IsaScanStatus.Incomplete:
                return Step.NeedBytes;

            case IsaScanStatus.Unreadable:
                return _isLast && rest.Length < IsaScan.Longest
                    ? Fatal("ISA_TRUNCATED", "The file ends inside the ISA segment. Send it again whole.", "023")
                    : Fatal("ISA_UNREADABLE", "The ISA segment does not have sixteen elements divided by its fourth character.", "022");

            default:
                break;
        }

        _delimiters = isa.Delimiters;
        _state = State.Inside;
        _textReported = false;
        TakeSegment(_start, isa.Length);
        _start += isa.Consumed;
        if (isa.ComponentMissing)
        {
            Report(
                FindingSeverity.Error, "COMPONENT_SEPARATOR_MISSING",
                "ISA16, the component separator, is missing. Write one character there, usually a colon.", "027");
        }

        return Step.Segment;
    }

    private Step NextInside()
    {
        if (SkipBetweenSegments())
        {
            if (!_isLast)
            {
                return Step.NeedBytes;
            }

            _state = State.Done;
            return Step.End;
        }

        var rest = _buffer.AsSpan(_start, _end - _start);
        if (rest[0] is (byte)'I' or (byte)'B' && rest.Length < 4 && !_isLast)
        {
            return Step.NeedBytes;
        }

        if (rest.StartsWith("ISA"u8) && rest.Length > 3 && !char.IsAsciiLetterOrDigit((char)rest[3]))
        {
            return StartInterchange();
        }

        if (rest[0] == 'B' && TryBinary(rest, out var step))
        {
            return step;
        }

        var length = rest.IndexOf(_delimiters.Segment);
        if (length < 0)
        {
            return NoTerminator(rest);
        }

        if (length > _limits.SegmentBytes)
        {
            return TooLong();
        }

        TakeSegment(_start, length);
        _start += length + 1;
        if (_key == SegmentKey.IEA)
        {
            _state = State.Between;
        }

        return Step.Segment;
    }

    private Step NoTerminator(ReadOnlySpan<byte> rest)
    {
        if (rest.Length > _limits.SegmentBytes)
        {
            return TooLong();
        }

        if (!_isLast)
        {
            return Step.NeedBytes;
        }

        _state = State.Done;
        if (rest.StartsWith("IEA"u8))
        {
            TakeSegment(_start, rest.Length);
            _start = _end;
            Report(FindingSeverity.Warning, "TERMINATOR_MISSING", "The last segment has no terminator. End every segment with it.");
            return Step.Segment;
        }

        // A cut segment may hold a cut amount: it is never read.
        Report(FindingSeverity.Fatal, "FILE_TRUNCATED", "The file ends inside a segment. Send it again whole.", "023");
        _start = _end;
        return Step.End;
    }

    private Step TooLong()
    {
        Report(
            FindingSeverity.Error, "SEGMENT_TOO_LONG",
            $"A segment is longer than {_limits.SegmentBytes} bytes and was skipped. Check that segments are terminated.", "022");
        _state = State.SkippingLongSegment;
        return Step.Again;
    }

    private Step SkipLongSegment()
    {
        var next = _buffer.AsSpan(_start, _end - _start).IndexOf(_delimiters.Segment);
        if (next < 0)
        {
            _start = _end;
            return _isLast ? Fatal("FILE_TRUNCATED", "The file ends inside a segment. Send it again whole.", "023") : Step.NeedBytes;
        }

        _start += next + 1;
        _state = State.Inside;
        return Step.Again;
    }

    /// <summary>Skips line breaks, indentation and empty segments; true when nothing else is left in the buffer.</summary>
    private bool SkipBetweenSegments()
    {
        var terminator = _delimiters.Segment;
        if (_start < _end && _buffer[_start] > ' ' && _buffer[_start] != terminator)
        {
            return false;
        }

        while (!SkipBlanks())
        {
            if (_buffer[_start] != terminator)
            {
                return false;
            }

            if (!_emptyReported)
            {
                _emptyReported = true;
                Report(FindingSeverity.Warning, "EMPTY_SEGMENT", "There are terminators with no segment before them. Remove them.");
            }

            var next = _buffer.AsSpan(_start, _end - _start).IndexOfAnyExcept(terminator);
            _start = next < 0 ? _end : _start + next;
        }

        return true;
    }

    private void TakeSegment(int start, int length)
    {
        var bytes = _buffer.AsSpan(start, length).TrimEnd("\r\n"u8);
        _segmentOffset = _bufferOffset + start;
        if (bytes.IndexOfAny((byte)'\r', (byte)'\n') >= 0)
        {
            Join(bytes);
        }
        else
        {
            Cut(_buffer, start, bytes.Length);
        }
    }

    /// <summary>Finds where the elements of a whole segment end.</summary>
    private void Cut(byte[] source, int start, int length)
    {
        var bytes = source.AsSpan(start, length);
        _endCount = 0;
        for (var index = 0; index <= length; index++)
        {
            if (index == length || bytes[index] == _delimiters.Element)
            {
                if (_endCount == _ends.Length)
                {
                    Array.Resize(ref _ends, _endCount * 2);
                }

                _ends[_endCount++] = index;
            }
        }

        (_source, _segmentStart, _segmentLength) = (source, start, length);
        _key = SegmentKey.Pack(bytes[.._ends[0]]);
    }

    // Some senders wrap the whole file at a fixed width: the breaks are not data.
    private void Join(ReadOnlySpan<byte> bytes)
    {
        if (_joined.Length < bytes.Length)
        {
            _joined = new byte[Math.Max(256, bytes.Length)];
        }

        var length = 0;
        foreach (var value in bytes)
        {
            if (value is not ((byte)'\r' or (byte)'\n'))
            {
                _joined[length++] = value;
            }
        }

        Cut(_joined, 0, length);
        if (!_wrapReported)
        {
            _wrapReported = true;
            Report(FindingSeverity.Warning, "LINE_BREAK_IN_SEGMENT", "Lines are broken inside segments. Break only after a terminator.");
        }
    }

    private Step Fatal(string code, string message, string? note)
    {
        Report(FindingSeverity.Fatal, code, message, note);
        _start = _end;
        _state = State.Done;
        return Step.End;
    }

    private void Report(FindingSeverity severity, string code, string message, string? note = null) => _context.Report(new Finding
    {
        Severity = severity,
        Code = code,
        Message = message,
        ByteOffset = _bufferOffset + _start,
        InterchangeNoteCode = note,
    });
}
