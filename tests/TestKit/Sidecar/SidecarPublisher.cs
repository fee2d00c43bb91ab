using System.Text.Json;
using Grpc.Core;

namespace MedBill.TestKit.Sidecar;

/// <summary>Why something was not published, as both APIs say it.</summary>
internal sealed record PublishError(int Http, StatusCode Grpc, string Code, string Message);

/// <summary>What is to be published.</summary>
internal sealed record Publication(string PubSub, string Topic, ReadOnlyMemory<byte> Data, string ContentType, IReadOnlyDictionary<string, string> Metadata);

/// <summary>Publishing, whichever API asked for it.</summary>
internal sealed class SidecarPublisher(
    string appId, IReadOnlyDictionary<string, (RedisStreams Streams, TopicScopes Scopes)> components, SidecarFaults faults)
{
    /// <summary>Says what is wrong with a component or topic before anything is published.</summary>
    public PublishError? Refuse(string pubsub, string topic)
    {
        if (components.Count == 0)
        {
            return new(400, StatusCode.FailedPrecondition, "ERR_PUBSUB_NOT_CONFIGURED", "no pubsub is configured");
        }

        if (!components.TryGetValue(pubsub, out var component))
        {
            return new(404, StatusCode.InvalidArgument, "ERR_PUBSUB_NOT_FOUND", $"pubsub {pubsub} is not found");
        }

        if (topic.Length == 0)
        {
            return new(404, StatusCode.InvalidArgument, "ERR_TOPIC_NAME_EMPTY", $"topic is empty in pubsub {pubsub}");
        }

        return component.Scopes.MayPublish(appId, topic)
            ? null
            : new(403, StatusCode.PermissionDenied, "ERR_PUBSUB_FORBIDDEN", $"topic {topic} is not allowed for app id {appId}");
    }

    /// <summary>Publishes; null is done.</summary>
    public async Task<PublishError?> PublishAsync(Publication publication)
    {
        var (pubsub, topic) = (publication.PubSub, publication.Topic);
        if (Refuse(pubsub, topic) is { } refused)
        {
            return refused;
        }

        byte[] bytes;
        try
        {
            bytes = CloudEvents.ToBroker(publication.Data, publication.ContentType, appId, pubsub, topic, publication.Metadata);
        }
        catch (JsonException)
        {
            return new(500, StatusCode.InvalidArgument, "ERR_PUBSUB_CLOUD_EVENTS_SER", "cannot create cloudevent");
        }

        return await SendAsync(pubsub, topic, bytes, publication.Metadata);
    }

    /// <summary>Publishes bytes as they are to a dead-letter topic of the component they came from, in the app's name.</summary>
    public async Task<bool> PublishDeadLetterAsync(string pubsub, string topic, BrokerMessage message)
    {
        if (Refuse(pubsub, topic) is not null)
        {
            return false;
        }

        faults.Count("dead letter");
        return await SendAsync(pubsub, topic, message.Data, message.Metadata) is null;
    }

    private async Task<PublishError?> SendAsync(string pubsub, string topic, byte[] bytes, IReadOnlyDictionary<string, string> metadata)
    {
        var failed = new PublishError(500, StatusCode.Internal, "ERR_PUBSUB_PUBLISH_MESSAGE", $"error when publish to topic {topic} in pubsub {pubsub}");
        var fault = faults.Publish(topic);
        if (fault == PublishFault.Refused)
        {
            faults.Count("refused");
            return failed;
        }

        try
        {
            await components[pubsub].Streams.PublishAsync(topic, bytes, metadata);
        }
        catch (Exception exception) when (RedisStreams.IsAway(exception))
        {
            return failed;
        }

        if (fault == PublishFault.TimedOutAfterAcceptance)
        {
            faults.Count("time-out");
            return failed with { Message = failed.Message + ": context deadline exceeded" };
        }

        return null;
    }
}
