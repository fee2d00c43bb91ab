using MedBill.EndToEnd.Runner.Checks;
using MedBill.Local.Commands;
using MedBill.Local.Processes;

namespace MedBill.EndToEnd.Runner.Play;

/// <summary>
/// Kills (kill -9) every process in turn, in an order and at times that chance decides, one at a time: the next when the last one is ready again.
/// What restarts it is what would in a cluster: whoever watches over it.
/// </summary>
internal sealed class Killing(IReadOnlyList<ServiceProcess> processes, int seed, Report report, TimeProvider time)
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LongestAway = TimeSpan.FromSeconds(120);
    private const int LeastPause = 500;
    private const int MostPause = 4_000;

    private readonly Random _random = new(seed);
    private int _kills;

    /// <summary>So far.</summary>
    public int Kills => Volatile.Read(ref _kills);

    /// <summary>Each was killed at least once.</summary>
    public bool AllWere => Kills >= processes.Count;

    /// <summary>Kills until it is told to stop; then everybody is back.</summary>
    /// <exception cref="LaunchException">One that was killed did not come back.</exception>
    public async Task RunAsync(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            var order = processes.ToArray();
            _random.Shuffle(order);
            foreach (var process in order)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(_random.Next(LeastPause, MostPause)), time, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                if (stop.IsCancellationRequested)
                {
                    return;
                }

                await KillAsync(process);
            }
        }
    }

    private async Task KillAsync(ServiceProcess process)
    {
        var before = process.Restarts;
        process.Kill();
        Interlocked.Increment(ref _kills);
        var started = time.GetTimestamp();
        while (process.Restarts == before || process.State != ProcessState.Up)
        {
            if (time.GetElapsedTime(started) > LongestAway)
            {
                throw new LaunchException(ExitCode.NotHealthy, $"{process.Name} was killed and is not ready again after {LongestAway.TotalSeconds:0} s.");
            }

            await Task.Delay(LookEvery, time);
        }

        report.Say($"killed {process.Name}, back after {time.GetElapsedTime(started).TotalSeconds:0.0} s");
    }
}
