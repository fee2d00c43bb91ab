using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Dapr.Client.Autogen.Grpc.v1;
using Google.Protobuf;
using Grpc.Core;
using Grpc.Net.Client;
using MedBill.TestKit.Sidecar;

namespace MedBill.Messaging.Tests.StandIn;

/// <summary>What the broker holds of what was published, and who is refused.</summary>
public sealed partial class PublishTests
{
    private const string Own =
        """{"specversion":"1.0","id":"7","source":"//claims.medbill","type":"t","subject":"s","time":"2026-03-02T14:00:00.1234567Z","data":{"z":1,"a":9007199254740993},"topic":"lie"}""";

    private const string Scoped =
        """
        apiVersion: dapr.io/v1alpha1
        kind: Component
        metadata: { name: pubsub }
        scopes: [reader]
        spec:
          type: pubsub.redis
          version: v1
          metadata:
            - { name: allowedTopics, value: "news,secret,open" }
            - { name: protectedTopics, value: "secret" }
            - { name: publishingScopes, value: "reader=news" }
            - { name: subscriptionScopes, value: "other=secret" }
        """;

    [Fact]
    public async Task Data_is_wrapped_with_sorted_keys_escaped_characters_and_a_time_of_whole_seconds()
    {
        await using var app = new HttpApp();
        await using var bench = await Bench.StartAsync(app.Handler, [Bench.Component]);

        Assert.Equal(204, (int)(await bench.PublishAsync("news", """{"b":"<a>&é","a":{"d":1,"c":1.10}}""")).StatusCode);

        var stored = (await bench.StreamAsync("news")).Single();
        var envelope = JsonNode.Parse(stored)!.AsObject();
        Assert.Equal(
            "data datacontenttype id pubsubname source specversion time topic traceid traceparent tracestate type".Split(' '),
            envelope.Select(field => field.Key));
        Assert.Contains("""{"a":{"c":1.10,"d":1},"b":"\u003ca\u003e\u0026é"}""", stored, StringComparison.Ordinal);
        Assert.Matches(WholeSeconds(), envelope["time"]!.ToString());
        Assert.Equal(("reader", "com.dapr.event.sent"), (envelope["source"]!.ToString(), envelope["type"]!.ToString()));
        Assert.Equal(envelope["traceparent"]!.ToString(), envelope["traceid"]!.ToString());
    }

    [Fact]
    public async Task Text_and_bytes_are_wrapped_as_such_and_raw_payload_is_not()
    {
        await using var app = new HttpApp();
        await using var bench = await Bench.StartAsync(app.Handler, [Bench.Component]);

        await bench.PublishAsync("news", "plain", contentType: "");
        await bench.PublishAsync("news", "bytes", "application/octet-stream", "?metadata.cloudevent.id=mine&metadata.cloudevent.type=t");
        await bench.PublishAsync("news", "raw", "application/octet-stream", "?metadata.rawPayload=true");

        var stored = await bench.StreamAsync("news");
        Assert.Equal("plain", JsonNode.Parse(stored[0])!["data"]!.ToString());
        Assert.Equal("text/plain", JsonNode.Parse(stored[0])!["datacontenttype"]!.ToString());
        Assert.Equal("Ynl0ZXM=", JsonNode.Parse(stored[1])!["data_base64"]!.ToString());
        Assert.Equal(("mine", "t"), (JsonNode.Parse(stored[1])!["id"]!.ToString(), JsonNode.Parse(stored[1])!["type"]!.ToString()));
        Assert.Equal("raw", stored[2]);
    }

    [Fact]
    public async Task An_own_CloudEvent_is_kept_but_for_topic_and_component_and_loses_a_trace_without_traceid()
    {
        await using var app = new HttpApp();
        await using var bench = await Bench.StartAsync(app.Handler, [Bench.Component]);
        var traced = Own[..^1] + ""","traceparent":"00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"}""";

        await bench.PublishAsync("news", Own, CloudEvents.ContentType);
        await bench.PublishAsync("news", traced, CloudEvents.ContentType);
        await bench.PublishAsync("news", traced.Replace("traceparent", "traceid", StringComparison.Ordinal), CloudEvents.ContentType);

        var stored = (await bench.StreamAsync("news")).Select(one => JsonNode.Parse(one)!.AsObject()).ToList();
        Assert.Equal(("7", "//claims.medbill", "news", "pubsub"), Read(stored[0], "id", "source", "topic", "pubsubname"));
        Assert.Equal("2026-03-02T14:00:00.1234567Z", stored[0]["time"]!.ToString());
        Assert.Equal("""{"a":9007199254740993,"z":1}""", stored[0]["data"]!.ToJsonString());
        Assert.NotEqual("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01", stored[1]["traceparent"]!.ToString());
        Assert.Equal("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01", stored[2]["traceid"]!.ToString());
    }

