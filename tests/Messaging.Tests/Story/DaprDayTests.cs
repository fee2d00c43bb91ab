using System.Collections.Concurrent;
using MedBill.Messaging.Tests.StandIn;
using MedBill.SampleData;
using MedBill.SampleData.Play;
using MedBill.SampleData.Story;
using MedBill.TestKit;
using MedBill.TestKit.Sidecar;
using StackExchange.Redis;

namespace MedBill.Messaging.Tests.Story;

/// <summary>The demo day with every service in Dapr mode: in peace, with three outsiders who listen, and with everything going wrong.</summary>
public sealed class DaprDayTests(DaprDayTests.PeacefulDay peace) : IClassFixture<DaprDayTests.PeacefulDay>
{
    private const double Hurry = 30;
    private static readonly DateOnly Today = DateOnly.FromDateTime(TestWorld.Start.UtcDateTime);
    private static readonly PlayOptions Patient = new() { WaitLimit = TimeSpan.FromMinutes(3) };

    [Fact]
    public async Task A_day_through_sidecars_comes_out_as_the_story_says()
    {
        var (day, suite, _) = await peace.PlayedAsync();

        AssertBooks(day);
        Assert.Single(day.Quarantined);
        await Eventually.TrueAsync(async () => (await suite.LeftAsync()).Count == 0, "everything has left");
        Assert.All(suite.Sidecars.Values, sidecar => Assert.Equal(1, sidecar.TimesAsked));
        Assert.All(suite.Sidecars.Values, sidecar => Assert.DoesNotContain("dead letter", sidecar.Faults.Counts.Keys));
    }

    [Fact]
    public async Task The_day_through_sidecars_left_the_broker_as_the_outboxes_say()
    {
        var (_, suite, _) = await peace.PlayedAsync();
        await using var redis = await ConnectionMultiplexer.ConnectAsync(suite.Redis);

        foreach (var host in suite.Services)
        {
            var topic = Deployment.ServiceTable.All.Single(one => one.AppId == host.AppId).Published!;
            var stored = (await redis.GetDatabase().StreamRangeAsync(topic)).Select(entry => System.Text.Json.Nodes.JsonNode.Parse(entry["data"].ToString())!).ToList();
            Assert.Equal((await suite.PublishedAsync(host.AppId)).Order(), stored.Select(one => one["id"]!.ToString()).Order());
            Assert.All(stored, one => Assert.Equal($"//{host.AppId}.medbill", one["source"]!.ToString()));
            Assert.All(stored, one => Assert.Equal((topic, "pubsub"), (one["topic"]!.ToString(), one["pubsubname"]!.ToString())));
        }
    }

    [Theory]
    [InlineData(Outsiders.Http)]
    [InlineData(Outsiders.Grpc)]
    [InlineData(Outsiders.Plain)]
    public async Task Another_teams_app_hears_the_claims_of_the_day(string outsider)
    {
        var (_, suite, outsiders) = await peace.PlayedAsync();
        var told = await suite.PublishedAsync("claims");

        await Eventually.TrueAsync(() => outsiders.Heard[outsider].Count >= told.Count, "heard");
        Assert.Equal(told.Order(), outsiders.Heard[outsider].Order());
    }

    [Fact]
    public async Task An_outsiders_route_parts_the_denials_from_the_rest()
    {
        var (_, suite, outsiders) = await peace.PlayedAsync();
        var told = await suite.PublishedAsync("claims");
        await Eventually.TrueAsync(() => outsiders.Heard[Outsiders.Http].Count >= told.Count, "heard");

        Assert.Contains(outsiders.Routed, one => one.Path == "/denials");
        Assert.All(outsiders.Routed, one => Assert.Equal(one.Type == "medbill.claims.events.v1.DenialOpened" ? "/denials" : "/claims", one.Path));
        Assert.Contains(outsiders.Read, one => one["type"]!.ToString() == "medbill.claims.events.v1.ClaimSubmitted" && one["data"]!["totalCharge"] is not null);
    }

