using MedBill.X12.Findings;
using MedBill.X12.Guides;
using MedBill.X12.Reading;
using MedBill.X12.Tokens;

namespace MedBill.X12.Validation;

/// <summary>Checks the HL tree of a set: numbers in steps of 1, parents that exist, HL04 that tells the truth.</summary>
internal sealed class HierarchyChecks(GuideId guide, FindingContext context, int deepest)
{
    private readonly List<Level> _open = [];
    private int _count;

    public void Begin()
    {
        _open.Clear();
        _count = 0;
    }

    public void Accept(in SegmentView segment, int position)
    {
        _count++;
        var id = SegmentText.Decode(segment[1]);
        if (!Numbers.TryDecimal(segment[1], out var number) || number != _count)
        {
            Report(segment.Offset, position, 1, "HL_NUMBER_WRONG", $"HL01 counts levels in steps of 1: {_count} is due.");
        }

        var parent = segment[2].IsEmpty ? null : SegmentText.Decode(segment[2]);
        if (parent is null || _open.Exists(level => level.Id == parent))
        {
            while (_open.Count > 0 && _open[^1].Id != parent)
            {
                Close();
            }
        }
        else
        {
            // Taken to stand below the level before it, so that one wrong number is not told again of every level around.
            Report(segment.Offset, position, 2, "HL_PARENT_WRONG", "HL02 names no level above this one.");
        }

        if (_open.Count > 0)
        {
            _open[^1] = _open[^1] with { Children = _open[^1].Children + 1 };
        }

        if (_open.Count >= deepest)
        {
            Report(segment.Offset, position, 2, "HL_TOO_DEEP", $"Levels stand more than {deepest} deep.");
            return;
        }

        var child = segment[4];
        _open.Add(new Level(id, child.IsEmpty ? (byte)0 : child[0], 0, segment.Offset, position));
    }

    public void End()
    {
        while (_open.Count > 0)
        {
            Close();
        }
    }

    private void Close()
    {
        var level = _open[^1];
        _open.RemoveAt(_open.Count - 1);
        if (level.HasChild == '0' && level.Children > 0)
        {
            Report(level.Offset, level.Position, 4, "HL_CHILD_CODE_WRONG", "HL04 says no level follows below, but one does. Write 1.");
        }
        else if (level.HasChild == '1' && level.Children == 0)
        {
            Report(level.Offset, level.Position, 4, "HL_CHILD_CODE_WRONG", "HL04 says a level follows below, but none does. Write 0.");
        }
    }

    private void Report(long offset, int position, int element, string code, string words) => context.Report(new Finding
    {
        Severity = FindingSeverity.Error,
        Code = code,
        Message = words,
        Rule = $"{guide.Version} HL{element:00}",
        Snip = SnipType.Guide,
        SegmentId = "HL",
        SegmentPosition = position,
        Element = element,
        DataElement = element switch { 1 => 628, 2 => 734, _ => 736 },
        ByteOffset = offset,
        SegmentErrorCode = "8",
        ElementErrorCode = "7",
    });

    private readonly record struct Level(string Id, byte HasChild, int Children, long Offset, int Position);
}
