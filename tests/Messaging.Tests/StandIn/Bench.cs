using System.Text;
using MedBill.TestKit;
using MedBill.TestKit.Sidecar;
using StackExchange.Redis;

namespace MedBill.Messaging.Tests.StandIn;

/// <summary>A broker, a sidecar beside one app, and what a test asks of them.</summary>
internal sealed class Bench : IAsyncDisposable
{
    /// <summary>One component that everybody has.</summary>
    public const string Component =
        """
        apiVersion: dapr.io/v1alpha1
        kind: Component
        metadata: { name: pubsub }
        spec:
          type: pubsub.redis
          version: v1
          metadata:
            - { name: processingTimeout, value: 2s }
            - { name: redeliverInterval, value: 200ms }
        """;

    /// <summary>Two retries, then it gives up.</summary>
    public const string Retry =
        """
        apiVersion: dapr.io/v1alpha1
        kind: Resiliency
        metadata: { name: test }
        spec:
          policies:
            timeouts: { short: 1s }
            retries: { twice: { policy: constant, duration: 20ms, maxRetries: 2 } }
          targets:
            components:
              pubsub: { inbound: { timeout: short, retry: twice } }
        """;

    private readonly RedisServer _redis;
    private readonly ConnectionMultiplexer _client;
    private readonly HttpClient _http = new();

    private Bench(RedisServer redis, ConnectionMultiplexer client, DaprSidecar sidecar) => (_redis, _client, Sidecar) = (redis, client, sidecar);

    public DaprSidecar Sidecar { get; }

    public RedisServer Redis => _redis;

    public IDatabase Broker => _client.GetDatabase();

    public static async Task<Bench> StartAsync(
        Func<HttpMessageHandler> app, string[] yaml, Func<SidecarSettings, SidecarSettings>? change = null)
    {
        var redis = await RedisServer.StartNewAsync();
        var settings = new SidecarSettings
        {
            AppId = "reader",
            Files = DaprFiles.Parse(yaml),
            Redis = redis.ConnectionString + ",abortConnect=false",
            App = app,
            IsGrpc = false,
            ConfigurationName = null,
        };
        var sidecar = new DaprSidecar(change?.Invoke(settings) ?? settings);
        await sidecar.StartAsync();
        return new(redis, await ConnectionMultiplexer.ConnectAsync(redis.ConnectionString), sidecar);
    }

    /// <summary>Publishes through the HTTP API.</summary>
    public async Task<HttpResponseMessage> PublishAsync(string topic, string body, string contentType = "application/json", string query = "", string pubsub = "pubsub")
    {
        using var content = new StringContent(body, Encoding.UTF8);
        content.Headers.ContentType = contentType.Length == 0 ? null : new(contentType);
        return await _http.PostAsync(new Uri($"http://127.0.0.1:{Sidecar.HttpPort}/v1.0/publish/{pubsub}/{topic}{query}"), content);
    }

    public async Task<HttpResponseMessage> GetAsync(string path) => await _http.GetAsync(new Uri($"http://127.0.0.1:{Sidecar.HttpPort}{path}"));

    /// <summary>What lies in a stream.</summary>
    public async Task<string[]> StreamAsync(string topic) => [.. (await Broker.StreamRangeAsync(topic)).Select(entry => entry["data"].ToString())];

    /// <summary>How many messages of the topic wait for an acknowledgment.</summary>
    public async Task<int> PendingAsync(string topic, string group = "reader") => (await Broker.StreamPendingAsync(topic, group)).PendingMessageCount;

    public async ValueTask DisposeAsync()
    {
        await Sidecar.DisposeAsync();
        await _client.DisposeAsync();
        _http.Dispose();
        await _redis.DisposeAsync();
    }
}

internal static class Eventually
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    /// <summary>Looks until it is so.</summary>
    public static async Task TrueAsync(Func<Task<bool>> look, string what)
    {
        var until = TimeProvider.System.GetUtcNow() + Limit;
        while (!await look())
        {
            Assert.True(TimeProvider.System.GetUtcNow() < until, $"Not so after {Limit.TotalSeconds} s: {what}");
            await Task.Delay(10);
        }
    }

    /// <inheritdoc cref="TrueAsync(Func{Task{bool}}, string)"/>
    public static Task TrueAsync(Func<bool> look, string what) => TrueAsync(() => Task.FromResult(look()), what);

    /// <summary>Is so now, and stays so for a while.</summary>
    public static async Task StaysAsync(Func<Task<bool>> look, string what)
    {
        for (var i = 0; i < 20; i++)
        {
            Assert.True(await look(), what);
            await Task.Delay(20);
        }
    }
}
