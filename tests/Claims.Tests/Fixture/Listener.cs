using System.Collections.Concurrent;
using Dapr.AppCallback.Autogen.Grpc.v1;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Status = Dapr.AppCallback.Autogen.Grpc.v1.TopicEventResponse.Types.TopicEventResponseStatus;

namespace MedBill.Claims.Tests.Fixture;

/// <summary>Another service that hears the topic <c>claims</c> and takes everything.</summary>
public sealed class Listener : AppCallback.AppCallbackBase
{
    private readonly ConcurrentQueue<(string Id, string Type, string Subject)> _heard = new();

    public IReadOnlyCollection<(string Id, string Type, string Subject)> Heard => _heard;

    public override Task<ListTopicSubscriptionsResponse> ListTopicSubscriptions(Empty request, ServerCallContext context) =>
        Task.FromResult(new ListTopicSubscriptionsResponse { Subscriptions = { new TopicSubscription { PubsubName = "pubsub", Topic = "claims" } } });

    public override Task<TopicEventResponse> OnTopicEvent(TopicEventRequest request, ServerCallContext context)
    {
        _heard.Enqueue((request.Id, request.Type, request.Extensions.Fields["subject"].StringValue));
        return Task.FromResult(new TopicEventResponse { Status = Status.Success });
    }

    public override Task<TopicEventBulkResponse> OnBulkTopicEvent(TopicEventBulkRequest request, ServerCallContext context)
    {
        var response = new TopicEventBulkResponse();
        foreach (var entry in request.Entries)
        {
            _heard.Enqueue((entry.CloudEvent.Id, entry.CloudEvent.Type, entry.CloudEvent.Extensions.Fields["subject"].StringValue));
            response.Statuses.Add(new TopicEventBulkResponseEntry { EntryId = entry.EntryId, Status = Status.Success });
        }

        return Task.FromResult(response);
    }
}
