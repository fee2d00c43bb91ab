using System.Globalization;
using Dapr.AppCallback.Autogen.Grpc.v1;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;

namespace MedBill.TestKit;

/// <summary>Events as the sidecar hands them over.</summary>
public static class TestEvents
{
    private static readonly JsonFormatter Formatter = new(JsonFormatter.Settings.Default.WithFormatDefaultValues(true));

    /// <summary>One event, taken apart as daprd does it.</summary>
    public static TopicEventRequest Request(
        IMessage message, string topic, string subject, int sequence, string? practice, string id, string source, DateTimeOffset time)
    {
        var extensions = new Struct
        {
            Fields =
            {
                ["subject"] = Value.ForString(subject),
                ["sequence"] = Value.ForString(sequence.ToString("D10", CultureInfo.InvariantCulture)),
                ["time"] = Value.ForString(time.ToString("O", CultureInfo.InvariantCulture)),
                ["mode"] = Value.ForString("test"),
            },
        };
        if (practice is not null)
        {
            extensions.Fields["tenantid"] = Value.ForString(practice);
        }

        return new()
        {
            Id = id,
            Source = source,
            Type = message.Descriptor.FullName,
            SpecVersion = "1.0",
            DataContentType = "application/json",
            Data = ByteString.CopyFromUtf8(Formatter.Format(message)),
            Topic = topic,
            PubsubName = "pubsub",
            Extensions = extensions,
        };
    }

    /// <summary>The same as an entry of a batch.</summary>
    public static TopicEventBulkRequestEntry Entry(TopicEventRequest request) => new()
    {
        EntryId = request.Id,
        ContentType = "application/cloudevents+json",
        CloudEvent = new()
        {
            Id = request.Id,
            Source = request.Source,
            Type = request.Type,
            SpecVersion = request.SpecVersion,
            DataContentType = request.DataContentType,
            Data = request.Data,
            Extensions = request.Extensions,
        },
    };
}

/// <summary>The client half of <c>AppCallback</c>, which Dapr.Protos does not ship.</summary>
internal sealed class CallbackClient(ChannelBase channel, string? appToken)
{
    public Task<TopicEventResponse> OnTopicEventAsync(TopicEventRequest request, CancellationToken cancel = default) =>
        CallAsync<TopicEventRequest, TopicEventResponse>("AppCallback/OnTopicEvent", request, cancel);

    public Task<TopicEventBulkResponse> OnBulkTopicEventAsync(TopicEventBulkRequest request, CancellationToken cancel = default) =>
        CallAsync<TopicEventBulkRequest, TopicEventBulkResponse>("AppCallback/OnBulkTopicEvent", request, cancel);

    public Task<TopicEventBulkResponse> OnBulkTopicEventAlpha1Async(TopicEventBulkRequest request, CancellationToken cancel = default) =>
        CallAsync<TopicEventBulkRequest, TopicEventBulkResponse>("AppCallbackAlpha/OnBulkTopicEventAlpha1", request, cancel);

    public Task<ListTopicSubscriptionsResponse> ListTopicSubscriptionsAsync(CancellationToken cancel = default) =>
        CallAsync<Empty, ListTopicSubscriptionsResponse>("AppCallback/ListTopicSubscriptions", new(), cancel);

    public Task<HealthCheckResponse> HealthCheckAsync(CancellationToken cancel = default) =>
        CallAsync<Empty, HealthCheckResponse>("AppCallbackHealthCheck/HealthCheck", new(), cancel);

    private async Task<TResponse> CallAsync<TRequest, TResponse>(string name, TRequest request, CancellationToken cancel)
        where TRequest : class, IMessage<TRequest>, new()
        where TResponse : class, IMessage<TResponse>, new()
    {
        var parts = name.Split('/');
        var method = new Method<TRequest, TResponse>(
            MethodType.Unary,
            "dapr.proto.runtime.v1." + parts[0],
            parts[1],
            Marshallers.Create(message => message.ToByteArray(), Parse<TRequest>),
            Marshallers.Create(message => message.ToByteArray(), Parse<TResponse>));
        Metadata headers = appToken is null ? [] : new() { { "dapr-api-token", appToken } };
        return await channel.CreateCallInvoker().AsyncUnaryCall(method, null, new CallOptions(headers, cancellationToken: cancel), request);
    }

    private static T Parse<T>(byte[] bytes)
        where T : IMessage<T>, new()
    {
        var message = new T();
        message.MergeFrom(bytes);
        return message;
    }
}
