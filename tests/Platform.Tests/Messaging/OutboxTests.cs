using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Text.Json;
using MedBill.Platform.Messaging;
using MedBill.Platform.Storage;
using MedBill.Platform.Tests.Fixture;
using MedBill.TestKit;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace MedBill.Platform.Tests.Messaging;

public sealed class OutboxTests
{
    [Fact]
    public async Task An_envelope_says_everything_a_cloudevent_must()
    {
        await using var host = new Host();
        await host.StartAsync();

        var name = await host.OpenAsync("a");

        var row = Assert.Single(await host.RowsAsync());
        using var json = JsonDocument.Parse(row.Envelope);
        var root = json.RootElement;
        Assert.Equal(
            "specversion id source type subject time datacontenttype sequence tenantid mode traceparent traceid data".Split(' '),
            root.EnumerateObject().Select(property => property.Name));
        Assert.Equal("1.0", root.GetProperty("specversion").GetString());
        Assert.Equal(row.Id, root.GetProperty("id").GetString());
        Assert.Equal(7, Guid.Parse(row.Id).Version);
        Assert.Equal("//things.medbill", root.GetProperty("source").GetString());
        Assert.Equal("medbill.things.v1.ThingOpened", root.GetProperty("type").GetString());
        Assert.Equal(name, root.GetProperty("subject").GetString());
        Assert.Equal(TestWorld.Start, root.GetProperty("time").GetDateTimeOffset());
        Assert.Equal("0000000001", root.GetProperty("sequence").GetString());
        Assert.Equal(ServiceHost.Practice, root.GetProperty("tenantid").GetString());
        Assert.Equal("test", root.GetProperty("mode").GetString());
        Assert.Equal(root.GetProperty("traceid").GetString(), root.GetProperty("traceparent").GetString());

        // Default values are written.
        Assert.Equal(0, root.GetProperty("data").GetProperty("count").GetInt32());
    }

    [Fact]
    public async Task What_was_committed_before_a_crash_is_sent_after_the_restart()
    {
        await using var host = new Host();
        await host.StartAsync();
        host.Publisher.Error = _ => "DOWN";
        var name = await host.OpenAsync("a");
        await Expect.EventuallyAsync(() => host.Publisher.Attempts > 0);
        await host.StopAsync();

        host.Publisher.Error = _ => null;
        await host.StartAsync();
        await host.DrainAsync();

        Assert.Equal([name], host.Publisher.Taken.Select(row => row.Subject));
    }

    [Fact]
    public async Task A_lease_of_a_dead_relay_ends_after_thirty_seconds()
    {
        await using var host = new Host { RelayRuns = false };
        await host.StartAsync();
        await host.OpenAsync("a");

        var dead = await host.LeaseAsync("dead");
        Assert.Single(dead);
        Assert.Empty(await host.LeaseAsync("other"));
        host.Machine.Advance(TimeSpan.FromSeconds(29));
        Assert.Empty(await host.LeaseAsync("other"));
        host.Machine.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(2, Assert.Single(await host.LeaseAsync("other")).Attempts);
    }

    [Fact]
    public async Task Two_relays_share_the_work_and_send_nothing_twice()
    {
        await using var host = new Host { RelayRuns = false };
        await host.StartAsync();
        var names = await host.OpenManyAsync(500);
        var relays = Enumerable.Range(0, 2).Select(_ => host.NewRelay()).ToArray();

        await Task.WhenAll(relays.Select(async relay =>
        {
            var empty = 0;
            while (empty < 3)
            {
                empty = await relay.SweepAsync(CancellationToken.None) == 0 ? empty + 1 : 0;
            }
        }));

        Assert.Equal(names.Order(), host.Publisher.Taken.Select(row => row.Subject).Order());
        Assert.All(await host.RowsAsync(), row => Assert.NotNull(row.PublishedTime));
    }

    [Fact]
    public async Task Events_leave_in_order_and_a_subject_stops_at_its_first_failure()
    {
        await using var host = new Host { RelayRuns = false };
        await host.StartAsync();
        var (a, b) = (await host.OpenAsync("a"), await host.OpenAsync("b"));
        await host.CloseAsync(a);
        await host.CloseAsync(b);
        var relay = host.NewRelay();

        host.Publisher.Error = row => row.Subject == a && row.Type.EndsWith("Opened", StringComparison.Ordinal) ? "DOWN" : null;
        host.Publisher.OneByOne = true;
        await relay.SweepAsync(CancellationToken.None);
        await relay.SweepAsync(CancellationToken.None);
        Assert.Equal([(b, "Opened"), (b, "Closed")], host.Publisher.Sent);

        host.Publisher.Error = _ => null;
        host.Machine.Advance(TimeSpan.FromSeconds(1));
        await relay.SweepAsync(CancellationToken.None);
        Assert.Equal([(b, "Opened"), (b, "Closed"), (a, "Opened"), (a, "Closed")], host.Publisher.Sent);
    }

