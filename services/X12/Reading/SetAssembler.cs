using MedBill.X12.Envelopes;
using MedBill.X12.Findings;
using MedBill.X12.Guides;
using MedBill.X12.Tokens;

namespace MedBill.X12.Reading;

/// <summary>
/// Cuts the sets of one guide into units (a claim, an HL level) and turns each into an object once it is complete,
/// so that memory holds one unit, never a set.
/// </summary>
internal abstract class SetAssembler<T>
{
    private readonly Queue<T> _output = new();
    private readonly SegmentBuffer _unit;
    private readonly GuideId _guide;
    private SegmentKeys? _stops;
    private bool _isActive;
    private bool _awaitsPurpose;
    private bool _isTooLarge;

    protected SetAssembler(GuideId guide, FindingContext context, ReadLimits limits)
    {
        _guide = guide;
        Context = context;
        Limits = limits;
        _unit = new SegmentBuffer(limits);
        Cursor = new SegmentCursor(_unit, context);
    }

    protected FindingContext Context { get; }

    protected ReadLimits Limits { get; }

    protected SegmentCursor Cursor { get; }

    protected SetEnvelope Envelope { get; private set; } = null!;

    /// <summary>Sees each item as it is read, while the segments it was read from are still at hand.</summary>
    public Action<T, SegmentBuffer>? Inspect { get; init; }

    /// <summary>Takes what the envelope reader has come to.</summary>
    public void Take(EnvelopeReader reader)
    {
        switch (reader.Event)
        {
            case EnvelopeEvent.SetStart:
                Envelope = reader.Envelope;
                _isActive = Reads(reader.Segment);
                _awaitsPurpose = _isActive && _guide.Purpose is not null;
                _unit.Clear();
                _isTooLarge = false;
                if (_isActive)
                {
                    BeginSet();
                }

                break;

            case EnvelopeEvent.SetSegment when _isActive:
                TakeSegment(reader);
                break;

            case EnvelopeEvent.SetEnd when _isActive:
                Flush();
                EndSet();
                _isActive = false;
                break;

            default:
                break;
        }
    }

    /// <summary>Takes all there is up to the next item; false at the end of the file.</summary>
    public bool Advance(EnvelopeReader reader)
    {
        while (true)
        {
            AdvanceAtHand(reader);
            if (_output.Count > 0)
            {
                return true;
            }

            if (!reader.Read())
            {
                return false;
            }

            Take(reader);
        }
    }

    /// <summary>As <see cref="Advance"/>, no further than what was read from the stream already.</summary>
    public void AdvanceAtHand(EnvelopeReader reader)
    {
        // Always within a set.
        while (_output.Count == 0 && reader.TryReadAhead())
        {
            if (_isActive)
            {
                TakeSegment(reader);
                reader.TakeAhead(_unit, _stops ??= EnvelopeReader.Stops(Starts));
            }
        }
    }

    public bool TryTake(out T item) => _output.TryDequeue(out item!);

    protected void Yield(T item)
    {
        Inspect?.Invoke(item, _unit);
        _output.Enqueue(item);
    }

    /// <summary>Whether a set of another guide has the same segments and is read as well.</summary>
    protected virtual bool AlsoReads(SetEnvelope envelope) => false;

    /// <summary>The identifiers of the segments that start units.</summary>
    protected abstract ReadOnlySpan<uint> Starts { get; }

    /// <summary>Whether the segment the reader stands at, one of <see cref="Starts"/>, really does.</summary>
    protected virtual bool StartsUnit(EnvelopeReader reader) => true;

    protected abstract void BeginSet();

    /// <summary>Turns the unit under the cursor into what it says.</summary>
    protected abstract void ReadUnit();

    /// <summary>A unit was too large to be read.</summary>
    protected virtual void UnitLeftOut()
    {
    }

    protected abstract void EndSet();

