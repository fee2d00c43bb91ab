using System.Collections.Concurrent;
using Grpc.Core;
using Grpc.Core.Interceptors;
using Grpc.Net.Client;
using MedBill.Platform.Values;
using Microsoft.Extensions.Configuration;

namespace MedBill.Platform.Hosting;

/// <summary>
/// How other services are reached: their addresses by Tye's convention (<c>SERVICE__THINGS__HOST</c>, <c>PORT</c>, <c>PROTOCOL</c>), or
/// the sidecar in Dapr mode. Tests replace it to stay in process.
/// </summary>
public class ServiceTransport(IConfiguration configuration) : IDisposable
{
    /// <summary>Name under which the token authority's handler is asked for.</summary>
    public const string Authority = "authority";

    /// <summary>Name under which the sidecar's handler is asked for when events are published.</summary>
    public const string Sidecar = "sidecar";

    private readonly ConcurrentDictionary<string, GrpcChannel> _channels = new();

    /// <summary><c>Messaging:Mode</c> = <c>Dapr</c>: everything goes through the sidecar; else directly.</summary>
    public bool ThroughSidecar { get; } = configuration["Messaging:Mode"] == "Dapr";

    /// <summary>The sidecar's gRPC API: <c>DAPR_GRPC_ENDPOINT</c>, else <c>DAPR_GRPC_PORT</c> on this machine, which the injector sets.</summary>
    internal Uri SidecarAddress { get; } =
        new(configuration["DAPR_GRPC_ENDPOINT"] ?? $"http://localhost:{configuration["DAPR_GRPC_PORT"] ?? "50001"}");

    /// <summary>Where a service listens. In Dapr mode that is the sidecar, but for what is configured by address since it has none.</summary>
    /// <exception cref="Failure">Unavailable SERVICE_ADDRESS_UNKNOWN.</exception>
    public virtual Uri Locate(string appId)
    {
        ArgumentNullException.ThrowIfNull(appId);
        var service = configuration.GetSection("service:" + appId.Replace('-', '_'));
        var host = service["host"];
        var port = service["port"];
        if (ThroughSidecar && (host is null || port is null))
        {
            return SidecarAddress;
        }

        return host is null || port is null
            ? throw new Failure(
                FailureKind.Unavailable, "SERVICE_ADDRESS_UNKNOWN", $"The address of {appId} is not configured.", ("service", appId))
            : new($"{service["protocol"] ?? "http"}://{host}:{port}");
    }

    /// <summary>The handler that carries calls to a service, or to the <see cref="Authority"/>.</summary>
    public virtual HttpMessageHandler CreateHandler(string appId) => new SocketsHttpHandler
    {
        ConnectTimeout = TimeSpan.FromSeconds(2),
        EnableMultipleHttp2Connections = true,
        KeepAlivePingDelay = TimeSpan.FromSeconds(30),
        KeepAlivePingTimeout = TimeSpan.FromSeconds(10),
        PooledConnectionIdleTimeout = TimeSpan.FromMinutes(5),
    };

    /// <summary>The one channel to a service.</summary>
    internal CallInvoker Invoker(string appId) => _channels.GetOrAdd(appId, id => GrpcChannel.ForAddress(Locate(id), new()
    {
        HttpHandler = CreateHandler(id),
        DisposeHttpClient = true,
        UnsafeUseInsecureChannelCallCredentials = true, // loopback, or inside the mesh, whose sidecars encrypt
        MaxReceiveMessageSize = PlatformHost.MaxMessageBytes,
        MaxSendMessageSize = PlatformHost.MaxMessageBytes,
        InitialReconnectBackoff = TimeSpan.FromMilliseconds(200),
        MaxReconnectBackoff = TimeSpan.FromSeconds(2),
    })).CreateCallInvoker();

    /// <summary>The channel to a service for calls that carry no token, such as <c>grpc.health.v1</c>.</summary>
    public CallInvoker CallInvokerFor(string appId) => Invoker(appId).Intercept(metadata =>
    {
        Address(metadata, appId);
        return metadata;
    });

    /// <summary>What the sidecar must see beside the caller's own metadata.</summary>
    internal void Address(Metadata headers, string appId)
    {
        if (ThroughSidecar)
        {
            headers.Add("dapr-app-id", appId);
            if (configuration["DAPR_API_TOKEN"] is { Length: > 0 } token)
            {
                headers.Add("dapr-api-token", token);
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Closes the channels.</summary>
    protected virtual void Dispose(bool disposing)
    {
        foreach (var channel in _channels.Values)
        {
            channel.Dispose();
        }

        _channels.Clear();
    }
}
