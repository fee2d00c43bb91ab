using MedBill.X12.Findings;
using MedBill.X12.Guides;
using MedBill.X12.Reading;
using MedBill.X12.Tokens;

namespace MedBill.X12.Validation;

/// <content>What is missing, comes too often, or names a use the guide does not have there.</content>
internal sealed partial class GuideWalker
{
    private void AddMissing(WalkFrame frame)
    {
        foreach (var missing in frame.Missing)
        {
            _closed.Add((missing, frame.IsRoot, frame.ClaimControlNumber));
            context.StructureFault(missing.Position, missing.Rule.Key);
            if (frame.IsAssumed && frame.HoldsOnlyItsStart)
            {
                // A loop that was taken for begun and left at once: one fault, however much it lacks.
                break;
            }
        }
    }

    private void Tell()
    {
        var current = context.ClaimControlNumber;
        foreach (var (missing, isOfSet, claim) in _closed)
        {
            var rule = missing.Rule;
            var qualifier = rule.KeyValues.Length == 0
                ? ""
                : $" with {rule.Id}{rule.KeyElement:00}{(rule.KeyComponent == 0 ? "" : $"-{rule.KeyComponent}")} = "
                    + $"{string.Join(" or ", rule.KeyValues.Select(value => SegmentText.Decode(value)))}";
            // What the set itself lacks is noticed late, and is not the fault of the claim that the walk has come to.
            context.ClaimControlNumber = isOfSet ? null : claim ?? current;
            context.Report(new Finding
            {
                Severity = FindingSeverity.Error,
                Code = "SEGMENT_MISSING",
                Message = $"Loop {missing.Loop} needs a segment {rule.Id}{qualifier} before this place.",
                Rule = $"{guide.Id.Version} {missing.Loop} {rule.Id}",
                Snip = SnipType.Guide,
                Loop = missing.Loop,
                SegmentId = rule.Id,
                SegmentPosition = missing.Position,
                ByteOffset = missing.Offset,
                SegmentErrorCode = "3",
            });
        }

        context.ClaimControlNumber = current;
        _closed.Clear();
    }

    private bool TryTooOften(in SegmentView segment, int position)
    {
        for (var depth = _frames.Count - 1; depth >= 0; depth--)
        {
            var frame = _frames[depth];
            if (FindSegment(frame, segment, inOrder: false) is >= 0 and var index)
            {
                Report(segment, position, frame.Loop, "SEGMENT_TOO_OFTEN",
                    $"The segment may come {frame.Loop.Segments[index].Max} time(s) in its loop.", "5");
                return true;
            }

            if (FindChild(frame, segment, inOrder: false) is >= 0 and var child)
            {
                var loop = frame.Loop.Children[child];
                Report(segment, position, loop, "LOOP_TOO_OFTEN", $"Loop {loop.Id} may come {loop.Max} time(s) here.", "4");
                Begin(Push(loop), segment);
                _frames[^1].IsAssumed = true;
                return true;
            }
        }

        return false;
    }

    private bool TryWrongQualifier(in SegmentView segment, int position)
    {
        var key = segment.Key;
        if (LevelFor(segment) is >= 0 and var level && _frames[level].Loop.Children.FindIndex(
            inside => inside.Segments[0].Key == SegmentKey.HL) is >= 0 and var below)
        {
            EnterMistaken(level, below, segment, position);
            return true;
        }

        for (var depth = _frames.Count - 1; depth >= 0; depth--)
        {
            var frame = _frames[depth];
            foreach (var index in frame.Loop.Keys.RequiredSegments)
            {
                var rule = frame.Loop.Segments[index];
                if (rule.Key == key && frame.Counts[index] == 0 && (index > 0 || frame.IsRoot) && rule.Rank >= frame.Rank)
                {
                    CloseAbove(depth, segment, position);
                    MoveTo(frame, rule.Rank, position, segment.Offset);
                    frame.Excuse(index);
                    ReportQualifier(segment, position, frame.Loop, rule);
                    return true;
                }
            }

            foreach (var child in frame.Loop.Keys.RequiredChildren)
            {
                if (frame.Loop.Children[child].Segments[0].Key == key && frame.ChildCounts[child] == 0
                    && frame.Loop.ChildRanks[child] >= frame.Rank && child >= frame.Child)
                {
                    EnterMistaken(depth, child, segment, position);
                    return true;
                }
            }
        }

        for (var depth = _frames.Count - 1; depth >= 0; depth--)
        {
            if (NamesOtherUse(_frames[depth].Loop, key) is { } use)
            {
                ReportQualifier(segment, position, _frames[depth].Loop, use);
                _isLost = StartsSomeLoop(guide.Root, key);
                return true;
            }
        }

        return false;
    }

    // A level whose code is wrong still names the one above it.
    private int LevelFor(in SegmentView segment)
    {
        if (segment.Key != SegmentKey.HL)
        {
            return -1;
        }

        if (segment[2].IsEmpty)
        {
            return 0;
        }

        return Numbers.TryDecimal(segment[2], out var parent) ? _frames.FindIndex(frame => frame.Level == parent) : -1;
    }

    private void EnterMistaken(int depth, int child, in SegmentView segment, int position)
    {
        CloseAbove(depth, segment, position);
        var frame = _frames[depth];
        MoveToChild(frame, child, position, segment.Offset);
        var entered = Push(frame.Loop.Children[child]);
        Begin(entered, segment);
        entered.IsAssumed = true;
        ReportQualifier(segment, position, entered.Loop, entered.Loop.Segments[0]);
    }

    private static SegmentRule? NamesOtherUse(LoopRule loop, uint key)
    {
        foreach (var rule in loop.Segments)
        {
            if (rule.Key == key && rule.KeyValues.Length > 0)
            {
                return rule;
            }
        }

        foreach (var child in loop.Children)
        {
            if (child.Segments[0].Key == key && child.Segments[0].KeyValues.Length > 0)
            {
                return child.Segments[0];
            }
        }

        return null;
    }

    private static bool StartsSomeLoop(LoopRule loop, uint key) =>
        loop.Children.Exists(child => child.Segments[0].Key == key || StartsSomeLoop(child, key));

    private void ReportQualifier(in SegmentView segment, int position, LoopRule loop, SegmentRule rule)
    {
        context.StructureFault(position, segment.Key);
        _elements.ReportElement(
            segment, position, loop.Id, rule.KeyElement, rule.KeyComponent,
            "QUALIFIER_WRONG", "The qualifier is not one this loop has. Use one of the guide's, or remove the segment.", "7");
    }
}
