using System.Diagnostics;
using MedBill.Claims.Tests.Fixture;
using MedBill.Platform.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Wire = MedBill.Contracts.Claims.V1;

namespace MedBill.Claims.Tests.Submission;

/// <summary>How fast claims go from the encounter to the 837P and back. Opt-in: a figure of a busy machine proves nothing.</summary>
public sealed class ThroughputTests(ITestOutputHelper output)
{
    private const string Variable = "MEDBILL_MEASURE";
    private const int Count = 4_000;

    [Fact]
    public async Task Claims_are_made_sent_and_answered_by_the_hundred()
    {
        Assert.SkipUnless(Environment.GetEnvironmentVariable(Variable) == "1", $"{Variable}=1 measures throughput.");
        await using var host = new ClaimsHost();
        await host.InitializeAsync();
        for (var i = 0; i < 4; i++)
        {
            await PlayAsync(host, 1_000, _ => { });
        }

        await PlayAsync(host, Count, output.WriteLine);

        Assert.Equal(5, (await host.Claims.ListSubmissionBatchesAsync(new() { State = Wire.SubmissionBatch.Types.State.Acknowledged })).SubmissionBatches.Count);
    }

    private static async Task PlayAsync(ClaimsHost host, int count, Action<string> tell)
    {
        var payer = $"payers/{Visits.Unique("pyr")}";
        var encounters = Enumerable.Range(0, count).Select(_ => host.Visit(cover: cover => cover.By(payer))).ToList();
        var drafts = new List<Wire.Claim>();
        await MeasureAsync("made", count, tell, async () =>
        {
            foreach (var some in encounters.Chunk(100))
            {
                drafts.AddRange((await host.Claims.BatchCreateClaimsAsync(new() { Encounters = { some }, RequestId = some[0] })).Claims);
            }
        });
        await MeasureAsync("submitted", count, tell, async () =>
        {
            foreach (var some in drafts.Select(draft => draft.Name).Chunk(500))
            {
                await host.Claims.BatchSubmitClaimsAsync(new() { Names = { some }, RequestId = some[0] });
            }
        });
        await MeasureAsync("told", count, tell, host.DrainAsync);
        var batch = Assert.Single((await host.Claims.CloseSubmissionBatchesAsync(new() { Payer = payer })).SubmissionBatches);
        await MeasureAsync("written", count, tell, host.DrainAsync);
        await host.PutAsync(Answers.Group(batch), Visits.Unique("999"));
        await MeasureAsync("acknowledged", count, tell, () => SweepAsync(host));
        await host.PutAsync(Answers.Claims(batch, drafts.Select(draft => Answers.Accepted(draft))), Visits.Unique("277CA"));
        await MeasureAsync("accepted", count, tell, () => SweepAsync(host));
        await MeasureAsync("told again", count, tell, host.DrainAsync);
    }

    private static Task SweepAsync(ClaimsHost host) =>
        host.Services.GetServices<ISweep>().OfType<MedBill.Claims.Acknowledgments.AcknowledgmentWorker>().Single().SweepAsync(CancellationToken.None);

    private static async Task MeasureAsync(string what, int count, Action<string> tell, Func<Task> act)
    {
        var (watch, cpu) = (Stopwatch.StartNew(), Environment.CpuUsage.TotalTime);
        await act();
        cpu = Environment.CpuUsage.TotalTime - cpu;
        tell($"{what}: {count / watch.Elapsed.TotalSeconds:0}/s, {cpu.TotalMicroseconds / count:0} us of processor each");
    }
}
