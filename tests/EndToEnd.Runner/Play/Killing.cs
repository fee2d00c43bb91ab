using MedBill.EndToEnd.Runner.Checks;
using MedBill.Local.Commands;

namespace MedBill.EndToEnd.Runner.Play;

/// <summary>
/// Kills everything in turn, in an order and at times that chance decides. In each group one at a time, the next when the last one is ready
/// again; the groups know nothing of each other, so both replicas of a service, its sidecar and the broker may be away at once.
/// </summary>
internal sealed class Killing(IReadOnlyList<IReadOnlyList<Victim>> groups, int seed, Report report, TimeProvider time)
{
    private const int LeastPause = 500;
    private const int MostPause = 4_000;

    private readonly int[] _kills = new int[groups.Count];

    /// <summary>How many there are to kill.</summary>
    public int Victims => groups.Sum(group => group.Count);

    /// <summary>So far.</summary>
    public int Kills => _kills.Sum();

    /// <summary>Each was killed at least once.</summary>
    public bool AllWere => groups.Zip(_kills).All(group => group.Second >= group.First.Count);

    /// <summary>Kills for as long as <paramref name="goOn"/> says, or until it is told to stop; then everybody is back.</summary>
    /// <exception cref="LaunchException">One that was killed did not come back.</exception>
    public Task RunAsync(Func<bool> goOn, CancellationToken stop) => Task.WhenAll(groups.Select((_, group) => RunAsync(group, goOn, stop)));

    private async Task RunAsync(int group, Func<bool> goOn, CancellationToken stop)
    {
        var random = new Random(seed + group);
        while (true)
        {
            var order = groups[group].ToArray();
            random.Shuffle(order);
            foreach (var victim in order)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(random.Next(LeastPause, MostPause)), time, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                if (stop.IsCancellationRequested || !goOn())
                {
                    return;
                }

                var started = time.GetTimestamp();
                await victim.KillAsync();
                Interlocked.Increment(ref _kills[group]);
                report.Say($"killed {victim.Name}, back after {time.GetElapsedTime(started).TotalSeconds:0.0} s");
            }
        }
    }
}