    private void TakeSegment(EnvelopeReader reader)
    {
        if (_awaitsPurpose && !ReadsPurpose(reader.Segment))
        {
            _isActive = false;
            return;
        }

        if (Starts.Contains(reader.Key) && StartsUnit(reader))
        {
            Flush();
        }

        if (!_isTooLarge && !_unit.TryAdd(reader))
        {
            TooLarge(reader);
        }
    }

    private void TooLarge(EnvelopeReader reader)
    {
        _isTooLarge = true;
        Context.Report(new Finding
        {
            Severity = FindingSeverity.Error,
            Code = "UNIT_TOO_LARGE",
            Message = $"A claim or level has more than {Limits.UnitSegments} segments or {Limits.UnitBytes} bytes "
                + "and was left out. Split it.",
            SegmentId = reader.Segment.ToString(),
            SegmentPosition = reader.SegmentPosition,
            ByteOffset = reader.Segment.Offset,
            SegmentErrorCode = "4",
        });
    }

    private void Flush()
    {
        if (_unit.Count > 0 && !_isTooLarge)
        {
            Cursor.Rewind();
            ReadUnit();
        }
        else if (_isTooLarge)
        {
            UnitLeftOut();
        }

        _unit.Clear();
        _isTooLarge = false;
    }

    private bool Reads(in SegmentView st)
    {
        // A guide's later errata (X222A2) read as the one known (X222A1).
        if (_guide.Fits(Envelope) || AlsoReads(Envelope))
        {
            return true;
        }

        ReportOtherGuide(
            GuideNames.Of(Envelope) is { } name
                ? $"The set is {name}, not of {_guide.Version}, and was left out."
                : $"The set does not follow {_guide.Version} and was left out.",
            st, 1, Envelope.Set.Id == _guide.SetId ? 3 : 1, Envelope.Set.Id == _guide.SetId ? Envelope.Version : Envelope.Set.Id);
        return false;
    }

    private bool ReadsPurpose(in SegmentView bht)
    {
        _awaitsPurpose = false;
        var guide = GuideChoice.Of(Envelope, bht);
        if (guide == _guide)
        {
            return true;
        }

        var isAnswer = guide == GuideId.ServiceReviewResponse278;
        ReportOtherGuide($"The set is {(isAnswer ? "an answer" : "a request")} by its BHT02 and was left out.", bht, 2, 2);
        return false;
    }

    private void ReportOtherGuide(string words, in SegmentView segment, int position, int element, string? value = null) => Context.Report(new Finding
    {
        Severity = FindingSeverity.Warning,
        Code = "SET_OF_OTHER_GUIDE",
        Message = words,
        SegmentId = segment.ToString(),
        SegmentPosition = position,
        Element = element,
        ByteOffset = segment.Offset,
        Value = value ?? SegmentText.Decode(segment[element]),
    });
}

/// <summary>Runs an assembler over a stream.</summary>
internal static class SetReading
{
    public static IEnumerable<T> Read<T>(
        Stream stream, FindingLog findings, ReadLimits? limits, Func<FindingContext, ReadLimits, SetAssembler<T>> assemble)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(findings);
        return Iterate();

        IEnumerable<T> Iterate()
        {
            using var reader = new EnvelopeReader(stream, findings, limits);
            var assembler = assemble(reader.Context, reader.Limits);
            while (assembler.Advance(reader))
            {
                while (assembler.TryTake(out var item))
                {
                    yield return item;
                }
            }
        }
    }

    public static async IAsyncEnumerable<T> ReadAsync<T>(
        Stream stream,
        FindingLog findings,
        ReadLimits? limits,
        Func<FindingContext, ReadLimits, SetAssembler<T>> assemble,
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancel)
    {
        using var reader = new EnvelopeReader(stream, findings, limits);
        var assembler = assemble(reader.Context, reader.Limits);
        while (await reader.ReadAsync(cancel).ConfigureAwait(false))
        {
            assembler.Take(reader);
            assembler.AdvanceAtHand(reader);
            while (assembler.TryTake(out var item))
            {
                yield return item;
            }
        }
    }
}