    [Fact]
    public async Task A_later_event_waits_for_the_earlier_one_of_its_subject_whoever_holds_it()
    {
        await using var host = new Host { RelayRuns = false };
        await host.StartAsync();
        var (a, b) = (await host.OpenAsync("a"), await host.OpenAsync("b"));
        host.Publisher.Error = row => row.Subject == a ? "DOWN" : null;
        var relay = host.NewRelay();
        await relay.SweepAsync(CancellationToken.None);
        await host.CloseAsync(a);
        await host.CloseAsync(b);

        host.Publisher.Error = _ => null;
        await relay.SweepAsync(CancellationToken.None);
        Assert.Equal([(b, "Opened"), (b, "Closed")], host.Publisher.Sent);

        host.Machine.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(2, (await host.LeaseAsync("another relay")).Count);
        await host.CloseAsync(await host.OpenAsync("c"));
        await relay.SweepAsync(CancellationToken.None);
        Assert.DoesNotContain((a, "Closed"), host.Publisher.Sent);
    }

    [Fact]
    public async Task A_relay_that_was_too_slow_leaves_the_row_to_whoever_has_it_now()
    {
        await using var host = new Host { RelayRuns = false };
        await host.StartAsync();
        await host.OpenAsync("a");
        host.Publisher.Error = row =>
        {
            host.Machine.Advance(TimeSpan.FromSeconds(31));
            Assert.Single(host.LeaseAsync("other").GetAwaiter().GetResult());
            return "DOWN";
        };

        await host.NewRelay().SweepAsync(CancellationToken.None);

        var kept = Assert.Single(await host.RowsAsync());
        Assert.Equal(("other", null, (string?)null), (kept.LeaseOwner, kept.PublishedTime, kept.LastError));
    }

    [Fact]
    public async Task A_failing_event_pauses_longer_and_longer_up_to_the_limit_and_is_never_dropped()
    {
        await using var host = new Host { RelayRuns = false };
        await host.StartAsync();
        await host.OpenAsync("a");
        host.Publisher.Error = _ => "DOWN";
        var relay = host.NewRelay();
        var pauses = new List<double>();

        for (var i = 0; i < 16; i++)
        {
            await relay.SweepAsync(CancellationToken.None);
            var row = Assert.Single(await host.RowsAsync());
            Assert.Equal((null, "DOWN", (string?)null, i + 1), (row.PublishedTime, row.LastError, row.LeaseOwner, row.Attempts));
            var pause = row.LeaseEndTime!.Value - host.Machine.GetUtcNow();
            pauses.Add(pause.TotalSeconds);
            host.Machine.Advance(pause);
        }

        Assert.Equal(pauses.Order(), pauses);
        Assert.Equal(0.1, pauses[0], 3);
        Assert.Equal(300, pauses[^1], 3);
        host.Publisher.Error = _ => null;
        Assert.Equal(1, await relay.SweepAsync(CancellationToken.None));
    }

    [Fact]
    public async Task What_waits_is_measured_while_it_pauses_too()
    {
        var (ours, measured) = (new AsyncLocal<bool>(), new ConcurrentQueue<double>());
        using var meters = new MeterListener
        {
            InstrumentPublished = (instrument, listener) =>
            {
                if (instrument.Name == "medbill.outbox.oldest_age")
                {
                    listener.EnableMeasurementEvents(instrument);
                }
            },
        };
        meters.SetMeasurementEventCallback<double>((_, age, _, _) =>
        {
            if (ours.Value)
            {
                measured.Enqueue(age);
            }
        });
        meters.Start();
        await using var host = new Host { RelayRuns = false };
        await host.StartAsync();
        await host.OpenAsync("a");
        host.Publisher.Error = _ => "DOWN";
        var relay = host.NewRelay();
        ours.Value = true;

        await relay.SweepAsync(CancellationToken.None);
        for (var i = 0; i < 20; i++)
        {
            host.Clock.Advance(TimeSpan.FromSeconds(20));
            host.Machine.Advance(TimeSpan.FromSeconds(20));
            await relay.SweepAsync(CancellationToken.None);
        }

        Assert.InRange(host.Publisher.Attempts, 2, 15);
        Assert.Equal(Enumerable.Range(0, 21).Select(i => i * 20d), measured);
        host.Publisher.Error = _ => null;
        host.Machine.Advance(TimeSpan.FromMinutes(5));
        await relay.SweepAsync(CancellationToken.None);
        host.Machine.Advance(TimeSpan.FromSeconds(20));
        await relay.SweepAsync(CancellationToken.None);
        Assert.Equal(0, measured.Last());
    }

    [Fact]
    public async Task A_commit_wakes_the_relay_at_once()
    {
        await using var host = new Host();
        await host.StartAsync();

        // The machine clock stands still, so the relay's one-second round never comes.
        var name = await host.OpenAsync("a");

        await Expect.EventuallyAsync(() => host.Publisher.Taken.Any(row => row.Subject == name));
    }

