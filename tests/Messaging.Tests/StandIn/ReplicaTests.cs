using MedBill.TestKit.Sidecar;

namespace MedBill.Messaging.Tests.StandIn;

/// <summary>Two sidecars of one app over one broker, and a broker that goes away.</summary>
public sealed class ReplicaTests
{
    private static readonly string OneWorker =
        Bench.Component.Replace("metadata:\n    -", "metadata:\n    - { name: concurrency, value: \"1\" }\n    -", StringComparison.Ordinal);

    [Fact]
    public async Task Replicas_share_what_is_published()
    {
        await using var one = new HttpApp();
        await using var other = new HttpApp();
        await one.StartAsync();
        await other.StartAsync();
        await using var bench = await Bench.StartAsync(one.Handler, [OneWorker]);
        await using var second = new DaprSidecar(bench.Sidecar.Settings with { App = other.Handler });
        await second.StartAsync();
        await bench.Sidecar.SubscribedAsync();
        await second.SubscribedAsync();

        for (var i = 0; i < 40; i++)
        {
            await bench.PublishAsync("news", $$"""{"n":{{i}}}""");
        }

        await Eventually.TrueAsync(() => one.Heard.Count + other.Heard.Count == 40, "all of it was heard");
        await Eventually.TrueAsync(async () => await bench.PendingAsync("news") == 0, "acknowledged");
        await Eventually.StaysAsync(() => Task.FromResult(one.Heard.Count + other.Heard.Count == 40), "nothing by both");
        Assert.All((HttpApp[])[one, other], app => Assert.NotEmpty(app.Heard));
    }

    [Fact]
    public async Task What_a_dead_sidecar_had_in_hand_is_taken_up_by_the_other()
    {
        using var never = new ManualResetEventSlim();
        var reached = new TaskCompletionSource();
        await using var stuck = new HttpApp
        {
            Answer = _ =>
            {
                reached.TrySetResult();
                never.Wait(TimeSpan.FromSeconds(60));
                return (200, "");
            },
        };
        await stuck.StartAsync();
        await using var bench = await Bench.StartAsync(stuck.Handler, [Bench.Component]);
        await bench.Sidecar.SubscribedAsync();
        await bench.PublishAsync("news", """{"n":1}""");
        await reached.Task;
        await using var other = new HttpApp();
        await other.StartAsync();
        await using var second = new DaprSidecar(bench.Sidecar.Settings with { App = other.Handler });
        await second.StartAsync();

        await bench.Sidecar.CrashAsync();
        never.Set();

        await Eventually.TrueAsync(() => other.Heard.Count == 1, "taken up");
        await Eventually.TrueAsync(async () => await bench.PendingAsync("news") == 0, "acknowledged");
    }

    [Fact]
    public async Task A_broker_that_is_gone_while_a_message_is_worked_on_is_heard_again_when_it_is_back()
    {
        using var gate = new ManualResetEventSlim();
        var reached = new TaskCompletionSource();
        await using var app = new HttpApp
        {
            Answer = attempt =>
            {
                reached.TrySetResult();
                gate.Wait(TimeSpan.FromSeconds(attempt == 1 ? 60 : 0));
                return (200, "");
            },
        };
        await app.StartAsync();
        await using var bench = await Bench.StartAsync(app.Handler, [OneWorker]);
        await bench.Sidecar.SubscribedAsync();
        await bench.PublishAsync("news", """{"n":1}""");
        await reached.Task;
        await bench.Redis.KillAsync();
        gate.Set();
        using (var refused = await bench.PublishAsync("news", """{"n":2}"""))
        {
            Assert.Equal(500, (int)refused.StatusCode);
        }

        await bench.Redis.StartAsync();
        await Eventually.TrueAsync(
            async () =>
            {
                using var taken = await bench.PublishAsync("news", """{"n":3}""");
                return taken.IsSuccessStatusCode;
            },
            "it takes messages again");

        await Eventually.TrueAsync(() => app.Heard.Any(one => one.Body.Contains("\"n\":3", StringComparison.Ordinal)), "the one worker still works");
    }
}
