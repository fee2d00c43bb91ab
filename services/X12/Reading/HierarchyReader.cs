using MedBill.X12.Findings;
using MedBill.X12.Tokens;

namespace MedBill.X12.Reading;

/// <summary>
/// Follows HL segments of a set. Levels are attached by their order, as the guides require; identifiers are only checked,
/// since they are unique within a set, not within a file.
/// </summary>
internal sealed class HierarchyReader
{
    private readonly Dictionary<string, string?> _latest = [];
    private int _count;

    public string Level { get; private set; } = "";

    public void Begin()
    {
        _count = 0;
        _latest.Clear();
        Level = "";
    }

    /// <summary>Reads the HL under the cursor and moves past it. Returns its level code (HL03).</summary>
    /// <param name="cursor">At an HL.</param>
    /// <param name="parentLevels">Levels that may stand above, by level; the first one met counts.</param>
    public string Read(SegmentCursor cursor, Func<string, string?> parentLevels)
    {
        _count++;
        Level = cursor.Text(3) ?? "";
        if (cursor.Integer(cursor.Segment[1], 1) is { } number && number != _count)
        {
            cursor.Report(1, 0, "HL_NUMBER_WRONG", "HL01 counts the levels of a set from 1 in steps of 1.", "7", FindingSeverity.Warning);
        }

        var parent = cursor.Text(2);
        var parentLevel = parentLevels(Level);
        string? expected = null;
        if (parentLevel is not null && !_latest.TryGetValue(parentLevel, out expected))
        {
            cursor.Report(3, 0, "HL_PARENT_MISSING", "No level stands above this one that could carry it.", "7", FindingSeverity.Warning);
        }
        else if (parent != expected)
        {
            cursor.Report(2, 0, "HL_PARENT_WRONG", "HL02 must name the level right above.", "7", FindingSeverity.Warning);
        }

        _latest[Level] = cursor.Text(1);
        cursor.Next();
        return Level;
    }
}
