using MedBill.X12.Findings;
using MedBill.X12.Guides;
using MedBill.X12.Tokens;

namespace MedBill.X12.Validation;

/// <summary>Walks a set along a guide, segment by segment, and reports what is missing, unexpected, repeated or out of order.</summary>
internal sealed class GuideWalker(GuideTable guide, FindingContext context)
{
    private readonly List<Frame> _frames = [];
    private readonly Stack<Frame> _spare = new();
    private readonly ElementChecks _elements = new(guide, context);

    public void Begin()
    {
        while (_frames.Count > 0)
        {
            Drop();
        }

        Push(guide.Root);
    }

    public void Accept(in SegmentView segment, int position)
    {
        if (!TryPlace(segment, position, inOrder: true) && !TryPlace(segment, position, inOrder: false))
        {
            Unplaced(segment, position);
        }
    }

    /// <summary>Closes what is open; <paramref name="position"/> is SE's.</summary>
    public void End(int position, long offset)
    {
        while (_frames.Count > 0)
        {
            Close(position, offset);
        }
    }

    private bool TryPlace(in SegmentView segment, int position, bool inOrder)
    {
        for (var depth = _frames.Count - 1; depth >= 0; depth--)
        {
            var frame = _frames[depth];
            if (FindSegment(frame, segment, inOrder) is >= 0 and var index)
            {
                CloseAbove(depth, segment, position);
                Take(frame, index, segment, position, inOrder);
                return true;
            }

            if (FindChild(frame, segment, inOrder) is >= 0 and var child)
            {
                CloseAbove(depth, segment, position);
                Enter(frame, child, segment, position, inOrder);
                return true;
            }
        }

        return false;
    }

    // The first segment of a loop starts the loop anew, which its parent notices; the root has no parent.
    private static int FindSegment(Frame frame, in SegmentView segment, bool inOrder)
    {
        var (segments, keys, key) = (frame.Loop.Segments, frame.Loop.Keys, segment.Key);
        var found = -1;
        for (var index = keys.NextSegment(key, frame.IsRoot ? 0 : 1); index >= 0; index = keys.NextSegment(key, index + 1))
        {
            if ((!inOrder || segments[index].Rank >= frame.Rank) && segments[index].HasQualifier(segment))
            {
                // Of several uses that fit, one that still has room.
                if (segments[index].Max == 0 || frame.Counts[index] < segments[index].Max)
                {
                    return index;
                }

                found = found < 0 ? index : found;
            }
        }

        return found;
    }

    private static int FindChild(Frame frame, in SegmentView segment, bool inOrder)
    {
        var (children, keys, key) = (frame.Loop.Children, frame.Loop.Keys, segment.Key);
        for (var index = keys.NextChild(key, inOrder ? frame.Child : 0); index >= 0; index = keys.NextChild(key, index + 1))
        {
            if ((!inOrder || frame.Loop.ChildRanks[index] >= frame.Rank) && children[index].Segments[0].HasQualifier(segment))
            {
                return index;
            }
        }

        return -1;
    }

    private void Take(Frame frame, int index, in SegmentView segment, int position, bool inOrder)
    {
        var rule = frame.Loop.Segments[index];
        frame.Counts[index]++;
        if (inOrder)
        {
            frame.Rank = rule.Rank;
        }
        else
        {
            Report(segment, position, frame.Loop, "SEGMENT_OUT_OF_ORDER",
                "The segment comes too late in its loop. Put it where the guide has it.", "7");
        }

        if (rule.IsOfLaterGuide)
        {
            Report(segment, position, frame.Loop, "SEGMENT_OF_LATER_GUIDE",
                $"The segment came with a later guide; {guide.Id.Version} does not have it. It is read all the same.", "1",
                FindingSeverity.Warning);
        }

        if (rule.Max > 0 && frame.Counts[index] > rule.Max)
        {
            Report(segment, position, frame.Loop, "SEGMENT_TOO_OFTEN", $"The segment may come {rule.Max} time(s) here.", "5");
        }

        _elements.Check(segment, position, rule, frame.Loop.Id);
    }

    private void Enter(Frame frame, int child, in SegmentView segment, int position, bool inOrder)
    {
        var loop = frame.Loop.Children[child];
        frame.ChildCounts[child]++;
        if (inOrder)
        {
            frame.Child = child;
            frame.Rank = frame.Loop.ChildRanks[child];
        }
        else
        {
            Report(segment, position, loop, "SEGMENT_OUT_OF_ORDER", "The loop comes too late. Put it where the guide has it.", "7");
        }

        if (loop.Max > 0 && frame.ChildCounts[child] > loop.Max)
        {
            Report(segment, position, loop, "LOOP_TOO_OFTEN", $"Loop {loop.Id} may come {loop.Max} time(s) here.", "4");
        }

        var entered = Push(loop);
        entered.Counts[0] = 1;
        _elements.Check(segment, position, loop.Segments[0], loop.Id);
    }

