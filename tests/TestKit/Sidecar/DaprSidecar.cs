using System.Net;
using Grpc.Core;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace MedBill.TestKit.Sidecar;

/// <summary>What a sidecar is told by its pod's annotations, and where its parts are.</summary>
public sealed record SidecarSettings
{
    /// <summary><c>dapr.io/app-id</c></summary>
    public required string AppId { get; init; }

    /// <summary>The Dapr files it gets.</summary>
    public required DaprFiles Files { get; init; }

    /// <summary>Connection string of the broker, in place of the host that the files name.</summary>
    public required string Redis { get; init; }

    /// <summary>The way to the app; asked for each connection. It follows no redirects.</summary>
    public required Func<HttpMessageHandler> App { get; init; }

    /// <summary>Namespace of the pod.</summary>
    public string Namespace { get; init; } = "medbill";

    /// <summary><c>dapr.io/app-protocol</c> is grpc, else http.</summary>
    public bool IsGrpc { get; init; } = true;

    /// <summary><c>dapr.io/config</c></summary>
    public string? ConfigurationName { get; init; } = "medbill";

    /// <summary>What the app must show the sidecar; null for nothing.</summary>
    public string? ApiToken { get; init; }

    /// <summary>What the sidecar shows the app.</summary>
    public string? AppToken { get; init; } = "test-app-token";

    /// <summary><c>dapr.io/enable-app-health-check</c></summary>
    public bool HealthChecks { get; init; } = true;

    /// <summary><c>dapr.io/app-health-check-path</c>, of an HTTP app.</summary>
    public string HealthPath { get; init; } = "/healthz";

    /// <summary>Where the gRPC API listens; 0 is any port that is free.</summary>
    public int GrpcPort { get; init; }

    /// <summary>Where the HTTP API listens; 0 is any port that is free.</summary>
    public int HttpPort { get; init; }

    /// <summary>Who else can be called.</summary>
    public SidecarMesh Mesh { get; init; } = new();

    /// <summary>By how much retries, redelivery and health checks are faster than the files say; time-outs stay as they are.</summary>
    public double Hurry { get; init; } = 1;
}

/// <summary>
/// A stand-in for daprd beside one app, over a real Redis, reading the very files of deploy/. It was written after the source of dapr 1.18 and
/// components-contrib 1.18 and PROVES OUR USE OF A SIDECAR, NOT WHAT DAPRD DOES: order of start, one question for subscriptions in its life,
/// envelopes, answers, retries, dead letters, acknowledgment of failures, scopes, tokens, limits.
/// </summary>
public sealed class DaprSidecar : IAsyncDisposable
{
    private const int MaxBody = 4 * 1024 * 1024;
    private const int MaxHeaders = 4 * 1024;
    private const int Threshold = 3;
    private static readonly TimeSpan ProbeInterval = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan DrainLimit = TimeSpan.FromSeconds(30);

    private readonly Dictionary<string, (RedisStreams Streams, TopicScopes Scopes)> _components = [];
    private WebApplication? _api;
    private ISidecarApp? _app;
    private CancellationTokenSource _alive = new();
    private CancellationTokenSource _reading = new();
    private Task _life = Task.CompletedTask;
    private IReadOnlyList<AppSubscription>? _asked;

    /// <summary>Describes it; nothing runs yet.</summary>
    public DaprSidecar(SidecarSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        (Settings, HttpPort, GrpcPort) = (settings, settings.HttpPort, settings.GrpcPort);
    }

    /// <summary>What it was told.</summary>
    public SidecarSettings Settings { get; }

    /// <summary>What goes wrong.</summary>
    public SidecarFaults Faults { get; } = new();

    /// <summary>Port of the HTTP API; stays the same over restarts.</summary>
    public int HttpPort { get; private set; }

    /// <summary>Port of the gRPC API; stays the same over restarts.</summary>
    public int GrpcPort { get; private set; }

    /// <summary>The app is there (<c>/v1.0/healthz</c>).</summary>
    public bool IsHealthy { get; private set; }

    /// <summary>Topics are read: the app has been asked and is well.</summary>
    public bool IsListening { get; private set; }

    /// <summary>How often the app was asked what it hears.</summary>
    public int TimesAsked { get; private set; }

