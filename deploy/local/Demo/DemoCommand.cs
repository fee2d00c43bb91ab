using System.Globalization;
using MedBill.Local.Commands;
using MedBill.Local.Processes;
using MedBill.SampleData.Play;
using MedBill.SampleData.Rest;
using MedBill.SampleData.Story;

namespace MedBill.Local.Demo;

/// <summary>
/// <c>demo</c>: a suite of its own in an empty folder, the day played on it through the REST API, everything that came out checked against
/// the story, shown, and written to files.
/// </summary>
internal sealed class DemoCommand(Launch launch)
{
    public async Task<ExitCode> RunAsync(CancellationToken stop)
    {
        var plans = KillPlan.For(launch.Options.Kill);
        var output = Path.GetFullPath(launch.Options.Out ?? Path.Combine(launch.Root, "artifacts", "demo"));
        var built = await launch.BuildAsync([], stop);
        var folder = launch.NewRunFolder("demo");
        var code = await RunAsync(built, folder, output, plans, stop);
        if (code == ExitCode.Ok)
        {
            Directory.Delete(folder, recursive: true);
        }

        return code;
    }

    private async Task<ExitCode> RunAsync(BuiltProjects built, string folder, string output, IReadOnlyList<KillPlan> plans, CancellationToken stop)
    {
        var started = launch.Time.GetTimestamp();
        var run = new RunSettings { Folder = folder, Ports = Ports.Free(launch.File, Environment.ProcessId), AppToken = Suite.NewAppToken() };
        var story = launch.Options.Small ? DemoDay.Short : DemoDay.Whole;
        DayResult result;
        DemoFigures figures;
        await using (var suite = await launch.StartAsync(built, run, stop))
        {
            var startTime = launch.Time.GetElapsedTime(started);
            using var killer = new Killer(
                plans, service => suite[service].Kill(), service => suite[service] is { State: ProcessState.Up, Restarts: > 0 }, launch.Time);
            result = await PlayAsync(suite, story, killer, stop);
            suite.Sample();
            figures = new(startTime, launch.Time.GetElapsedTime(started), suite.Services.ToDictionary(service => service.Name, service => service.PeakBytes),
                Suite.OwnPeakBytes, killer.Killed, suite.Services.ToDictionary(service => service.Name, service => service.Restarts));
        }

        if (plans.FirstOrDefault(plan => figures.Restarts[plan.Service] == 0) is { } spared)
        {
            throw new LaunchException(ExitCode.NotAsExpected, $"{spared.Service} was to be killed once, and was not.");
        }

        DemoFiles.Write(output, run.MailboxFolder, result, figures);
        new DemoReport(launch.Console, result, figures).Write(Path.GetRelativePath(launch.Root, output));
        return result.Broken.Count == 0 ? ExitCode.Ok : ExitCode.NotAsExpected;
    }

    private async Task<DayResult> PlayAsync(Suite suite, DayStory story, Killer killer, CancellationToken stop)
    {
        // Kept before the first call: with it the same day could be played to its end after a crash of this client.
        var day = new DayRun(Path.GetFileName(suite.Run.Folder));
        await File.WriteAllTextAsync(Path.Combine(suite.Run.Folder, "run.txt"), day.Id.ToString(CultureInfo.InvariantCulture), stop);
        using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false, PooledConnectionLifetime = TimeSpan.FromMinutes(2) }) { BaseAddress = suite.Gateway };
        return await DemoProgress.ShowAsync(launch, async report =>
        {
            using var player = new DayPlayer(story, http, day, new()
            {
                Time = launch.Time,
                OnProgress = (progress, cancel) =>
                {
                    report(progress);
                    return killer.LookAsync(progress, cancel);
                },
            });
            try
            {
                return await player.PlayAsync(stop);
            }
            catch (ApiException exception)
            {
                throw new LaunchException(ExitCode.NotAsExpected, $"The day broke off: {exception.Message}",
                [
                    .. killer.Killed.Select(killed => $"Killed: {killed.Service}, in the step {killed.Step}"),
                    $"Logs: {suite.Run.LogFolder}",
                ]);
            }
        });
    }
}

/// <summary>What the run cost, beside the money.</summary>
/// <param name="StartTime">Until all services were ready.</param>
/// <param name="Elapsed">From the first process to the last figure; the build is not in it.</param>
/// <param name="PeakBytes">Most memory of each service.</param>
/// <param name="LauncherPeakBytes">Most memory of the launcher, which plays the day.</param>
/// <param name="Killed">The services that were killed, in their order.</param>
/// <param name="Restarts">How often each service was started again.</param>
internal sealed record DemoFigures(
    TimeSpan StartTime,
    TimeSpan Elapsed,
    IReadOnlyDictionary<string, long> PeakBytes,
    long LauncherPeakBytes,
    IReadOnlyList<Killed> Killed,
    IReadOnlyDictionary<string, int> Restarts)
{
    public long TotalPeakBytes => PeakBytes.Values.Sum() + LauncherPeakBytes;
}
