using System.Globalization;
using MedBill.X12.Findings;
using MedBill.X12.Guides;
using MedBill.X12.Reading;
using MedBill.X12.Tokens;

namespace MedBill.X12.Validation;

/// <summary>
/// Checks the HL tree of a set: numbers in steps of 1, parents of the right level, HL04 that tells the truth. After a wrong number or parent
/// it goes on as if that were mended, so that one fault gives one finding.
/// </summary>
internal sealed class HierarchyChecks(GuideId guide, FindingContext context, int deepest)
{
    // Published answers end a refused branch (AAA) with HL04 = 1 and nothing below; no receiver minds.
    private readonly FindingSeverity _danglingSeverity =
        guide.SetId == "271" ? FindingSeverity.Warning : FindingSeverity.Error;

    private readonly Dictionary<string, LevelRule> _rules = LevelRule.Of(GuideTable.Of(guide));
    private readonly List<Level> _open = [];
    private int _count;
    private int _otherCount;
    private (int Number, string Parent, string Code, int Position) _last;

    public void Begin()
    {
        _open.Clear();
        (_count, _otherCount) = (0, 0);
        _last = default;
    }

    /// <summary>Goes on from where another stands.</summary>
    public void Follow(HierarchyChecks other)
    {
        _open.Clear();
        _open.AddRange(other._open);
        (_count, _otherCount, _last) = (other._count, other._otherCount, other._last);
    }

    /// <summary>The same checks, told to another.</summary>
    public HierarchyChecks With(FindingContext other) => new(guide, other, deepest);

    public void Accept(in SegmentView segment, int position)
    {
        var number = Number(segment[1]);
        var parent = SegmentText.Decode(segment[2]);
        var code = SegmentText.Decode(segment[3]);
        var isTwice = position == _last.Position + 1 && (number, parent, code) == (_last.Number, _last.Parent, _last.Code);
        _last = (number, parent, code, position);
        if (isTwice)
        {
            return;
        }

        var child = segment[4].IsEmpty ? (byte)0 : segment[4][0];
        if (_open.Count > 0 && _open[^1].IsMissing && _open[^1].Number == number && _open[^1].Code == code)
        {
            // It comes behind what belongs to it; the walk along the guide says so.
            _open[^1] = _open[^1] with { IsMissing = false, HasChild = child, Offset = segment.Offset, Position = position };
            return;
        }

        var due = _count + 1;
        if (number != due && number != _otherCount + 1)
        {
            if (IsPlain(segment, 1))
            {
                Report(segment.Offset, position, 1, "HL_NUMBER_WRONG", $"HL01 counts levels in steps of 1: {due} is due.", segment[1]);
            }

            (_count, _otherCount) = (number > 0 ? number : due, due);
        }
        else
        {
            (_count, _otherCount) = (number, number);
        }

        Attach(segment, position, parent, code);
        if (_open.Count >= deepest)
        {
            Report(segment.Offset, position, 2, "HL_TOO_DEEP", $"Levels stand more than {deepest} deep.", segment[2]);
            return;
        }

        _open.Add(new Level(number, due, code, child, 0, segment.Offset, position, false));
    }

    /// <summary>A level is not there though its segments are: it counts, unless those that follow are numbered without it.</summary>
    public void Missed(string code)
    {
        _otherCount = _count;
        _count++;
        AttachTo(IndexOfParent(_rules.GetValueOrDefault(code)));
        _open.Add(new Level(_count, _count, code, 0, 0, 0, 0, true));
    }

    public void End()
    {
        while (_open.Count > 0)
        {
            Close();
        }
    }

    private void Attach(in SegmentView segment, int position, string parent, string code)
    {
        var rule = _rules.GetValueOrDefault(code);
        if (rule is { Parents.Count: 0 })
        {
            AttachTo(-1);
            return;
        }

        var wanted = IndexOfParent(rule);
        if (parent.Length == 0)
        {
            AttachTo(wanted);
            return;
        }

        var number = Number(segment[2]);
        var named = _open.FindLastIndex(level => level.Number == number || level.Due == number);
        if (!IsPlain(segment, 2) || (wanted > named && named >= 0 && _open[wanted].IsMissing))
        {
            // Below a level that is missing it may name the one above that.
            named = wanted;
        }
        else if (named < 0 || (rule is not null && !rule.Parents.Contains(_open[named].Code) && _rules.ContainsKey(_open[named].Code)))
        {
            Report(segment.Offset, position, 2, "HL_PARENT_WRONG",
                rule is null ? "HL02 names no level above this one." : $"HL02 must name the level {string.Join(" or ", rule.Parents)} (HL03) right above.", segment[2]);
            named = wanted < 0 ? named : wanted;
        }

        AttachTo(named);
    }

