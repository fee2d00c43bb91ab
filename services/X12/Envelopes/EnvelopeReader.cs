using MedBill.X12.Findings;
using MedBill.X12.Reading;
using MedBill.X12.Tokens;

namespace MedBill.X12.Envelopes;

/// <summary>
/// Walks a file as nested envelopes and checks them: counts, control numbers, missing and stray trailers.
/// Every start is followed by its end, also in a file that breaks off.
/// </summary>
public sealed class EnvelopeReader : IDisposable
{
    private readonly X12Reader _reader;
    private readonly FindingContext _context;
    private readonly EnvelopeChecks _checks;
    private readonly Queue<Pending> _pending = new();
    private Interchange? _openInterchange;
    private FunctionalGroup? _openGroup;
    private TransactionSet? _openSet;
    private bool _ended;
    private bool _isHeld;
    private bool _isWithinSet;

    /// <summary>Reads from a stream, which it does not dispose.</summary>
    public EnvelopeReader(Stream stream, FindingLog findings, ReadLimits? limits = null)
        : this(stream, new FindingContext(findings), limits)
    {
    }

    /// <param name="stream">The file.</param>
    /// <param name="context">Takes what is found.</param>
    /// <param name="limits">What is taken at most.</param>
    /// <param name="ahead">How many bytes behind a segment <see cref="LookAhead"/> can see.</param>
    internal EnvelopeReader(Stream stream, FindingContext context, ReadLimits? limits, int ahead = 0)
    {
        ArgumentNullException.ThrowIfNull(stream);
        Limits = limits ?? ReadLimits.Default;
        _context = context;
        _reader = new X12Reader(stream, context, Limits) { Ahead = ahead };
        _checks = new EnvelopeChecks(context, Limits);
    }

    /// <summary>What the reader has come to.</summary>
    public EnvelopeEvent Event { get; private set; }

    /// <summary>The interchange the event belongs to.</summary>
    public Interchange? Interchange { get; private set; }

    /// <summary>The group the event belongs to.</summary>
    public FunctionalGroup? Group { get; private set; }

    /// <summary>The set the event belongs to.</summary>
    public TransactionSet? Set { get; private set; }

    /// <summary>Position of the current segment in its set, ST being 1.</summary>
    public int SegmentPosition { get; private set; }

    /// <summary>The current segment, for events that come from one. Valid until the next read.</summary>
    public SegmentView Segment => _reader.Segment;

    /// <summary>The current segment's identifier.</summary>
    internal uint Key => _reader.Key;

    /// <summary>The run the current segment stands in; null when it stands alone.</summary>
    internal SegmentRun? Run => _reader.Run;

    internal ReadLimits Limits { get; }

    internal FindingContext Context => _context;

    internal EnvelopeCounts Counts => _checks.Counts;

    /// <summary>The bytes behind the current segment, as far as the reader may look. Valid until the next read.</summary>
    internal ReadOnlySpan<byte> LookAhead(out long offset) => _reader.LookAhead(out offset);

    /// <summary>The three envelopes of the current set.</summary>
    /// <exception cref="InvalidOperationException">The reader is not within a set.</exception>
    public SetEnvelope Envelope =>
        Interchange is { } interchange && Group is { } group && Set is { } set
            ? new SetEnvelope(interchange, group, set)
            : throw new InvalidOperationException("The reader is not within a set.");

    /// <summary>Moves to the next event; false at the end of the file.</summary>
    public bool Read() => TryReadAhead() || ReadOn();

    /// <summary>Moves to the next event without blocking on the stream; false at the end of the file.</summary>
    public ValueTask<bool> ReadAsync(CancellationToken cancel = default) =>
        TryReadAhead() ? ValueTask.FromResult(true) : ReadOnAsync(cancel);

    /// <summary>The common case at once: within a set, a segment of that set that is at hand. Nothing about the envelopes changes.</summary>
    internal bool TryReadAhead()
    {
        if (!_isWithinSet || !_reader.TryReadAhead())
        {
            return false;
        }

        if (IsOfEnvelope(_reader.Key))
        {
            (_isHeld, _isWithinSet) = (true, false);
            return false;
        }

        _checks.CountSegments(1);
        (Event, SegmentPosition) = (EnvelopeEvent.SetSegment, _checks.SegmentPosition);
        _context.NextPosition = SegmentPosition + 1;
        return true;
    }

    /// <summary>
    /// Moves over the segments at hand that belong to the current one's unit, which takes them: up to one that is of the envelope or of
    /// those that start units, or for which the unit has no room.
    /// </summary>
    /// <param name="unit">The unit.</param>
    /// <param name="stops"><see cref="Stops"/>.</param>
    internal void TakeAhead(SegmentBuffer unit, SegmentKeys stops)
    {
        if (!_isWithinSet || _reader.Run is not { } run)
        {
            return;
        }

        var taken = unit.BorrowUpTo(run, stops);
        run.Move(taken);
        _checks.CountSegments(taken);
        SegmentPosition = _checks.SegmentPosition;
        _context.NextPosition = SegmentPosition + 1;
    }

    /// <summary>Where a unit ends: at the segments of the envelope, and at those that start units.</summary>
    internal static SegmentKeys Stops(ReadOnlySpan<uint> starts) => new([SegmentKey.ST, SegmentKey.SE, SegmentKey.GS, SegmentKey.GE, .. starts]);

