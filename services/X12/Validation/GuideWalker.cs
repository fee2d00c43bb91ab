using MedBill.X12.Findings;
using MedBill.X12.Guides;
using MedBill.X12.Reading;
using MedBill.X12.Tokens;

namespace MedBill.X12.Validation;

/// <summary>
/// Walks a set along a guide, segment by segment, and reports what is missing, unexpected, repeated or out of order. One fault gives one
/// finding: a segment that does not fit is explained by the likeliest single fault, and the walk goes on as if that were mended.
/// </summary>
/// <param name="guide">The guide.</param>
/// <param name="context">Takes what is found.</param>
/// <param name="hierarchy">The HL tree; it is told of a level that is not there, though its segments are.</param>
/// <param name="ahead">What follows, for a look at which of several faults it bears out; null in such a look itself.</param>
internal sealed partial class GuideWalker(GuideTable guide, FindingContext context, HierarchyChecks hierarchy, SegmentsAhead? ahead)
{
    private readonly List<WalkFrame> _frames = [];
    private readonly Stack<WalkFrame> _spare = new();
    private readonly ElementChecks _elements = new(guide, context);

    // What was missing when its loop closed. It is said once the next segment shows that it does not merely come late.
    private readonly List<(Awaited Missing, bool IsOfSet, string? Claim)> _closed = [];
    private readonly List<WalkFrame> _justClosed = [];
    private LateRow? _late;
    private bool _isLost;
    private bool _leaps;

    public void Begin()
    {
        while (_frames.Count > 0)
        {
            Drop();
        }

        _closed.Clear();
        Recycle();
        _elements.Begin();
        _late = null;
        _isLost = false;
        Push(guide.Root);
    }

    public void Accept(in SegmentView received, int position)
    {
        _budget = Math.Min(_budget + BudgetPerSegment, MostBudget);
        var segment = _elements.Separated(received, position);
        if (_justClosed.Count > 0 && ComesJustTooLate(segment, position))
        {
            return;
        }

        if (TryPlace(segment, position, onlySuitable: true)
            || (_leaps && (TryOutOfOrder(segment, position, 0, onlySuitable: true) || TryLoopOutOfOrder(segment, position, onlySuitable: true)))
            || (_leaps && TryPlace(segment, position, onlySuitable: false)))
        {
            _isLost = false;
            if (_late is not null && !ReferenceEquals(_frames[^1], _late.Frame))
            {
                TellLate();
            }
        }
        else
        {
            Explain(segment, position);
        }
    }

    /// <summary>Closes what is open; <paramref name="position"/> is SE's.</summary>
    public void End(int position, long offset)
    {
        while (_frames.Count > 0)
        {
            Close(position, offset);
        }

        TellLate();
        Tell();
        Recycle();
    }

    /// <summary>Leaves a set that breaks off: nothing can be said of what would have followed.</summary>
    public void Abandon()
    {
        while (_frames.Count > 0)
        {
            AddMissing(_frames[^1]);
            Drop();
        }

        TellLate();
        Tell();
        Recycle();
    }

    // A place that leaves out something required, for a segment whose elements do not suit it, is the last to be taken.
    private bool TryPlace(in SegmentView segment, int position, bool onlySuitable)
    {
        _leaps = false;
        for (var depth = _frames.Count - 1; depth >= 0; depth--)
        {
            var frame = _frames[depth];
            if (frame.AwaitsItsStart(segment))
            {
                return TryOutOfOrder(segment, position, depth);
            }

            if (FindSegment(frame, segment, inOrder: true) is >= 0 and var index
                && !(onlySuitable && Leaps(frame.LeapsTo(index), frame.Loop.Segments[index], segment)))
            {
                if (!frame.HasRoom(index) && TryOtherwise(segment, position))
                {
                    return true;
                }

                CloseAbove(depth, segment, position);
                Take(frame, index, segment, position);
                return true;
            }

            if (FindChild(frame, segment, inOrder: true) is >= 0 and var child
                && !(onlySuitable && Leaps(frame.LeapsToChild(child), frame.Loop.Children[child].Segments[0], segment)))
            {
                if (!frame.HasRoomForChild(child) && TryOtherwise(segment, position))
                {
                    return true;
                }

                Enter(depth, child, segment, position);
                return true;
            }
        }

        return false;
    }

    private bool Leaps(bool leavesOut, SegmentRule rule, in SegmentView segment)
    {
        if (!leavesOut || Suits(rule, segment))
        {
            return false;
        }

        _leaps = true;
        return true;
    }

    // The first segment of a loop starts the loop anew, which its parent notices; the root has no parent.
    private static int FindSegment(WalkFrame frame, in SegmentView segment, bool inOrder)
    {
        var (segments, keys, key) = (frame.Loop.Segments, frame.Loop.Keys, segment.Key);
        var found = -1;
        for (var index = keys.NextSegment(key, frame.IsRoot ? 0 : 1); index >= 0; index = keys.NextSegment(key, index + 1))
        {
            if ((!inOrder || segments[index].Rank >= frame.Rank) && segments[index].HasQualifier(segment))
            {
                // Of several uses that fit, one that still has room.
                if (frame.HasRoom(index))
                {
                    return index;
                }

                found = found < 0 ? index : found;
            }
        }

        return found;
    }

