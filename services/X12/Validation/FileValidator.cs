using MedBill.X12.Claims837P;
using MedBill.X12.Envelopes;
using MedBill.X12.Findings;
using MedBill.X12.Guides;
using MedBill.X12.Segments;
using MedBill.X12.Tokens;

namespace MedBill.X12.Validation;

/// <summary>Validates a file in one pass: envelopes, guide, HL tree, and what claims say across segments.</summary>
internal sealed class FileValidator : IDisposable
{
    private readonly FindingLog _findings;
    private readonly FindingContext _context;
    private readonly EnvelopeReader _reader;
    private readonly ReportBuilder _report = new();
    private readonly HashSet<(int Position, int Element)> _reported = [];
    private readonly GuideWalker _walker;
    private readonly HierarchyChecks _hierarchy;
    private readonly ClaimAssembler _claims;
    private bool _isRead;

    private FileValidator(Stream stream, FindingLog findings, ReadLimits limits)
    {
        _findings = findings;
        _context = new FindingContext(findings) { Listener = Hear };
        _reader = new EnvelopeReader(stream, _context, limits);
        _walker = new GuideWalker(GuideTable.Claim837P, _context);
        _hierarchy = new HierarchyChecks(GuideId.Claim837P, _context, limits.HierarchyDepth);
        // What the typed reader reports was mostly found by the guide already; only the rest is passed on.
        var quiet = new FindingContext(new FindingLog(1)) { Listener = PassOn };
        _claims = new ClaimAssembler(quiet, limits) { Rules = new ClaimRules(_context) };
    }

    public static FileReport Validate(Stream stream, FindingLog findings, ReadLimits? limits)
    {
        using var validator = new FileValidator(stream, findings, limits ?? ReadLimits.Default);
        return validator.Run();
    }

    public void Dispose() => _reader.Dispose();

    private FileReport Run()
    {
        while (_reader.Read())
        {
            switch (_reader.Event)
            {
                case EnvelopeEvent.SetStart:
                    BeginSet();
                    break;
                case EnvelopeEvent.SetSegment when _isRead:
                    Segment();
                    break;
                case EnvelopeEvent.SetEnd:
                    EndSet();
                    break;
                case EnvelopeEvent.GroupEnd:
                    _report.EndGroup(_reader.Group!, _reader.Counts.SetsAnnounced);
                    break;
                case EnvelopeEvent.InterchangeEnd:
                    _report.EndInterchange(_reader.Interchange!);
                    break;
                default:
                    break;
            }
        }

        return _report.Build(_findings);
    }

    private void BeginSet()
    {
        _reported.Clear();
        var guide = GuideId.Of(_reader.Envelope);
        _isRead = guide == GuideId.Claim837P;
        if (guide is null && _reader.Envelope.Version.StartsWith("005010", StringComparison.Ordinal))
        {
            _context.Report(new Finding
            {
                Severity = FindingSeverity.Error,
                Code = "GUIDE_UNKNOWN",
                Message = "The set follows a guide that is not read here. Send it to where that guide is read.",
                Snip = SnipType.Guide,
                SegmentId = "ST",
                SegmentPosition = 1,
                Element = 3,
                ByteOffset = _reader.Segment.Offset,
                SetErrorCode = "I6",
            });
        }

        if (_isRead)
        {
            _walker.Begin();
            _hierarchy.Begin();
            _claims.Take(_reader);
        }
    }

    private void Segment()
    {
        var segment = _reader.Segment;
        if (segment.Key == SegmentKey.CLM)
        {
            _context.ClaimControlNumber = SegmentText.Decode(segment[1]);
        }
        else if (segment.Key == SegmentKey.HL)
        {
            _context.ClaimControlNumber = null;
            _hierarchy.Accept(segment, _reader.SegmentPosition);
        }

        _walker.Accept(segment, _reader.SegmentPosition);
        _claims.Take(_reader);
        while (_claims.TryTake(out _))
        {
        }
    }

    private void EndSet()
    {
        if (_isRead)
        {
            _walker.End(_reader.SegmentPosition, _reader.Segment.Offset);
            _hierarchy.End();
            _claims.Take(_reader);
        }

        _report.EndSet(_reader.Set!, _isRead);
        _isRead = false;
    }

    private void Hear(Finding finding)
    {
        if (finding.SegmentPosition > 0 && _reported.Count < SetReport.Limit)
        {
            _reported.Add((finding.SegmentPosition, finding.Element));
        }

        _report.Hear(finding);
    }

    private void PassOn(Finding finding)
    {
        if (finding.SegmentPosition > 0 && !_reported.Contains((finding.SegmentPosition, finding.Element)))
        {
            _context.Report(finding);
        }
    }
}
