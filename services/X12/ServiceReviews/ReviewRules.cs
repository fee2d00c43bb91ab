using MedBill.X12.Envelopes;
using MedBill.X12.Findings;
using MedBill.X12.Guides;
using MedBill.X12.Reading;
using MedBill.X12.Tokens;
using MedBill.X12.Validation;

namespace MedBill.X12.ServiceReviews;

/// <summary>What a 278 says across segments: an event for the patient, numbers and reasons of what was decided, dates and numbers that go
/// with what is asked. Sources are the situational notes of 005010X217.</summary>
internal sealed class ReviewRules(GuideId guide, FindingContext context) : ISetChecks
{
    private readonly bool _isRequest = guide == GuideId.ServiceReviewRequest278;
    private readonly List<ReviewDecisionSeen> _decisions = [];
    private ReviewEventSeen? _event;
    private (string Code, SegmentPlace Place) _level = ("", default);
    private bool _hasRejection;

    public void Take(EnvelopeReader reader)
    {
        switch (reader.Event)
        {
            case EnvelopeEvent.SetStart:
                _decisions.Clear();
                (_event, _level, _hasRejection) = (null, ("", default), false);
                break;
            case EnvelopeEvent.SetSegment:
                Accept(reader.Segment, new SegmentPlace(reader.SegmentPosition, reader.Segment.Offset));
                break;
            case EnvelopeEvent.SetEnd:
                Level("", default);
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
                Level(SegmentText.Decode(segment[3]), place);
                break;
            case SegmentKey.AAA:
                _hasRejection = true;
                break;
            case SegmentKey.UM when _event is not null && _level.Code == "EV":
                _event.Um(segment, place);
                break;
            case SegmentKey.HCR when _event is not null:
                _decisions.Add(new ReviewDecisionSeen(
                    _level.Code == "EV" ? "2000E" : "2000F", SegmentText.Decode(segment[1]), !segment[2].IsEmpty, !segment[3].IsEmpty, place));
                break;
            case SegmentKey.REF when _event is not null && segment.ElementIs(1, "BB"u8):
                _event.NamesEarlierReview = true;
                break;
            case SegmentKey.DTP when _event is not null:
                _event.HasAccidentDate |= segment.ElementIs(1, "439"u8);
                _event.HasAdmissionDate |= segment.ElementIs(1, "435"u8);
                break;
            case SegmentKey.HI when _event is not null && _level.Code == "EV":
                (_event.Diagnoses, _event.DiagnosesPosition) = (segment.ElementCount, place.Position);
                break;
            case SegmentKey.SV1 when _event is not null:
                Pointers(segment, place);
                break;
            default:
                break;
        }
    }

    private void Level(string code, SegmentPlace place)
    {
        if (code != "SS")
        {
            CloseEvent();
        }

        if (_isRequest && ((_level.Code == "22" && code is not ("23" or "EV")) || (_level.Code == "23" && code != "EV")))
        {
            Report(FindingSeverity.Error, "EVENT_MISSING", "The request names a patient, but no event (HL*EV with UM) to review.", "2000E", "HL", 0,
                0, _level.Place, "3", null);
        }

        _level = (code, place);
        _event = code switch
        {
            "EV" => new ReviewEventSeen(),
            "SS" => _event,
            _ => null,
        };
    }

    private void CloseEvent()
    {
        if (_event is { Information: { } information })
        {
            if (_isRequest)
            {
                Asked(_event, information);
            }
            else
            {
                Decided(information);
            }
        }

        _decisions.Clear();
    }

    private void Asked(ReviewEventSeen asked, SegmentPlace information)
    {
        if (asked.IsAutoAccident && !asked.HasAccidentPlace)
        {
            Report(FindingSeverity.Error, "ACCIDENT_STATE_MISSING", "An automobile accident needs the state (UM05-4).", "2000E", "UM", 5, 4,
                information, "8", "I9");
        }

        if (asked.HasCause && !asked.HasAccidentDate)
        {
            Warning("ACCIDENT_DATE_MISSING", "A related cause wants the accident's date (DTP*439).", "2000E", "UM", 5, information);
        }

        if (asked.Category == "AR" && !asked.HasAdmissionDate)
        {
            Warning("ADMISSION_DATE_MISSING", "An admission review (AR) wants the admission date (DTP*435).", "2000E", "UM", 1, information);
        }

        if (asked.CertificationType is "1" or "2" or "3" or "4" or "N" or "R" or "S" && !asked.NamesEarlierReview)
        {
            Warning("EARLIER_NUMBER_MISSING", "What changes an earlier review names its authorization number (REF*BB) when one was given.",
                "2000E", "UM", 2, information);
        }
    }

