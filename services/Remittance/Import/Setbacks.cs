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

    private readonly ConcurrentDictionary<string, (int Count, DateTimeOffset Until)> _all = new();

    public bool IsPaused(string id) => _all.TryGetValue(id, out var setback) && machine.GetUtcNow() < setback.Until;

    /// <summary>Counts a failure and says how many there were in a row.</summary>
    public int Add(string id) => _all.AddOrUpdate(id, _ => (1, Until(1)), (_, before) => (before.Count + 1, Until(before.Count + 1))).Count;

    public void Clear(string id) => _all.TryRemove(id, out _);

    private DateTimeOffset Until(int count)
    {
        var pause = TimeSpan.FromSeconds(Math.Pow(2, Math.Min(count - 1, 10)));
        return machine.GetUtcNow() + (pause < LongestPause ? pause : LongestPause);
    }
}
