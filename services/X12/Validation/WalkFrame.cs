using MedBill.X12.Guides;
using MedBill.X12.Reading;
using MedBill.X12.Tokens;

namespace MedBill.X12.Validation;

/// <summary>An open loop of a set: what it has seen so far, and what it still waits for.</summary>
internal sealed class WalkFrame
{
    private readonly List<Awaited> _awaited = [];
    private int _segments;
    private int _nextRequired;
    private int _nextRequiredChild;

    public LoopRule Loop { get; private set; } = null!;

    public bool IsRoot { get; private set; }

    /// <summary>Place of the latest segment or loop, on the scale of <see cref="SegmentRule.Rank"/>.</summary>
    public int Rank { get; private set; }

    /// <summary>The latest loop inside; those before it are no longer in order.</summary>
    public int Child { get; private set; }

    public int[] Counts { get; private set; } = [];

    public int[] ChildCounts { get; private set; } = [];

    /// <summary>The loop was entered although its first segment is not there, or names another: a second start is no repetition.</summary>
    public bool IsAssumed { get; set; }

    /// <summary>HL01, when the loop starts with one; -1 when it cannot be read.</summary>
    public int Level { get; set; }

    /// <summary>Which of its kind it is in the loop above, counted from 1: what LX01 says.</summary>
    public int Ordinal { get; set; }

    /// <summary>A fingerprint of the first segment, to see a segment that stands twice in a row.</summary>
    public int StartHash { get; set; }

    /// <summary>The claim it stands in: when the loop closes, the next one may have begun.</summary>
    public string? ClaimControlNumber { get; private set; }

    public IReadOnlyList<Awaited> Missing => _awaited;

    /// <summary>Whether only the first segment has come.</summary>
    public bool HoldsOnlyItsStart { get; private set; }

    public void Start(LoopRule loop, bool isRoot, string? claim)
    {
        (Loop, IsRoot, Rank, Child, Level, StartHash) = (loop, isRoot, 0, 0, -1, 0);
        (IsAssumed, HoldsOnlyItsStart, ClaimControlNumber) = (false, !isRoot, claim);
        (_nextRequired, _nextRequiredChild, _segments) = (0, 0, 0);
        Counts = Cleared(Counts, loop.Segments.Count);
        ChildCounts = Cleared(ChildCounts, loop.Children.Count);
        _awaited.Clear();
    }

    /// <summary>Becomes the same as another.</summary>
    public void Copy(WalkFrame other)
    {
        (Loop, IsRoot, Rank, Child, Level, StartHash) = (other.Loop, other.IsRoot, other.Rank, other.Child, other.Level, other.StartHash);
        (IsAssumed, HoldsOnlyItsStart, ClaimControlNumber) = (other.IsAssumed, other.HoldsOnlyItsStart, other.ClaimControlNumber);
        (_nextRequired, _nextRequiredChild, _segments, Ordinal) = (other._nextRequired, other._nextRequiredChild, other._segments, other.Ordinal);
        Counts = Cleared(Counts, Loop.Segments.Count);
        ChildCounts = Cleared(ChildCounts, Loop.Children.Count);
        other.Counts.AsSpan(0, Loop.Segments.Count).CopyTo(Counts);
        other.ChildCounts.AsSpan(0, Loop.Children.Count).CopyTo(ChildCounts);
        _awaited.Clear();
        _awaited.AddRange(other._awaited);
    }

    /// <summary>Begins again with what came before still known: the loop was repeated although it may not be.</summary>
    public void Restart()
    {
        for (var index = 1; index < Loop.Segments.Count; index++)
        {
            Counts[index] = -Math.Abs(Counts[index]);
        }

        for (var index = 0; index < Loop.Children.Count; index++)
        {
            ChildCounts[index] = -Math.Abs(ChildCounts[index]);
        }

        (Rank, Child) = (0, 0);
    }

    /// <summary>Whether the loop was entered by the segment right before this one, which should have started it.</summary>
    public bool AwaitsItsStart(in SegmentView segment) =>
        IsAssumed && Counts[0] == 0 && _segments == 1 && Loop.Segments[0].Matches(segment)
        && (segment.Key != SegmentKey.LX || !Numbers.TryDecimal(segment[1], out var line) || line == Ordinal);

    /// <summary>Whether something required would be left out by moving on to the segment.</summary>
    public bool LeapsTo(int index)
    {
        foreach (var required in Loop.Keys.RequiredSegments)
        {
            if (Loop.Segments[required].Rank < Loop.Segments[index].Rank && IsAwaited(required))
            {
                return true;
            }
        }

        return false;
    }

