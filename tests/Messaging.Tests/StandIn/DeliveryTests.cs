using System.Text.Json.Nodes;
using MedBill.TestKit.Sidecar;

namespace MedBill.Messaging.Tests.StandIn;

/// <summary>The ways in which a message is lost, comes again, or comes otherwise than one thinks.</summary>
public sealed class DeliveryTests
{
    [Fact]
    public async Task Without_a_retry_and_without_dead_letters_one_500_loses_the_message()
    {
        await using var app = new HttpApp { Answer = _ => (500, "") };
        await app.StartAsync();
        await using var bench = await Bench.StartAsync(app.Handler, [Bench.Component]);
        await bench.Sidecar.SubscribedAsync();

        await bench.PublishAsync("news", """{"n":1}""");

        await Eventually.TrueAsync(() => app.Heard.Count == 1, "tried once");
        await Eventually.TrueAsync(async () => await bench.PendingAsync("news") == 0, "acknowledged although it failed");
        await Eventually.StaysAsync(() => Task.FromResult(app.Heard.Count == 1), "it never comes again");
    }

    [Fact]
    public async Task Without_dead_letters_a_finite_retry_loses_it_later()
    {
        await using var app = new HttpApp { Answer = _ => (500, "") };
        await app.StartAsync();
        await using var bench = await Bench.StartAsync(app.Handler, [Bench.Component, Bench.Retry]);
        await bench.Sidecar.SubscribedAsync();

        await bench.PublishAsync("news", """{"n":1}""");

        await Eventually.TrueAsync(() => app.Heard.Count == 3, "tried three times");
        await Eventually.TrueAsync(async () => await bench.PendingAsync("news") == 0, "acknowledged although it failed");
    }

    [Fact]
    public async Task A_failure_that_passes_is_retried_until_it_has_passed()
    {
        await using var app = new HttpApp { Answer = attempt => attempt < 3 ? (503, "") : (200, "") };
        await app.StartAsync();
        await using var bench = await Bench.StartAsync(app.Handler, [Bench.Component, Bench.Retry]);

        await bench.PublishAsync("news", """{"n":1}""");

        await Eventually.TrueAsync(() => app.Heard.Count == 3, "heard");
        Assert.Single(app.Heard.Select(one => one.Body).Distinct());
        await Eventually.TrueAsync(async () => await bench.PendingAsync("news") == 0, "acknowledged");
    }

    [Fact]
    public async Task A_dead_letter_has_the_bytes_it_had_and_needs_leave_to_be_published()
    {
        const string Scoped =
            """
            apiVersion: dapr.io/v1alpha1
            kind: Component
            metadata: { name: pubsub }
            spec:
              type: pubsub.redis
              version: v1
              metadata:
                - { name: publishingScopes, value: "reader=news" }
            """;
        await using var app = new HttpApp
        {
            Subscribe = """[{"pubsubname":"pubsub","topic":"news","deadLetterTopic":"news-dead-reader","route":"/news"}]""",
            Answer = _ => (404, ""),
        };
        await app.StartAsync();
        await using var allowed = await Bench.StartAsync(app.Handler, [Bench.Component]);
        await allowed.PublishAsync("news", """{"n":1}""", query: "?metadata.mark=kept");
        await Eventually.TrueAsync(async () => (await allowed.StreamAsync("news-dead-reader")).Length == 1, "a dead letter");
        Assert.Equal(await allowed.StreamAsync("news"), await allowed.StreamAsync("news-dead-reader"));
        var letter = (await allowed.Broker.StreamRangeAsync("news-dead-reader")).Single();
        Assert.Equal("""{"mark":"kept"}""", letter["metadata"].ToString());
        Assert.Equal("news", JsonNode.Parse(letter["data"].ToString())!["topic"]!.ToString());

        // One who forgot the scope of the dead-letter topic loses the message.
        await using var forbidden = await Bench.StartAsync(app.Handler, [Scoped]);
        await forbidden.Sidecar.SubscribedAsync();
        await forbidden.PublishAsync("news", """{"n":2}""");
        await Eventually.TrueAsync(() => app.Heard.Count == 2, "heard");
        await Eventually.TrueAsync(async () => await forbidden.PendingAsync("news") == 0, "acknowledged");
        Assert.Empty(await forbidden.StreamAsync("news-dead-reader"));
    }

