using MedBill.X12.Envelopes;
using MedBill.X12.Findings;
using MedBill.X12.Guides;
using MedBill.X12.Reading;
using MedBill.X12.Segments;
using MedBill.X12.Tokens;
using MedBill.X12.Validation;

namespace MedBill.X12.ClaimStatus;

/// <summary>What a 276 or 277 says across segments: levels that say something, dates to search by, amounts that fit each other. Sources are
/// the situational notes of 005010X212.</summary>
internal sealed class StatusRules(GuideId guide, FindingContext context, ReadLimits limits) : ISetChecks
{
    private readonly HashSet<string> _traces = [];
    private readonly bool _isRequest = guide == GuideId.Status276;
    private Level _level = new("", default);
    private Claim? _claim;

    public void Take(EnvelopeReader reader)
    {
        switch (reader.Event)
        {
            case EnvelopeEvent.SetStart:
                _traces.Clear();
                (_level, _claim) = (new Level("", default), null);
                break;
            case EnvelopeEvent.SetSegment:
                Accept(reader.Segment, new SegmentPlace(reader.SegmentPosition, reader.Segment.Offset));
                break;
            case EnvelopeEvent.SetEnd:
                Close("");
                context.ClaimControlNumber = null;
                break;
            default:
                break;
        }
    }

    private void Accept(in SegmentView segment, SegmentPlace place)
    {
        switch (segment.Key)
        {
            case SegmentKey.HL:
                var next = SegmentText.Decode(segment[3]);
                Close(next);
                _level = new Level(next, place);
                break;
            case SegmentKey.DMG:
                _level.Demographics = place;
                break;
            case SegmentKey.NM1:
                (_level.Name, _level.IsOrganization) = (place, segment.ElementIs(2, "2"u8));
                break;
            case SegmentKey.TRN:
                CloseClaim();
                if (_level.IsPerson)
                {
                    OpenClaim(segment, place);
                }

                break;
            case SegmentKey.STC when _claim is null:
                _level.HasStatus = true;
                break;
            case SegmentKey.STC when _claim is { Lines: 0 }:
                Status(segment, place);
                break;
            case SegmentKey.AMT when _claim is { Lines: 0 } && segment.ElementIs(1, "T3"u8) && Numbers.TryCents(segment[2], out var cents):
                _claim.ChargeCents = cents;
                break;
            case SegmentKey.DTP when _claim is { Lines: 0 } && segment.ElementIs(1, "472"u8):
                _claim.HasDate = true;
                break;
            case SegmentKey.SVC when _claim is not null:
                _claim.Lines++;
                _claim.LineCents += Numbers.TryCents(segment[2], out var charge) ? charge : 0;
                break;
            default:
                break;
        }
    }

    private void OpenClaim(in SegmentView segment, SegmentPlace place)
    {
        var trace = SegmentText.Decode(segment[2]);
        context.ClaimControlNumber = trace;
        _level.Claims++;
        _claim = new Claim(place);
        if (_isRequest && !_traces.Add(trace))
        {
            Report(FindingSeverity.Warning, "TRACE_REPEATED", "Two claims are asked about under one trace; the answers cannot be told apart.",
                SnipType.Situation, _level.ClaimLoop, "TRN", 2, place);
        }

        if (_traces.Count > limits.RememberedControlNumbers)
        {
            _traces.Clear();
        }
    }

    private void Status(in SegmentView segment, SegmentPlace place)
    {
        if (Numbers.TryCents(segment[4], out var charge) && !segment[4].IsEmpty)
        {
            _claim!.ChargeCents = charge;
        }

        if (segment.Component(1, 1).SequenceEqual("F2"u8) && Numbers.TryCents(segment[5], out var paid) && paid > 0)
        {
            Report(FindingSeverity.Warning, "DENIED_BUT_PAID", "A claim that is finalized as denied (F2) has an amount paid.",
                SnipType.Balancing, _level.ClaimLoop, "STC", 5, place);
        }
    }

