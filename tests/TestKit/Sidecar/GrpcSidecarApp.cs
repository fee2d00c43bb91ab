using System.Text.Json.Nodes;
using Dapr.AppCallback.Autogen.Grpc.v1;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Grpc.Net.Client;
using Status = Dapr.AppCallback.Autogen.Grpc.v1.TopicEventResponse.Types.TopicEventResponseStatus;

namespace MedBill.TestKit.Sidecar;

/// <summary>An app with <c>app-protocol: grpc</c>: it implements <c>AppCallback</c>.</summary>
internal sealed class GrpcSidecarApp : ISidecarApp
{
    private static readonly string[] Known = ["id", "source", "type", "specversion", "datacontenttype", "data", "data_base64", "topic", "pubsubname"];

    private readonly GrpcChannel _channel;
    private readonly CallbackClient _asked;
    private readonly CallbackClient _app;
    private readonly SidecarFaults _faults;

    public GrpcSidecarApp(HttpMessageHandler handler, string? appToken, SidecarFaults faults)
    {
        _faults = faults;
        _channel = GrpcChannel.ForAddress("http://app", new() { HttpHandler = handler });
        (_asked, _app) = (new(_channel, null), new(_channel, appToken));
    }

    public async Task<bool> IsHealthyAsync(CancellationToken cancel)
    {
        try
        {
            await _asked.HealthCheckAsync(cancel);
            return true;
        }
        catch (RpcException)
        {
            return false;
        }
    }

    public async Task<IReadOnlyList<AppSubscription>?> SubscriptionsAsync(CancellationToken cancel)
    {
        try
        {
            var wire = await _asked.ListTopicSubscriptionsAsync(cancel);
            return [.. wire.Subscriptions.Select(Read)];
        }
        catch (RpcException exception) when (exception.StatusCode == StatusCode.Unimplemented)
        {
            return [];
        }
        catch (RpcException exception) when (exception.StatusCode != StatusCode.Unavailable)
        {
            return null;
        }
    }

    public async Task<Outcome> DeliverAsync(TopicMessage message, CancellationToken cancel)
    {
        try
        {
            Fail(message.Message.Topic);
            return Read((await _app.OnTopicEventAsync(Request(message), cancel)).Status);
        }
        catch (RpcException exception)
        {
            cancel.ThrowIfCancellationRequested();

            // Unlike an HTTP app's 404: acknowledged, and not a dead letter.
            return exception.StatusCode == StatusCode.Unimplemented ? Outcome.Done : Outcome.Failed;
        }
    }

    public async Task<Outcome[]> DeliverAsync(IReadOnlyList<TopicMessage> messages, CancellationToken cancel)
    {
        var request = new TopicEventBulkRequest
        {
            Id = CloudEvents.NewId(),
            Topic = messages[0].Message.Topic,
            PubsubName = messages[0].PubSub,
            Type = "com.dapr.event.sent.bulk",
            Path = messages[0].Path,
        };
        request.Entries.AddRange(messages.Select(Entry));
        try
        {
            Fail(request.Topic);
            var statuses = (await CallAsync(request, cancel)).Statuses.ToDictionary(one => one.EntryId, one => one.Status);
            return [.. messages.Select(one => statuses.TryGetValue(one.Message.EntryId, out var status) ? Read(status) : Outcome.Failed)];
        }
        catch (RpcException exception)
        {
            cancel.ThrowIfCancellationRequested();
            var outcome = exception.StatusCode == StatusCode.Unimplemented ? Outcome.Done : Outcome.Failed;
            return [.. messages.Select(_ => outcome)];
        }
    }

    public void Dispose() => _channel.Dispose();

    private async Task<TopicEventBulkResponse> CallAsync(TopicEventBulkRequest request, CancellationToken cancel)
    {
        try
        {
            return await _app.OnBulkTopicEventAsync(request, cancel);
        }
        catch (RpcException exception) when (exception.StatusCode == StatusCode.Unimplemented)
        {
            return await _app.OnBulkTopicEventAlpha1Async(request, cancel);
        }
    }

    private void Fail(string topic)
    {
        var code = _faults.App(topic) switch
        {
            AppFault.NotFound => StatusCode.Unimplemented,
            AppFault.Error => StatusCode.Internal,
            AppFault.Redirect => StatusCode.Unavailable,
            _ => StatusCode.OK,
        };
        if (code != StatusCode.OK)
        {
            _faults.Count("app");
            throw new RpcException(new(code, "as asked"));
        }
    }

    private static Outcome Read(Status status) => status switch
    {
        Status.Success => Outcome.Done,
        Status.Drop => Outcome.Dropped,
        _ => Outcome.Failed,
    };

    private static AppSubscription Read(TopicSubscription wire) => new(
        wire.PubsubName,
        wire.Topic,
        wire.DeadLetterTopic,
        new([.. (wire.Routes?.Rules ?? []).Select(rule => (rule.Match, rule.Path))], wire.Routes?.Default ?? ""),
        wire.BulkSubscribe is { Enabled: true } bulk
            ? (bulk.MaxMessagesCount > 0 ? bulk.MaxMessagesCount : 100,
                TimeSpan.FromMilliseconds(bulk.MaxAwaitDurationMs > 0 ? bulk.MaxAwaitDurationMs : 1000))
            : null,
        CloudEvents.IsRaw(wire.Metadata),
        "PROGRAMMATIC");

    private static TopicEventRequest Request(TopicMessage message) => new()
    {
        Id = Text(message, "id"),
        Source = Text(message, "source"),
        Type = Text(message, "type"),
        SpecVersion = Text(message, "specversion"),
        DataContentType = Text(message, "datacontenttype"),
        Data = Data(message),
        Topic = message.Message.Topic,
        PubsubName = message.PubSub,
        Path = message.Path,
        Extensions = Extensions(message),
    };

    private static TopicEventBulkRequestEntry Entry(TopicMessage message) => new()
    {
        EntryId = message.Message.EntryId,
        ContentType = CloudEvents.ContentType,
        CloudEvent = new()
        {
            Id = Text(message, "id"),
            Source = Text(message, "source"),
            Type = Text(message, "type"),
            SpecVersion = Text(message, "specversion"),
            DataContentType = Text(message, "datacontenttype"),
            Data = Data(message),
            Extensions = Extensions(message),
        },
    };

    private static string Text(TopicMessage message, string name) => message.CloudEvent[name]?.ToString() ?? "";

    private static ByteString Data(TopicMessage message) => message.CloudEvent switch
    {
        { } cloudEvent when cloudEvent["data_base64"] is { } bytes => ByteString.FromBase64(bytes.ToString()),
        { } cloudEvent when Text(message, "datacontenttype").Contains("json", StringComparison.Ordinal) =>
            ByteString.CopyFrom(CloudEvents.Write(cloudEvent["data"])),
        _ => ByteString.CopyFromUtf8(Text(message, "data")),
    };

    private static Struct Extensions(TopicMessage message)
    {
        var fields = new Struct();
        foreach (var (name, value) in message.CloudEvent.Where(field => !Known.Contains(field.Key)))
        {
            fields.Fields[name] = Value.Parser.ParseJson(value?.ToJsonString() ?? "null");
        }

        return fields;
    }
}
