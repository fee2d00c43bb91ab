using MedBill.X12.Reading;
using MedBill.X12.Tokens;

namespace MedBill.X12.Claims837;

/// <summary>Remembers where the segments of the levels above a claim stand, so that what rules find there has its place, and is said once.</summary>
internal sealed class LevelPlaces
{
    private readonly List<Entry> _entries = [];

    public void Clear() => _entries.Clear();

    /// <summary>Takes a level (HL03) with its segments; it replaces those at and below it.</summary>
    public void Take(string level, SegmentBuffer unit)
    {
        _entries.RemoveAll(entry => string.CompareOrdinal(entry.Level, level) >= 0);
        var loop = level switch { "20" => "2000A", "22" => "2000B", _ => "2000C" };
        for (var index = 0; index < unit.Count; index++)
        {
            if (unit.Key(index) == SegmentKey.NM1)
            {
                loop = LoopOf(level, unit[index]);
            }

            _entries.Add(new Entry(level, loop, unit.Key(index), unit.Position(index), unit[index].Offset, []));
        }
    }

    /// <summary>Finds the segment, or the loop's first one when it is absent; null for a loop that is not above the claim.</summary>
    public Entry? Find(ClaimPlace place)
    {
        var key = SegmentKey.Pack(place.SegmentId);
        return _entries.Find(entry => entry.Loop == place.Loop && entry.Key == key) ?? _entries.Find(entry => entry.Loop == place.Loop);
    }

    private static string LoopOf(string level, in SegmentView nm1) => level switch
    {
        "20" when nm1.ElementIs(1, "87"u8) => "2010AB",
        "20" when nm1.ElementIs(1, "PE"u8) => "2010AC",
        "20" => "2010AA",
        "22" when nm1.ElementIs(1, "PR"u8) => "2010BB",
        "22" => "2010BA",
        _ => "2010CA",
    };

    /// <summary>A segment of a level.</summary>
    internal sealed record Entry(string Level, string Loop, uint Key, int Position, long Offset, HashSet<(string Code, int Element)> Said);
}
