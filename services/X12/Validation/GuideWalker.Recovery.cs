using MedBill.X12.Findings;
using MedBill.X12.Guides;
using MedBill.X12.Reading;
using MedBill.X12.Tokens;

namespace MedBill.X12.Validation;

/// <content>What a segment that does not fit tells: the likeliest single fault.</content>
internal sealed partial class GuideWalker
{
    // How many loops in a row may lack their first segment. More is no slip of a sender but another file.
    private const int MostMissedStarts = 2;

    private void Explain(in SegmentView segment, int position)
    {
        if (!guide.Shapes.ContainsKey(segment.Key))
        {
            Report(segment, position, _frames[^1].Loop, "SEGMENT_UNKNOWN", "The guide has no such segment. Remove it.", "1");
            return;
        }

        // What follows a segment without a place belongs to it.
        if (_isLost)
        {
            _swallowed++;
            return;
        }

        if (TryOtherwise(segment, position)
            || TryOutOfOrder(segment, position, _frames.Count - 1)
            || TryRowWithoutStart(segment, position)
            || TryMissedStart(segment, position, 1)
            || TryOutOfOrder(segment, position, 0, onlySuitable: true)
            || TryLoopOutOfOrder(segment, position)
            || TryMissedStart(segment, position, 0)
            || TryMissedStart(segment, position, MostMissedStarts)
            || TryTooOften(segment, position)
            || TryWrongQualifier(segment, position))
        {
            return;
        }

        Report(segment, position, _frames[^1].Loop, "SEGMENT_UNEXPECTED", "The segment has no place here. Move or remove it.", "2");
        _isLost = StartsSomeLoop(guide.Root, segment.Key);
    }

    // The segment belongs to a loop that the one before it closed: the two have changed places.
    private bool ComesJustTooLate(in SegmentView segment, int position)
    {
        foreach (var frame in _justClosed)
        {
            var index = FindSegment(frame, segment, inOrder: true);
            if (index < 0 || !frame.HasRoom(index) || Fits(segment))
            {
                continue;
            }

            if (TryOtherwise(segment, position))
            {
                return true;
            }

            var rule = frame.Loop.Segments[index];
            _closed.RemoveAll(closed => ReferenceEquals(closed.Missing.Rule, rule));
            Tell();
            Recycle();
            ReportLate(segment, position, frame.Loop.Id);
            _elements.Check(segment, position, rule, frame.Loop.Id);
            return true;
        }

        Tell();
        Recycle();
        return false;
    }

    // Whether it has a place in what is open, without leaping over something required.
    private bool Fits(in SegmentView segment)
    {
        foreach (var frame in _frames)
        {
            if (FindChild(frame, segment, inOrder: true) >= 0)
            {
                return true;
            }

            if (FindSegment(frame, segment, inOrder: true) is >= 0 and var index && !frame.LeapsTo(index))
            {
                return true;
            }
        }

        return false;
    }

    // The segment has a use in an open loop that had not come yet. Loops inside stay open: what follows mostly belongs there.
    private bool TryOutOfOrder(in SegmentView segment, int position, int lowest, bool onlySuitable = false)
    {
        for (var depth = _frames.Count - 1; depth >= lowest; depth--)
        {
            var frame = _frames[depth];
            var index = frame.IsAssumed && frame.Counts[0] == 0 && frame.Loop.Segments[0].Matches(segment)
                ? 0
                : FindSegment(frame, segment, inOrder: false);
            if (index < 0 || !frame.HasRoom(index) || (onlySuitable && !Suits(frame.Loop.Segments[index], segment)))
            {
                continue;
            }

            frame.TryArrive(frame.Loop.Segments[index]);
            frame.Count(index);
            if (depth == _frames.Count - 1 && !frame.IsRoot && index > 0)
            {
                Delay(frame, frame.Loop.Segments[index], segment, position);
            }
            else
            {
                // It stands within a loop that it does not belong to, whose end it seems to be to whoever reads.
                context.StructureFault(position);
                ReportLate(segment, position, frame.Loop.Id);
            }

            _elements.Check(segment, position, frame.Loop.Segments[index], frame.Loop.Id);
            return true;
        }

        return false;
    }

