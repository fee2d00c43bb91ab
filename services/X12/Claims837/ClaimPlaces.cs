using MedBill.X12.Envelopes;
using MedBill.X12.Findings;
using MedBill.X12.Reading;
using MedBill.X12.Tokens;

namespace MedBill.X12.Claims837;

/// <summary>Where a rule looks: a segment of a claim or of the levels above it, found again to say its position.</summary>
/// <param name="Loop">The guide's loop.</param>
/// <param name="SegmentId">The segment.</param>
/// <param name="Element">The element; 0 for the segment.</param>
/// <param name="Component">The component; 0 for the element.</param>
/// <param name="Line">The service line, counted from 1; 0 above the lines.</param>
/// <param name="Qualifier">Value of the segment's first element, when several have the same identifier.</param>
/// <param name="Index">The segment among those of the claim, when that is known already.</param>
/// <param name="Party">NM101 of the party the segment stands behind.</param>
/// <param name="Payer">The other payer (loop 2320), counted from 1; 0 outside those loops.</param>
internal readonly record struct ClaimPlace(
    string Loop, string SegmentId, int Element = 0, int Component = 0, int Line = 0, string? Qualifier = null, int? Index = null,
    string? Party = null, int Payer = 0);

/// <summary>Finds the segments that rules speak of: in the claim, and in the levels above it, which are kept while claims hang on them.</summary>
internal sealed class ClaimPlaces
{
    private readonly SegmentBuffer[] _levels =
        [new(ReadLimits.Default), new(ReadLimits.Default), new(ReadLimits.Default)];

    private int _level = -1;
    private SegmentBuffer? _claim;

    /// <summary>Sees every segment of the set; keeps those of the levels.</summary>
    public void See(in SegmentView segment, int position)
    {
        switch (segment.Key)
        {
            case SegmentKey.ST:
                Clear(0);
                _level = -1;
                return;
            case SegmentKey.HL:
                _level = segment.ElementIs(3, "20"u8) ? 0 : segment.ElementIs(3, "22"u8) ? 1 : segment.ElementIs(3, "23"u8) ? 2 : -1;
                Clear(Math.Max(_level, 0));
                break;
            case SegmentKey.CLM:
                _level = -1;
                return;
            default:
                break;
        }

        if (_level >= 0)
        {
            _levels[_level].TryAdd(segment, position);
        }
    }

    /// <summary>The claim that is asked about next.</summary>
    public void Begin(SegmentBuffer? claim) => _claim = claim;

    /// <summary>Whether the guide's order is broken in a level above the claim: then its parts may be taken for others.</summary>
    public bool AreLevelsBroken(FindingContext context)
    {
        foreach (var level in _levels)
        {
            if (IsBroken(level, context))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether the guide's order is broken in the claim, from CLM on.</summary>
    public bool IsClaimBroken(FindingContext context) => _claim is not null && IsBroken(_claim, context);

    /// <summary>Whether the segment itself is there, with its qualifier.</summary>
    public bool TryFind(in ClaimPlace place, out int position)
    {
        position = Search(place, out var isThere).Position;
        return isThere;
    }

    /// <summary>Whether a segment of the place's part with its identifier, whatever its qualifier, stands at such a position.</summary>
    public bool Any(in ClaimPlace place, Func<int, bool> isSuch)
    {
        var (buffer, from, to) = Bounds(place);
        for (var index = from; buffer is not null && index < to; index++)
        {
            if (buffer.Key(index) == SegmentKey.Pack(place.SegmentId) && isSuch(buffer.Position(index)))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Position, offset and value of a place; of what stands round it when it is not there.</summary>
    public (int Position, long Offset, string? Value) Find(in ClaimPlace place) => Search(place, out _);

    private (int Position, long Offset, string? Value) Search(in ClaimPlace place, out bool isThere)
    {
        isThere = false;
        var (buffer, from, to) = Bounds(place);
        if (buffer is null)
        {
            return _claim is null || _claim.Count == 0 ? (0, 0, null) : (_claim.Position(0), _claim[0].Offset, null);
        }

        var found = place.Index ?? Next(buffer, from, to, SegmentKey.Pack(place.SegmentId), place.Qualifier);
        if (found < 0)
        {
            return (buffer.Position(from), buffer[from].Offset, null);
        }

        isThere = true;
        var segment = buffer[found];
        var value = place.Element == 0 ? default : place.Component == 0 ? segment[place.Element] : segment.Component(place.Element, place.Component);
        return (buffer.Position(found), segment.Offset, value.IsEmpty ? null : SegmentText.Decode(value));
    }

    // Where the place's loop stands; no buffer when nothing of it is there.
    private (SegmentBuffer? Buffer, int From, int To) Bounds(in ClaimPlace place)
    {
        var (buffer, party) = place.Loop switch
        {
            "2000A" => (_levels[0], null),
            "2010AA" => (_levels[0], "85"),
            "2010AB" => (_levels[0], "87"),
            "2010AC" => (_levels[0], "PE"),
            "2000B" => (_levels[1], null),
            "2010BA" => (_levels[1], "IL"),
            "2010BB" => (_levels[1], "PR"),
            "2000C" => (_levels[2], null),
            "2010CA" => (_levels[2], "QC"),
            _ => (_claim, place.Party),
        };
        if (buffer is null || buffer.Count == 0)
        {
            return (null, 0, 0);
        }

        var (from, to) = ReferenceEquals(buffer, _claim) ? Part(buffer, place) : (0, buffer.Count);
        if (party is not null)
        {
            from = Next(buffer, from, to, SegmentKey.NM1, party) is >= 0 and var start ? start : from;
            to = Next(buffer, from + 1, to, SegmentKey.NM1, null) is >= 0 and var end ? end : to;
        }

        return (buffer, from, to);
    }

    // The line or the other payer that is meant, else what stands before the first of them.
    private static (int From, int To) Part(SegmentBuffer claim, in ClaimPlace place)
    {
        var lines = Next(claim, 0, claim.Count, SegmentKey.LX, null);
        var before = lines < 0 ? claim.Count : lines;
        if (place.Line > 0)
        {
            return Nth(claim, 0, claim.Count, SegmentKey.LX, place.Line);
        }

        if (place.Payer > 0)
        {
            return Nth(claim, 0, before, SegmentKey.SBR, place.Payer);
        }

        // A claim's own parties and dates have the qualifiers that its other payers' have.
        var payers = Next(claim, 0, before, SegmentKey.SBR, null);
        return (0, payers < 0 ? before : payers);
    }

    private static (int From, int To) Nth(SegmentBuffer claim, int from, int to, uint key, int number)
    {
        var start = from - 1;
        for (var count = 0; count < number; count++)
        {
            start = Next(claim, start + 1, to, key, null);
            if (start < 0)
            {
                return (0, to);
            }
        }

        var end = Next(claim, start + 1, to, key, null);
        return (start, end < 0 ? to : end);
    }

    private static int Next(SegmentBuffer buffer, int from, int to, uint key, string? qualifier)
    {
        for (var index = from; index < to; index++)
        {
            if (buffer.Key(index) == key && (qualifier is null || SegmentText.Decode(buffer[index].Component(1, 1)) == qualifier))
            {
                return index;
            }
        }

        return -1;
    }

    // What is missing at the end shows at the segment behind it.
    private static bool IsBroken(SegmentBuffer segments, FindingContext context) =>
        segments.Count > 0 && context.HasStructureFault(segments.Position(0), segments.Position(segments.Count - 1) + 1);

    private void Clear(int from)
    {
        for (var level = from; level < _levels.Length; level++)
        {
            _levels[level].Clear();
        }
    }
}
