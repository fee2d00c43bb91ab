using MedBill.X12.Findings;
using MedBill.X12.Guides;
using MedBill.X12.Reading;
using MedBill.X12.Tokens;

namespace MedBill.X12.Validation;

/// <summary>
/// Holds codes against external sets (SNIP 5) on the day of service. That day often stands behind the codes, so they wait for the end
/// of their line or claim.
/// </summary>
internal sealed class CodeSetChecks(FindingContext context, ICodeSets sets)
{
    // A unit is bounded by the reader; this bounds what a set without units would keep.
    private const int MostWaiting = 10_000;

    private readonly List<Use> _ofClaim = [];
    private readonly List<Use> _ofLine = [];
    private DateOnly? _claimDate;
    private DateOnly? _firstLineDate;
    private DateOnly? _lineDate;
    private bool _inLine;

    public void Accept(in SegmentView segment, int position)
    {
        switch (segment.Key)
        {
            case SegmentKey.HL or SegmentKey.CLM or SegmentKey.CLP:
                EndUnit();
                break;
            case SegmentKey.LX or SegmentKey.SVC:
                EndLine();
                _inLine = true;
                break;
            case SegmentKey.DTP or SegmentKey.DTM:
                Day(segment);
                break;
            default:
                break;
        }

        if (CodePlaces.All.TryGetValue(segment.Key, out var places))
        {
            foreach (var place in places)
            {
                Codes(segment, position, place);
            }
        }
    }

    /// <summary>The claim, level or set is complete.</summary>
    public void EndUnit()
    {
        EndLine();
        Ask(_ofClaim, _claimDate ?? _firstLineDate);
        (_claimDate, _firstLineDate) = (null, null);
    }

    private void EndLine()
    {
        Ask(_ofLine, _lineDate ?? _claimDate);
        (_lineDate, _inLine) = (null, false);
    }

    private void Codes(in SegmentView segment, int position, CodePlace place)
    {
        var (first, last) = place.Element == 0 ? (1, segment.ElementCount) : (place.Element, place.Element);
        for (var element = first; element <= last; element++)
        {
            var qualifierElement = place.QualifierElement == 0 ? element : place.QualifierElement;
            var isMeant = place.Qualifiers.Length == 0
                || SegmentRule.Contains(place.Qualifiers, Value(segment, qualifierElement, place.QualifierComponent));
            var code = Value(segment, element, place.Component);
            if (isMeant && !code.IsEmpty && _ofClaim.Count + _ofLine.Count < MostWaiting)
            {
                (_inLine ? _ofLine : _ofClaim).Add(new Use(
                    place.Set, SegmentText.Decode(code), segment.ToString(), position, element, place.Component, segment.Offset,
                    context.ClaimControlNumber));
            }
        }
    }

    private static ReadOnlySpan<byte> Value(in SegmentView segment, int element, int component) =>
        component == 0 ? segment[element] : segment.Component(element, component);

    // DTP03 is D8 or RD8, DTM02 the day itself. A statement's codes count on its last day, a line's on its first.
    private void Day(in SegmentView segment)
    {
        var value = segment[segment.Key == SegmentKey.DTP ? 3 : 2];
        if (segment.ElementIs(1, "434"u8) || segment.ElementIs(1, "232"u8))
        {
            _claimDate = Numbers.TryDate(value.Length > 8 ? value[^8..] : value, out var day) ? day : _claimDate;
        }
        else if (segment.ElementIs(1, "472"u8) || segment.ElementIs(1, "150"u8))
        {
            if (Numbers.TryDate(value.Length > 8 ? value[..8] : value, out var day))
            {
                _lineDate = _inLine ? day : _lineDate;
                _claimDate = _inLine ? _claimDate : day;
                _firstLineDate ??= day;
            }
        }
    }

    private void Ask(List<Use> uses, DateOnly? on)
    {
        foreach (var use in uses)
        {
            if (sets.Holds(use.Set, use.Code, on) == false)
            {
                context.Report(new Finding
                {
                    Severity = FindingSeverity.Error,
                    Code = "CODE_NOT_IN_SET",
                    Message = on is null
                        ? $"The code set ({use.Set}) has no such code. Look it up and correct it."
                        : $"The code set ({use.Set}) has no such code on the day of service. Look it up and correct it.",
                    Rule = $"code set {use.Set}",
                    Snip = SnipType.CodeSet,
                    SegmentId = use.SegmentId,
                    SegmentPosition = use.Position,
                    Element = use.Element,
                    Component = use.Component,
                    ByteOffset = use.Offset,
                    Value = use.Code,
                    SegmentErrorCode = "8",
                    ElementErrorCode = "7",
                    ClaimControlNumber = use.Claim,
                });
            }
        }

        uses.Clear();
    }

    private readonly record struct Use(
        CodeSet Set, string Code, string SegmentId, int Position, int Element, int Component, long Offset, string? Claim);
}