    // Segments in a row that come too late in one loop have one cause: something before them came too early, or the loop's next start
    // is missing. Which of the two is known when the row ends.
    private void Delay(WalkFrame frame, SegmentRule rule, in SegmentView segment, int position)
    {
        context.StructureFault(position, segment.Key);
        if (_late is { } late && ReferenceEquals(late.Frame, frame) && rule.Rank >= late.Rank)
        {
            _late = late with { Rank = rule.Rank };
            return;
        }

        TellLate();
        _late = new LateRow(frame, rule.Rank, rule.Key, Late(segment, position, frame.Loop.Id) with
        {
            ClaimControlNumber = context.ClaimControlNumber,
        });
    }

    private void TellLate()
    {
        if (_late is { } late)
        {
            _late = null;
            context.Report(late.Finding);
        }
    }

    // A row of late segments runs into one that has come already: the loop began anew, without its first segment.
    private bool TryRowWithoutStart(in SegmentView segment, int position)
    {
        if (_late is not { } late || !ReferenceEquals(_frames[^1], late.Frame)
            || FindSegment(late.Frame, segment, inOrder: false) is not (>= 0 and var index) || late.Frame.HasRoom(index))
        {
            return false;
        }

        var loop = late.Frame.Loop;
        var above = _frames[^2];
        var child = above.Loop.Children.IndexOf(loop);
        if (child < 0 || !above.HasRoomForChild(child))
        {
            return false;
        }

        _late = null;
        CloseAbove(_frames.Count - 2, segment, position);
        above.CountChild(child);
        var frame = Push(loop);
        frame.IsAssumed = true;
        frame.StartAt(late.Rank, late.Finding.SegmentPosition, late.Finding.ByteOffset);
        Take(frame, index, segment, position);
        return true;
    }

    // Elements tell uses of the same segment apart where a qualifier does not.
    private static bool Suits(SegmentRule rule, in SegmentView segment)
    {
        for (var number = 1; number < rule.Elements.Length; number++)
        {
            if (segment[number].IsEmpty ? rule.Elements[number] is { IsRequired: true } : rule.Elements[number] is null)
            {
                return false;
            }
        }

        return true;
    }

    private bool TryLoopOutOfOrder(in SegmentView segment, int position, bool onlySuitable = false)
    {
        for (var depth = _frames.Count - 1; depth >= 0; depth--)
        {
            var frame = _frames[depth];
            var child = FindChild(frame, segment, inOrder: false);
            if (child < 0 || !frame.HasRoomForChild(child) || (onlySuitable && !Suits(frame.Loop.Children[child].Segments[0], segment)))
            {
                continue;
            }

            var loop = frame.Loop.Children[child];
            frame.TryArrive(loop.Segments[0]);
            frame.CountChild(child);
            ReportLate(segment, position, loop.Id);
            Begin(Push(loop), segment);
            _elements.Check(segment, position, loop.Segments[0], loop.Id);
            return true;
        }

        return false;
    }

    // The segment belongs to a loop that could begin here, had its first segment come: a required loop, or with 0 starts any other.
    private bool TryMissedStart(in SegmentView segment, int position, int starts)
    {
        for (var depth = _frames.Count - 1; depth >= 0; depth--)
        {
            var frame = _frames[depth];
            for (var child = frame.Child; child < frame.Loop.Children.Count; child++)
            {
                var loop = frame.Loop.Children[child];
                if (frame.Loop.ChildRanks[child] >= frame.Rank
                    && (starts > 0 ? loop.IsRequired && frame.ChildCounts[child] == 0 : frame.HasRoomForChild(child))
                    && (starts > 1 ? Reaches(loop, segment, starts) : LacksOnlyItsStart(loop, segment)))
                {
                    var row = _late is { } late && loop.Segments.Exists(rule => rule.Key == late.Key) ? late.Finding : null;
                    if (row is not null)
                    {
                        // What came just before belongs to the same loop without a start.
                        _late = null;
                    }

                    CloseAbove(depth, segment, position);
                    MoveToChild(frame, child, row?.SegmentPosition ?? position, row?.ByteOffset ?? segment.Offset);
                    Assume(loop, segment, position, row);
                    return true;
                }
            }
        }

        return false;
    }