    private static int FindChild(WalkFrame frame, in SegmentView segment, bool inOrder)
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

    private void Take(WalkFrame frame, int index, in SegmentView segment, int position)
    {
        var rule = frame.Loop.Segments[index];
        MoveTo(frame, rule.Rank, position, segment.Offset);
        if (rule.IsOfLaterGuide)
        {
            Report(segment, position, frame.Loop, "SEGMENT_OF_LATER_GUIDE",
                $"The segment came with a later guide; {guide.Id.Version} does not have it. It is read all the same.", "1",
                FindingSeverity.Warning);
        }

        if (!frame.HasRoom(index))
        {
            Report(segment, position, frame.Loop, "SEGMENT_TOO_OFTEN", $"The segment may come {rule.Max} time(s) here.", "5");
        }

        frame.Count(index);
        _elements.Check(segment, position, rule, frame.Loop.Id);
    }

    private void Enter(int depth, int child, in SegmentView segment, int position)
    {
        var frame = _frames[depth];
        var loop = frame.Loop.Children[child];
        var open = depth + 1 < _frames.Count && ReferenceEquals(_frames[depth + 1].Loop, loop) ? _frames[depth + 1] : null;
        if (open is { HoldsOnlyItsStart: true, IsAssumed: false } && open.StartHash == HashOf(segment)
            && loop.Keys.RequiredSegments.Length + loop.Keys.RequiredChildren.Length > 1)
        {
            Report(segment, position, loop, "SEGMENT_TOO_OFTEN", "The segment stands twice in a row. Remove one.", "5");
            return;
        }

        if (!frame.HasRoomForChild(child) && open is { IsAssumed: true })
        {
            // What was taken for this loop was not it.
            CloseAbove(depth + 1, segment, position);
            open.IsAssumed = false;
            open.Restart();
        }
        else if (!frame.HasRoomForChild(child))
        {
            if (frame.ChildCounts[child] == loop.Max)
            {
                // Said of the first that is too much; more of them are the same fault.
                Report(segment, position, loop, "LOOP_TOO_OFTEN", $"Loop {loop.Id} may come {loop.Max} time(s) here. Remove the rest.", "4");
                frame.CountChild(child);
            }

            if (open is null)
            {
                CloseAbove(depth, segment, position);
                open = Push(loop);
            }
            else
            {
                CloseAbove(depth + 1, segment, position);
                open.Restart();
            }
        }
        else
        {
            CloseAbove(depth, segment, position);
            MoveToChild(frame, child, position, segment.Offset);
            open = Push(loop);
        }

        open.Ordinal = frame.ChildCounts[child];
        Begin(open, segment);
        _elements.Check(segment, position, loop.Segments[0], loop.Id);
    }

    private void MoveTo(WalkFrame frame, int rank, int position, long offset)
    {
        var missing = frame.Missing.Count;
        frame.MoveTo(rank, position, offset);
        NoteMissing(frame, missing, position);
    }

    private void MoveToChild(WalkFrame frame, int child, int position, long offset)
    {
        var missing = frame.Missing.Count;
        frame.MoveToChild(child, position, offset);
        frame.CountChild(child);
        NoteMissing(frame, missing, position);
    }

    private void NoteMissing(WalkFrame frame, int before, int position)
    {
        for (var index = before; index < frame.Missing.Count; index++)
        {
            context.StructureFault(position, frame.Missing[index].Rule.Key);
        }
    }

    private static void Begin(WalkFrame frame, in SegmentView segment)
    {
        frame.Counts[0] = 1;
        frame.StartHash = HashOf(segment);
        frame.Level = segment.Key == SegmentKey.HL && Numbers.TryDecimal(segment[1], out var level) && level is >= 0 and <= int.MaxValue
            ? (int)level
            : -1;
    }

    private static int HashOf(in SegmentView segment)
    {
        return (int)ShortKey.HashOf(segment.Bytes);
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
        frame.End(position, offset);
        AddMissing(frame);
        _frames.RemoveAt(_frames.Count - 1);
        _justClosed.Add(frame);
    }

    private void Report(
        in SegmentView segment, int position, LoopRule loop, string code, string words, string segmentError,
        FindingSeverity severity = FindingSeverity.Error)
    {
        if (severity == FindingSeverity.Error)
        {
            context.StructureFault(position, segment.Key);
        }

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
    }

    private WalkFrame Push(LoopRule loop)
    {
        var frame = _spare.Count > 0 ? _spare.Pop() : new WalkFrame();
        frame.Start(loop, isRoot: _frames.Count == 0, context.ClaimControlNumber);
        _frames.Add(frame);
        return frame;
    }

    private void Drop()
    {
        _spare.Push(_frames[^1]);
        _frames.RemoveAt(_frames.Count - 1);
    }

    private void Recycle()
    {
        foreach (var frame in _justClosed)
        {
            _spare.Push(frame);
        }

        _justClosed.Clear();
    }
}