    /// <summary>What is heard, once the app has been asked.</summary>
    public IReadOnlyList<AppSubscription> Subscriptions { get; private set; } = [];

    internal DaprConfiguration? Configuration =>
        Settings.ConfigurationName is { } name ? Settings.Files.Configurations[name] : null;

    internal SidecarPublisher Publisher { get; private set; } = null!;

    /// <summary>Starts, or starts again. Returns when the APIs are open: nothing waits for the app.</summary>
    public async Task StartAsync()
    {
        (_alive, _reading, _asked, Subscriptions, IsListening) = (new(), new(), null, [], false);
        foreach (var component in Settings.Files.Components.Values.Where(one => one.Type.StartsWith("pubsub.", StringComparison.Ordinal) && one.IsFor(Settings.AppId)))
        {
            _components[component.Name] =
                (await RedisStreams.StartAsync(component, Settings.AppId, Settings.Redis, Settings.Hurry, Faults), new TopicScopes(component));
        }

        Publisher = new(Settings.AppId, _components, Faults);
        _app = Settings.IsGrpc
            ? new GrpcSidecarApp(Settings.App(), Settings.AppToken, Faults)
            : new HttpSidecarApp(Settings.App(), Settings.AppId, Settings.AppToken, Settings.HealthPath, Faults);
        await OpenAsync();
        Settings.Mesh.Join(this);
        _life = Task.Run(LiveAsync);
    }

    /// <summary>Ends as on SIGTERM: nothing new is begun, what is in hand is finished, then the APIs close.</summary>
    public async Task StopAsync()
    {
        await _reading.CancelAsync();
        foreach (var (streams, _) in _components.Values)
        {
            await streams.DrainAsync(DrainLimit);
        }

        await CrashAsync();
    }

    /// <summary>Ends as on SIGKILL: what is in hand stays pending in the broker.</summary>
    public async Task CrashAsync()
    {
        Settings.Mesh.Leave(this);
        IsHealthy = false;
        await _alive.CancelAsync();
        await _reading.CancelAsync();
        foreach (var (streams, _) in _components.Values)
        {
            await streams.DisposeAsync();
        }

        _components.Clear();
        if (_api is { } api)
        {
            _api = null;
            using var limit = new CancellationTokenSource(TimeSpan.FromMilliseconds(100));
            await api.StopAsync(limit.Token);
            await api.DisposeAsync();
        }

        await _life;
        _app?.Dispose();
        _app = null;
    }

    /// <summary>Ends and starts again; the app is asked anew.</summary>
    public async Task RestartAsync()
    {
        await CrashAsync();
        await StartAsync();
    }

