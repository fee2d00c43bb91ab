using MedBill.X12.Findings;
using MedBill.X12.Guides;
using MedBill.X12.Reading;
using MedBill.X12.Tokens;

namespace MedBill.X12.Validation;

/// <content>
/// Of several faults that a segment without a place may come from, the one that leaves least to say of what follows: each is tried on a copy
/// of the walk, some segments ahead. Whatever the file, that takes no more than a few steps for each segment walked.
/// </content>
internal sealed partial class GuideWalker
{
    private const int BudgetPerSegment = 4;
    private const int MostBudget = 4_000;

    // An error weighs as much as so many segments that are passed over unread.
    private const int ErrorWeight = 4;

    private int _budget = MostBudget;
    private int _swallowed;
    private Trial? _trial;

    private enum Mistake
    {
        /// <summary>The segment has no place: it is passed over.</summary>
        NoPlace,

        /// <summary>The first segment of a loop is missing before it.</summary>
        NoStart,

        /// <summary>It is the first segment of a loop, with a qualifier that is none.</summary>
        Qualifier,
    }

    /// <summary>A way to go on from a segment that does not fit: what is wrong, and with which child of which open loop.</summary>
    private readonly record struct Guess(Mistake Mistake, int Depth, int Child);

    /// <summary>Takes the segment as another fault than the likeliest at first sight, where what follows bears that out better.</summary>
    private bool TryOtherwise(in SegmentView segment, int position)
    {
        if (ahead is null || _budget < MostBudget / 4)
        {
            return false;
        }

        ahead.Look();
        var trial = _trial ??= new Trial(guide, hierarchy);
        var least = trial.Cost(this, ahead, null, segment, position);
        _budget -= ahead.Count + 1;
        if (least <= ErrorWeight)
        {
            return false;
        }

        Guess? best = null;
        foreach (var guess in Guesses(segment))
        {
            if (_budget <= 0)
            {
                break;
            }

            _budget -= ahead.Count + 1;
            if (trial.Cost(this, ahead, guess, segment, position) is var cost && cost < least)
            {
                (least, best) = (cost, guess);
            }
        }

        if (best is { } likeliest)
        {
            Take(likeliest, segment, position);
            return true;
        }

        return false;
    }

    /// <summary>How much there is to be said of a segment and what follows, as far as can be seen.</summary>
    public int Cost(in SegmentView segment, int position)
    {
        ahead!.Look();
        return (_trial ??= new Trial(guide, hierarchy)).Cost(this, ahead, null, segment, position);
    }

    private List<Guess> Guesses(in SegmentView segment)
    {
        var guesses = new List<Guess>();
        for (var depth = _frames.Count - 1; depth >= 0; depth--)
        {
            var frame = _frames[depth];
            for (var child = frame.Child; child < frame.Loop.Children.Count; child++)
            {
                var loop = frame.Loop.Children[child];
                if (frame.Loop.ChildRanks[child] < frame.Rank || !frame.HasRoomForChild(child))
                {
                    continue;
                }

                if (Holds(loop, segment))
                {
                    guesses.Add(new Guess(Mistake.NoStart, depth, child));
                }

                if (loop.Segments[0].Key == segment.Key && !loop.Segments[0].HasQualifier(segment))
                {
                    guesses.Add(new Guess(Mistake.Qualifier, depth, child));
                }
            }
        }

        guesses.Add(new Guess(Mistake.NoPlace, 0, 0));
        return guesses;
    }

    // Whether the segment has a place in the loop behind its first.
    private static bool Holds(LoopRule loop, in SegmentView segment)
    {
        for (var index = 1; index < loop.Segments.Count; index++)
        {
            if (loop.Segments[index].Matches(segment))
            {
                return true;
            }
        }

        return Reaches(loop, segment, 1);
    }

    private void Take(Guess guess, in SegmentView segment, int position)
    {
        Tell();
        Recycle();
        if (guess.Mistake == Mistake.NoPlace)
        {
            Report(segment, position, _frames[^1].Loop, "SEGMENT_UNEXPECTED", "The segment has no place here. Move or remove it.", "2");
            return;
        }

        TellLate();
        if (guess.Mistake == Mistake.Qualifier)
        {
            EnterMistaken(guess.Depth, guess.Child, segment, position);
            return;
        }

        CloseAbove(guess.Depth, segment, position);
        var frame = _frames[guess.Depth];
        MoveToChild(frame, guess.Child, position, segment.Offset);
        Assume(frame.Loop.Children[guess.Child], segment, position);
    }

    private void Follow(GuideWalker other)
    {
        while (_frames.Count > 0)
        {
            Drop();
        }

        Recycle();
        _late = null;
        foreach (var frame in other._justClosed)
        {
            _justClosed.Add(Copy(frame));
        }

        foreach (var frame in other._frames)
        {
            var copy = Copy(frame);
            _frames.Add(copy);
            if (other._late is { } late && ReferenceEquals(late.Frame, frame))
            {
                _late = late with { Frame = copy };
            }
        }

        _closed.Clear();
        _closed.AddRange(other._closed);
        _elements.Follow(other._elements);
        (_isLost, _leaps, _swallowed) = (other._isLost, false, 0);
    }

    private WalkFrame Copy(WalkFrame frame)
    {
        var copy = _spare.Count > 0 ? _spare.Pop() : new WalkFrame();
        copy.Copy(frame);
        return copy;
    }

    /// <summary>What is still to be said.</summary>
    private int Untold()
    {
        var untold = _closed.Count + (_late is null ? 0 : 1);
        foreach (var frame in _frames)
        {
            untold += frame.Missing.Count;
        }

        return untold;
    }

    /// <summary>A walk that goes along with another for a while and tells nobody.</summary>
    private sealed class Trial
    {
        private readonly FindingContext _context = new(new FindingLog(1));
        private readonly HierarchyChecks _hierarchy;
        private readonly HierarchyChecks _followed;
        private readonly GuideWalker _walker;

        public Trial(GuideTable guide, HierarchyChecks hierarchy)
        {
            (_followed, _hierarchy) = (hierarchy, hierarchy.With(_context));
            _walker = new GuideWalker(guide, _context, _hierarchy, null);
        }

        /// <summary>How much is to be said when a segment is taken for a fault; null is the likeliest at first sight.</summary>
        public int Cost(GuideWalker followed, SegmentsAhead ahead, Guess? guess, in SegmentView segment, int position)
        {
            _context.BeginSet();
            _hierarchy.Follow(_followed);
            _walker.Follow(followed);
            if (guess is { } other)
            {
                _walker.Take(other, segment, position);
            }
            else
            {
                _walker.Accept(segment, position);
            }

            var isEnded = false;
            for (var index = 0; index < ahead.Count; index++)
            {
                var next = ahead[index];
                position++;
                isEnded = next.Key == SegmentKey.SE;
                if (isEnded)
                {
                    _walker.End(position, next.Offset);
                    _hierarchy.End();
                    break;
                }

                if (next.Key == SegmentKey.HL)
                {
                    _hierarchy.Accept(next, position);
                }

                _walker.Accept(next, position);
            }

            return (((int)_context.SetErrors + (isEnded ? 0 : _walker.Untold())) * ErrorWeight) + _walker._swallowed;
        }
    }
}
