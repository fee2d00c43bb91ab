using System.Buffers;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
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
    private readonly SegmentRun _run = new();
    private byte[] _source = [];
    private int[] _ends = new int[32];
    private int _endCount;
    private uint _key;
    private int _start;
    private int _end;
    private long _bufferOffset;
    private bool _isLast;
    private State _state = State.BeforeFirst;
    private Delimiters _delimiters;
    private int _segmentStart;
    private int _segmentLength;
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
        // Read where it lies: nothing is written into a buffer that is never filled again.
        var segment = MemoryMarshal.TryGetArray(bytes, out var array) ? array : new ArraySegment<byte>(bytes.ToArray());
        (_buffer, _start, _end) = (segment.Array ?? [], segment.Offset, segment.Offset + segment.Count);
        _bufferOffset = -segment.Offset;
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
    public SegmentView Segment
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => _run.IsCurrent ? _run.View : SingleSegment();
    }

    private SegmentView SingleSegment() =>
        new(_source.AsSpan(_segmentStart, _segmentLength), _ends.AsSpan(0, _endCount), 0, _key, _delimiters, _segmentOffset);

    /// <summary>The current segment's identifier.</summary>
    internal uint Key => _run.IsCurrent ? _run.Key : _key;

    /// <summary>The run the current segment stands in; null when it stands alone.</summary>
    internal SegmentRun? Run => _run.IsCurrent ? _run : null;

    /// <summary>How many bytes behind the current segment <see cref="LookAhead"/> can see.</summary>
    internal int Ahead { get; init; }

    /// <summary>Moves to the next segment; false at the end.</summary>
    public bool Read() => TryReadAhead() || ReadOn();

    /// <summary>Moves to the next segment without blocking on the stream; false at the end.</summary>
    public ValueTask<bool> ReadAsync(CancellationToken cancel = default) =>
        TryReadAhead() ? ValueTask.FromResult(true) : ReadOnAsync(cancel);

    /// <summary>Moves to the next segment when it was found already; it is neither ISA nor IEA then.</summary>
    internal bool TryReadAhead() => _run.TryMove();

    private bool ReadOn()
    {
        while (true)
        {
            switch (NextAfterRun())
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

    private async ValueTask<bool> ReadOnAsync(CancellationToken cancel)
    {
        while (true)
        {
            switch (NextAfterRun())
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
            _run.Clear();
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
