using System.Collections.Concurrent;
using Dapr.AppCallback.Autogen.Grpc.v1;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using MedBill.Platform.Hosting;
using MedBill.Platform.Storage;
using MedBill.Platform.Values;
using Microsoft.Extensions.Configuration;
using Answer = Dapr.AppCallback.Autogen.Grpc.v1.TopicEventResponse.Types.TopicEventResponseStatus;

namespace MedBill.Platform.Messaging;

/// <summary>
/// Publishes without a broker (architecture, decision 6): asks each peer of <c>Messaging:Direct:Peers</c> what it hears and calls its
/// <c>AppCallback</c>. A peer that is away is waited for without end; a message a peer keeps refusing goes to that peer's dead letters,
/// as the sidecar would send it. A row is published when every peer that hears its topic has taken it.
/// </summary>
internal sealed class DirectPublisher(ServiceTransport transport, AppToken token, IConfiguration configuration) : IPublisher
{
    private const int MaxRetries = 10;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(12);

    // Dapr.Protos ships the server half only.
    private static readonly Method<Empty, ListTopicSubscriptionsResponse> List =
        Rpc<Empty, ListTopicSubscriptionsResponse>("ListTopicSubscriptions");

    private static readonly Method<TopicEventRequest, TopicEventResponse> Single =
        Rpc<TopicEventRequest, TopicEventResponse>("OnTopicEvent");

    private static readonly Method<TopicEventBulkRequest, TopicEventBulkResponse> Bulk =
        Rpc<TopicEventBulkRequest, TopicEventBulkResponse>("OnBulkTopicEvent");

    private readonly string[] _peers = Peers(configuration);
    private readonly ConcurrentDictionary<string, IReadOnlyList<TopicSubscription>> _subscriptions = new();

    // What a peer has taken of a row that others have not, so that only those are asked again. Forgotten with the process: the inbox knows.
    private readonly ConcurrentDictionary<(string Id, string Peer), int> _progress = new();

    /// <summary>Events would go to nobody.</summary>
    public bool HasNoPeers => _peers.Length == 0;

    public TimeSpan LongestPause { get; } = TimeSpan.FromSeconds(2);

    public async Task<string?[]> PublishAsync(string topic, IReadOnlyList<OutboxRow> rows, CancellationToken cancel)
    {
        var perPeer = await Task.WhenAll(_peers.Select(peer => SendAsync(peer, topic, rows, cancel)));
        var errors = new string?[rows.Count];
        for (var i = 0; i < rows.Count; i++)
        {
            errors[i] = Array.Find(perPeer, answers => answers[i] is not null)?[i];
            if (errors[i] is null)
            {
                Array.ForEach(_peers, peer => _progress.TryRemove((rows[i].Id, peer), out _));
            }
        }

        return errors;
    }

    private static string[] Peers(IConfiguration configuration)
    {
        var section = configuration.GetSection("Messaging:Direct:Peers");
        return section.Get<string[]>() ?? section.Value?.Split([',', ';', ' '], StringSplitOptions.RemoveEmptyEntries) ?? [];
    }

    private static Method<TRequest, TResponse> Rpc<TRequest, TResponse>(string name)
        where TRequest : class, IMessage<TRequest>, new()
        where TResponse : class, IMessage<TResponse>, new() => new(
            MethodType.Unary,
            "dapr.proto.runtime.v1.AppCallback",
            name,
            Marshallers.Create(message => message.ToByteArray(), bytes => Read<TRequest>(bytes)),
            Marshallers.Create(message => message.ToByteArray(), bytes => Read<TResponse>(bytes)));

    private static T Read<T>(byte[] bytes)
        where T : IMessage<T>, new()
    {
        var message = new T();
        message.MergeFrom(bytes);
        return message;
    }