    // A loop that may or may not be there is only thought of when nothing but its first segment is missing.
    private static bool LacksOnlyItsStart(LoopRule loop, in SegmentView segment)
    {
        if (loop.Segments[0].Key == SegmentKey.HL && loop.Segments.Count > 1)
        {
            // A level is many segments: only the one right behind its HL tells that the HL is missing.
            return loop.Segments[1].Matches(segment) || (!loop.Segments[1].IsRequired && StartsFirstLoop(loop, segment));
        }

        var inside = loop.Children.Count == 0 ? int.MaxValue : loop.ChildRanks[0];
        for (var index = 1; index < loop.Segments.Count && loop.Segments[index].Rank <= inside; index++)
        {
            if (loop.Segments[index].Matches(segment))
            {
                return true;
            }

            if (loop.Segments[index].IsRequired)
            {
                return false;
            }
        }

        return StartsFirstLoop(loop, segment);
    }

    private static bool StartsFirstLoop(LoopRule loop, in SegmentView segment)
    {
        foreach (var child in loop.Children)
        {
            if (child.Segments[0].Matches(segment))
            {
                return true;
            }

            if (child.IsRequired)
            {
                return false;
            }
        }

        return false;
    }

    // Whether the segment starts a loop somewhere in it: then all that comes before is missing.
    private static bool Reaches(LoopRule loop, in SegmentView segment, int starts)
    {
        foreach (var child in loop.Children)
        {
            if (child.Segments[0].Matches(segment) || (starts > 1 && child.IsRequired && Reaches(child, segment, starts - 1)))
            {
                return true;
            }
        }

        return false;
    }

    // Opens the loop, and those inside it that lead to the segment, without their first segments; then the segment fits.
    private void Assume(LoopRule loop, in SegmentView segment, int position, Finding? row = null)
    {
        var frame = Push(loop);
        frame.IsAssumed = true;
        frame.Ordinal = _frames.Count < 2 ? 1 : _frames[^2].ChildCounts[Math.Max(0, _frames[^2].Loop.Children.IndexOf(loop))];
        if (row is not null)
        {
            frame.StartAt(1, row.SegmentPosition, row.ByteOffset);
        }

        if (loop.Segments[0].Key == SegmentKey.HL)
        {
            hierarchy.Missed(SegmentText.Decode(loop.Segments[0].KeyValues[0]));
        }

        if (FindSegment(frame, segment, inOrder: true) is >= 0 and var index)
        {
            Take(frame, index, segment, position);
        }
        else if (FindChild(frame, segment, inOrder: true) is >= 0 and var child)
        {
            Enter(_frames.Count - 1, child, segment, position);
        }
        else
        {
            var inner = 0;
            while (!loop.Children[inner].IsRequired || !Reaches(loop.Children[inner], segment, 1))
            {
                inner++;
            }

            MoveToChild(frame, inner, position, segment.Offset);
            Assume(loop.Children[inner], segment, position);
        }
    }

    private void ReportLate(in SegmentView segment, int position, string loop)
    {
        context.StructureFault(position, segment.Key);
        context.Report(Late(segment, position, loop));
    }

    private Finding Late(in SegmentView segment, int position, string loop) => new()
    {
        Severity = FindingSeverity.Error,
        Code = "SEGMENT_OUT_OF_ORDER",
        Message = "The segment comes too late. Put it where the guide has it.",
        Rule = $"{guide.Id.Version} {loop}",
        Snip = SnipType.Guide,
        Loop = loop,
        SegmentId = segment.ToString(),
        SegmentPosition = position,
        ByteOffset = segment.Offset,
        SegmentErrorCode = "7",
    };

    /// <summary>Segments in a row that come too late in a loop: the first as a finding, the place of the last.</summary>
    private sealed record LateRow(WalkFrame Frame, int Rank, uint Key, Finding Finding);
}