    public bool HasRoom(int index) => Loop.Segments[index].Max == 0 || Counts[index] < Loop.Segments[index].Max;

    public bool HasRoomForChild(int index) => Loop.Children[index].Max == 0 || ChildCounts[index] < Loop.Children[index].Max;

    /// <summary>A segment stands in another's place: neither is missing, and the other may still come.</summary>
    public void Excuse(int index) => Counts[index] = Counts[index] == 0 ? -1 : Counts[index];

    /// <summary>Whether something required would be left out by moving on to the loop inside.</summary>
    public bool LeapsToChild(int child)
    {
        foreach (var required in Loop.Keys.RequiredSegments)
        {
            if (Loop.Segments[required].Rank < Loop.ChildRanks[child] && IsAwaited(required))
            {
                return true;
            }
        }

        foreach (var required in Loop.Keys.RequiredChildren)
        {
            if (required < child && Loop.ChildRanks[required] == Loop.ChildRanks[child] && ChildCounts[required] == 0)
            {
                return true;
            }
        }

        return false;
    }

    // That an assumed loop's first segment is missing has been noted.
    private bool IsAwaited(int required) => Counts[required] == 0 && !(required == 0 && IsAssumed);

    /// <summary>Counts a segment. After a restart the count starts again at 1, without what came before being missed.</summary>
    public void Count(int index)
    {
        _segments++;
        Counts[index] = Counts[index] < 0 ? 1 : Counts[index] + 1;
        HoldsOnlyItsStart &= index == 0;
    }

    public void CountChild(int index)
    {
        ChildCounts[index] = ChildCounts[index] < 0 ? 1 : ChildCounts[index] + 1;
        HoldsOnlyItsStart = false;
        _segments++;
    }

    /// <summary>Moves on to a segment; what is required and stood before it is missing here.</summary>
    public void MoveTo(int rank, int position, long offset)
    {
        if (rank > Rank)
        {
            AwaitBefore(rank, int.MaxValue, position, offset);
            Rank = rank;
        }
    }

    /// <summary>Moves on to a loop inside.</summary>
    public void MoveToChild(int child, int position, long offset)
    {
        AwaitBefore(Loop.ChildRanks[child], child, position, offset);
        (Rank, Child) = (Loop.ChildRanks[child], child);
    }

    /// <summary>Begins behind its first segment, which is missing at this place.</summary>
    public void StartAt(int rank, int position, long offset)
    {
        AwaitBefore(Math.Max(rank, Loop.Segments[0].Rank + 1), -1, position, offset);
        Rank = rank;
    }

    /// <summary>Everything required that never came is missing at the end.</summary>
    public void End(int position, long offset) => AwaitBefore(int.MaxValue, int.MaxValue, position, offset);

    /// <summary>Takes back that something is missing: it comes late.</summary>
    public bool TryArrive(SegmentRule rule)
    {
        for (var index = 0; index < _awaited.Count; index++)
        {
            if (ReferenceEquals(_awaited[index].Rule, rule))
            {
                _awaited.RemoveAt(index);
                return true;
            }
        }

        return false;
    }

    private void AwaitBefore(int rank, int child, int position, long offset)
    {
        for (; _nextRequired < Loop.Keys.RequiredSegments.Length && Loop.Segments[Loop.Keys.RequiredSegments[_nextRequired]].Rank < rank; _nextRequired++)
        {
            var index = Loop.Keys.RequiredSegments[_nextRequired];
            if (Counts[index] == 0)
            {
                _awaited.Add(new Awaited(Loop.Segments[index], Loop.Id, position, offset));
            }
        }

        for (; _nextRequiredChild < Loop.Keys.RequiredChildren.Length; _nextRequiredChild++)
        {
            var index = Loop.Keys.RequiredChildren[_nextRequiredChild];
            if (Loop.ChildRanks[index] > rank || (Loop.ChildRanks[index] == rank && index >= child))
            {
                break;
            }

            if (ChildCounts[index] == 0)
            {
                _awaited.Add(new Awaited(Loop.Children[index].Segments[0], Loop.Children[index].Id, position, offset));
            }
        }
    }

    private static int[] Cleared(int[] counts, int length)
    {
        if (counts.Length < length)
        {
            return new int[Math.Max(length, 64)];
        }

        Array.Clear(counts, 0, length);
        return counts;
    }
}

/// <summary>A required segment that was not there when the guide's order had passed its place.</summary>
internal readonly record struct Awaited(SegmentRule Rule, string Loop, int Position, long Offset);
