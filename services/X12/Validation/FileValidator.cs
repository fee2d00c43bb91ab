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
    private readonly Dictionary<GuideId, Walk> _walks = [];
    private readonly IReadOnlyCollection<GuideId> _guides;
    private readonly int _deepest;
    private readonly ClaimAssembler _claims;
    private Walk? _walk;

    private FileValidator(Stream stream, FindingLog findings, IReadOnlyCollection<GuideId> guides, ReadLimits limits)
    {
        _guides = guides;
        _findings = findings;
        _context = new FindingContext(findings) { Listener = Hear };
        _reader = new EnvelopeReader(stream, _context, limits);
        _deepest = limits.HierarchyDepth;
        // What the typed reader reports was mostly found by the guide already; only the rest is passed on.
        var quiet = new FindingContext(new FindingLog(1)) { Listener = PassOn };
        _claims = new ClaimAssembler(quiet, limits) { Rules = new ClaimRules(_context) };
    }

    public static FileReport Validate(Stream stream, FindingLog findings, IReadOnlyCollection<GuideId> guides, ReadLimits? limits)
    {
        using var validator = new FileValidator(stream, findings, guides, limits ?? ReadLimits.Default);
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
                case EnvelopeEvent.SetSegment when _walk is not null:
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
        if (guide is null || !_guides.Contains(guide))
        {
            if (_reader.Envelope.Version.StartsWith("005010", StringComparison.Ordinal))
            {
                ReportUnknownGuide();
            }

            return;
        }

        if (!_walks.TryGetValue(guide, out _walk))
        {
            _walks[guide] = _walk = new Walk(guide, new GuideWalker(GuideTable.Of(guide), _context), new HierarchyChecks(guide, _context, _deepest));
        }

        _walk.Walker.Begin();
        _walk.Hierarchy.Begin();
        if (_walk.IsClaims)
        {
            _claims.Take(_reader);
        }
    }

    private void Segment()
    {
        var segment = _reader.Segment;
        if (segment.Key == SegmentKey.HL)
        {
            _context.ClaimControlNumber = null;
            _walk!.Hierarchy.Accept(segment, _reader.SegmentPosition);
        }
        else if (segment.Key == SegmentKey.CLM && _walk!.IsClaims)
        {
            _context.ClaimControlNumber = SegmentText.Decode(segment[1]);
        }

        _walk!.Walker.Accept(segment, _reader.SegmentPosition);
        if (_walk.IsClaims)
        {
            _claims.Take(_reader);
            while (_claims.TryTake(out _))
            {
            }
        }
    }

    private void EndSet()
    {
        if (_walk is not null)
        {
            _walk.Walker.End(_reader.SegmentPosition, _reader.Segment.Offset);
            _walk.Hierarchy.End();
            if (_walk.IsClaims)
            {
                _claims.Take(_reader);
            }
        }

        _report.EndSet(_reader.Set!, _walk is not null);
        _walk = null;
    }

    private void ReportUnknownGuide() => _context.Report(new Finding
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

    /// <summary>What walks along one guide; kept from set to set.</summary>
    private sealed record Walk(GuideId Guide, GuideWalker Walker, HierarchyChecks Hierarchy)
    {
        /// <summary>Whether the typed reader goes along, for what claims say across segments.</summary>
        public bool IsClaims => Guide == GuideId.Claim837P;
    }
}
