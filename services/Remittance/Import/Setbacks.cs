using System.Collections.Concurrent;
using MedBill.Platform.Hosting;

namespace MedBill.Remittance.Import;

/// <summary>
/// Things whose work failed: each is tried again after a growing pause of machine time, so that one bad thing neither holds up the others
/// nor keeps the loop hot.
/// </summary>
internal sealed class Setbacks(MachineTime machine)
{
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(5);

    private readonly ConcurrentDictionary<string, Setback> _all = new();

    public bool IsPaused(string id) => _all.TryGetValue(id, out var setback) && machine.GetUtcNow() < setback.Until;

    /// <summary>What rests now, at most this many.</summary>
    public string[] Paused(int most)
    {
        var now = machine.GetUtcNow();
        return [.. _all.Where(pair => now < pair.Value.Until).Select(pair => pair.Key).Take(most)];
    }

    /// <summary>Counts a failure and says how many there were in a row.</summary>
    /// <param name="id">What failed.</param>
    /// <param name="generation">Failures of an earlier one do not count: it was begun anew since.</param>
    public int Add(string id, int generation = 0) => _all.AddOrUpdate(
        id,
        _ => new(1, 0, generation, Until(1)),
        (_, before) => before.Generation == generation
            ? before with { Count = before.Count + 1, Until = Until(before.Count + 1) }
            : new(1, 0, generation, Until(1))).Count;

    /// <summary>Rests for a while, longer each time, without counting as a failure.</summary>
    public void Wait(string id) => _all.AddOrUpdate(
        id, _ => new(0, 1, 0, Until(1)), (_, before) => before with { Waits = before.Waits + 1, Until = Until(before.Waits + 1) });

    public void Clear(string id) => _all.TryRemove(id, out _);

    private DateTimeOffset Until(int count)
    {
        var pause = TimeSpan.FromSeconds(Math.Pow(2, Math.Min(count - 1, 10)));
        return machine.GetUtcNow() + (pause < LongestPause ? pause : LongestPause);
    }

    private sealed record Setback(int Count, int Waits, int Generation, DateTimeOffset Until);
}