    private void Decided(SegmentPlace information)
    {
        if (_decisions.Count == 0 && !_hasRejection)
        {
            Warning("DECISION_MISSING", "The answer holds neither a decision (HCR) nor a reason why there is none (AAA).", "2000E", "UM", 0,
                information);
        }

        var hasNumber = _decisions.Exists(decision => decision.HasNumber);
        var eventHasNumber = _decisions.Exists(decision => decision is { Loop: "2000E", HasNumber: true });
        var lacksNumber = false;
        foreach (var decision in _decisions)
        {
            // The event's number stands for its services, and a service's for the event.
            var isNumbered = decision.HasNumber || (decision.Loop == "2000E" ? hasNumber : eventHasNumber);
            if (decision.Action is "A1" or "A2" or "A6" && !isNumbered && !lacksNumber)
            {
                // One number would do for all.
                lacksNumber = true;
                Report(FindingSeverity.Error, "AUTHORIZATION_NUMBER_MISSING", "What is certified has an authorization number (HCR02).",
                    decision.Loop, "HCR", 2, 0, decision.Place, "8", "I9");
            }

            if (decision is { Action: "A3", HasReason: false })
            {
                Warning("DECISION_REASON_MISSING", "What is not certified wants the reason (HCR03).", decision.Loop, "HCR", 3, decision.Place);
            }
        }
    }

    private void Pointers(in SegmentView segment, SegmentPlace place)
    {
        if (_event!.DiagnosesPosition == 0)
        {
            if (!segment[7].IsEmpty && !_event.LacksDiagnoses)
            {
                _event.LacksDiagnoses = true;
                Report(FindingSeverity.Error, "DIAGNOSIS_MISSING", "A service points to diagnoses, and the event has none. Send them (HI).", "2000E",
                    "HI", 0, 0, _event.Information ?? place, "I6", null);
            }

            return;
        }

        if (context.IsFaulty(_event.DiagnosesPosition))
        {
            // How many diagnoses there are cannot be told, and that is said.
            return;
        }

        for (var component = 1; component <= 4; component++)
        {
            var pointer = segment.Component(7, component);
            if (!pointer.IsEmpty && Numbers.TryDecimal(pointer, out var number) && (number < 1 || number > _event.Diagnoses))
            {
                Report(FindingSeverity.Error, "POINTER_WRONG", "A diagnosis pointer counts the diagnoses of the event's HI.", "2000F", "SV1", 7,
                    component, place, "8", "7");
            }
        }
    }

    private void Warning(string code, string words, string loop, string segment, int element, SegmentPlace place) =>
        Report(FindingSeverity.Warning, code, words, loop, segment, element, 0, place, null, null);

    private void Report(
        FindingSeverity severity, string code, string words, string loop, string segment, int element, int component, SegmentPlace place,
        string? segmentError, string? elementError)
    {
        var at = element == 0 ? "" : component == 0 ? $"{element:00}" : $"{element:00}-{component}";
        context.ReportSituation(new Finding
        {
            Severity = severity,
            Code = code,
            Message = words,
            Rule = $"{guide.Version} {loop} {segment}{at}",
            Snip = SnipType.Situation,
            Loop = loop,
            SegmentId = segment,
            SegmentPosition = place.Position,
            Element = element,
            Component = component,
            ByteOffset = place.Offset,
            SegmentErrorCode = segmentError,
            ElementErrorCode = elementError,
        });
    }
}

/// <summary>An HCR that was seen.</summary>
internal sealed record ReviewDecisionSeen(string Loop, string Action, bool HasNumber, bool HasReason, SegmentPlace Place);

/// <summary>What was seen of an event.</summary>
internal sealed class ReviewEventSeen
{
    public SegmentPlace? Information { get; private set; }

    public string Category { get; private set; } = "";

    public string CertificationType { get; private set; } = "";

    public bool HasCause { get; private set; }

    public bool IsAutoAccident { get; private set; }

    public bool HasAccidentPlace { get; private set; }

    public bool HasAccidentDate { get; set; }

    public bool HasAdmissionDate { get; set; }

    public bool NamesEarlierReview { get; set; }

    public int Diagnoses { get; set; }

    /// <summary>Where HI stands; 0 without one.</summary>
    public int DiagnosesPosition { get; set; }

    public bool LacksDiagnoses { get; set; }

    public void Um(in SegmentView segment, SegmentPlace place)
    {
        Information = place;
        (Category, CertificationType) = (SegmentText.Decode(segment[1]), SegmentText.Decode(segment[2]));
        HasAccidentPlace = !segment.Component(5, 4).IsEmpty || !segment.Component(5, 5).IsEmpty;
        for (var component = 1; component <= 3; component++)
        {
            var cause = segment.Component(5, component);
            HasCause |= !cause.IsEmpty;
            IsAutoAccident |= cause.SequenceEqual("AA"u8);
        }
    }
}
