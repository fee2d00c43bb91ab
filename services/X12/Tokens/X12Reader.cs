using System.Buffers;
using MedBill.X12.Envelopes;
using MedBill.X12.Findings;

namespace MedBill.X12.Tokens;

/// <summary>
/// Reads segment after segment of a stream with one buffer, whatever the file's size. Separators come from each ISA;
/// a byte order mark, line breaks after or within segments, indentation and text between interchanges are tolerated and reported.
/// </summary>
public sealed partial class X12Reader : IDisposable
{
    private const int FirstBuffer = 65_536;

    // Control-Z and NUL end or pad files of old systems.
    private static readonly SearchValues<byte> Blanks = SearchValues.Create(" \t\r\n\0\u001A"u8);

    private readonly Stream? _stream;
    private readonly FindingContext _context;
    private readonly ReadLimits _limits;
    private byte[] _buffer;
    private byte[] _joined = [];
    private int[] _ends = new int[64];
    private int _endCount;
    private int _start;
    private int _end;
    private long _bufferOffset;
    private bool _isLast;
    private State _state = State.BeforeFirst;
    private Delimiters _delimiters;
    private int _segmentStart;
    private int _segmentLength;
    private bool _segmentIsJoined;
    private long _segmentOffset;
    private bool _wrapReported;
    private bool _emptyReported;
    private bool _textReported;

    /// <summary>Reads from a stream, which it does not dispose.</summary>
    public X12Reader(Stream stream, FindingLog findings, ReadLimits? limits = null)
        : this(new FindingContext(findings), limits)
    {
        ArgumentNullException.ThrowIfNull(stream);
        _stream = stream;
        _buffer = ArrayPool<byte>.Shared.Rent(FirstBuffer);
    }

    /// <summary>Reads from memory.</summary>
    public X12Reader(ReadOnlyMemory<byte> bytes, FindingLog findings, ReadLimits? limits = null)
        : this(new FindingContext(findings), limits)
    {
        _buffer = bytes.ToArray();
        _end = bytes.Length;
        _isLast = true;
    }

    internal X12Reader(Stream stream, FindingContext context, ReadLimits? limits)
        : this(context, limits)
    {
        _stream = stream;
        _buffer = ArrayPool<byte>.Shared.Rent(FirstBuffer);
    }

    private X12Reader(FindingContext context, ReadLimits? limits)
    {
        _context = context;
        _limits = limits ?? ReadLimits.Default;
        _buffer = [];
    }

    private enum State
    {
        BeforeFirst,
        Between,
        Inside,
        SkippingLongSegment,
        PassingBinary,
        Done,
    }

    private enum Step
    {
        Segment,
        NeedBytes,
        Again,
        End,
    }

    /// <summary>The current segment; valid until the next read.</summary>
    public SegmentView Segment => new(
        (_segmentIsJoined ? _joined : _buffer).AsSpan(_segmentStart, _segmentLength),
        _ends.AsSpan(0, _endCount),
        _delimiters,
        _segmentOffset);

    /// <summary>Moves to the next segment; false at the end.</summary>
    public bool Read()
    {
        while (true)
        {
            switch (Next())
            {
                case Step.Segment:
                    return true;
                case Step.End:
                    return false;
                case Step.NeedBytes:
                    MakeRoom();
                    Received(_stream!.Read(_buffer.AsSpan(_end)));
                    break;
                default:
                    break;
            }
        }
    }

    /// <summary>Moves to the next segment without blocking on the stream; false at the end.</summary>
    public async ValueTask<bool> ReadAsync(CancellationToken cancel = default)
    {
        while (true)
        {
            switch (Next())
            {
                case Step.Segment:
                    return true;
                case Step.End:
                    return false;
                case Step.NeedBytes:
                    MakeRoom();
                    Received(await _stream!.ReadAsync(_buffer.AsMemory(_end), cancel).ConfigureAwait(false));
                    break;
                default:
                    break;
            }
        }
    }

    /// <summary>Gives the buffer back.</summary>
    public void Dispose()
    {
        if (_stream is not null && _buffer.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(_buffer, clearArray: true);
            _buffer = [];
            _state = State.Done;
        }
    }

    private void MakeRoom()
    {
        if (_start > 0)
        {
            _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
            _bufferOffset += _start;
            _end -= _start;
            _start = 0;
        }

        if (_end == _buffer.Length)
        {
            var larger = ArrayPool<byte>.Shared.Rent(_buffer.Length * 2);
            _buffer.AsSpan(0, _end).CopyTo(larger);
            ArrayPool<byte>.Shared.Return(_buffer, clearArray: true);
            _buffer = larger;
        }
    }

    private void Received(int count)
    {
        _end += count;
        _isLast |= count == 0;
    }
}
