using Dapr.AppCallback.Autogen.Grpc.v1;
using MedBill.TestKit.Sidecar;
using Status = Dapr.AppCallback.Autogen.Grpc.v1.TopicEventResponse.Types.TopicEventResponseStatus;

namespace MedBill.Messaging.Tests.StandIn;

/// <summary>What a sidecar makes of an app's answer, with and without a retry policy and a dead-letter topic.</summary>
public sealed class AnswerTests
{
    private const string WithDeadLetters =
        """[{"pubsubname":"pubsub","topic":"news","deadLetterTopic":"news-dead-reader","route":"/news"}]""";

    [Theory]
    [InlineData(200, "", 1, false)]
    [InlineData(200, "not json", 1, false)]
    [InlineData(200, """{"other":1}""", 1, false)]
    [InlineData(204, """{"status":"SUCCESS"}""", 1, false)]
    [InlineData(200, """{"status":"RETRY"}""", 3, true)]
    [InlineData(200, """{"status":"PERHAPS"}""", 3, true)]
    [InlineData(200, """{"status":"DROP"}""", 1, true)]
    [InlineData(404, "", 1, true)]
    [InlineData(307, "", 3, true)]
    [InlineData(400, "", 3, true)]
    [InlineData(401, "", 3, true)]
    [InlineData(429, "", 3, true)]
    [InlineData(500, "", 3, true)]
    public async Task An_answer_over_HTTP_is_read_as_the_table_says(int status, string body, int attempts, bool isDeadLetter)
    {
        await using var app = new HttpApp { Subscribe = WithDeadLetters, Answer = _ => (status, body) };
        await app.StartAsync();
        await using var bench = await Bench.StartAsync(app.Handler, [Bench.Component, Bench.Retry]);
        await bench.Sidecar.SubscribedAsync();

        await bench.PublishAsync("news", """{"n":1}""");

        await Eventually.TrueAsync(() => app.Heard.Count == attempts, $"{attempts} attempts");
        await Eventually.TrueAsync(async () => await bench.PendingAsync("news") == 0, "acknowledged");
        Assert.Equal(isDeadLetter ? await bench.StreamAsync("news") : [], await bench.StreamAsync("news-dead-reader"));
        Assert.Equal(attempts, app.Heard.Count);
    }

    [Theory]
    [InlineData(Status.Success, 1, false)]
    [InlineData(Status.Retry, 3, true)]
    [InlineData(Status.Drop, 1, true)]
    public async Task An_answer_over_gRPC_is_read_as_the_table_says(Status status, int attempts, bool isDeadLetter)
    {
        await using var app = await Grpc(bulk: false);
        app.Answer = _ => status;
        await using var bench = await Bench.StartAsync(app.Handler, [Bench.Component, Bench.Retry], settings => settings with { IsGrpc = true });
        await bench.Sidecar.SubscribedAsync();

        await bench.PublishAsync("news", """{"n":1}""");

        await Eventually.TrueAsync(() => app.Heard.Count == attempts, $"{attempts} attempts");
        await Eventually.TrueAsync(async () => await bench.PendingAsync("news") == 0, "acknowledged");
        Assert.Equal(isDeadLetter ? 1 : 0, (await bench.StreamAsync("news-dead-reader")).Length);
    }

    [Theory]
    [InlineData(AppFault.NotFound, false)]
    [InlineData(AppFault.Error, true)]
    [InlineData(AppFault.Redirect, true)]
    public async Task A_gRPC_app_without_the_method_loses_the_message_and_one_that_fails_does_not(AppFault fault, bool isDeadLetter)
    {
        await using var app = await Grpc(bulk: false);
        await using var bench = await Bench.StartAsync(app.Handler, [Bench.Component, Bench.Retry], settings => settings with { IsGrpc = true });
        bench.Sidecar.Faults.App = _ => fault;
        await bench.Sidecar.SubscribedAsync();

        await bench.PublishAsync("news", """{"n":1}""");

        await Eventually.TrueAsync(() => bench.Sidecar.Faults.Counts.GetValueOrDefault("app") == (isDeadLetter ? 3 : 1), "attempts");
        await Eventually.TrueAsync(async () => await bench.PendingAsync("news") == 0, "acknowledged");
        Assert.Equal(isDeadLetter ? 1 : 0, (await bench.StreamAsync("news-dead-reader")).Length);
    }

    [Fact]
    public async Task Of_a_batch_only_what_failed_is_tried_again_and_only_that_is_a_dead_letter()
    {
        await using var app = await Grpc(bulk: true);

        // The first message of all and its repeats fail; the fourth succeeds with the rest.
        var failing = "";
        app.Answer = _ =>
        {
            var last = app.Heard.Last().Id;
            failing = failing.Length == 0 ? last : failing;
            return last == failing ? Status.Retry : Status.Success;
        };
        await using var bench = await Bench.StartAsync(app.Handler, [Bench.Component, Bench.Retry], settings => settings with { IsGrpc = true });
        for (var i = 0; i < 5; i++)
        {
            await bench.PublishAsync("news", $$"""{"n":{{i}}}""");
        }

        await Eventually.TrueAsync(async () => (await bench.StreamAsync("news-dead-reader")).Length == 1, "one dead letter");
        await Eventually.TrueAsync(async () => await bench.PendingAsync("news") == 0, "acknowledged");
        Assert.Contains(app.Batches, count => count > 1);
        Assert.All(app.Batches, count => Assert.InRange(count, 1, 10));
        Assert.Equal(3, app.Heard.Count(one => one.Id == failing));
        Assert.Equal(4, app.Heard.Where(one => one.Id != failing).DistinctBy(one => one.Id).Count());
    }

    [Theory]
    [InlineData("event.type == \"made\"", "/made")]
    [InlineData("event.type == \"other\"", "/rest")]
    public async Task The_first_rule_that_holds_names_the_path(string match, string path)
    {
        var rules = $$$"""{"rules":[{"match":"{{{match.Replace("\"", "\\\"", StringComparison.Ordinal)}}}","path":"/made"}],"default":"/rest"}""";
        await using var app = new HttpApp { Subscribe = $$"""[{"pubsubname":"pubsub","topic":"news","routes":{{rules}}}]""" };
        await app.StartAsync();
        await using var bench = await Bench.StartAsync(app.Handler, [Bench.Component]);

        await bench.PublishAsync("news", """{"specversion":"1.0","id":"1","source":"s","type":"made"}""", CloudEvents.ContentType);

        await Eventually.TrueAsync(() => !app.Heard.IsEmpty, "heard");
        Assert.Equal(path, app.Heard.First().Path);
    }

    private static async Task<GrpcApp> Grpc(bool bulk)
    {
        var app = new GrpcApp();
        app.Subscriptions.Subscriptions.Add(new TopicSubscription
        {
            PubsubName = "pubsub",
            Topic = "news",
            DeadLetterTopic = "news-dead-reader",
            Routes = new() { Default = "/news" },
            BulkSubscribe = bulk ? new() { Enabled = true, MaxMessagesCount = 100, MaxAwaitDurationMs = 300 } : null,
        });
        return await app.StartAsync();
    }
}
