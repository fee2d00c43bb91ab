using MedBill.X12.Findings;
using MedBill.X12.Guides;
using MedBill.X12.Reading;
using MedBill.X12.Tokens;

namespace MedBill.X12.Claims837;

/// <summary>Where a rule looks: a segment of a claim, found again to say its position.</summary>
/// <param name="Loop">The guide's loop.</param>
/// <param name="SegmentId">The segment.</param>
/// <param name="Element">The element; 0 for the segment.</param>
/// <param name="Component">The component; 0 for the element.</param>
/// <param name="Line">The service line, counted from 1; 0 above the lines.</param>
/// <param name="Qualifier">Value of the segment's first element, when several have the same identifier.</param>
/// <param name="Index">The segment among those of the claim, when that is known already.</param>
internal readonly record struct ClaimPlace(
    string Loop, string SegmentId, int Element = 0, int Component = 0, int Line = 0, string? Qualifier = null, int? Index = null);

/// <summary>
/// What the guide says across segments: sums, pointers, and situations in which something must or must not be sent.
/// Sources are the situational notes of the guides.
/// </summary>
internal abstract class ClaimRules(FindingContext context, GuideId guide, ClaimShape shape, LevelPlaces levels)
{
    private SegmentBuffer? _unit;
    private HealthCareClaim _claim = null!;

    public ClaimShape Shape => shape;

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

    /// <summary>The place of a code among those of an HI with one of these qualifiers, counted from 0 over all HI segments.</summary>
    public ClaimPlace Code(int index, int component, params ReadOnlySpan<string> qualifiers)
    {
        var left = index;
        for (var segment = 0; segment < (_unit?.Count ?? 0) && _unit!.Key(segment) != SegmentKey.LX; segment++)
        {
            if (_unit.Key(segment) != SegmentKey.HI)
            {
                continue;
            }

            for (var element = 1; element <= _unit[segment].ElementCount; element++)
            {
                if (qualifiers.Contains(SegmentText.Decode(_unit[segment].Component(element, 1))) && left-- == 0)
                {
                    return new ClaimPlace("2300", "HI", element, component, Index: segment);
                }
            }
        }

        return new ClaimPlace("2300", "HI", (index % 12) + 1, component);
    }

    /// <summary>Remembers the claim, and its segments from CLM on to place findings.</summary>
    protected void Begin(HealthCareClaim claim, SegmentBuffer? unit) => (_claim, _unit) = (claim, unit);

    private void Report(
        FindingSeverity severity, string code, string words, ClaimPlace place, SnipType snip, string? segmentError, string? elementError)
    {
        var above = levels.Find(place);
        if (above?.Said.Add((code, place.Element)) == false)
        {
            // The claim before this one stood under the same level.
            return;
        }

        var (position, offset) = above is null ? Locate(place) : (above.Position, above.Offset);
        var element = place.Element == 0 ? "" : place.Component == 0 ? $"{place.Element:00}" : $"{place.Element:00}-{place.Component}";
        context.Report(new Finding
        {
            Severity = severity,
            Code = code,
            Message = words,
            Rule = $"{guide.Version} {place.Loop} {place.SegmentId}{element}",
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

    // When the segment is absent: the line's LX, or the claim's CLM.
    private (int Position, long Offset) Locate(ClaimPlace place)
    {
        if (_unit is null || _unit.Count == 0)
        {
            return (0, 0);
        }

        var found = place.Index ?? 0;
        if (place.Index is null)
        {
            var key = SegmentKey.Pack(place.SegmentId);
            var line = 0;
            for (var index = 0; index < _unit.Count && line <= place.Line; index++)
            {
                line += _unit.Key(index) == SegmentKey.LX ? 1 : 0;
                if (line != place.Line)
                {
                    continue;
                }

                found = found == 0 ? index : found;
                if (_unit.Key(index) == key
                    && (place.Qualifier is null || SegmentText.Decode(_unit[index].Component(1, 1)) == place.Qualifier))
                {
                    found = index;
                    break;
                }
            }
        }

        return (_unit.Position(found), _unit[found].Offset);
    }
}

/// <summary>The rules of one kind of claim.</summary>
internal sealed class ClaimRules<TClaim>(
    FindingContext context, GuideId guide, ClaimShape shape, LevelPlaces levels, IReadOnlyList<Action<ClaimRules, TClaim>> rules)
    : ClaimRules(context, guide, shape, levels)
    where TClaim : HealthCareClaim
{
    /// <summary>Checks a claim.</summary>
    /// <param name="claim">The claim.</param>
    /// <param name="unit">Its segments from CLM on, to place findings.</param>
    public void Check(TClaim claim, SegmentBuffer? unit)
    {
        Begin(claim, unit);
        LevelRules.Check(this, claim);
        CommonRules.Check(this, claim);
        foreach (var rule in rules)
        {
            rule(this, claim);
        }

        CoordinationRules.Check(this, claim);
    }
}