    [Fact]
    public async Task A_day_on_which_everything_goes_wrong_comes_out_the_same()
    {
        await using var suite = await DaprSuite.StartAsync(Hurry);
        var (calls, kept, heard) = (0, 0, 0);
        foreach (var sidecar in suite.Sidecars.Values)
        {
            var faults = sidecar.Faults;
            faults.Reverse = true;
            faults.Copies = _ => Interlocked.Increment(ref kept) % 3 == 0 ? 2 : 1;
            faults.Delay = _ => TimeSpan.FromMilliseconds(Interlocked.Increment(ref heard) % 5 * 20);
            faults.Publish = _ => (Interlocked.Increment(ref calls) % 7) switch
            {
                0 => PublishFault.TimedOutAfterAcceptance,
                3 => PublishFault.Refused,
                _ => PublishFault.None,
            };
        }

        // A sidecar dies in the middle of the step that asks most of its app; what it had in hand comes again.
        var restarted = new ConcurrentDictionary<DayStep, string>
        {
            [DayStep.Visits] = "patient-registry",
            [DayStep.Desk] = "collections",
            [DayStep.Submission] = "claims",
            [DayStep.Answers] = "remittance",
            [DayStep.Denials] = "collections",
        };
        var options = Patient with
        {
            OnProgress = async (progress, _) =>
            {
                if (progress.Done > 0 && restarted.TryRemove(progress.Step, out var appId))
                {
                    await suite.Sidecars[appId].RestartAsync();
                }
            },
        };
        using var player = new DayPlayer(DemoDay.Short, suite.Gateway, new DayRun("faulty", Today), options);

        var day = await player.PlayAsync(TestContext.Current.CancellationToken);

        AssertBooks(day);
        Assert.Empty(restarted);
        await Eventually.TrueAsync(async () => (await suite.LeftAsync()).Count == 0, "nothing waits, and nothing is a dead letter");
        var counts = suite.Sidecars.Values.SelectMany(sidecar => sidecar.Faults.Counts).GroupBy(one => one.Key).ToDictionary(one => one.Key, one => one.Sum(count => count.Value));
        Assert.All((string[])["duplicate", "reverse", "delay", "refused", "time-out"], fault => Assert.True(counts.GetValueOrDefault(fault) > 0, fault));
        Assert.DoesNotContain("dead letter", counts.Keys);
    }

    private static void AssertBooks(DayResult day)
    {
        Assert.Empty(day.Broken);
        Assert.NotEmpty(day.Checks);
        Assert.Equal(Money.Zero, day.TrialBalance.Difference);
        Assert.True(day.Reconciliation.Balanced);
    }

    /// <summary>Played once, when a test first asks for it.</summary>
    public sealed class PeacefulDay : IAsyncDisposable
    {
        private readonly Lazy<Task<(DayResult, DaprSuite, Outsiders)>> _played;
        private DaprSuite? _suite;
        private Outsiders? _outsiders;

        public PeacefulDay() => _played = new(PlayAsync);

        public async ValueTask DisposeAsync()
        {
            await (_outsiders?.DisposeAsync() ?? ValueTask.CompletedTask);
            await (_suite?.DisposeAsync() ?? ValueTask.CompletedTask);
        }

        internal Task<(DayResult Day, DaprSuite Suite, Outsiders Outsiders)> PlayedAsync() => _played.Value;

        private async Task<(DayResult, DaprSuite, Outsiders)> PlayAsync()
        {
            _suite = await DaprSuite.StartAsync(Hurry);
            _outsiders = await Outsiders.StartAsync(_suite);
            using var player = new DayPlayer(DemoDay.Whole, _suite.Gateway, new DayRun("dapr", Today), Patient);
            return (await player.PlayAsync(), _suite, _outsiders);
        }
    }
}
