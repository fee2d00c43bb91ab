using MedBill.EndToEnd.Runner.Checks;
using MedBill.EndToEnd.Runner.Play;
using MedBill.Local.Commands;
using Microsoft.Extensions.Time.Testing;

namespace MedBill.EndToEnd.Tests.Runner;

public sealed class KillingTests
{
    [Fact]
    public async Task Each_of_every_group_is_killed_and_a_seed_repeats_the_order()
    {
        var first = await KilledAsync(seed: 7, group: 5);
        var again = await KilledAsync(seed: 7, group: 5);
        var other = await KilledAsync(seed: 8, group: 5);

        Assert.Equal(first, again);
        Assert.NotEqual(first, other);
        Assert.Equal(["0", "1", "2", "3", "4"], first.Take(5).Order());
    }

    [Fact]
    public async Task A_group_does_not_wait_for_what_another_has_killed()
    {
        var time = new FakeTimeProvider { AutoAdvanceAmount = TimeSpan.Zero };
        var (never, killed) = (new TaskCompletionSource(), 0);
        using var stop = new CancellationTokenSource();
        using var output = new StringWriter();
        var killing = new Killing(
            [[new Victim("stays away", () => never.Task)], [new Victim("comes back", () => { Interlocked.Increment(ref killed); return Task.CompletedTask; })]],
            1,
            new Report(output, json: false),
            time);

        var running = killing.RunAsync(() => true, stop.Token);
        await AdvanceAsync(time, () => Volatile.Read(ref killed) >= 3);

        Assert.False(killing.AllWere);
        never.SetResult();
        await AdvanceAsync(time, () => killing.AllWere);
        await stop.CancelAsync();
        await running;
        Assert.Equal(2, killing.Victims);
    }

    [Fact]
    public async Task It_ends_with_its_time()
    {
        var time = new FakeTimeProvider();
        var kills = 0;
        using var output = new StringWriter();
        var killing = new Killing([[new Victim("one", () => Task.FromResult(++kills))]], 1, new Report(output, json: false), time);

        var running = killing.RunAsync(() => kills < 3, CancellationToken.None);
        await AdvanceAsync(time, () => running.IsCompleted);

        Assert.Equal((3, 3), (kills, killing.Kills));
    }

    [Fact]
    public async Task What_does_not_come_back_is_named()
    {
        var time = new FakeTimeProvider();
        var waiting = Victim.UntilBackAsync("claims (2)", () => false, time);
        await AdvanceAsync(time, () => waiting.IsCompleted);

        var lost = await Assert.ThrowsAsync<LaunchException>(() => waiting);

        Assert.Contains("claims (2)", lost.Message, StringComparison.Ordinal);
    }

    private static async Task<List<string>> KilledAsync(int seed, int group)
    {
        var time = new FakeTimeProvider();
        var order = new List<string>();
        using var stop = new CancellationTokenSource();
        using var output = new StringWriter();
        var victims = Enumerable.Range(0, group).Select(i => new Victim($"{i}", () =>
        {
            order.Add($"{i}");
            return Task.CompletedTask;
        })).ToList();
        var killing = new Killing([victims], seed, new Report(output, json: false), time);

        var running = killing.RunAsync(() => true, stop.Token);
        await AdvanceAsync(time, () => killing.Kills >= 2 * group);
        await stop.CancelAsync();
        await running;
        return [.. order.Take(2 * group)];
    }

    private static async Task AdvanceAsync(FakeTimeProvider time, Func<bool> until)
    {
        for (var i = 0; !until(); i++)
        {
            Assert.True(i < 10_000, "It does not come to pass.");
            time.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
            await Task.Delay(1);
        }
    }
}
