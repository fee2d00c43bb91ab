using MedBill.Local.Commands;
using MedBill.Local.Processes;

namespace MedBill.EndToEnd.Runner.Play;

/// <summary>Something that may be killed at any time.</summary>
/// <param name="Name">For the report.</param>
/// <param name="KillAsync">Kills it and returns when it is ready again; whoever watches over it has started it.</param>
internal sealed record Victim(string Name, Func<Task> KillAsync)
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LongestAway = TimeSpan.FromMinutes(5);

    /// <summary>A process: kill -9.</summary>
    public static Victim Of(ServiceProcess process, string name, TimeProvider time) => new(name, async () =>
    {
        var before = process.Restarts;
        process.Kill();
        await UntilBackAsync(name, () => process.Restarts > before && process.State == ProcessState.Up, time);
    });

    /// <summary>Waits for something that was killed.</summary>
    /// <exception cref="LaunchException">It does not come back.</exception>
    public static async Task UntilBackAsync(string name, Func<bool> isBack, TimeProvider time)
    {
        var started = time.GetTimestamp();
        while (!isBack())
        {
            if (time.GetElapsedTime(started) > LongestAway)
            {
                throw new LaunchException(ExitCode.NotHealthy, $"{name} was killed and is not ready again after {LongestAway.TotalSeconds:0} s.");
            }

            await Task.Delay(LookEvery, time);
        }
    }
}
