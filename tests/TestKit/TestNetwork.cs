using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Diagnostics;
using System.Net.Sockets;
using MedBill.Platform.Hosting;
using Microsoft.Extensions.Configuration;

namespace MedBill.TestKit;

/// <summary>Who is reachable in this process: app id → handler. Hosts that share one network hear each other.</summary>
public sealed class TestNetwork
{
    private readonly ConcurrentDictionary<string, ImmutableList<Func<HttpMessageHandler>>> _handlers = new();

    /// <summary>Makes a host, a fake or the token authority reachable, before any that was so under this name.</summary>
    public void Register(string appId, Func<HttpMessageHandler> handler) =>
        _handlers.AddOrUpdate(appId, [handler], (_, known) => known.Add(handler));

    /// <summary>Ends one of an app's replicas; what was reachable before it is so again.</summary>
    public void Remove(string appId, Func<HttpMessageHandler> handler) =>
        _handlers.AddOrUpdate(appId, [], (_, known) => known.Remove(handler));

    /// <summary>Makes it unreachable, as a dead process would be.</summary>
    public void Remove(string appId) => _handlers.TryRemove(appId, out _);

    /// <summary>A handler that looks the target up at each call, so that hosts may start in any order and restart.</summary>
    public HttpMessageHandler HandlerFor(string appId) => new Wire(this, appId);

    private sealed class Wire(TestNetwork network, string appId) : HttpMessageHandler
    {
        private (Func<HttpMessageHandler> Source, HttpMessageInvoker Invoker)? _current;

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            if (!network._handlers.TryGetValue(appId, out var sources) || sources.IsEmpty)
            {
                throw new HttpRequestException(
                    HttpRequestError.ConnectionError, $"{appId} is not reachable.", new SocketException(
                        (int)SocketError.ConnectionRefused));
            }

            var source = sources[^1];
            if (_current is not { } current || current.Source != source)
            {
                current = (source, new HttpMessageInvoker(source(), disposeHandler: false));
                _current = current;
            }

            // As a socket's handler would.
            if (Activity.Current is { Id: { } id } && !request.Headers.Contains("traceparent"))
            {
                request.Headers.Add("traceparent", id);
            }

            return current.Invoker.SendAsync(request, cancellationToken);
        }
    }
}

/// <summary>Reaches services through the <see cref="TestNetwork"/> instead of sockets.</summary>
internal sealed class TestTransport(TestNetwork network, IConfiguration configuration) : ServiceTransport(configuration)
{
    public override Uri Locate(string appId) => new("http://" + appId);

    public override HttpMessageHandler CreateHandler(string appId) => network.HandlerFor(appId);
}