    /// <summary>Waits until the app has been asked and its topics are read.</summary>
    public async Task SubscribedAsync()
    {
        var until = TimeProvider.System.GetUtcNow().AddSeconds(30);
        while (_asked is null || !IsListening)
        {
            await Task.Delay(10);
            if (TimeProvider.System.GetUtcNow() > until)
            {
                throw new TimeoutException($"{Settings.AppId} was not asked what it hears.");
            }
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await CrashAsync();
        _alive.Dispose();
        _reading.Dispose();
    }

    internal bool Allows(string name, string version, string protocol) =>
        Configuration is not { AllowedApis: { Count: > 0 } allowed } || allowed.All(one => one.Protocol != protocol) || allowed.Contains((name, version, protocol));

    private async Task OpenAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            (kestrel.Limits.MaxRequestBodySize, kestrel.Limits.MaxRequestHeadersTotalSize) = (null, MaxHeaders);
            kestrel.Listen(IPAddress.Loopback, HttpPort, endpoint => endpoint.Protocols = HttpProtocols.Http1);
            kestrel.Listen(IPAddress.Loopback, GrpcPort, endpoint => endpoint.Protocols = HttpProtocols.Http2);
        });
        builder.Services.AddGrpc(grpc => (grpc.MaxReceiveMessageSize, grpc.MaxSendMessageSize) = (MaxBody, MaxBody));
        builder.Services.AddSingleton(this);
        builder.Services.AddSingleton<RuntimeService>();
        var api = builder.Build();
        api.Use(GuardAsync);
        api.UseRouting();
        api.MapGrpcService<RuntimeService>();
        SidecarHttpApi.Map(api, this);
        _api = api;
        await api.StartAsync();
        var ports = api.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Select(address => new Uri(address).Port).ToArray();
        (HttpPort, GrpcPort) = (ports[0], ports[^1]);
    }

    private async Task GuardAsync(HttpContext context, RequestDelegate next)
    {
        var isGrpc = context.Request.Protocol == HttpProtocol.Http2;
        if (Settings.ApiToken is { } token && context.Request.Headers["dapr-api-token"] != token
            && !context.Request.Path.StartsWithSegments("/v1.0/healthz", StringComparison.Ordinal))
        {
            if (isGrpc)
            {
                await SidecarMesh.RefuseAsync(context, StatusCode.Unauthenticated, "invalid api token");
                return;
            }

            context.Response.StatusCode = 401;
            await context.Response.WriteAsync("invalid api token");
        }
        else if (isGrpc && !context.Request.Path.StartsWithSegments("/dapr.proto.runtime.v1.Dapr", StringComparison.Ordinal))
        {
            await Settings.Mesh.InvokeAsync(this, context);
        }
        else if (!isGrpc && context.Request.ContentLength > MaxBody)
        {
            context.Response.StatusCode = 413;
        }
        else
        {
            await next(context);
        }
    }

    // The app's whole life as the sidecar sees it: dialled without end, probed, asked once, listened for as long as it is well.
    private async Task LiveAsync()
    {
        var failures = Threshold;
        while (!_alive.IsCancellationRequested)
        {
            try
            {
                var isWell = !Settings.HealthChecks ? await IsThereAsync() : await _app!.IsHealthyAsync(_alive.Token);
                IsHealthy |= isWell;
                failures = isWell ? 0 : failures + 1;
                if (isWell && !IsListening)
                {
                    await ListenAsync();
                    IsListening = true;
                }
                else if (IsListening && failures >= Threshold && Settings.HealthChecks)
                {
                    // Publishing stays possible.
                    await _reading.CancelAsync();
                    (IsListening, _reading) = (false, new());
                }
            }
            catch (Exception exception) when (exception is OperationCanceledException or RpcException or HttpRequestException)
            {
                // Away, or this sidecar ends.
            }

            var pause = IsHealthy && Settings.HealthChecks ? ProbeInterval / Settings.Hurry : TimeSpan.FromMilliseconds(100);
            await Task.Delay(pause, _alive.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    // Without health checks the first question is the probe.
    private async Task<bool> IsThereAsync()
    {
        _asked ??= await AskAsync();
        return true;
    }

    private async Task<IReadOnlyList<AppSubscription>> AskAsync()
    {
        TimesAsked++;
        return await _app!.SubscriptionsAsync(_alive.Token) ?? [];
    }

    private async Task ListenAsync()
    {
        var asked = _asked ?? await AskAsync();
        var declared = Settings.Files.Subscriptions
            .Where(one => (one.Scopes.Count == 0 || one.Scopes.Contains(Settings.AppId)) && !asked.Any(own => (own.PubSub, own.Topic) == (one.PubSub, one.Topic)))
            .Select(one => new AppSubscription(one.PubSub, one.Topic, one.DeadLetterTopic, one.Routes, null, false, "DECLARATIVE"));
        Subscriptions = [.. asked.Concat(declared).Where(IsAllowed)];
        foreach (var subscription in Subscriptions)
        {
            var streams = _components[subscription.PubSub].Streams;
            var delivery = new TopicDelivery(
                subscription,
                _app!,
                InboundPolicy(subscription.PubSub),
                Settings.Hurry,
                message => Publisher.PublishDeadLetterAsync(subscription.PubSub, subscription.DeadLetterTopic, message),
                _reading.Token,
                _alive.Token);
            streams.Subscribe(subscription.Topic, delivery.HandleAsync, _reading.Token);
        }

        _asked = asked;
    }

    // What is not allowed is not heard; daprd says so in its log alone.
    private bool IsAllowed(AppSubscription subscription) =>
        _components.TryGetValue(subscription.PubSub, out var component) && component.Scopes.MayHear(Settings.AppId, subscription.Topic);

    private DaprPolicy InboundPolicy(string component) => Settings.Files.Resiliencies
        .Where(one => one.IsFor(Settings.AppId))
        .Select(one => one.Inbound.GetValueOrDefault(component))
        .FirstOrDefault(policy => policy is not null) ?? DaprPolicy.None;
}