    private static bool IsOfEnvelope(uint key) => key is SegmentKey.ST or SegmentKey.SE or SegmentKey.GS or SegmentKey.GE;

    private bool ReadOn()
    {
        while (_pending.Count == 0)
        {
            if (_ended)
            {
                return Finish();
            }

            if (_isHeld || _reader.Read())
            {
                Take();
            }
            else
            {
                CloseAll();
            }
        }

        return Deliver();
    }

    private async ValueTask<bool> ReadOnAsync(CancellationToken cancel)
    {
        while (_pending.Count == 0)
        {
            if (_ended)
            {
                return Finish();
            }

            if (_isHeld || await _reader.ReadAsync(cancel).ConfigureAwait(false))
            {
                Take();
            }
            else
            {
                CloseAll();
            }
        }

        return Deliver();
    }

    /// <summary>Gives the buffer back.</summary>
    public void Dispose() => _reader.Dispose();

    private bool Finish()
    {
        (Event, Interchange, Group, Set) = (EnvelopeEvent.None, null, null, null);
        return false;
    }

    // Findings that the event's taker reports belong to the event, also when the reader has closed it already.
    private bool Deliver()
    {
        (Event, Interchange, Group, Set, SegmentPosition) = _pending.Dequeue();
        Place(Interchange, Group, Set);
        _isWithinSet = _openSet is not null && ReferenceEquals(_openSet, Set) && _pending.Count == 0 && !_isHeld && !_ended;
        if (Event == EnvelopeEvent.SetStart)
        {
            _context.BeginSet();
        }

        return true;
    }

    private void Place(Interchange? interchange, FunctionalGroup? group, TransactionSet? set) =>
        (_context.Interchange, _context.Group, _context.Set) = (interchange, group, set);

    private void Enqueue(EnvelopeEvent what) =>
        _pending.Enqueue(new Pending(what, _openInterchange, _openGroup, _openSet, _checks.SegmentPosition));

    private void Take()
    {
        Place(_openInterchange, _openGroup, _openSet);
        var segment = _reader.Segment;
        // What an opener finds still open is closed first; the opener waits until those ends are delivered.
        _isHeld = segment.Key switch
        {
            SegmentKey.ISA => CloseInterchange(trailer: false),
            SegmentKey.GS => CloseGroup(trailer: false),
            SegmentKey.ST => CloseSet(trailer: false),
            _ => false,
        };
        if (!_isHeld)
        {
            Open(segment);
        }

        _context.NextPosition = _openSet is null ? 0 : _checks.SegmentPosition + 1;
    }

    private void Open(in SegmentView segment)
    {
        switch (segment.Key)
        {
            case SegmentKey.ISA:
                _openInterchange = _checks.OpenInterchange(segment);
                Enqueue(EnvelopeEvent.InterchangeStart);
                break;

            case SegmentKey.IEA:
                CloseInterchange(trailer: true);
                break;

            case SegmentKey.GS:
                _openGroup = _checks.OpenGroup(segment);
                Enqueue(EnvelopeEvent.GroupStart);
                break;

            case SegmentKey.GE when _openGroup is not null:
                CloseGroup(trailer: true);
                break;

            case SegmentKey.ST when _openGroup is not null:
                _openSet = _checks.OpenSet(segment, _openGroup);
                Enqueue(EnvelopeEvent.SetStart);
                break;

            case SegmentKey.SE when _openSet is not null:
                _checks.CountSegments(1);
                CloseSet(trailer: true);
                break;

            default:
                TakeOther(segment);
                break;
        }
    }

    private void TakeOther(in SegmentView segment)
    {
        if (_openSet is not null)
        {
            _checks.CountSegments(1);
            _strays = 0;
            Enqueue(EnvelopeEvent.SetSegment);
        }
        else if (segment.Key == SegmentKey.TA1 && _openGroup is null)
        {
            _checks.Answer(segment);
            Enqueue(EnvelopeEvent.InterchangeAcknowledgment);
        }
        else if (_strays++ == 0)
        {
            // What follows without an ST between has the same cause.
            _checks.Stray(segment, _openGroup is not null);
        }
    }

    private int _strays;

    private bool CloseSet(bool trailer)
    {
        if (_openSet is null)
        {
            return false;
        }

        _checks.CloseSet(_reader, _openSet, trailer);
        Enqueue(EnvelopeEvent.SetEnd);
        _openSet = null;
        _context.Set = null;
        return true;
    }

    private bool CloseGroup(bool trailer)
    {
        CloseSet(trailer: false);
        if (_openGroup is null)
        {
            return false;
        }

        _checks.CloseGroup(_reader, _openGroup, trailer);
        Enqueue(EnvelopeEvent.GroupEnd);
        _openGroup = null;
        _context.Group = null;
        return true;
    }

    private bool CloseInterchange(bool trailer)
    {
        CloseGroup(trailer: false);
        if (_openInterchange is null)
        {
            return false;
        }

        _checks.CloseInterchange(_reader, _openInterchange, trailer);
        Enqueue(EnvelopeEvent.InterchangeEnd);
        _openInterchange = null;
        _context.Interchange = null;
        return true;
    }

    private void CloseAll()
    {
        _ended = true;
        Place(_openInterchange, _openGroup, _openSet);
        CloseInterchange(trailer: false);
    }

    private readonly record struct Pending(
        EnvelopeEvent Event, Interchange? Interchange, FunctionalGroup? Group, TransactionSet? Set, int SegmentPosition);
}
