using MedBill.X12.Findings;
using MedBill.X12.Guides;
using MedBill.X12.Reading;
using MedBill.X12.Tokens;

namespace MedBill.X12.Claims837;

/// <summary>
/// What the guide says across segments: sums, pointers, and situations in which something must or must not be sent.
/// Sources are the situational notes of the guides.
/// </summary>
internal abstract class ClaimRules(FindingContext context, GuideId guide, ClaimShape shape)
{
    private readonly ClaimPlaces _places = new();
    private SegmentBuffer? _unit;
    private HealthCareClaim _claim = null!;

    public ClaimShape Shape => shape;

    public void Error(string code, string words, ClaimPlace place, SnipType snip = SnipType.Situation, string? segmentError = "8",
        string? elementError = null) =>
        Report(FindingSeverity.Error, code, words, place, snip, segmentError, elementError);

    /// <summary>A segment that the situation requires is absent.</summary>
    public void Required(string code, string words, ClaimPlace place)
    {
        // One that is there but cannot be read has been told of; so has one whose qualifier is wrong.
        if (!IsFaulty(place) && !_places.Any(place, position => context.IsReported(position, 1) && context.IsFaulty(position)))
        {
            Report(FindingSeverity.Error, code, words, place, SnipType.Situation, "I6", null);
        }
    }

    /// <summary>Whether the very segment is there and something is wrong with it.</summary>
    public bool IsFaulty(ClaimPlace place) => _places.TryFind(place, out var position) && context.IsFaulty(position);

    /// <summary>Whether a segment of the claim itself with this identifier is there and something is wrong with it.</summary>
    public bool HasFaulty(string segmentId) => _places.Any(new ClaimPlace("2300", segmentId), context.IsFaulty);

    /// <summary>A segment is present that the situation forbids.</summary>
    public void Forbidden(string code, string words, ClaimPlace place) =>
        Report(FindingSeverity.Error, code, words, place, SnipType.Situation, "I9", null);

    public void Warning(string code, string words, ClaimPlace place)
    {
        if (!IsFaulty(place))
        {
            Report(FindingSeverity.Warning, code, words, place, SnipType.Situation, null, null);
        }
    }

    /// <summary>Against the guide, yet its publisher's own examples and many receivers do not mind: told to who reads, refused when
    /// written.</summary>
    public void Discouraged(string code, string words, ClaimPlace place, string? elementError = null) =>
        Report(FindingSeverity.Warning, code, words, place, SnipType.Situation, place.Element == 0 ? "I9" : "8", elementError, refusesWriting: true);

    /// <summary>As written in the set: what the typed claim does not say.</summary>
    public string? Written(ClaimPlace place) => _places.Find(place).Value;

    /// <summary>Sees every segment of the set.</summary>
    public void See(in SegmentView segment, int position) => _places.See(segment, position);

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

    /// <summary>Remembers the claim, and its segments from CLM on to place findings. What segments say together is by chance where their
    /// order is broken: of that part nothing is said. The levels above and the claim itself are two parts.</summary>
    protected (bool Levels, bool Claim) Begin(HealthCareClaim claim, SegmentBuffer? unit)
    {
        (_claim, _unit) = (claim, unit);
        _places.Begin(unit);
        return (context.IsOwn || !_places.AreLevelsBroken(context), context.IsOwn || !_places.IsClaimBroken(context));
    }

    private void Report(
        FindingSeverity severity, string code, string words, ClaimPlace place, SnipType snip, string? segmentError, string? elementError,
        bool refusesWriting = false)
    {
        var (position, offset, value) = _places.Find(place);
        if (position > 0 && (place.Element > 0 ? context.IsReported(position, place.Element) : context.IsReported(position, code)))
        {
            // Said of this place already: by the guide, or for another claim of the same level.
            return;
        }

        var element = place.Element == 0 ? "" : place.Component == 0 ? $"{place.Element:00}" : $"{place.Element:00}-{place.Component}";
        context.Report(new Finding
        {
            Severity = severity,
            RefusesWriting = refusesWriting,
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
            Value = value,
            SegmentErrorCode = segmentError,
            ElementErrorCode = elementError,
            ClaimControlNumber = _claim.PatientControlNumber,
        });
    }
}

/// <summary>The rules of one kind of claim.</summary>
internal sealed class ClaimRules<TClaim>(
    FindingContext context, GuideId guide, ClaimShape shape, IReadOnlyList<Action<ClaimRules, TClaim>> rules)
    : ClaimRules(context, guide, shape)
    where TClaim : HealthCareClaim
{
    /// <summary>Checks a claim.</summary>
    /// <param name="claim">The claim.</param>
    /// <param name="header">The batch it stands in.</param>
    /// <param name="unit">Its segments from CLM on, to place findings.</param>
    public void Check(TClaim claim, ClaimBatchHeader header, SegmentBuffer? unit)
    {
        var isSound = Begin(claim, unit);
        if (isSound.Levels)
        {
            LevelRules.Check(this, claim, header);
        }

        if (!isSound.Claim)
        {
            return;
        }

        LevelRules.Providers(this, claim);
        CommonRules.Check(this, claim);
        foreach (var rule in rules)
        {
            rule(this, claim);
        }

        CoordinationRules.Check(this, claim);
    }
}
