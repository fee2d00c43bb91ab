using System.Collections.Concurrent;
using MedBill.X12.Tokens;
using MedBill.X12.Validation;

namespace MedBill.X12.Guides;

/// <summary>An implementation guide as data: loops, their segments, and the shape of every segment.</summary>
internal sealed class GuideTable
{
    private static readonly ConcurrentDictionary<GuideId, GuideTable> Loaded = new();

    public required GuideId Id { get; init; }

    public required LoopRule Root { get; init; }

    /// <summary>The segments this guide uses, by their packed identifiers.</summary>
    public required IReadOnlyDictionary<uint, SegmentShape> Shapes { get; init; }

    /// <summary>The table of a guide of <see cref="GuideId.All"/>; read on first use.</summary>
    public static GuideTable Of(GuideId guide) => Loaded.GetOrAdd(guide, GuideText.Load);
}

/// <summary>A loop and what it may hold, in order.</summary>
internal sealed class LoopRule
{
    public required string Id { get; init; }

    public required bool IsRequired { get; init; }

    /// <summary>0 is without limit.</summary>
    public required int Max { get; init; }

    public List<SegmentRule> Segments { get; } = [];

    public List<LoopRule> Children { get; } = [];

    /// <summary>The place of each child among the segments and loops of this loop, on the scale of <see cref="SegmentRule.Rank"/>.</summary>
    public List<int> ChildRanks { get; } = [];

    /// <summary>Grows where the guide comes back to this loop: first its segments, then loops, then segments again.</summary>
    public int Stage { get; set; }

    /// <summary>What a walk looks up in it again and again; made when first needed, when the guide is complete.</summary>
    public LoopKeys Keys => field ??= new LoopKeys(this);

    public void Add(int index, LoopRule child)
    {
        Children.Insert(index, child);
        ChildRanks.Insert(index, (Stage * StageWidth) + StageWidth - 1);
    }

    /// <summary>More segments than any loop has.</summary>
    public const int StageWidth = 1_000;
}

/// <summary>The identifiers of a loop's segments and of its children's first segments, and which of both it cannot do without.</summary>
internal sealed class LoopKeys(LoopRule loop)
{
    private readonly uint[] _segments = [.. loop.Segments.Select(segment => segment.Key)];
    private readonly uint[] _children = [.. loop.Children.Select(child => child.Segments[0].Key)];

    // One bit for each identifier, shared by some: says of most that they are not among them.
    private readonly ulong _hasSegments = Bits(loop.Segments.Select(segment => segment.Key));
    private readonly ulong _hasChildren = Bits(loop.Children.Select(child => child.Segments[0].Key));

    /// <summary>Indices of the segments required.</summary>
    public int[] RequiredSegments { get; } = [.. Enumerable.Range(0, loop.Segments.Count).Where(index => loop.Segments[index].IsRequired)];

    /// <summary>Indices of the children required.</summary>
    public int[] RequiredChildren { get; } = [.. Enumerable.Range(0, loop.Children.Count).Where(index => loop.Children[index].IsRequired)];

    /// <summary>The next segment of this identifier from an index on; -1 when there is none.</summary>
    public int NextSegment(uint key, int from) => (_hasSegments & Bit(key)) == 0 ? -1 : Next(_segments, key, from);

    /// <summary>The next child that starts with this identifier from an index on; -1 when there is none.</summary>
    public int NextChild(uint key, int from) => (_hasChildren & Bit(key)) == 0 ? -1 : Next(_children, key, from);

    private static ulong Bit(uint key) => 1ul << (int)((key * 0x9E3779B1) >> 26);

    private static ulong Bits(IEnumerable<uint> keys) => keys.Aggregate(0ul, (bits, key) => bits | Bit(key));

    private static int Next(uint[] keys, uint key, int from)
    {
        var next = from >= keys.Length ? -1 : keys.AsSpan(from).IndexOf(key);
        return next < 0 ? -1 : from + next;
    }
}

/// <summary>A segment as one loop uses it.</summary>
internal sealed class SegmentRule
{
    public required string Id { get; init; }

    public required uint Key { get; init; }

    public required bool IsRequired { get; init; }

    /// <summary>A segment of a later guide which senders mix in: it is taken, with a warning.</summary>
    public bool IsOfLaterGuide { get; init; }

    public required int Max { get; init; }

    /// <summary>Place in its loop; neighbours with the same identifier share it, since their order is free.</summary>
    public required int Rank { get; set; }

    /// <summary>The element whose value tells this use apart from others of the same identifier.</summary>
    public required int KeyElement { get; init; }

    public required int KeyComponent { get; init; }

    public required byte[][] KeyValues { get; init; }

    /// <summary>By element number; null is not used. Index 0 is unused.</summary>
    public required ElementRule?[] Elements { get; init; }

    /// <summary>A quick look at its elements; made when first needed.</summary>
    public SegmentScreen? Screen { get; set; }

    public bool Matches(in SegmentView segment) => segment.Key == Key && HasQualifier(segment);

    /// <summary>Whether a segment of this identifier has the qualifier of this use.</summary>
    public bool HasQualifier(in SegmentView segment)
    {
        if (KeyValues.Length == 0)
        {
            return true;
        }

        var value = KeyComponent == 0 ? segment[KeyElement] : segment.Component(KeyElement, KeyComponent);
        return Contains(KeyValues, value);
    }

    public static bool Contains(byte[][] codes, ReadOnlySpan<byte> value)
    {
        foreach (var code in codes)
        {
            if (value.SequenceEqual(code))
            {
                return true;
            }
        }

        return false;
    }
}

/// <summary>An element or component as one segment use has it.</summary>
internal sealed class ElementRule
{
    public bool IsRequired { get; set; }

    /// <summary>May come several times, with the repetition separator between.</summary>
    public bool Repeats { get; set; }

    public byte[][] Codes { get; set; } = [];

    /// <summary>What the guide lets be sent, where that is less than the dictionary's length.</summary>
    public int Longest { get; set; } = int.MaxValue;

    /// <summary>By component number; empty when the shape alone decides. Index 0 is unused.</summary>
    public ElementRule?[] Components { get; set; } = [];
}

/// <summary>The X12 dictionary's entry of a segment.</summary>
internal sealed record SegmentShape(ElementShape[] Elements, SyntaxRule[] Rules);

/// <summary>The X12 dictionary's entry of an element; a composite has components and no type.</summary>
/// <param name="Number">Its number.</param>
/// <param name="Type">AN, ID, R, N0, DT or TM.</param>
/// <param name="Min">The least length.</param>
/// <param name="Max">The greatest length.</param>
/// <param name="Components">What a composite is made of.</param>
/// <param name="Codes">The values of the element wherever it stands; empty when each use has its own.</param>
internal sealed record ElementShape(int Number, string Type, int Min, int Max, ElementShape[] Components, byte[][] Codes);

/// <summary>A condition between the elements of a segment: P, C, R, E or L.</summary>
internal sealed record SyntaxRule(char Kind, int[] Elements);
