using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Dapr.AppCallback.Autogen.Grpc.v1;
using MedBill.Messaging.Tests.StandIn;
using MedBill.TestKit.Sidecar;
using StackExchange.Redis;

namespace MedBill.Messaging.Tests.Story;

/// <summary>
/// Three apps of other teams that hear <c>claims</c>, let in as deploy/subscribers says and by its own files: one over HTTP, one over gRPC, one
/// that reads the stream itself. They are as small as such an app can be and still be right: what they know by (source, id) they count once.
/// </summary>
internal sealed class Outsiders : IAsyncDisposable
{
    public const string Http = "denial-desk";
    public const string Grpc = "denial-desk-grpc";
    public const string Plain = "claims-archive";

    private readonly HttpApp _http = new() { Subscribe = null };
    private readonly GrpcApp _grpc = new();
    private readonly List<DaprSidecar> _sidecars = [];
    private readonly CancellationTokenSource _stop = new();
    private readonly ConnectionMultiplexer _redis;
    private readonly ConcurrentDictionary<string, JsonNode> _read = new();
    private Task _reading = Task.CompletedTask;

    private Outsiders(ConnectionMultiplexer redis) => _redis = redis;

    public static async Task<Outsiders> StartAsync(DaprSuite suite)
    {
        var outsiders = new Outsiders(await ConnectionMultiplexer.ConnectAsync(suite.Redis));
        await outsiders._http.StartAsync();
        outsiders._grpc.Subscriptions.Subscriptions.Add(new TopicSubscription
        {
            PubsubName = "medbill-claims",
            Topic = "claims",
            DeadLetterTopic = "claims-dead-denial-desk-grpc",
            Routes = new() { Default = "/claims" },
        });
        await outsiders._grpc.StartAsync();
        var files = Files(Http);
        await outsiders.AddAsync(suite, Http, files, outsiders._http.Handler, isGrpc: false);

        // The other one says in code what it hears, so it has no Subscription.
        var other = Files(Grpc);
        other.Subscriptions.Clear();
        await outsiders.AddAsync(suite, Grpc, other, outsiders._grpc.Handler, isGrpc: true);
        outsiders._reading = Task.Run(outsiders.ReadAsync);
        return outsiders;
    }

    /// <summary>The files of deploy/subscribers, for an app of this name.</summary>
    public static DaprFiles Files(string appId) => DaprFiles.Parse(
        Directory.GetFiles(Repository.Folder("subscribers"), "*.yaml").Select(File.ReadAllText)
            .Select(text => text.Replace("denial-desk", appId, StringComparison.Ordinal)));

    /// <summary>Ids of the events that each has heard, each once.</summary>
    public IReadOnlyDictionary<string, HashSet<string>> Heard => new Dictionary<string, HashSet<string>>
    {
        [Http] = [.. _http.Heard.Select(one => JsonNode.Parse(one.Body)!["id"]!.ToString())],
        [Grpc] = [.. _grpc.Heard.Select(one => one.Id)],
        [Plain] = [.. _read.Keys],
    };

    /// <summary>Type and path of everything that came over HTTP.</summary>
    public IEnumerable<(string Type, string Path)> Routed => _http.Heard.Select(one => (JsonNode.Parse(one.Body)!["type"]!.ToString(), one.Path));

    /// <summary>Everything that was read from the stream.</summary>
    public IEnumerable<JsonNode> Read => _read.Values;

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _reading;
        foreach (var sidecar in _sidecars)
        {
            await sidecar.DisposeAsync();
        }

        await _http.DisposeAsync();
        await _grpc.DisposeAsync();
        await _redis.DisposeAsync();
        _stop.Dispose();
    }

    private async Task AddAsync(DaprSuite suite, string appId, DaprFiles files, Func<HttpMessageHandler> app, bool isGrpc)
    {
        var sidecar = new DaprSidecar(new()
        {
            AppId = appId,
            Namespace = "denials",
            Files = files,
            Redis = suite.Redis,
            App = app,
            IsGrpc = isGrpc,
            ConfigurationName = null,
            Hurry = 30,
        });
        _sidecars.Add(sidecar);
        await sidecar.StartAsync();
        await sidecar.SubscribedAsync();
    }

    // Straight on the stream: a group of its own, from the beginning; acknowledged after it is kept.
    private async Task ReadAsync()
    {
        var database = _redis.GetDatabase();
        await database.StreamCreateConsumerGroupAsync("claims", Plain, StreamPosition.Beginning);
        while (!_stop.IsCancellationRequested)
        {
            foreach (var entry in await database.StreamReadGroupAsync("claims", Plain, "worker-1", StreamPosition.NewMessages, 100))
            {
                var cloudEvent = JsonNode.Parse(entry["data"].ToString())!;
                _read.TryAdd(cloudEvent["id"]!.ToString(), cloudEvent);
                await database.StreamAcknowledgeAsync("claims", Plain, entry.Id);
            }

            await Task.Delay(20, _stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
