namespace MedBill.X12.Envelopes;

/// <summary>What a reader takes before it says that something is too large. Bounds its memory.</summary>
public sealed record ReadLimits
{
    /// <summary>The limits when none are given.</summary>
    public static ReadLimits Default { get; } = new();

    /// <summary>Bytes in one segment.</summary>
    public int SegmentBytes { get; init; } = 65_536;

    /// <summary>Segments in one unit that is read at once: a claim, an HL level, the answer to one set.</summary>
    public int UnitSegments { get; init; } = 20_000;

    /// <summary>Bytes in one unit that is read at once.</summary>
    public int UnitBytes { get; init; } = 8 * 1_024 * 1_024;

    /// <summary>HL levels below each other.</summary>
    public int HierarchyDepth { get; init; } = 8;

    /// <summary>Claims, levels or sets kept for an object that holds a whole set, such as a 277CA.</summary>
    public int ItemsPerSet { get; init; } = 200_000;

    /// <summary>Bytes of a file that is read whole, as a document.</summary>
    public long DocumentBytes { get; init; } = 256L * 1_024 * 1_024;

    /// <summary>Groups in one interchange and sets in one group whose control numbers are remembered, to find repeated ones.</summary>
    public int RememberedControlNumbers { get; init; } = 100_000;
}
