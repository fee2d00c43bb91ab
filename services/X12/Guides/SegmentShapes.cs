using MedBill.X12.Tokens;

namespace MedBill.X12.Guides;

/// <summary>The segments of X12 5010 that the guides here use.</summary>
public static class SegmentShapes
{
    private static readonly Lazy<Dictionary<uint, SegmentShape>> Loaded = new(() => GuideId.All
        .SelectMany(guide => GuideTable.Of(guide).Shapes)
        .DistinctBy(shape => shape.Key)
        .ToDictionary());

    /// <summary>How many elements X12 gives a segment; null for one that no guide here uses, and for those of envelopes.</summary>
    public static int? ElementCount(string segmentId)
    {
        ArgumentNullException.ThrowIfNull(segmentId);
        return Loaded.Value.TryGetValue(SegmentKey.Pack(segmentId), out var shape) ? shape.Elements.Length : null;
    }

    /// <summary>Whether a value is longer than X12 lets an element or its component be, counted from 1; false where <see cref="ElementCount"/> is null.</summary>
    public static bool IsTooLong(string segmentId, int element, int component, string value)
    {
        ArgumentNullException.ThrowIfNull(value);
        if (ElementCount(segmentId) is not { } count || element < 1 || element > count || component < 1)
        {
            return false;
        }

        var shape = Loaded.Value[SegmentKey.Pack(segmentId)].Elements[element - 1];
        if (shape.Components.Length > 0)
        {
            return value.Length > (component <= shape.Components.Length ? shape.Components[component - 1].Max : 0);
        }

        return value.Length > shape.Max;
    }

    internal static IReadOnlyDictionary<uint, SegmentShape> All => Loaded.Value;
}