    [Fact]
    public async Task An_event_no_aggregate_recorded_leaves_with_the_save()
    {
        await using var host = new Host();
        await host.StartAsync();

        await host.WithDbAsync<ThingsDb>(async db =>
        {
            db.Publish(new Wire.ThingClosed { Name = "things/x" }, "batches/1", 7);
            await db.SaveChangesAsync();
        });
        await host.DrainAsync();

        var sent = Assert.Single(host.Publisher.Taken);
        Assert.Equal(("batches/1", 7), (sent.Subject, Envelope.Parse(sent.Envelope).Sequence));
    }

    [Fact]
    public async Task Large_events_go_in_smaller_batches()
    {
        await using var host = new Host { RelayRuns = false };
        await host.StartAsync();
        await host.WithDbAsync<ThingsDb>(async db =>
        {
            for (var i = 0; i < 10; i++)
            {
                db.Publish(new Wire.ThingOpened { Title = new string('x', 250_000) }, $"things/{i}", 1);
            }

            await db.SaveChangesAsync();
        });

        await host.NewRelay().SweepAsync(CancellationToken.None);

        Assert.Equal([4, 4, 2], host.Publisher.Batches);
    }

    [Fact]
    public async Task What_was_sent_is_forgotten_after_a_week_and_what_waits_is_not()
    {
        await using var host = new Host();
        await host.StartAsync();
        await host.OpenAsync("sent");
        await host.DrainAsync();
        host.Publisher.Error = _ => "DOWN";
        var waiting = await host.OpenAsync("waiting");

        host.Machine.Advance(TimeSpan.FromDays(8));
        await host.Services.GetRequiredService<Retention>().SweepAsync(CancellationToken.None);

        Assert.Equal([waiting], (await host.RowsAsync()).Select(row => row.Subject));
    }

    /// <summary>A publisher that can fail.</summary>
    private sealed class TestPublisher : IPublisher
    {
        public ConcurrentQueue<OutboxRow> Taken { get; } = [];

        public ConcurrentQueue<int> Batches { get; } = [];

        public Func<OutboxRow, string?> Error { get; set; } = _ => null;

        public bool OneByOne { get; set; }

        public int Attempts { get; private set; }

        public TimeSpan LongestPause { get; } = TimeSpan.FromMinutes(5);

        public IEnumerable<(string, string)> Sent => Taken.Select(row => (row.Subject, row.Type[^6..]));

        public Task<string?[]> PublishAsync(string topic, IReadOnlyList<OutboxRow> rows, CancellationToken cancel)
        {
            Assert.Equal("things", topic);
            Attempts++;
            Batches.Enqueue(rows.Count);
            var errors = new string?[rows.Count];
            var stuck = new HashSet<string>();
            for (var i = 0; i < rows.Count; i++)
            {
                errors[i] = OneByOne && stuck.Contains(rows[i].Subject) ? "STUCK" : Error(rows[i]);
                if (errors[i] is null)
                {
                    Taken.Enqueue(rows[i]);
                }
                else
                {
                    stuck.Add(rows[i].Subject);
                }
            }

            return Task.FromResult(errors);
        }
    }

    private sealed class Host() : ServiceHost("things", ThingsApp.Build)
    {
        public TestPublisher Publisher { get; } = new();

        public bool RelayRuns { get; init; } = true;

        public OutboxRelay NewRelay() => new(
            Services.GetRequiredService<RelayContexts>(), Publisher, new(Machine), new OutboxSignal(), NullLogger<OutboxRelay>.Instance);

        public async Task<string> OpenAsync(string title)
        {
            var client = Client<Wire.ThingService.ThingServiceClient>("things.write");
            return (await client.OpenThingAsync(new() { Count = 1, Thing = new() { Title = title } })).Name;
        }

        public async Task CloseAsync(string name) =>
            await Client<Wire.ThingService.ThingServiceClient>("things.write").CloseThingAsync(new() { Name = name });

        public Task<List<string>> OpenManyAsync(int count) => WithDbAsync<ThingsDb, List<string>>(async db =>
        {
            var things = Enumerable.Range(0, count).Select(i => Thing.Open($"thg-{i}", "many", Clock.GetUtcNow())).ToList();
            db.AddRange(things);
            await db.SaveChangesAsync();
            return [.. things.Select(thing => thing.Name)];
        });

        public Task<List<OutboxRow>> RowsAsync() =>
            WithDbAsync<ThingsDb, List<OutboxRow>>(db => db.Set<OutboxRow>().AsNoTracking().OrderBy(row => row.Sequence).ToListAsync());

        public Task<List<OutboxRow>> LeaseAsync(string owner) => WithDbAsync<ThingsDb, List<OutboxRow>>(db => db.InTransactionAsync(
            cancel => PlatformSql.LeaseAsync(db, owner, Machine.GetUtcNow(), Machine.GetUtcNow().AddSeconds(30), 50, cancel)));

        protected override void Configure(WebApplicationBuilder builder)
        {
            builder.Services.AddSingleton<IPublisher>(Publisher);
            if (!RelayRuns)
            {
                builder.Services.Remove(
                    builder.Services.Last(service => service.ServiceType == typeof(Microsoft.Extensions.Hosting.IHostedService)
                    && service.ImplementationFactory?.Method.ReturnType == typeof(OutboxRelay)));
            }
        }
    }
}
