using MedBill.X12.Acknowledgments;
using MedBill.X12.Envelopes;
using MedBill.X12.Findings;
using MedBill.X12.Reading;
using MedBill.X12.Segments;
using MedBill.X12.Tokens;

namespace MedBill.X12.Documents;

/// <summary>Reads a file into a <see cref="X12Document"/>.</summary>
internal sealed class DocumentReader : IDisposable
{
    private readonly FindingContext _context;
    private readonly EnvelopeReader _reader;
    private readonly SetRouter _router;
    private readonly SegmentText _text = new();
    private readonly List<InterchangeDocument> _interchanges = [];
    private readonly List<InterchangeAcknowledgment> _acknowledgments = [];
    private readonly List<GroupDocument> _groups = [];
    private readonly List<SetDocument> _sets = [];
    private readonly List<RawSegment> _segments = [];
    private readonly List<object> _units = [];
    private long _errors;

    public DocumentReader(Stream stream, FindingLog findings, ReadLimits? limits)
    {
        _context = new FindingContext(findings);
        _reader = new EnvelopeReader(stream, _context, limits);
        _router = new SetRouter(_context, _reader.Limits);
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
        _units.Clear();
        _errors = _context.Errors;
        Route();
    }

    private void Segment()
    {
        _segments.Add(SegmentCursor.Raw(_reader.Segment, _text));
        Route();
    }

    private void EndSet()
    {
        Route();
        var content = _units.Count > 0 && _context.Errors == _errors ? SetCodecs.Of(_router.Guide)?.Gather(_units) : null;
        _sets.Add(content is null
            ? new SetDocument(_reader.Set!, null, new RawSet(_segments.ToValueList()))
            : new SetDocument(_reader.Set!, _router.Guide, content));
        _segments.Clear();
        _units.Clear();
    }

    private void Route()
    {
        _router.Take(_reader);
        while (_router.TryTake(out var unit))
        {
            _units.Add(unit);
        }
    }
}