    private async Task<string?[]> SendAsync(string peer, string topic, IReadOnlyList<OutboxRow> rows, CancellationToken cancel)
    {
        var errors = new string?[rows.Count];
        try
        {
            var subscription = (await SubscriptionsAsync(peer, cancel))
                .FirstOrDefault(one => one.PubsubName == SubscriptionTable.PubSub && one.Topic == topic);
            var waiting = Enumerable.Range(0, rows.Count).Where(i => _progress.GetValueOrDefault((rows[i].Id, peer)) >= 0).ToList();
            if (subscription is null || waiting.Count == 0)
            {
                return errors;
            }

            var answers = await DeliverAsync(peer, topic, [.. waiting.Select(i => Envelope.Parse(rows[i].Envelope))], cancel);
            for (var k = 0; k < waiting.Count; k++)
            {
                var row = rows[waiting[k]];
                errors[waiting[k]] = await SettleAsync(peer, subscription, row, answers[k], cancel);
            }
        }
        catch (Exception exception) when (exception is RpcException or Failure)
        {
            // Whoever comes back may be a newer version that hears other things.
            _subscriptions.TryRemove(peer, out _);
            for (var i = 0; i < rows.Count; i++)
            {
                errors[i] ??= _progress.GetValueOrDefault((rows[i].Id, peer)) < 0 ? null : "PEER_UNAVAILABLE";
            }
        }

        return errors;
    }

    private async Task<string?> SettleAsync(
        string peer, TopicSubscription subscription, OutboxRow row, Answer answer, CancellationToken cancel)
    {
        if (answer == Answer.Retry)
        {
            var retries = _progress.AddOrUpdate((row.Id, peer), 1, (_, before) => before + 1);
            if (retries <= MaxRetries)
            {
                return "PEER_NOT_READY";
            }
        }

        if (answer != Answer.Success && subscription.DeadLetterTopic.Length > 0)
        {
            var letter = Envelope.Parse(row.Envelope).ToRequest(subscription.DeadLetterTopic, SubscriptionTable.DeadLetterPubSub);
            var parked = await CallAsync(peer, Single, letter, cancel);
            if (parked.Status != Answer.Success)
            {
                return "DEAD_LETTER_NOT_TAKEN";
            }
        }

        _progress[(row.Id, peer)] = -1;
        return null;
    }

    private async Task<Answer[]> DeliverAsync(string peer, string topic, IReadOnlyList<Envelope> envelopes, CancellationToken cancel)
    {
        if (envelopes.Count > 1)
        {
            try
            {
                var request = new TopicEventBulkRequest { Id = envelopes[0].Id, Topic = topic, PubsubName = SubscriptionTable.PubSub };
                request.Path = "/" + topic;
                request.Entries.AddRange(envelopes.Select(envelope => envelope.ToEntry()));
                var statuses = (await CallAsync(peer, Bulk, request, cancel))
                    .Statuses.ToDictionary(entry => entry.EntryId, entry => entry.Status);
                return [.. envelopes.Select(envelope => statuses.GetValueOrDefault(envelope.Id, Answer.Retry))];
            }
            catch (RpcException exception) when (exception.StatusCode is StatusCode.Unimplemented or StatusCode.DeadlineExceeded)
            {
                // An older peer, or one for which this was too much at once.
            }
        }

        var answers = new Answer[envelopes.Count];
        for (var i = 0; i < answers.Length; i++)
        {
            answers[i] = (await CallAsync(peer, Single, envelopes[i].ToRequest(topic, SubscriptionTable.PubSub), cancel)).Status;
        }

        return answers;
    }

    private async Task<IReadOnlyList<TopicSubscription>> SubscriptionsAsync(string peer, CancellationToken cancel)
    {
        if (!_subscriptions.TryGetValue(peer, out var known))
        {
            known = [.. (await CallAsync(peer, List, new Empty(), cancel)).Subscriptions];
            _subscriptions[peer] = known;
        }

        return known;
    }

    private async Task<TResponse> CallAsync<TRequest, TResponse>(
        string peer, Method<TRequest, TResponse> method, TRequest request, CancellationToken cancel)
        where TRequest : class
        where TResponse : class
    {
        var headers = new Metadata { { AppToken.Header, token.Value ?? "" } };

        // gRPC measures deadlines on the system's clock.
        var options = new CallOptions(headers, TimeProvider.System.GetUtcNow().UtcDateTime + Patience, cancel);
        using var call = transport.Invoker(peer).AsyncUnaryCall(method, null, options, request);
        return await call.ResponseAsync;
    }
}
