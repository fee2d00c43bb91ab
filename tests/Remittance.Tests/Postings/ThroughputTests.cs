using System.Diagnostics;
using MedBill.Platform.Mailbox;
using MedBill.Remittance.Import;
using MedBill.Remittance.Postings;
using MedBill.Remittance.Tests.Fixture;
using Microsoft.Extensions.DependencyInjection;
using Wire = MedBill.Contracts.Remittance.V1;

namespace MedBill.Remittance.Tests.Postings;

/// <summary>How fast an 835 goes from the mailbox to its postings. Opt-in: a figure of a busy machine proves nothing.</summary>
public sealed class ThroughputTests(ITestOutputHelper output)
{
    private const string Variable = "MEDBILL_MEASURE";

    [Theory]
    [InlineData(1_000, 10_000)]
    public async Task Claims_are_posted_as_fast_in_a_large_file_as_in_a_small_one(int few, int many)
    {
        Assert.SkipUnless(Environment.GetEnvironmentVariable(Variable) == "1", $"{Variable}=1 measures throughput.");
        await using var host = new RemittanceHost();
        await host.InitializeAsync();
        await MeasureAsync(host, 200);

        await MeasureAsync(host, few);
        var small = await MeasureAsync(host, few);
        var large = await MeasureAsync(host, many);

        Assert.InRange(large / many, TimeSpan.Zero, 2 * (small / few));
    }

    private async Task<TimeSpan> MeasureAsync(RemittanceHost host, int count)
    {
        var visits = Enumerable.Range(0, count).Select(_ => Samples.Claim(
            Samples.Unique("PCN"),
            Samples.Line("99213", 12_500, new("CO", "45", 2_500), new("PR", "3", 2_000)).Numbered("L1"),
            Samples.Line("83036", 3_000, new("CO", "45", 1_000), new("PR", "2", 400)).Numbered("L2"))).ToList();
        await host.KnowClaimsAsync(visits);
        var trace = Samples.Unique("EFT");
        var file = Samples.File(Samples.Advice(trace, visits));
        await host.Services.GetRequiredService<IMailbox>().WriteInboundAsync(Samples.Unique("835-") + ".x12", file, CancellationToken.None);

        var cpu = Environment.CpuUsage.TotalTime;
        var watch = Stopwatch.StartNew();
        await host.Services.GetRequiredService<RemittanceMailbox>().SweepAsync(CancellationToken.None);
        var taken = watch.Elapsed;
        await host.Services.GetRequiredService<ReadingWorker>().SweepAsync(CancellationToken.None);
        var read = watch.Elapsed;
        await host.Services.GetRequiredService<PostingWorker>().SweepAsync(CancellationToken.None);
        watch.Stop();
        cpu = Environment.CpuUsage.TotalTime - cpu;

        Assert.Equal(Wire.Remittance.Types.State.Posted, (await host.RemittanceAsync(trace)).State);
        output.WriteLine(
            $"{count} claims, {file.Length / 1024} KB: {count / watch.Elapsed.TotalSeconds:0}/s, {cpu.TotalMilliseconds * 1000 / count:0} us of processor each; taken {taken.TotalMilliseconds:0} ms, "
            + $"read {(read - taken).TotalMilliseconds:0} ms, matched and posted {(watch.Elapsed - read).TotalMilliseconds:0} ms");
        return watch.Elapsed;
    }
}