    [Theory]
    [InlineData("pubsub", "news", 204, "")]
    [InlineData("pubsub", "open", 403, "ERR_PUBSUB_FORBIDDEN")]
    [InlineData("pubsub", "secret", 403, "ERR_PUBSUB_FORBIDDEN")]
    [InlineData("pubsub", "unknown", 403, "ERR_PUBSUB_FORBIDDEN")]
    [InlineData("elsewhere", "news", 404, "ERR_PUBSUB_NOT_FOUND")]
    public async Task Only_what_the_scopes_allow_is_published(string pubsub, string topic, int status, string code)
    {
        await using var app = new HttpApp();
        await using var bench = await Bench.StartAsync(app.Handler, [Scoped]);

        var answer = await bench.PublishAsync(topic, "{}", pubsub: pubsub);

        Assert.Equal(status, (int)answer.StatusCode);
        Assert.Contains(code, await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_app_outside_the_components_scopes_has_no_component_and_hears_no_protected_topic()
    {
        await using var app = new HttpApp { Subscribe = """[{"pubsubname":"pubsub","topic":"secret","route":"/x"},{"pubsubname":"pubsub","topic":"open","route":"/x"}]""" };
        await app.StartAsync();
        await using var inside = await Bench.StartAsync(app.Handler, [Scoped]);
        await inside.Sidecar.SubscribedAsync();
        Assert.Equal(["open"], inside.Sidecar.Subscriptions.Select(one => one.Topic));

        await using var outside = await Bench.StartAsync(app.Handler, [Scoped], settings => settings with { AppId = "stranger" });
        await outside.Sidecar.SubscribedAsync();
        Assert.Empty(outside.Sidecar.Subscriptions);
        Assert.Equal(400, (int)(await outside.PublishAsync("news", "{}")).StatusCode);
    }

    [Fact]
    public async Task Over_gRPC_the_codes_are_gRPCs()
    {
        await using var app = new HttpApp();
        await using var bench = await Bench.StartAsync(app.Handler, [Scoped], settings => settings with { ApiToken = "secret" });
        using var channel = GrpcChannel.ForAddress($"http://127.0.0.1:{bench.Sidecar.GrpcPort}");
        var dapr = new Dapr.Client.Autogen.Grpc.v1.Dapr.DaprClient(channel);
        Metadata token = new() { { "dapr-api-token", "secret" } };
        BulkPublishRequest Bulk(string topic, params string[] ids)
        {
            var request = new BulkPublishRequest { PubsubName = "pubsub", Topic = topic };
            request.Entries.AddRange(ids.Select(id => new BulkPublishRequestEntry { EntryId = id, Event = ByteString.CopyFromUtf8(Own), ContentType = CloudEvents.ContentType }));
            return request;
        }

        Assert.Empty((await dapr.BulkPublishEventAsync(Bulk("news", "1", "2"), token)).FailedEntries);
        Assert.Equal(2, (await bench.StreamAsync("news")).Length);
        Assert.Equal(StatusCode.Unauthenticated, await CodeAsync(dapr.BulkPublishEventAsync(Bulk("news", "1"))));
        Assert.Equal(StatusCode.PermissionDenied, await CodeAsync(dapr.BulkPublishEventAsync(Bulk("secret", "1"), token)));
        Assert.Equal(StatusCode.InvalidArgument, await CodeAsync(dapr.BulkPublishEventAsync(Bulk("news", "1", "1"), token)));
        bench.Sidecar.Faults.Publish = _ => PublishFault.Refused;
        Assert.Equal(["1"], (await dapr.BulkPublishEventAsync(Bulk("news", "1"), token)).FailedEntries.Select(one => one.EntryId));
        Assert.Equal(401, (int)(await bench.PublishAsync("news", "{}")).StatusCode);
        Assert.Equal(204, (int)(await bench.GetAsync("/v1.0/healthz/outbound")).StatusCode);
    }

    [Fact]
    public async Task More_than_four_megabytes_or_four_kilobytes_of_headers_are_refused()
    {
        await using var app = new HttpApp();
        await using var bench = await Bench.StartAsync(app.Handler, [Bench.Component]);
        using var channel = GrpcChannel.ForAddress($"http://127.0.0.1:{bench.Sidecar.GrpcPort}");
        var dapr = new Dapr.Client.Autogen.Grpc.v1.Dapr.DaprClient(channel);
        var large = new PublishEventRequest { PubsubName = "pubsub", Topic = "news", Data = ByteString.CopyFrom(new byte[(4 * 1024 * 1024) + 1]) };

        Assert.Equal(StatusCode.ResourceExhausted, await CodeAsync(dapr.PublishEventAsync(large)));
        Assert.Equal(413, (int)(await bench.PublishAsync("news", new string('x', (4 * 1024 * 1024) + 1), "text/plain")).StatusCode);
        Assert.NotEqual(
            StatusCode.OK,
            await CodeAsync(dapr.PublishEventAsync(new() { PubsubName = "pubsub", Topic = "news" }, new Metadata { { "authorization", new string('t', 5000) } })));
        Assert.Empty(await bench.StreamAsync("news"));
    }

    private static async Task<StatusCode> CodeAsync<T>(AsyncUnaryCall<T> call)
    {
        try
        {
            await call;
            return StatusCode.OK;
        }
        catch (RpcException exception)
        {
            return exception.StatusCode;
        }
    }

    private static (string, string, string, string) Read(JsonObject json, string a, string b, string c, string d) =>
        (json[a]!.ToString(), json[b]!.ToString(), json[c]!.ToString(), json[d]!.ToString());

    [GeneratedRegex(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$")]
    private static partial Regex WholeSeconds();
}
