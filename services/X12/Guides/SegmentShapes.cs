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

    internal static IReadOnlyDictionary<uint, SegmentShape> All => Loaded.Value;
}