    // One value: what is divided or repeated is told of by the walk.
    private static bool IsPlain(in SegmentView segment, int element) =>
        !segment[element].IsEmpty && !segment[element].Contains(segment.Delimiters.Component)
        && (segment.Delimiters.Repetition == 0 || !segment[element].Contains(segment.Delimiters.Repetition));

    private int IndexOfParent(LevelRule? rule) => rule is null ? -1 : _open.FindLastIndex(level => rule.Parents.Contains(level.Code));

    private void AttachTo(int parent)
    {
        while (_open.Count > parent + 1)
        {
            Close();
        }

        if (parent >= 0)
        {
            _open[parent] = _open[parent] with { Children = _open[parent].Children + 1 };
        }
    }

    private void Close()
    {
        var level = _open[^1];
        _open.RemoveAt(_open.Count - 1);
        var rule = _rules.GetValueOrDefault(level.Code);
        if (level.IsMissing || rule?.Allows(level.HasChild) == false)
        {
            return;
        }

        if (level.HasChild == '0' && level.Children > 0)
        {
            Report(level.Offset, level.Position, 4, "HL_CHILD_CODE_WRONG", "HL04 says no level follows below, but one does. Write 1.", "0"u8);
        }
        else if (level.HasChild == '1' && level.Children == 0 && rule?.NeedsChild != true)
        {
            Report(level.Offset, level.Position, 4, "HL_CHILD_CODE_WRONG", "HL04 says a level follows below, but none does. Write 0.", "1"u8,
                _danglingSeverity);
        }
    }

    private static int Number(ReadOnlySpan<byte> value) =>
        Numbers.TryDecimal(value, out var number) && number is > 0 and <= int.MaxValue && decimal.IsInteger(number) ? (int)number : -1;

    private void Report(
        long offset, int position, int element, string code, string words, ReadOnlySpan<byte> value,
        FindingSeverity severity = FindingSeverity.Error) => context.Report(new Finding
        {
            Severity = severity,
            RefusesWriting = true,
            Code = code,
            Message = words,
            Rule = string.Create(CultureInfo.InvariantCulture, $"{guide.Version} HL{element:00}"),
            Snip = SnipType.Guide,
            SegmentId = "HL",
            SegmentPosition = position,
            Element = element,
            DataElement = element switch { 1 => 628, 2 => 734, _ => 736 },
            ByteOffset = offset,
            Value = SegmentText.Decode(value),
            SegmentErrorCode = "8",
            ElementErrorCode = "7",
        });

    private readonly record struct Level(
        int Number, int Due, string Code, byte HasChild, int Children, long Offset, int Position, bool IsMissing);

    /// <summary>What a guide says of a level: which stands above, which HL04 it takes, whether one must follow below.</summary>
    private sealed record LevelRule(HashSet<string> Parents, byte[][] ChildCodes, bool NeedsChild)
    {
        public static Dictionary<string, LevelRule> Of(GuideTable guide)
        {
            var rules = new Dictionary<string, LevelRule>();
            Add(guide.Root, null, rules);
            return rules;
        }

        public bool Allows(byte child) => child == 0 || ChildCodes.Length == 0 || SegmentRule.Contains(ChildCodes, [child]);

        private static void Add(LoopRule loop, string? parent, Dictionary<string, LevelRule> rules)
        {
            var start = loop.Segments[0];
            if (start.Key == SegmentKey.HL && start.KeyValues.Length > 0)
            {
                var needsChild = loop.Children.Exists(child => child.IsRequired && child.Segments[0].Key == SegmentKey.HL);
                foreach (var value in start.KeyValues)
                {
                    var code = SegmentText.Decode(value);
                    var rule = rules.GetValueOrDefault(code) ?? new LevelRule([], start.Elements[4]?.Codes ?? [], needsChild);
                    if (parent is not null)
                    {
                        rule.Parents.Add(parent);
                    }

                    rules[code] = rule;
                }

                parent = SegmentText.Decode(start.KeyValues[0]);
            }

            foreach (var child in loop.Children)
            {
                Add(child, parent, rules);
            }
        }
    }
}
