using System.Text.Json;
using System.Threading.Channels;
using StackExchange.Redis;

namespace MedBill.TestKit.Sidecar;

/// <summary>A message as the broker holds it.</summary>
public sealed record BrokerMessage(string Topic, string EntryId, byte[] Data, IReadOnlyDictionary<string, string> Metadata);

/// <summary>
/// The component <c>pubsub.redis</c> as daprd has it since 1.17: streams named as topics, one consumer group per app id, workers shared by all
/// topics, a loop that takes up what was pending too long, and this trap: a message whose handling FAILED is acknowledged all the same.
/// </summary>
public sealed class RedisStreams : IAsyncDisposable
{
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(15);

    private readonly DaprComponent _component;
    private readonly string _group;
    private readonly SidecarFaults _faults;
    private readonly ConnectionMultiplexer _redis;
    private readonly Channel<(BrokerMessage Message, Handler Handler)> _queue;
    private readonly List<Task> _workers = [];
    private readonly CancellationTokenSource _dead = new();
    private readonly TimeSpan _processingTimeout;
    private readonly TimeSpan _redeliverInterval;
    private readonly TimeSpan? _ttl;
    private readonly int _maxLength;
    private readonly int _queueDepth;
    private int _busy;

    private RedisStreams(DaprComponent component, string appId, double hurry, SidecarFaults faults, ConnectionMultiplexer redis)
    {
        (_component, _faults, _redis) = (component, faults, redis);
        _group = component.Metadata.GetValueOrDefault("consumerID", appId);
        _processingTimeout = component.Time("processingTimeout", TimeSpan.FromSeconds(60)) / hurry;
        _redeliverInterval = component.Time("redeliverInterval", TimeSpan.FromSeconds(15)) / hurry;
        _queueDepth = component.Number("queueDepth", 100);
        _maxLength = component.Number("maxLenApprox", 0);
        _ttl = component.Metadata.ContainsKey("streamTTL") ? component.Time("streamTTL", default) : null;
        _queue = Channel.CreateBounded<(BrokerMessage, Handler)>(_queueDepth);
        for (var i = 0; i < component.Number("concurrency", 10); i++)
        {
            _workers.Add(Task.Run(WorkAsync));
        }
    }

    /// <summary>Works on one message; false is a failure.</summary>
    public delegate Task<bool> Handler(BrokerMessage message, CancellationToken cancel);

    private IDatabase Database => _redis.GetDatabase();

    /// <summary>Connects. Host, password and TLS are the test's own, not the file's.</summary>
    public static async Task<RedisStreams> StartAsync(
        DaprComponent component, string appId, string connectionString, double hurry, SidecarFaults faults) =>
        new(component, appId, hurry, faults, await ConnectionMultiplexer.ConnectAsync(connectionString));

    /// <summary>Adds a message.</summary>
    /// <exception cref="Exception"><see cref="IsAway"/>.</exception>
    public async Task PublishAsync(string topic, byte[] data, IReadOnlyDictionary<string, string> metadata)
    {
        var limit = _ttl is { } ttl
            ? new object[] { "MINID", "~", (TimeProvider.System.GetUtcNow() - ttl).ToUnixTimeMilliseconds() }
            : _maxLength > 0 ? ["MAXLEN", "~", _maxLength] : [];
        object[] fields = metadata.Count > 0 ? ["data", data, "metadata", JsonSerializer.Serialize(metadata)] : ["data", data];
        var copies = _faults.Copies(topic);
        for (var copy = 0; copy < copies; copy++)
        {
            await Database.ExecuteAsync("XADD", [topic, .. limit, "*", .. fields]);
            if (copy > 0)
            {
                _faults.Count("duplicate");
            }
        }
    }

    /// <summary>Starts reading a topic until <paramref name="stop"/>; a new group begins with all that the stream holds.</summary>
    public void Subscribe(string topic, Handler handler, CancellationToken stop)
    {
        _ = Task.Run(() => LoopAsync(() => ReadNewAsync(topic, handler, stop), Poll, stop), CancellationToken.None);
        if (_processingTimeout > TimeSpan.Zero && _redeliverInterval > TimeSpan.Zero)
        {
            _ = Task.Run(() => LoopAsync(() => ReclaimAsync(topic, handler, stop), _redeliverInterval, stop), CancellationToken.None);
        }
    }

