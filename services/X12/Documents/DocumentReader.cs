using MedBill.X12.Acknowledgments;
using MedBill.X12.Envelopes;
using MedBill.X12.Findings;
using MedBill.X12.Guides;
using MedBill.X12.Reading;
using MedBill.X12.Segments;
using MedBill.X12.Tokens;

namespace MedBill.X12.Documents;

/// <summary>Reads a file into a <see cref="X12Document"/>.</summary>
internal sealed class DocumentReader : IDisposable
{
    private readonly FindingContext _context;
    private readonly EnvelopeReader _reader;
    private readonly Dictionary<GuideId, ISetCollector> _collectors = [];
    private readonly SegmentText _text = new();
    private readonly List<InterchangeDocument> _interchanges = [];
    private readonly List<InterchangeAcknowledgment> _acknowledgments = [];
    private readonly List<GroupDocument> _groups = [];
    private readonly List<SetDocument> _sets = [];
    private readonly List<RawSegment> _segments = [];
    private GuideId? _guide;
    private long _errors;

    public DocumentReader(Stream stream, FindingLog findings, ReadLimits? limits)
    {
        _context = new FindingContext(findings);
        _reader = new EnvelopeReader(stream, _context, limits);
    }

    public void Dispose() => _reader.Dispose();

    public X12Document Read()
    {
        while (_reader.Read() && !IsTooLarge())
        {
            switch (_reader.Event)
            {
                case EnvelopeEvent.InterchangeAcknowledgment when InterchangeAcknowledgmentFile.Ta1(_reader) is { } acknowledgment:
                    _acknowledgments.Add(acknowledgment with { Interchange = null });
                    break;
                case EnvelopeEvent.SetStart:
                    BeginSet();
                    break;
                case EnvelopeEvent.SetSegment:
                    Segment();
                    break;
                case EnvelopeEvent.SetEnd:
                    EndSet();
                    break;
                case EnvelopeEvent.GroupEnd:
                    _groups.Add(new GroupDocument(_reader.Group!, _sets.ToValueList()));
                    _sets.Clear();
                    break;
                case EnvelopeEvent.InterchangeEnd:
                    _interchanges.Add(new InterchangeDocument(_reader.Interchange!, _acknowledgments.ToValueList(), _groups.ToValueList()));
                    _acknowledgments.Clear();
                    _groups.Clear();
                    break;
                default:
                    break;
            }
        }

        return new X12Document(_interchanges.ToValueList());
    }

    private bool IsTooLarge()
    {
        if (_reader.Event != EnvelopeEvent.SetSegment || _reader.Segment.Offset <= _reader.Limits.DocumentBytes)
        {
            return false;
        }

        _context.Report(new Finding
        {
            Severity = FindingSeverity.Fatal,
            Code = "DOCUMENT_TOO_LARGE",
            Message = $"A file of more than {_reader.Limits.DocumentBytes} bytes is not read whole. Split it, or read it unit by unit.",
            SegmentId = _reader.Segment.ToString(),
            SegmentPosition = _reader.SegmentPosition,
            ByteOffset = _reader.Segment.Offset,
        });
        return true;
    }

    private void BeginSet()
    {
        _segments.Clear();
        _errors = _context.Errors;
        _guide = GuideId.Of(_reader.Envelope);
        if (_guide?.Purpose is null)
        {
            Collector()?.Take(_reader);
            return;
        }

        // Told apart by BHT02 only: each begins, the one that is meant goes on.
        foreach (var candidate in GuideId.All.Where(guide => guide.Fits(_reader.Envelope)))
        {
            _guide = candidate;
            Collector()?.Take(_reader);
        }
    }

    private void Segment()
    {
        var segment = _reader.Segment;
        _segments.Add(SegmentCursor.Raw(segment, _text));
        if (_guide?.Purpose is not null && segment.Key == SegmentKey.BHT)
        {
            _guide = GuideId.Of(_reader.Envelope, SegmentText.Decode(segment[2])) ?? _guide;
        }

        Collector()?.Take(_reader);
    }

    private void EndSet()
    {
        object? content = null;
        if (Collector() is { } collector)
        {
            collector.Take(_reader);
            content = collector.Finish();
        }

        var isWhole = content is not null && _context.Errors == _errors;
        _sets.Add(isWhole
            ? new SetDocument(_reader.Set!, _guide, content!)
            : new SetDocument(_reader.Set!, null, new RawSet(_segments.ToValueList())));
        _segments.Clear();
    }

    private ISetCollector? Collector()
    {
        if (_guide is null || SetCodecs.Of(_guide) is not { } codec)
        {
            return null;
        }

        if (!_collectors.TryGetValue(_guide, out var collector))
        {
            _collectors[_guide] = collector = codec.Collect(_context, _reader.Limits);
        }

        return collector;
    }
}