    [Fact]
    public async Task What_a_dead_sidecar_had_in_hand_comes_again_after_the_processing_timeout()
    {
        await using var app = new HttpApp();
        var gate = new TaskCompletionSource();
        app.Answer = attempt =>
        {
            if (attempt == 1)
            {
                gate.SetResult();
                Thread.CurrentThread.Join(400);
            }

            return (200, "");
        };
        await app.StartAsync();
        await using var bench = await Bench.StartAsync(app.Handler, [Bench.Component]);
        await bench.PublishAsync("news", """{"n":1}""");
        await gate.Task;

        await bench.Sidecar.CrashAsync();
        Assert.Equal(1, await bench.PendingAsync("news"));
        await bench.Sidecar.StartAsync();

        await Eventually.TrueAsync(() => app.Heard.Count == 2, "heard again");
        await Eventually.TrueAsync(async () => await bench.PendingAsync("news") == 0, "acknowledged");
        Assert.Single(app.Heard.Select(one => one.Body).Distinct());
    }

    [Fact]
    public async Task A_sidecar_that_is_stopped_finishes_what_it_has_in_hand()
    {
        await using var app = new HttpApp();
        var gate = new TaskCompletionSource();
        app.Answer = _ =>
        {
            gate.TrySetResult();
            Thread.CurrentThread.Join(300);
            return (200, "");
        };
        await app.StartAsync();
        await using var bench = await Bench.StartAsync(app.Handler, [Bench.Component]);
        await bench.PublishAsync("news", """{"n":1}""");
        await gate.Task;

        await bench.Sidecar.StopAsync();

        Assert.Equal(0, await bench.PendingAsync("news"));
        Assert.Single(app.Heard);
    }

    [Fact]
    public async Task Duplicates_disorder_and_delay_come_when_they_are_asked_for()
    {
        await using var app = new HttpApp();
        await using var bench = await Bench.StartAsync(app.Handler, [Bench.Component.Replace("metadata:\n    -", "metadata:\n    - { name: concurrency, value: \"1\" }\n    -", StringComparison.Ordinal)]);
        (bench.Sidecar.Faults.Reverse, bench.Sidecar.Faults.Copies) = (true, _ => 2);
        var delayed = 0;
        bench.Sidecar.Faults.Delay = _ => Interlocked.Increment(ref delayed) == 1 ? TimeSpan.FromMilliseconds(300) : TimeSpan.Zero;
        for (var i = 0; i < 10; i++)
        {
            await bench.PublishAsync("news", $$"""{"n":{{i}}}""");
        }

        // All that lies there is then read at once.
        await app.StartAsync();

        await Eventually.TrueAsync(() => app.Heard.Count == 20, "each twice");
        var order = app.Heard.Select(one => (int)JsonNode.Parse(one.Body)!["data"]!["n"]!).ToList();
        Assert.Equal(Enumerable.Range(0, 10).SelectMany(n => new[] { n, n }), order.Order());
        Assert.NotEqual(order.Order(), order);
        Assert.Equal(1, bench.Sidecar.Faults.Counts["delay"]);
    }

    [Theory]
    [InlineData(PublishFault.Refused, 0)]
    [InlineData(PublishFault.TimedOutAfterAcceptance, 1)]
    public async Task A_publisher_cannot_tell_a_refusal_from_a_time_out_after_acceptance(PublishFault fault, int kept)
    {
        await using var app = new HttpApp();
        await app.StartAsync();
        await using var bench = await Bench.StartAsync(app.Handler, [Bench.Component]);
        bench.Sidecar.Faults.Publish = _ => fault;

        var answer = await bench.PublishAsync("news", """{"n":1}""");

        Assert.Equal(500, (int)answer.StatusCode);
        Assert.Equal("ERR_PUBSUB_PUBLISH_MESSAGE", JsonNode.Parse(await answer.Content.ReadAsStringAsync())!["errorCode"]!.ToString());
        Assert.Equal(kept, (await bench.StreamAsync("news")).Length);
    }

    [Fact]
    public async Task The_app_gets_the_brokers_bytes_the_token_and_the_metadata()
    {
        await using var app = new HttpApp();
        await app.StartAsync();
        await using var bench = await Bench.StartAsync(app.Handler, [Bench.Component], settings => settings with { AppToken = "secret" });

        await bench.PublishAsync("news", """{"b":1,"a":"<&>"}""", query: "?metadata.mark=kept");

        await Eventually.TrueAsync(() => !app.Heard.IsEmpty, "heard");
        var heard = app.Heard.Single();
        Assert.Equal(await bench.StreamAsync("news"), new[] { heard.Body });
        Assert.Equal(("secret", "kept", "pubsub"), (heard.Headers["dapr-api-token"], heard.Headers["mark"], heard.Headers["pubsubname"]));
        Assert.StartsWith(CloudEvents.ContentType, heard.Headers["content-type"], StringComparison.Ordinal);
    }
}
