using System.Diagnostics;
using MedBill.Collections.Tests.Fixture;
using Status = Dapr.AppCallback.Autogen.Grpc.v1.TopicEventResponse.Types.TopicEventResponseStatus;

namespace MedBill.Collections.Tests.Messaging;

/// <summary>How fast decisions of payers are booked. Opt-in: a figure of a busy machine proves nothing.</summary>
public sealed class ThroughputTests(CollectionsHost host, ITestOutputHelper output)
{
    private const string Variable = "MEDBILL_MEASURE";
    private const int ChunkSize = 200;

    private readonly Office _office = new(host);

    [Fact]
    public async Task A_chunk_takes_as_long_in_a_large_journal_as_in_a_small_one()
    {
        Assert.SkipUnless(Environment.GetEnvironmentVariable(Variable) == "1", $"{Variable}=1 measures throughput.");
        await MeasureAsync(2);

        var small = await MeasureAsync(10);
        await MeasureAsync(60);
        var large = await MeasureAsync(10);

        Assert.InRange(large, TimeSpan.Zero, 2 * small);
    }

    private async Task<TimeSpan> MeasureAsync(int chunks)
    {
        var remittance = $"remittances/rmt-{Visit.NextKey()}";
        var messages = Enumerable.Range(0, chunks).Select(chunk => Visit.Chunk(
            remittance,
            chunk + 1,
            Office.Today,
            Enumerable.Range(0, ChunkSize).Select(i => Visit.OfSomebody(155_00).Decided(remittance, (chunk * ChunkSize) + i + 1, 96_00, 35_00, 24_00)))).ToList();
        var cpu = Environment.CpuUsage.TotalTime;
        var watch = Stopwatch.StartNew();
        foreach (var message in messages)
        {
            Assert.Equal(Status.Success, await _office.TellAsync(message));
        }

        watch.Stop();
        cpu = Environment.CpuUsage.TotalTime - cpu;
        var count = chunks * ChunkSize;
        output.WriteLine($"{count} claims: {count / watch.Elapsed.TotalSeconds:0}/s, {cpu.TotalMilliseconds * 1000 / count:0} us of processor each");
        return watch.Elapsed;
    }
}
