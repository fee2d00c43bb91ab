using MedBill.X12.Findings;
using MedBill.X12.Guides;
using MedBill.X12.Reading;
using MedBill.X12.Segments;
using MedBill.X12.Tokens;

namespace MedBill.X12.Claims837P;

/// <summary>Where a rule looks: a segment of a claim, found again to say its position.</summary>
/// <param name="Loop">The guide's loop.</param>
/// <param name="SegmentId">The segment.</param>
/// <param name="Element">The element; 0 for the segment.</param>
/// <param name="Component">The component; 0 for the element.</param>
/// <param name="Line">The service line, counted from 1; 0 above the lines.</param>
/// <param name="Qualifier">Value of the segment's first element, when several have the same identifier.</param>
internal readonly record struct ClaimPlace(
    string Loop, string SegmentId, int Element = 0, int Component = 0, int Line = 0, string? Qualifier = null);

/// <summary>
/// What the guide says across segments: sums, pointers, and situations in which something must or must not be sent.
/// Sources are the situational notes of 005010X222A1.
/// </summary>
internal sealed class ClaimRules(FindingContext context)
{
    private SegmentBuffer? _unit;
    private ProfessionalClaim _claim = null!;

    /// <summary>Checks a claim.</summary>
    /// <param name="claim">The claim.</param>
    /// <param name="unit">Its segments from CLM on, to place findings.</param>
    public void Check(ProfessionalClaim claim, SegmentBuffer? unit)
    {
        (_claim, _unit) = (claim, unit);
        LevelRules.Check(this, claim);
        SituationRules.Check(this, claim);
        LineRules.Check(this, claim);
        CoordinationRules.Check(this, claim);
    }

    public void Error(string code, string words, ClaimPlace place, SnipType snip = SnipType.Situation, string? segmentError = "8",
        string? elementError = null) =>
        Report(FindingSeverity.Error, code, words, place, snip, segmentError, elementError);

    /// <summary>A segment that the situation requires is absent.</summary>
    public void Required(string code, string words, ClaimPlace place) =>
        Report(FindingSeverity.Error, code, words, place, SnipType.Situation, "I6", null);

    /// <summary>A segment is present that the situation forbids.</summary>
    public void Forbidden(string code, string words, ClaimPlace place) =>
        Report(FindingSeverity.Error, code, words, place, SnipType.Situation, "I9", null);

    public void Warning(string code, string words, ClaimPlace place) =>
        Report(FindingSeverity.Warning, code, words, place, SnipType.Situation, null, null);

    private void Report(
        FindingSeverity severity, string code, string words, ClaimPlace place, SnipType snip, string? segmentError, string? elementError)
    {
        var (position, offset) = Locate(place);
        var element = place.Element == 0 ? "" : place.Component == 0 ? $"{place.Element:00}" : $"{place.Element:00}-{place.Component}";
        context.Report(new Finding
        {
            Severity = severity,
            Code = code,
            Message = words,
            Rule = $"{GuideId.Claim837P.Version} {place.Loop} {place.SegmentId}{element}",
            Snip = snip,
            Loop = place.Loop,
            SegmentId = place.SegmentId,
            SegmentPosition = position,
            Element = place.Element,
            Component = place.Component,
            ByteOffset = offset,
            SegmentErrorCode = segmentError,
            ElementErrorCode = elementError,
            ClaimControlNumber = _claim.PatientControlNumber,
        });
    }

    // The claim's CLM when the segment is absent or stands above the claim.
    private (int Position, long Offset) Locate(ClaimPlace place)
    {
        if (_unit is null || _unit.Count == 0)
        {
            return (0, 0);
        }

        var key = SegmentKey.Pack(place.SegmentId);
        var line = 0;
        for (var index = 0; index < _unit.Count; index++)
        {
            line += _unit.Key(index) == SegmentKey.LX ? 1 : 0;
            if (line > place.Line)
            {
                break;
            }

            var matches = line == place.Line && _unit.Key(index) == key
                && (place.Qualifier is null || SegmentText.Decode(_unit[index][1]) == place.Qualifier);
            if (matches)
            {
                return (_unit.Position(index), _unit[index].Offset);
            }
        }

        return (_unit.Position(0), _unit[0].Offset);
    }
}