    /// <summary>Waits until nothing is in a worker's hands or in the queue.</summary>
    public async Task DrainAsync(TimeSpan limit)
    {
        var until = TimeProvider.System.GetUtcNow() + limit;
        while ((_busy > 0 || _queue.Reader.Count > 0) && TimeProvider.System.GetUtcNow() < until)
        {
            await Task.Delay(Poll);
        }
    }

    /// <summary>Ends at once: what was in hand stays pending.</summary>
    public async ValueTask DisposeAsync()
    {
        await _dead.CancelAsync();
        await Task.WhenAll(_workers);
        await _redis.DisposeAsync();
    }

    private async Task WorkAsync()
    {
        try
        {
            await foreach (var (message, handler) in _queue.Reader.ReadAllAsync(_dead.Token))
            {
                Interlocked.Increment(ref _busy);
                try
                {
                    await ProcessAsync(message, handler);
                }
                catch (Exception exception) when (IsAway(exception))
                {
                    // The acknowledgment did not reach the broker: it stays pending, and the next message has its turn.
                }
                finally
                {
                    Interlocked.Decrement(ref _busy);
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The sidecar is gone.
        }
    }

    private async Task ProcessAsync(BrokerMessage message, Handler handler)
    {
        if (_faults.Delay(message.Topic) is { Ticks: > 0 } delay)
        {
            _faults.Count("delay");
            await Task.Delay(delay, _dead.Token);
        }

        using var limit = CancellationTokenSource.CreateLinkedTokenSource(_dead.Token);
        limit.CancelAfter(_processingTimeout > TimeSpan.Zero ? _processingTimeout : Timeout.InfiniteTimeSpan);
        try
        {
            // Success or failure makes no difference here: that is the trap.
            await handler(message, limit.Token);
        }
        catch (OperationCanceledException)
        {
            // It took too long, or the subscription or the sidecar ended: it stays pending.
            return;
        }

        await Database.StreamAcknowledgeAsync(message.Topic, _group, message.EntryId);
    }

    private static async Task LoopAsync(Func<Task<bool>> round, TimeSpan pause, CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            var more = false;
            try
            {
                more = await round();
            }
            catch (Exception exception) when (exception is OperationCanceledException || IsAway(exception))
            {
                // The broker is away, or this sidecar: tried again, without end.
            }

            if (!more)
            {
                await Task.Delay(pause, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    /// <summary>The broker does not answer, or the connection to it was given up.</summary>
    internal static bool IsAway(Exception exception) => exception is RedisException or RedisTimeoutException or ObjectDisposedException;

    private async Task<bool> ReadNewAsync(string topic, Handler handler, CancellationToken stop)
    {
        StreamEntry[] entries;
        try
        {
            entries = await Database.StreamReadGroupAsync(topic, _group, _group, StreamPosition.NewMessages, _queueDepth);
        }
        catch (RedisServerException exception) when (exception.Message.StartsWith("NOGROUP", StringComparison.Ordinal))
        {
            // At the start, and after the broker has lost everything.
            await Database.StreamCreateConsumerGroupAsync(topic, _group, StreamPosition.Beginning);
            return true;
        }

        if (_faults.Reverse && entries.Length > 1)
        {
            Array.Reverse(entries);
            _faults.Count("reverse");
        }

        await EnqueueAsync(topic, entries, handler, stop);
        return entries.Length > 0;
    }

    // The group is the consumer, for every replica: what another one still works on is taken as well.
    private async Task<bool> ReclaimAsync(string topic, Handler handler, CancellationToken stop)
    {
        var claimed = await Database.StreamAutoClaimAsync(topic, _group, _group, (long)_processingTimeout.TotalMilliseconds, "0-0", _queueDepth);
        await EnqueueAsync(topic, claimed.ClaimedEntries, handler, stop);
        return false;
    }

    private async Task EnqueueAsync(string topic, IEnumerable<StreamEntry> entries, Handler handler, CancellationToken stop)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stop, _dead.Token);
        foreach (var entry in entries)
        {
            var metadata = entry["metadata"] is { IsNullOrEmpty: false } json
                ? JsonSerializer.Deserialize<Dictionary<string, string>>(json.ToString())!
                : [];
            await _queue.Writer.WriteAsync((new(topic, entry.Id!, (byte[])entry["data"]!, metadata), handler), either.Token);
        }
    }
}
