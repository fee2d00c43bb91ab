using Dapr.AppCallback.Autogen.Grpc.v1;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using MedBill.Platform.Values;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace MedBill.Platform.Messaging;

/// <summary>
/// Where events come in: from the sidecar or from a Direct relay. The list of subscriptions is open, because daprd asks for it without
/// the app token; everything that brings data must show it.
/// </summary>
internal sealed class AppCallbackService(SubscriptionTable table, Dispatcher dispatcher, AppToken token) : AppCallback.AppCallbackBase
{
    public override Task<ListTopicSubscriptionsResponse> ListTopicSubscriptions(Empty request, ServerCallContext context) =>
        Task.FromResult(table.ToWire());

    public override Task<ListInputBindingsResponse> ListInputBindings(Empty request, ServerCallContext context) =>
        Task.FromResult(new ListInputBindingsResponse());

    public override async Task<TopicEventResponse> OnTopicEvent(TopicEventRequest request, ServerCallContext context)
    {
        token.Require(context);
        var answers = await dispatcher.DispatchAsync(request.Topic, [Envelope.From(request)], context.CancellationToken);
        return new() { Status = answers[0] };
    }

    public override Task<TopicEventBulkResponse> OnBulkTopicEvent(TopicEventBulkRequest request, ServerCallContext context) =>
        DispatchAsync(request, context, dispatcher, token);

    internal static async Task<TopicEventBulkResponse> DispatchAsync(
        TopicEventBulkRequest request, ServerCallContext context, Dispatcher dispatcher, AppToken token)
    {
        token.Require(context);
        if (request.Entries.Count > SubscriptionTable.MaxBulk)
        {
            throw new Failure(FailureKind.Invalid, "TOO_MANY_ITEMS", $"A batch has at most {SubscriptionTable.MaxBulk} messages.");
        }

        var answers = await dispatcher.DispatchAsync(request.Topic, [.. request.Entries.Select(Envelope.From)], context.CancellationToken);
        var response = new TopicEventBulkResponse();
        for (var i = 0; i < answers.Length; i++)
        {
            response.Statuses.Add(new TopicEventBulkResponseEntry { EntryId = request.Entries[i].EntryId, Status = answers[i] });
        }

        return response;
    }
}

/// <summary>The same under the name daprd 1.18 still calls.</summary>
internal sealed class AppCallbackBulkService(Dispatcher dispatcher, AppToken token) : AppCallbackAlpha.AppCallbackAlphaBase
{
    [Obsolete("The name of older sidecars.")]
    public override Task<TopicEventBulkResponse> OnBulkTopicEventAlpha1(TopicEventBulkRequest request, ServerCallContext context) =>
        AppCallbackService.DispatchAsync(request, context, dispatcher, token);
}

/// <summary>
/// The sidecar delivers only while this answers; it asks without a token. An end of the host is no ground to say no: a sidecar that ends at the
/// same time delivers nothing more of itself, and would close its API, through which the relay still publishes.
/// </summary>
internal sealed class AppCallbackHealthService(HealthCheckService health) : AppCallbackHealthCheck.AppCallbackHealthCheckBase
{
    /// <summary>What a health check that counts here is tagged with.</summary>
    public const string Tag = "callback";

    public override async Task<HealthCheckResponse> HealthCheck(Empty request, ServerCallContext context)
    {
        var report = await health.CheckHealthAsync(check => check.Tags.Contains(Tag), context.CancellationToken);
        return report.Status == HealthStatus.Healthy
            ? new()
            : throw new Failure(FailureKind.Unavailable, "NOT_READY", "This service is not ready.");
    }
}

internal static class AppTokenCheck
{
    public static void Require(this AppToken token, ServerCallContext context)
    {
        if (!token.Is(context.RequestHeaders.GetValue(AppToken.Header)))
        {
            throw new Failure(FailureKind.Unauthenticated, "APP_TOKEN_REQUIRED", "Events come from the sidecar or a relay only.");
        }
    }
}
