using MedBill.EndToEnd.Runner.Installation;
using MedBill.SampleData.Play;
using StackExchange.Redis;

namespace MedBill.EndToEnd.Runner.Checks;

/// <summary>What is left behind, which the API does not say: in the stores, in the broker, in the mailbox. Only of a suite that the runner started.</summary>
internal sealed class Aftermath(Installed installed, Report report, TimeProvider time)
{
    private static readonly TimeSpan Settled = TimeSpan.FromMinutes(3);

    /// <summary>Waits until every event has left.</summary>
    public async Task AwaitSettledAsync(CancellationToken cancel)
    {
        var poll = new Poll(time, Settled);
        foreach (var store in installed.Stores)
        {
            await poll.UntilAsync(store.WaitingAsync, waiting => waiting == 0, cancel);
        }
    }

    /// <summary>Nothing waits, nothing was given up, nothing was lost on the way, nothing left the house under two numbers or as two files.</summary>
    public async Task LookAsync(CancellationToken cancel)
    {
        await AwaitSettledAsync(cancel);
        if (installed.StandIn is { } standIn)
        {
            await using var redis = await ConnectionMultiplexer.ConnectAsync(standIn.Redis);
            var broker = new BrokerLook(standIn.Files, redis);
            await new Poll(time, Settled).UntilAsync(_ => broker.UnheardAsync(), unheard => unheard == 0, cancel);
            report.Check("broker, messages not heard", 0, await broker.UnheardAsync());
            report.Check("broker, dead letters", 0L, await broker.DeadAsync());
            await LookAtBrokerAsync(await broker.HeldAsync(), cancel);
        }

        foreach (var store in installed.Stores)
        {
            report.Check($"{store.App} dead letters", 0, await store.DeadAsync(cancel));
            report.Check($"{store.App} events that have not left", 0, await store.WaitingAsync(cancel));
        }

        if (installed.Stores.Count > 0)
        {
            await LookAtEventsAsync(cancel);
            await LookAtFilesAsync(cancel);
        }
    }

    // A relay marks what the broker took; the broker holds it for a week.
    private async Task LookAtBrokerAsync(ILookup<string, string> held, CancellationToken cancel)
    {
        var (lost, told) = (0, 0);
        foreach (var store in installed.Stores)
        {
            var ids = held[SourceOf(store.App)].ToHashSet();
            var left = await store.ToldAsync(cancel);
            lost += left.Keys.Count(id => !ids.Contains(id));
            told += left.Count;
        }

        report.Figure("messages the broker holds more than once", held.Sum(source => source.Count() - source.Distinct().Count()));
        report.Check($"of {told} events told, not in the broker", 0, lost);
    }

    // Whoever applied one event of a type must have applied them all.
    private async Task LookAtEventsAsync(CancellationToken cancel)
    {
        var told = new Dictionary<string, Dictionary<string, string>>();
        foreach (var store in installed.Stores)
        {
            told[SourceOf(store.App)] = await store.ToldAsync(cancel);
        }

        foreach (var store in installed.Stores)
        {
            var (missing, applied) = (0, 0);
            foreach (var heard in (await store.AppliedAsync(cancel)).GroupBy(row => (row.Consumer, row.Source)))
            {
                var events = told[heard.Key.Source];
                var ids = heard.Select(row => row.Id).ToHashSet();
                var types = ids.Where(events.ContainsKey).Select(id => events[id]).ToHashSet();
                missing += events.Count(one => types.Contains(one.Value) && !ids.Contains(one.Key));
                applied += ids.Count;
            }

            if (applied > 0)
            {
                report.Check($"{store.App} events told and not applied, beside {applied} that were", 0, missing);
            }
        }
    }

    private async Task LookAtFilesAsync(CancellationToken cancel)
    {
        var batches = await installed.Stores.Single(store => store.App == "claims").BatchesAsync(cancel);
        var files = installed.Mailbox.ClaimFiles();
        report.Check("batches of claims that wait to be written", 0, batches.Count(batch => batch.Value == "Closed"));
        report.Check($"of {batches.Count} batches of claims, not in the mailbox", 0, batches.Keys.Count(number => !files.Contains(number)));
        report.Check("files of claims under a number that nobody took", 0, files.Count(file => !batches.ContainsKey(file.Key)));
        report.Check("control numbers with two different files", 0, files.Count(file => file.Distinct().Count() > 1));

        // The process was killed between writing and noting it. Whoever reads it knows it by its number: a clearinghouse answers TA1 025.
        report.Figure("files of claims written again, byte for byte", files.Sum(file => file.Count() - 1));
    }

    private static string SourceOf(string app) => $"//{app}.medbill";
}
