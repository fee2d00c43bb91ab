using System.Globalization;
using MedBill.EndToEnd.Runner.Checks;
using MedBill.EndToEnd.Runner.Installation;
using MedBill.SampleData.Play;
using MedBill.SampleData.Rest;
using MedBill.SampleData.Story;

namespace MedBill.EndToEnd.Runner.Play;

/// <summary>Plays days, each a practice of its own, and reports what came out.</summary>
internal sealed class Days(RunnerSettings settings, Report report, TimeProvider time)
{
    // Under load, and with what was killed coming back, an answer takes its time; that it comes is what is checked.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(8);

    private readonly string _id = string.Create(CultureInfo.InvariantCulture, $"run-{time.GetUtcNow().UtcTicks}");
    private int _played;
    private int _visits;

    public int Played => Volatile.Read(ref _played);

    public int Visits => Volatile.Read(ref _visits);

    /// <summary>A player of a day under an identity that no other has.</summary>
    public DayPlayer NewPlayer(DayStory story, HttpClient gateways, string number) => new(story, gateways, new DayRun($"{_id}-{number}"), new()
    {
        Tokens = settings.Tokens,
        Time = time,
        WaitLimit = Patience,
        Retry = new() { GiveUpAfter = Patience },
    });

    /// <summary>Plays one and writes a line for each figure.</summary>
    public async Task<DayResult?> PlayAsync(DayPlayer player, string name, CancellationToken cancel)
    {
        if (await TryAsync(() => player.PlayAsync(cancel), name) is not { } result)
        {
            return null;
        }

        foreach (var check in result.Checks)
        {
            report.Check($"{name} {check.Subject}", check.Expected, check.Actual);
        }

        return result;
    }

    /// <summary>Plays short ones side by side until it is told to end; a line for each day, and one for each figure that is not as expected.</summary>
    public async Task PlayOnAsync(Installed installed, int desks, Func<bool> goOn, CancellationToken cancel)
    {
        var next = 0;
        await Parallel.ForAsync(0, desks, new ParallelOptions { MaxDegreeOfParallelism = desks, CancellationToken = cancel }, async (_, token) =>
        {
            using var http = installed.NewClient();
            while (goOn())
            {
                var number = Interlocked.Increment(ref next).ToString(CultureInfo.InvariantCulture);
                using var player = NewPlayer(DemoDay.Short, http, number);
                var started = time.GetTimestamp();
                if (await TryAsync(() => player.PlayAsync(token), $"day {number}") is not { } result)
                {
                    continue;
                }

                foreach (var broken in result.Broken)
                {
                    report.Check($"day {number} {broken.Subject}", broken.Expected, broken.Actual);
                }

                report.Check($"day {number}, in {time.GetElapsedTime(started).TotalSeconds:0.0} s, of {result.Checks.Count} figures not as expected", 0, result.Broken.Count);
                Interlocked.Increment(ref _played);
                Interlocked.Add(ref _visits, result.Story.Visits.Count);
            }
        });
    }

    private async Task<DayResult?> TryAsync(Func<Task<DayResult>> play, string name)
    {
        try
        {
            return await play();
        }
        catch (Exception exception) when (exception is ApiException or TokenRefusedException or HttpRequestException)
        {
            report.Fail($"{name} played to its end", exception.Message);
            return null;
        }
    }
}
