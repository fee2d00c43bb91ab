using System.Text.Json.Nodes;
using MedBill.TestKit.Sidecar;

namespace MedBill.Messaging.Tests.StandIn;

/// <summary>What an app must survive while it and its sidecar start, restart and fall ill.</summary>
public sealed class StartOrderTests
{
    private static SidecarSettings Fast(SidecarSettings settings) => settings with { Hurry = 50 };

    [Fact]
    public async Task The_outbound_side_is_open_before_the_app_is_there_and_the_whole_only_after()
    {
        await using var app = new HttpApp();
        await using var bench = await Bench.StartAsync(app.Handler, [Bench.Component], Fast);

        Assert.Equal(204, (int)(await bench.GetAsync("/v1.0/healthz/outbound")).StatusCode);
        Assert.Equal(500, (int)(await bench.GetAsync("/v1.0/healthz")).StatusCode);
        Assert.Equal(204, (int)(await bench.PublishAsync("news", "{}")).StatusCode);
        Assert.Equal(0, bench.Sidecar.TimesAsked);

        await app.StartAsync();

        await Eventually.TrueAsync(() => !app.Heard.IsEmpty, "what was published before it was there");
        Assert.Equal(204, (int)(await bench.GetAsync("/v1.0/healthz")).StatusCode);
        var metadata = JsonNode.Parse(await (await bench.GetAsync("/v1.0/metadata")).Content.ReadAsStringAsync())!;
        Assert.Equal("news", metadata["subscriptions"]![0]!["topic"]!.ToString());
        Assert.Equal("PROGRAMMATIC", metadata["subscriptions"]![0]!["type"]!.ToString());
    }

    [Fact]
    public async Task An_app_is_asked_once_in_the_life_of_its_sidecar()
    {
        await using var app = new HttpApp();
        await app.StartAsync();
        await using var bench = await Bench.StartAsync(app.Handler, [Bench.Component], Fast);
        await bench.Sidecar.SubscribedAsync();

        app.Health = 500;
        await Eventually.TrueAsync(() => !bench.Sidecar.IsListening, "it is left alone");
        app.Health = 200;
        await bench.PublishAsync("news", "{}");
        await Eventually.TrueAsync(() => !app.Heard.IsEmpty, "heard again");
        Assert.Equal(1, bench.Sidecar.TimesAsked);

        await bench.Sidecar.RestartAsync();
        await bench.Sidecar.SubscribedAsync();
        Assert.Equal(2, bench.Sidecar.TimesAsked);
    }

    [Fact]
    public async Task An_app_that_answers_the_question_with_an_error_hears_nothing_until_the_sidecar_restarts()
    {
        await using var app = new HttpApp { SubscribeStatus = 500 };
        await app.StartAsync();
        await using var bench = await Bench.StartAsync(app.Handler, [Bench.Component], Fast);
        await bench.Sidecar.SubscribedAsync();
        app.SubscribeStatus = 200;
        await bench.PublishAsync("news", "{}");
        await Eventually.StaysAsync(() => Task.FromResult(app.Heard.IsEmpty), "nothing is heard");

        await bench.Sidecar.RestartAsync();

        await Eventually.TrueAsync(() => !app.Heard.IsEmpty, "heard");
    }

    [Fact]
    public async Task An_app_that_is_not_well_is_sent_nothing_and_may_still_publish()
    {
        await using var app = new HttpApp();
        await app.StartAsync();
        await using var bench = await Bench.StartAsync(app.Handler, [Bench.Component], Fast);
        await bench.Sidecar.SubscribedAsync();
        app.Health = 503;
        await Eventually.TrueAsync(() => !bench.Sidecar.IsListening, "it is left alone");

        Assert.Equal(204, (int)(await bench.PublishAsync("news", "{}")).StatusCode);
        await Eventually.StaysAsync(() => Task.FromResult(app.Heard.IsEmpty), "nothing is heard");
        app.Health = 200;
        await Eventually.TrueAsync(() => !app.Heard.IsEmpty, "heard");
    }

    [Fact]
    public async Task A_broker_that_lost_everything_is_read_again_from_its_new_beginning()
    {
        await using var app = new HttpApp();
        await app.StartAsync();
        await using var bench = await Bench.StartAsync(app.Handler, [Bench.Component], Fast);
        await bench.PublishAsync("news", """{"n":1}""");
        await Eventually.TrueAsync(() => app.Heard.Count == 1, "heard");

        await bench.Broker.KeyDeleteAsync("news");
        await bench.PublishAsync("news", """{"n":2}""");

        await Eventually.TrueAsync(() => app.Heard.Count == 2, "heard");
    }
}
