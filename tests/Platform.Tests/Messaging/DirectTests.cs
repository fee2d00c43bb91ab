using MedBill.Platform.Messaging;
using MedBill.Platform.Storage;
using MedBill.Platform.Tests.Fixture;
using MedBill.TestKit;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace MedBill.Platform.Tests.Messaging;

public sealed class DirectTests
{
    private readonly TestWorld _world = new();

    // "others" publishes on topic "others"; "alpha" and "beta" hear it there.
    private ServiceHost Sender(string peers = "alpha,beta") =>
        new("others", (args, configure) => ThingsApp.Build("others", args, configure), _world)
        {
            Settings = { ["Messaging:Direct:Peers"] = peers },
        };

    private ServiceHost Hearer(string appId) => new(appId, (args, configure) => ThingsApp.Build(appId, args, configure), _world);

    [Fact]
    public async Task Every_peer_that_hears_the_topic_gets_every_event_once()
    {
        await using var sender = Sender();
        await using var alpha = Hearer("alpha");
        await using var beta = Hearer("beta");
        await StartAsync(sender, alpha, beta);

        var names = await OpenManyAsync(sender, 250);
        await _world.DrainAsync();

        Assert.Equal(names.Order(), (await CopiesAsync(alpha)).Order());
        Assert.Equal(names.Order(), (await CopiesAsync(beta)).Order());
    }

    [Fact]
    public async Task Nothing_counts_as_published_before_every_peer_was_asked()
    {
        await using var sender = Sender();
        await using var alpha = Hearer("alpha");
        await StartAsync(sender, alpha);
        var names = await OpenManyAsync(sender, 3);
        await Expect.EventuallyAsync(async () => (await CopiesAsync(alpha)).Count == 3);
        Assert.Equal(3, await WaitingAsync(sender));

        await using var beta = Hearer("beta");
        await beta.StartAsync();
        await _world.DrainAsync();

        Assert.Equal(names.Order(), (await CopiesAsync(beta)).Order());
        Assert.Equal(3, (await CopiesAsync(alpha)).Count);
    }

    [Fact]
    public async Task A_peer_that_was_away_for_long_gets_what_it_missed()
    {
        await using var sender = Sender();
        await using var alpha = Hearer("alpha");
        await using var beta = Hearer("beta");
        await StartAsync(sender, alpha, beta);
        await OpenManyAsync(sender, 1, "first");
        await _world.DrainAsync();

        await beta.StopAsync();
        await OpenManyAsync(sender, 120, "missed");
        for (var i = 0; i < 30; i++)
        {
            _world.Machine.Advance(TimeSpan.FromMinutes(10));
            await Task.Delay(5);
        }

        await beta.StartAsync();
        await _world.DrainAsync();
        Assert.Equal(121, (await CopiesAsync(beta)).Count);
        Assert.Equal(121, (await CopiesAsync(alpha)).Count);
    }

    [Fact]
    public async Task A_message_a_peer_keeps_refusing_becomes_that_peers_dead_letter()
    {
        await using var sender = Sender();
        await using var alpha = Hearer("alpha");
        await using var beta = new ServiceHost("beta", (args, configure) => ThingsApp.Build("beta", args, builder =>
        {
            configure?.Invoke(builder);
            builder.Services.AddScoped<OnThingOpened>(_ => throw new InvalidOperationException("A bug."));
        }), _world);
        await StartAsync(sender, alpha, beta);

        var name = Assert.Single(await OpenManyAsync(sender, 1));
        await _world.DrainAsync();

        Assert.Equal([name], await CopiesAsync(alpha));
        Assert.Equal(
            [name], await beta.WithDbAsync<ThingsDb, List<string>>(db => db.Set<DeadLetterRow>().Select(row => row.Subject).ToListAsync()));
        Assert.Equal(
            "others", await beta.WithDbAsync<ThingsDb, string>(db => db.Set<DeadLetterRow>().Select(row => row.Topic).SingleAsync()));
        Assert.Equal(0, await alpha.WithDbAsync<ThingsDb, int>(db => db.Set<DeadLetterRow>().CountAsync()));
    }

    [Fact]
    public async Task Without_peers_events_are_simply_done()
    {
        await using var sender = Sender("");
        await sender.StartAsync();

        await OpenManyAsync(sender, 5);
        await _world.DrainAsync();

        Assert.Equal(0, await WaitingAsync(sender));
    }

    private static async Task StartAsync(params ServiceHost[] hosts)
    {
        foreach (var host in hosts)
        {
            await host.StartAsync();
        }
    }

    private static Task<List<string>> OpenManyAsync(ServiceHost host, int count, string title = "many") =>
        host.WithDbAsync<ThingsDb, List<string>>(async db =>
    {
        var things = Enumerable.Range(0, count).Select(i => Thing.Open($"thg-{title}{i}", title, host.Clock.GetUtcNow())).ToList();
        db.AddRange(things);
        await db.SaveChangesAsync();
        return [.. things.Select(thing => thing.Name)];
    });

    private static Task<List<string>> CopiesAsync(ServiceHost host) => host.WithDbAsync<ThingsDb, List<string>>(
        db => db.Things.Where(thing => thing.Title.StartsWith("copy of "))
            .Select(thing => thing.Title.Substring("copy of ".Length)).ToListAsync());

    private static Task<int> WaitingAsync(ServiceHost host) =>
        host.WithDbAsync<ThingsDb, int>(db => db.Set<OutboxRow>().CountAsync(row => row.PublishedTime == null));
}