    private void CloseClaim()
    {
        if (_claim is null)
        {
            return;
        }

        if (_isRequest && !_claim.HasDate && _claim.Lines == 0)
        {
            Required("SERVICE_DATE_MISSING", "A claim without lines is asked about by its service date (DTP*472).", _level.ClaimLoop, "DTP",
                _claim.Trace);
        }

        if (_claim.ChargeCents is { } charge && _claim.LineCents > charge)
        {
            Report(FindingSeverity.Warning, "LINES_EXCEED_CLAIM", "The lines were charged at more than their claim.", SnipType.Balancing,
                _level.ClaimLoop, "TRN", 0, _claim.Trace);
        }

        _claim = null;
    }

    private void Close(string next)
    {
        CloseClaim();
        context.ClaimControlNumber = null;
        switch (_level.Code)
        {
            case "22" when _level.Claims == 0 && next != "23":
                Required("CLAIM_MISSING", "The subscriber has neither a claim of its own (TRN) nor a dependant below.", "2200D", "TRN",
                    _level.Start);
                break;
            case "22" when _isRequest && _level.Claims > 0 && _level.Demographics is null && !_level.IsOrganization:
                Required("BIRTH_DATE_MISSING", "The claims are the subscriber's own: the birth date (DMG) is required.", "2000D", "DMG",
                    _level.Name ?? _level.Start);
                break;
            case "22" when _isRequest && _level.Claims == 0 && _level.Demographics is { } place:
                Report(FindingSeverity.Warning, "SUBSCRIBER_DEMOGRAPHICS",
                    "Birth date and sex of a subscriber are sent only with claims of the subscriber's own.", SnipType.Situation, "2000D", "DMG",
                    0, place);
                break;
            case "21" when !_isRequest && !_level.HasStatus && next != "19":
                Required("STATUS_MISSING", "Nothing stands below the receiver: then its level says why (TRN, STC).", "2200B", "STC",
                    _level.Start);
                break;
            case "19" when !_isRequest && !_level.HasStatus && next != "22":
                Required("STATUS_MISSING", "Nothing stands below the provider: then its level says why (TRN, STC).", "2200C", "STC",
                    _level.Start);
                break;
            default:
                break;
        }
    }

    private void Required(string code, string words, string loop, string segment, SegmentPlace place) =>
        Report(FindingSeverity.Error, code, words, SnipType.Situation, loop, segment, 0, place, "I6");

    private void Report(
        FindingSeverity severity, string code, string words, SnipType snip, string loop, string segment, int element, SegmentPlace place,
        string? segmentError = null) =>
        context.ReportSituation(new Finding
        {
            Severity = severity,
            Code = code,
            Message = words,
            Rule = $"{guide.Version} {loop} {segment}{(element == 0 ? "" : $"{element:00}")}",
            Snip = snip,
            Loop = loop,
            SegmentId = segment,
            SegmentPosition = place.Position,
            Element = element,
            ByteOffset = place.Offset,
            SegmentErrorCode = segmentError,
        });

    /// <summary>What was seen of an HL level.</summary>
    private sealed class Level(string code, SegmentPlace start)
    {
        public string Code => code;

        public SegmentPlace Start => start;

        public bool IsPerson => code is "22" or "23";

        public string ClaimLoop => code == "22" ? "2200D" : "2200E";

        public SegmentPlace? Demographics { get; set; }

        public SegmentPlace? Name { get; set; }

        public bool IsOrganization { get; set; }

        public bool HasStatus { get; set; }

        public int Claims { get; set; }
    }

    /// <summary>What was seen of loop 2200.</summary>
    private sealed class Claim(SegmentPlace trace)
    {
        public SegmentPlace Trace => trace;

        public bool HasDate { get; set; }

        public int Lines { get; set; }

        public long LineCents { get; set; }

        public long? ChargeCents { get; set; }
    }
}
