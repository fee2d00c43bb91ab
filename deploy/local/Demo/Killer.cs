using MedBill.Local.Commands;
using MedBill.SampleData.Play;

namespace MedBill.Local.Demo;

/// <summary>
/// Kills each planned service once, when its moment comes, and never two at a time: a moment that comes while another service is still away is
/// held until it is back, and the day with it, so that no kill slips into a later step.
/// </summary>
/// <param name="plans">In the order of the day.</param>
/// <param name="kill">kill -9 of a service.</param>
/// <param name="isBack">A service that was killed is ready again.</param>
/// <param name="time">Machine time.</param>
internal sealed class Killer(IReadOnlyList<KillPlan> plans, Action<string> kill, Func<string, bool> isBack, TimeProvider time) : IDisposable
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(90);

    private readonly SemaphoreSlim _one = new(1, 1);
    private volatile Killed[] _killed = [];

    /// <summary>What was killed so far, and in which step.</summary>
    public IReadOnlyList<Killed> Killed => _killed;

    /// <summary>Kills what is due.</summary>
    public async ValueTask LookAsync(DayProgress progress, CancellationToken cancel)
    {
        if (Next(progress) is null)
        {
            return;
        }

        await _one.WaitAsync(cancel);
        try
        {
            while (Next(progress) is { } plan)
            {
                await EverybodyIsBackAsync(cancel);
                kill(plan.Service);
                _killed = [.. _killed, new(plan.Service, progress.Step)];
            }
        }
        finally
        {
            _one.Release();
        }
    }

    public void Dispose() => _one.Dispose();

    private KillPlan? Next(DayProgress progress) => plans.Skip(_killed.Length).FirstOrDefault() is { } plan && plan.IsDue(progress) ? plan : null;

    private async Task EverybodyIsBackAsync(CancellationToken cancel)
    {
        var started = time.GetTimestamp();
        while (_killed.Select(killed => killed.Service).FirstOrDefault(service => !isBack(service)) is { } away)
        {
            if (time.GetElapsedTime(started) > Longest)
            {
                throw new LaunchException(ExitCode.NotHealthy, $"{away} was killed and is not ready again after {Longest.TotalSeconds:0} s.");
            }

            await Task.Delay(LookEvery, time, cancel);
        }
    }
}

/// <summary>A service that was killed, and the step in which it was.</summary>
internal sealed record Killed(string Service, DayStep Step);
