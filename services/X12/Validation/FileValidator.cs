using MedBill.X12.Envelopes;
using MedBill.X12.Findings;
using MedBill.X12.Guides;
using MedBill.X12.Tokens;

namespace MedBill.X12.Validation;

/// <summary>Validates a file in one pass: envelopes, guide, HL tree, what units say across segments, code sets, payer rules.</summary>
internal sealed class FileValidator : IDisposable
{
    private readonly FindingLog _findings;
    private readonly FindingContext _context;
    private readonly FindingContext _reading;
    private readonly EnvelopeReader _reader;
    private readonly ReportBuilder _report = new();
    private readonly Dictionary<GuideId, Walk> _walks = [];
    private readonly ValidationOptions _options;
    private readonly IReadOnlyCollection<GuideId> _guides;
    private readonly CodeSetChecks? _codes;
    private readonly SegmentsAhead _ahead;
    private readonly GuideChoice _choice = new();
    private Walk? _walk;

    private FileValidator(Stream stream, FindingLog findings, ValidationOptions options)
    {
        _options = options;
        _guides = options.Guides ?? GuideId.All;
        _findings = findings;
        _context = new FindingContext(findings) { Listener = _report.Hear };
        _reader = new EnvelopeReader(stream, _context, options.Limits, SegmentsAhead.MostBytes);
        _ahead = new SegmentsAhead(_reader);
        // What the typed reader reports was mostly found by the guide already; only the rest is passed on.
        _reading = new FindingContext(new FindingLog(1)) { Listener = PassOn };
        _codes = options.CodeSets is { } sets ? new CodeSetChecks(_context, sets) : null;
    }

    public static FileReport Validate(Stream stream, FindingLog findings, ValidationOptions options)
    {
        using var validator = new FileValidator(stream, findings, options);
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
                case EnvelopeEvent.SetSegment:
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
        _choice.Begin(_reader.Envelope);
        if (!_choice.Candidates.Any(_guides.Contains))
        {
            // Of another version than 5010 the group has said it already.
            if (_reader.Envelope.Set.Id == GuideNames.FunctionalAcknowledgment
                || _reader.Envelope.Version.StartsWith("005010", StringComparison.Ordinal))
            {
                ReportUnknownGuide();
            }

            return;
        }

        // Until it is known which of them the set follows, each is ready.
        foreach (var candidate in _choice.Candidates)
        {
            WalkOf(candidate).Checks?.Take(_reader);
        }

        Begin();
    }

    private void Begin()
    {
        _walk = WalkOf(_choice.Guide!);
        _walk.Walker.Begin();
        _walk.Hierarchy.Begin();
    }

    private Walk WalkOf(GuideId guide)
    {
        if (!_walks.TryGetValue(guide, out var walk))
        {
            var hierarchy = new HierarchyChecks(guide, _context, _reader.Limits.HierarchyDepth);
            _walks[guide] = walk = new Walk(
                new GuideWalker(GuideTable.Of(guide), _context, hierarchy, _ahead),
                hierarchy,
                SetChecks.Of(guide, _context, _reading, _reader.Limits, _options.PayerRules));
        }

        return walk;
    }

    private void Segment()
    {
        if (_walk is null)
        {
            return;
        }

        var segment = _reader.Segment;
        if (_choice.IsOpen)
        {
            if (!_choice.Decide(segment))
            {
                _choice.Settle(LikeliestGuide(segment));
            }

            if (!_guides.Contains(_choice.Guide!))
            {
                ReportUnknownGuide();
                _walk = null;
                return;
            }

            Begin();
        }

        if (segment.Key == SegmentKey.HL)
        {
            _context.ClaimControlNumber = null;
            _walk.Hierarchy.Accept(segment, _reader.SegmentPosition);
        }
        else if (segment.Key is SegmentKey.CLM or SegmentKey.CLP)
        {
            _context.ClaimControlNumber = SegmentText.Decode(segment[1]);
        }

        _walk.Walker.Accept(segment, _reader.SegmentPosition);
        _codes?.Accept(segment, _reader.SegmentPosition);
        _walk.Checks?.Take(_reader);
    }

    // Where BHT does not tell request from response, the one of which there is less to say.
    private GuideId LikeliestGuide(in SegmentView second)
    {
        var (likeliest, least) = (_choice.Guide!, int.MaxValue);
        foreach (var candidate in _choice.Candidates)
        {
            var walk = WalkOf(candidate);
            walk.Walker.Begin();
            walk.Hierarchy.Begin();
            if (walk.Walker.Cost(second, _reader.SegmentPosition) is var cost && cost < least)
            {
                (likeliest, least) = (candidate, cost);
            }
        }

        return likeliest;
    }

    private void EndSet()
    {
        if (_walk is not null)
        {
            if (_reader.Segment.Key == SegmentKey.SE)
            {
                _walk.Walker.End(_reader.SegmentPosition, _reader.Segment.Offset);
                _walk.Hierarchy.End();
            }
            else
            {
                // SE is missing, and that is said: what would have come before it is not.
                _context.StructureFault(_reader.SegmentPosition + 1);
                _walk.Walker.Abandon();
            }

            _walk.Checks?.Take(_reader);
            _codes?.EndUnit();
        }

        _context.ClaimControlNumber = null;
        _report.EndSet(_reader.Set!, _walk is not null);
        _walk = null;
    }

    private void ReportUnknownGuide()
    {
        var is997 = _reader.Envelope.Set.Id == GuideNames.FunctionalAcknowledgment;
        // ST01, ST03 (or the group's version in its place); BHT02 where that decided.
        var element = is997 ? 1 : _reader.Segment.Key == SegmentKey.ST ? 3 : 2;
        _context.Report(new Finding
        {
            Severity = FindingSeverity.Error,
            Code = is997 ? "SET_997" : "GUIDE_UNKNOWN",
            Message = is997
                ? "The set is a functional acknowledgment (997), which the 999 has replaced. It is not read here; ask for a 999."
                : GuideNames.Of(_reader.Envelope) is { } name
                    ? $"The set is {name}, and that guide is not taken here. Send it to where it is."
                    : "The set follows a guide that is not read here. Send it to where that guide is read.",
            Snip = SnipType.Guide,
            SegmentId = _reader.Segment.ToString(),
            SegmentPosition = _reader.SegmentPosition,
            Element = element,
            ByteOffset = _reader.Segment.Offset,
            Value = SegmentText.Decode(_reader.Segment[element]) is { Length: > 0 } value ? value : _reader.Envelope.Version,
            SetErrorCode = is997 ? "1" : "I6",
        });
    }

    private void PassOn(Finding finding)
    {
        // Where the guide's order or an element is broken the typed reader stumbles over the same.
        var isKnown = (_context.SetErrors > 0 || _context.StructureFaults.Count > 0) && finding.Code != "UNIT_TOO_LARGE";
        if (finding.SegmentPosition > 0 && !isKnown && !_context.IsReported(finding.SegmentPosition, finding.Element))
        {
            _context.Report(finding);
        }
    }

    /// <summary>What goes along a set of one guide; kept from set to set.</summary>
    private sealed record Walk(GuideWalker Walker, HierarchyChecks Hierarchy, ISetChecks? Checks);
}