    private void Unplaced(in SegmentView segment, int position)
    {
        var top = _frames[^1];
        var key = segment.Key;
        if (!guide.Shapes.ContainsKey(key))
        {
            Report(segment, position, top.Loop, "SEGMENT_UNKNOWN", "The guide has no such segment. Remove it.", "1");
            return;
        }

        foreach (var rule in top.Loop.Segments)
        {
            if (rule.Key == key && rule.KeyValues.Length > 0)
            {
                _elements.ReportElement(
                    segment, position, top.Loop.Id, rule.KeyElement, rule.KeyComponent,
                    "QUALIFIER_WRONG", "The qualifier is not one this loop has. Use one of the guide's, or remove the segment.", "7");
                return;
            }
        }

        Report(segment, position, top.Loop, "SEGMENT_UNEXPECTED", "The segment has no place here. Move or remove it.", "2");
    }

    private void CloseAbove(int depth, in SegmentView segment, int position)
    {
        while (_frames.Count - 1 > depth)
        {
            Close(position, segment.Offset);
        }
    }

    private void Close(int position, long offset)
    {
        var frame = _frames[^1];
        foreach (var index in frame.Loop.Keys.RequiredSegments)
        {
            if (frame.Counts[index] == 0)
            {
                Missing(frame.Loop.Segments[index], frame.Loop.Id, position, offset);
            }
        }

        foreach (var index in frame.Loop.Keys.RequiredChildren)
        {
            if (frame.ChildCounts[index] == 0)
            {
                Missing(frame.Loop.Children[index].Segments[0], frame.Loop.Children[index].Id, position, offset);
            }
        }

        Drop();
    }

    private void Missing(SegmentRule rule, string loop, int position, long offset)
    {
        var qualifier = rule.KeyValues.Length == 0
            ? ""
            : $" with {rule.Id}{rule.KeyElement:00}{(rule.KeyComponent == 0 ? "" : $"-{rule.KeyComponent}")} = "
                + $"{string.Join(" or ", rule.KeyValues.Select(value => SegmentText.Decode(value)))}";
        context.Report(new Finding
        {
            Severity = FindingSeverity.Error,
            Code = "SEGMENT_MISSING",
            Message = $"Loop {loop} needs a segment {rule.Id}{qualifier} before this place.",
            Rule = $"{guide.Id.Version} {loop} {rule.Id}",
            Snip = SnipType.Guide,
            Loop = loop,
            SegmentId = rule.Id,
            SegmentPosition = position,
            ByteOffset = offset,
            SegmentErrorCode = "3",
        });
    }

    private void Report(
        in SegmentView segment, int position, LoopRule loop, string code, string words, string segmentError,
        FindingSeverity severity = FindingSeverity.Error) =>
        context.Report(new Finding
        {
            Severity = severity,
            Code = code,
            Message = words,
            Rule = $"{guide.Id.Version} {loop.Id}",
            Snip = SnipType.Guide,
            Loop = loop.Id,
            SegmentId = segment.ToString(),
            SegmentPosition = position,
            ByteOffset = segment.Offset,
            SegmentErrorCode = segmentError,
        });

    private Frame Push(LoopRule loop)
    {
        var frame = _spare.Count > 0 ? _spare.Pop() : new Frame();
        frame.Start(loop, isRoot: _frames.Count == 0);
        _frames.Add(frame);
        return frame;
    }

    private void Drop()
    {
        _spare.Push(_frames[^1]);
        _frames.RemoveAt(_frames.Count - 1);
    }

    /// <summary>An open loop: what it has seen so far.</summary>
    private sealed class Frame
    {
        public LoopRule Loop { get; private set; } = null!;

        public bool IsRoot { get; private set; }

        public int Rank { get; set; }

        public int Child { get; set; }

        public int[] Counts { get; private set; } = [];

        public int[] ChildCounts { get; private set; } = [];

        public void Start(LoopRule loop, bool isRoot)
        {
            (Loop, IsRoot, Rank, Child) = (loop, isRoot, 0, 0);
            Counts = Cleared(Counts, loop.Segments.Count);
            ChildCounts = Cleared(ChildCounts, loop.Children.Count);
        }

        private static int[] Cleared(int[] counts, int length)
        {
            if (counts.Length < length)
            {
                return new int[Math.Max(length, 64)];
            }

            Array.Clear(counts);
            return counts;
        }
    }
}
