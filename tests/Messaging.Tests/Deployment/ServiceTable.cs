using Grpc.Core;
using MedBill.Claims;
using MedBill.Collections;
using MedBill.Coverage;
using MedBill.Gateway;
using MedBill.PatientRegistry;
using MedBill.Platform.Messaging;
using MedBill.Remittance;
using MedBill.TestKit;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace MedBill.Messaging.Tests.Deployment;

/// <summary>One topic that a service hears, as <c>ListTopicSubscriptions</c> says it.</summary>
public sealed record HeardTopic(string PubSub, string Topic, string DeadLetterTopic);

/// <summary>What the code of a service says it publishes, hears and calls.</summary>
/// <param name="AppId">Its app id.</param>
/// <param name="Published">Its own topic; null when it publishes none.</param>
/// <param name="Heard">Dead letters too.</param>
/// <param name="Called">gRPC services of other services, by full name.</param>
public sealed record ServiceTable(string AppId, string? Published, IReadOnlyList<HeardTopic> Heard, IReadOnlyList<string> Called)
{
    private static readonly Lazy<IReadOnlyList<ServiceTable>> Read = new(() =>
    [
        Of("patient-registry", PatientRegistryApp.Build),
        Of("coverage", CoverageApp.Build),
        Of("claims", ClaimsApp.Build),
        Of("remittance", RemittanceApp.Build),
        Of("collections", CollectionsApp.Build),
        Of("gateway", GatewayApp.Build),
    ]);

    /// <summary>Of every service, from its own host as it is built.</summary>
    public static IReadOnlyList<ServiceTable> All => Read.Value;

    private static ServiceTable Of(string appId, HostBuild build)
    {
        string[] called = [];
        var app = build(["--environment", "Development"], builder => called = [.. Clients(builder)]);
        var heard = app.Services.GetService<SubscriptionTable>()?.ToWire().Subscriptions ?? [];
        return new(
            appId,
            app.Services.GetService<PublishedTopic>()?.Name,
            [.. heard.Select(one => new HeardTopic(one.PubsubName, one.Topic, one.DeadLetterTopic))],
            called);
    }

    // A generated client is nested in the class of its service, which has the descriptor.
    private static IEnumerable<string> Clients(WebApplicationBuilder builder) => builder.Services
        .Select(service => service.ServiceType)
        .Where(type => type.IsSubclassOf(typeof(ClientBase)))
        .Select(type => ((Google.Protobuf.Reflection.ServiceDescriptor)type.DeclaringType!.GetProperty("Descriptor")!.GetValue(null)!).FullName)
        .Distinct();
}
