using System.Text.Json;
using System.Text.Json.Nodes;
using System.Threading.Channels;

namespace MedBill.TestKit.Sidecar;

/// <summary>
/// One subscription at work: reads the CloudEvent, finds its route, hands it to the app under the inbound policy of its component, and sends
/// what is given up to the dead-letter topic, bytes unchanged. Without such a topic a failure is the component's to deal with.
/// </summary>
internal sealed class TopicDelivery
{
    private readonly AppSubscription _subscription;
    private readonly ISidecarApp _app;
    private readonly DaprPolicy _policy;
    private readonly double _hurry;
    private readonly Func<BrokerMessage, Task<bool>> _deadLetter;
    private readonly CancellationToken _reading;
    private readonly CancellationToken _alive;
    private readonly Channel<Waiting>? _batch;

    /// <param name="subscription">What is heard.</param>
    /// <param name="app">By whom.</param>
    /// <param name="policy">Inbound.</param>
    /// <param name="hurry">By how much the pauses between attempts are shortened; time-outs are not.</param>
    /// <param name="deadLetter">Publishes to the dead-letter topic; false when that failed.</param>
    /// <param name="reading">Nothing new is begun after it.</param>
    /// <param name="alive">Everything ends with it, unacknowledged.</param>
    public TopicDelivery(
        AppSubscription subscription,
        ISidecarApp app,
        DaprPolicy policy,
        double hurry,
        Func<BrokerMessage, Task<bool>> deadLetter,
        CancellationToken reading,
        CancellationToken alive)
    {
        (_subscription, _app, _policy, _hurry, _deadLetter, _reading, _alive) = (subscription, app, policy, hurry, deadLetter, reading, alive);
        if (subscription.Bulk is { } bulk)
        {
            _batch = Channel.CreateUnbounded<Waiting>();
            _ = Task.Run(() => GatherAsync(_batch.Reader, bulk.Most, bulk.Wait), CancellationToken.None);
        }
    }

    /// <summary>Works on one message; false is a failure that nothing could be done about.</summary>
    public async Task<bool> HandleAsync(BrokerMessage message, CancellationToken cancel)
    {
        _reading.ThrowIfCancellationRequested();
        if (Read(message) is not { } cloudEvent || CloudEvents.HasExpired(cloudEvent.Event))
        {
            return await GiveUpAsync(message);
        }

        if (_subscription.PathOf(cloudEvent.Event) is not { } path)
        {
            // Acknowledged unseen.
            await GiveUpAsync(message);
            return true;
        }

        var topicMessage = new TopicMessage(message, cloudEvent.Body, cloudEvent.Event, _subscription.PubSub, path);
        if (_batch is null)
        {
            return await SettleAsync(message, (await TryAsync([topicMessage], cancel))[0]);
        }

        // daprd has no bulk reading from Redis: each worker waits for its own message, so a batch holds no more than there are workers.
        var waiting = new Waiting(topicMessage);
        await _batch.Writer.WriteAsync(waiting, cancel);
        return await SettleAsync(message, await waiting.Outcome.Task.WaitAsync(cancel));
    }

    private (JsonObject Event, byte[] Body)? Read(BrokerMessage message)
    {
        var body = _subscription.IsRaw ? CloudEvents.AroundRaw(message.Data, _subscription.PubSub, message.Topic) : message.Data;
        try
        {
            return JsonNode.Parse(body) is JsonObject cloudEvent ? (cloudEvent, body) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private async Task<bool> SettleAsync(BrokerMessage message, Outcome outcome)
    {
        switch (outcome)
        {
            case Outcome.Done:
                return true;
            case Outcome.Dropped:
                await GiveUpAsync(message);
                return true;
            default:
                return await GiveUpAsync(message);
        }
    }

    private async Task<bool> GiveUpAsync(BrokerMessage message)
    {
        _alive.ThrowIfCancellationRequested();
        return _subscription.DeadLetterTopic.Length > 0 && await _deadLetter(message);
    }

    private async Task<Outcome[]> TryAsync(IReadOnlyList<TopicMessage> messages, CancellationToken cancel)
    {
        var outcomes = new Outcome[messages.Count];
        Array.Fill(outcomes, Outcome.Failed);
        using var pauses = (_policy.Retry?.Pauses() ?? []).GetEnumerator();
        while (true)
        {
            var left = Enumerable.Range(0, messages.Count).Where(i => outcomes[i] == Outcome.Failed).ToList();
            var answers = await AttemptAsync([.. left.Select(i => messages[i])], cancel);
            left.Zip(answers).ToList().ForEach(one => outcomes[one.First] = one.Second);
            if (!outcomes.Contains(Outcome.Failed) || !pauses.MoveNext())
            {
                return outcomes;
            }

            await Task.Delay(pauses.Current / _hurry, cancel);
        }
    }

    private async Task<Outcome[]> AttemptAsync(IReadOnlyList<TopicMessage> messages, CancellationToken cancel)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        limit.CancelAfter(_policy.Timeout ?? Timeout.InfiniteTimeSpan);
        try
        {
            return _batch is null ? [await _app.DeliverAsync(messages[0], limit.Token)] : await _app.DeliverAsync(messages, limit.Token);
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            return [.. messages.Select(_ => Outcome.Failed)];
        }
    }

    private async Task GatherAsync(ChannelReader<Waiting> reader, int most, TimeSpan wait)
    {
        var batch = new List<Waiting>();
        try
        {
            while (await reader.WaitToReadAsync(_alive))
            {
                await Task.Delay(wait, _alive);
                while (batch.Count < most && reader.TryRead(out var one))
                {
                    batch.Add(one);
                }

                foreach (var route in batch.GroupBy(one => one.Message.Path))
                {
                    await RunAsync([.. route]);
                }

                batch.Clear();
            }
        }
        catch (OperationCanceledException)
        {
            // The sidecar is gone; whoever waits is told by its own token.
        }
    }

    private async Task RunAsync(List<Waiting> batch)
    {
        var outcomes = await TryAsync([.. batch.Select(one => one.Message)], _alive);
        for (var i = 0; i < batch.Count; i++)
        {
            batch[i].Outcome.SetResult(outcomes[i]);
        }
    }

    private sealed record Waiting(TopicMessage Message)
    {
        public TaskCompletionSource<Outcome> Outcome { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
