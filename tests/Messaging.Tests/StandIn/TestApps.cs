using System.Collections.Concurrent;
using Dapr.AppCallback.Autogen.Grpc.v1;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using MedBill.TestKit.Sidecar;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Status = Dapr.AppCallback.Autogen.Grpc.v1.TopicEventResponse.Types.TopicEventResponseStatus;

namespace MedBill.Messaging.Tests.StandIn;

/// <summary>What an app was handed.</summary>
internal sealed record Heard(string Path, string Body, IReadOnlyDictionary<string, string> Headers);

/// <summary>An app that speaks HTTP: hears what it is told to, records it, and answers as the test says.</summary>
internal sealed class HttpApp : IAsyncDisposable
{
    private WebApplication? _app;

    /// <summary>Body of <c>GET /dapr/subscribe</c>; null answers 404.</summary>
    public string? Subscribe { get; set; } = """[{"pubsubname":"pubsub","topic":"news","route":"/news"}]""";

    /// <summary>Status of <c>GET /healthz</c>.</summary>
    public int Health { get; set; } = 200;

    /// <summary>Status of <c>GET /dapr/subscribe</c>.</summary>
    public int SubscribeStatus { get; set; } = 200;

    /// <summary>The answer to the how-manieth message this is, from 1.</summary>
    public Func<int, (int Status, string Body)> Answer { get; set; } = _ => (200, "");

    public ConcurrentQueue<Heard> Heard { get; } = [];

    public Func<HttpMessageHandler> Handler => () => new Late(this);

    public async Task StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseTestServer();
        builder.Logging.ClearProviders();
        var app = builder.Build();
        app.MapGet("/healthz", () => Results.StatusCode(Health));
        app.MapGet("/dapr/subscribe", () => Subscribe is null
            ? Results.NotFound()
            : Results.Text(Subscribe, "application/json", statusCode: SubscribeStatus));
        app.MapPost("/{**path}", async (HttpContext http) =>
        {
            using var reader = new StreamReader(http.Request.Body);
            Heard.Enqueue(new(
                http.Request.Path,
                await reader.ReadToEndAsync(),
                http.Request.Headers.ToDictionary(one => one.Key.ToLowerInvariant(), one => one.Value.ToString())));
            var (status, body) = Answer(Heard.Count);
            return Results.Text(body, "application/json", statusCode: status);
        });
        await app.StartAsync();
        _app = app;
    }

    public async ValueTask DisposeAsync()
    {
        if (_app is { } app)
        {
            _app = null;
            await app.DisposeAsync();
        }
    }

    // Reachable once it has started.
    private sealed class Late(HttpApp app) : HttpMessageHandler
    {
        private HttpMessageInvoker? _invoker;

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            _invoker ??= new(app._app?.GetTestServer().CreateHandler() ?? throw new HttpRequestException("refused"));
            return _invoker.SendAsync(request, cancellationToken);
        }
    }
}

/// <summary>An app that speaks gRPC.</summary>
internal sealed class GrpcApp : IAsyncDisposable
{
    private WebApplication? _app;

    public ConcurrentQueue<TopicEventRequest> Heard { get; } = [];

    public ConcurrentQueue<int> Batches { get; } = [];

    public ListTopicSubscriptionsResponse Subscriptions { get; } = new();

    /// <summary>The answer to the how-manieth message this is, from 1.</summary>
    public Func<int, Status> Answer { get; set; } = _ => Status.Success;

    public Func<HttpMessageHandler> Handler => () => _app!.GetTestServer().CreateHandler();

    public async Task<GrpcApp> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseTestServer();
        builder.Logging.ClearProviders();
        builder.Services.AddGrpc();
        builder.Services.AddSingleton(this);
        _app = builder.Build();
        _app.MapGrpcService<Callback>();
        _app.MapGrpcService<Health>();
        await _app.StartAsync();
        return this;
    }

    public async ValueTask DisposeAsync() => await _app!.DisposeAsync();

    private sealed class Callback(GrpcApp app) : AppCallback.AppCallbackBase
    {
        public override Task<ListTopicSubscriptionsResponse> ListTopicSubscriptions(Empty request, ServerCallContext context) =>
            Task.FromResult(app.Subscriptions);

        public override Task<TopicEventResponse> OnTopicEvent(TopicEventRequest request, ServerCallContext context)
        {
            app.Heard.Enqueue(request);
            return Task.FromResult(new TopicEventResponse { Status = app.Answer(app.Heard.Count) });
        }

        public override Task<TopicEventBulkResponse> OnBulkTopicEvent(TopicEventBulkRequest request, ServerCallContext context)
        {
            app.Batches.Enqueue(request.Entries.Count);
            var response = new TopicEventBulkResponse();
            foreach (var entry in request.Entries)
            {
                app.Heard.Enqueue(new() { Id = entry.CloudEvent.Id, Type = entry.CloudEvent.Type, Data = entry.CloudEvent.Data, Topic = request.Topic });
                response.Statuses.Add(new TopicEventBulkResponseEntry { EntryId = entry.EntryId, Status = app.Answer(app.Heard.Count) });
            }

            return Task.FromResult(response);
        }
    }

    private sealed class Health : AppCallbackHealthCheck.AppCallbackHealthCheckBase
    {
        public override Task<HealthCheckResponse> HealthCheck(Empty request, ServerCallContext context) => Task.FromResult(new HealthCheckResponse());
    }
}
