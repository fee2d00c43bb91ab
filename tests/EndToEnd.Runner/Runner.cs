using MedBill.EndToEnd.Runner.Checks;
using MedBill.EndToEnd.Runner.Installation;
using MedBill.EndToEnd.Runner.Play;
using MedBill.Local.Commands;
using MedBill.Local.Tye;
using MedBill.SampleData.Play;
using MedBill.SampleData.Story;

namespace MedBill.EndToEnd.Runner;

/// <summary>One run: finds or starts the suite, tries it, looks at what is left behind.</summary>
internal sealed class Runner(RunnerArguments arguments, RunnerSettings settings, TyeFile? file, Report report, TimeProvider time)
{
    // However many processes there are to kill in turn.
    private static readonly TimeSpan LongestRound = TimeSpan.FromMinutes(10);

    private readonly Days _days = new(settings, report, time);

    public async Task<ExitCode> RunAsync(CancellationToken cancel)
    {
        RefuseWhatCannotBe();
        var installed = await Installed.OpenAsync(settings, file!, arguments.Verb == RunnerVerb.Replicas ? 2 : 1, report, time, cancel);
        try
        {
            await (arguments.Verb switch
            {
                RunnerVerb.Day => DayAsync(installed, cancel),
                RunnerVerb.Duplicates => DuplicatesAsync(installed, cancel),
                _ => LoadAsync(installed, cancel),
            });
            await new Aftermath(installed, report, time).LookAsync(cancel);
            LookAtRestarts(installed);
        }
        finally
        {
            await installed.DisposeAsync();
        }

        CleanUp(installed);
        return report.Failed == 0 ? ExitCode.Ok : ExitCode.NotAsExpected;
    }

    private void RefuseWhatCannotBe()
    {
        if (arguments.Verb == RunnerVerb.Replicas)
        {
            settings.RequireReplicas();
        }

        if (settings.Gateway is not null && Kills)
        {
            throw new LaunchException(ExitCode.Usage, $"{arguments.Verb} needs processes that it started itself: unset MEDBILL_GATEWAY.");
        }
    }

    private async Task DayAsync(Installed installed, CancellationToken cancel)
    {
        using var http = installed.NewClient();
        using var player = _days.NewPlayer(Story, http, "1");
        await _days.PlayAsync(player, "day", cancel);
    }

    private async Task DuplicatesAsync(Installed installed, CancellationToken cancel)
    {
        TwiceHandler? twice = null;
        using var http = installed.NewClient(inner => twice = new TwiceHandler(inner));
        using var player = _days.NewPlayer(Story, http, "1");
        if (await _days.PlayAsync(player, "day", cancel) is not { } played)
        {
            return;
        }

        foreach (var difference in twice!.Differences)
        {
            report.Fail("a write sent twice is answered as the first time", difference);
        }

        report.Check($"of {twice.Sent} writes sent twice, answered otherwise the second time", 0, twice.Differences.Count);
        await TellAgainAsync(installed, player, played, cancel);
    }

    // Where the stores can be reached; else the broker's own doubles are all there is.
    private async Task TellAgainAsync(Installed installed, DayPlayer player, DayResult played, CancellationToken cancel)
    {
        if (installed.Stores.Count == 0)
        {
            report.Say("events are not told again: the stores of a gateway that runs already are not the runner's to reach");
            return;
        }

        var told = 0;
        foreach (var store in installed.Stores)
        {
            told += await store.TellAgainAsync(cancel);
        }

        report.Check("events told again", true, told > 0);
        report.Figure("events told twice", told);
        await new Aftermath(installed, report, time).AwaitSettledAsync(cancel);
        var again = await player.CloseBooksAgainAsync(played, cancel);
        foreach (var broken in again.Broken)
        {
            report.Check($"after every event came twice, {broken.Subject}", broken.Expected, broken.Actual);
        }

        report.Check($"after every event came twice, of {again.Checks.Count} figures not as expected", 0, again.Broken.Count);
    }

    private async Task LoadAsync(Installed installed, CancellationToken cancel)
    {
        var seed = arguments.Seed ?? Environment.ProcessId;
        var killing = new Killing(installed.Victims, seed, report, time);
        using var stop = new CancellationTokenSource();
        var started = time.GetTimestamp();
        bool GoesOn() => time.GetElapsedTime(started) < arguments.Time
            || (Kills && !killing.AllWere && time.GetElapsedTime(started) < arguments.Time + LongestRound);

        // What was begun by then is played to its end, in peace.
        var killed = Kills ? killing.RunAsync(GoesOn, stop.Token) : Task.CompletedTask;
        await _days.PlayOnAsync(installed, arguments.Desks, () => !killed.IsFaulted && GoesOn(), cancel);
        await stop.CancelAsync();
        try
        {
            await killed;
        }
        catch (LaunchException exception)
        {
            report.Fail("what is killed comes back", exception.Message);
        }

        var seconds = time.GetElapsedTime(started).TotalSeconds;
        report.Figure("minutes", Math.Round(seconds / 60, 1));
        report.Figure("days", _days.Played);
        report.Figure("visits", _days.Visits);
        report.Figure("visits a minute, from registration to closed books", Math.Round(_days.Visits / seconds * 60, 1));
        if (installed.Stores.SingleOrDefault(store => store.App == "claims") is { } store)
        {
            report.Figure("claims a minute", Math.Round(await store.ClaimsAsync(cancel) / seconds * 60, 1));
        }

        report.Check("days were played", true, _days.Played > 0);
        if (Kills)
        {
            report.Figure("seed", seed);
            report.Figure("kills", killing.Kills);
            report.Check($"each of {killing.Victims} was killed", true, killing.AllWere);
        }
    }

    private void LookAtRestarts(Installed installed)
    {
        if (!Kills)
        {
            foreach (var process in installed.Processes.Where(process => process.Restarts > 0))
            {
                report.Fail($"{process.Name} ran through", $"restarted {process.Restarts} times");
            }
        }
    }

    private void CleanUp(Installed installed)
    {
        if (installed.Folder is { } folder)
        {
            if (report.Failed > 0 || arguments.Keep)
            {
                report.Say($"kept: {folder}");
            }
            else
            {
                Directory.Delete(folder, recursive: true);
            }
        }
    }

    private bool Kills => arguments.Verb is RunnerVerb.Crash or RunnerVerb.Replicas;

    private DayStory Story => arguments.Short ? DemoDay.Short : DemoDay.Whole;
}
