using System.Diagnostics;

namespace MedBill.Benchmarks.X12;

/// <summary>The best of several rounds of one piece of work.</summary>
/// <param name="Name">What was done.</param>
/// <param name="Bytes">Bytes of the file.</param>
/// <param name="Seconds">The shortest time.</param>
/// <param name="Allocated">Bytes allocated in that round.</param>
/// <param name="Collections">Collections of generation 0, 1 and 2 in all rounds.</param>
/// <param name="Result">What the work gave; the same in every round, or -1.</param>
internal sealed record Measurement(string Name, long Bytes, double Seconds, long Allocated, (int Gen0, int Gen1, int Gen2) Collections, long Result)
{
    public double MegabytesPerSecond => Bytes / Seconds / 1_000_000;

    public double AllocatedPerByte => (double)Allocated / Bytes;

    /// <summary>Runs each piece of work once a round, in turn, so that what disturbs the machine disturbs all alike.</summary>
    public static IReadOnlyList<Measurement> BestOf(int rounds, params (string Name, long Bytes, Func<long> Work)[] works)
    {
        var best = new Measurement?[works.Length];
        for (var round = 0; round < rounds; round++)
        {
            for (var index = 0; index < works.Length; index++)
            {
                best[index] = Better(best[index], Once(works[index].Name, works[index].Bytes, works[index].Work));
            }
        }

        return [.. best.Select(measurement => measurement!)];
    }

    private static Measurement Once(string name, long bytes, Func<long> work)
    {
        // What an earlier piece of work left behind is not this one's.
        GC.Collect();
        GC.WaitForPendingFinalizers();
        var (gen0, gen1, gen2) = (GC.CollectionCount(0), GC.CollectionCount(1), GC.CollectionCount(2));
        var allocated = GC.GetAllocatedBytesForCurrentThread();
        var watch = Stopwatch.StartNew();
        var result = work();
        watch.Stop();
        allocated = GC.GetAllocatedBytesForCurrentThread() - allocated;
        return new(name, bytes, watch.Elapsed.TotalSeconds, allocated,
            (GC.CollectionCount(0) - gen0, GC.CollectionCount(1) - gen1, GC.CollectionCount(2) - gen2), result);
    }

    private static Measurement Better(Measurement? best, Measurement next)
    {
        if (best is null)
        {
            return next;
        }

        var (faster, slower) = next.Seconds < best.Seconds ? (next, best) : (best, next);
        return faster with
        {
            Collections = (
                faster.Collections.Gen0 + slower.Collections.Gen0,
                faster.Collections.Gen1 + slower.Collections.Gen1,
                faster.Collections.Gen2 + slower.Collections.Gen2),
            Result = faster.Result == slower.Result ? faster.Result : -1,
        };
    }
}
