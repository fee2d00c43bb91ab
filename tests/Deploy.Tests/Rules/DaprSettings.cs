using System.Globalization;

namespace MedBill.Deploy.Tests.Rules;

/// <summary>What the resources of Dapr say beside scopes and topics (tests/Messaging.Tests): each of these is a value that Dapr takes in silence.</summary>
internal static class DaprSettings
{
    // Of the relay (services/Platform/Messaging/DaprPublisher.cs): the sidecar has to give up before, to say what became of it.
    private const int RelaySeconds = 10;

    private static readonly string[] Allowed = ["publish v1 grpc", "invoke v1 grpc", "metadata v1 grpc", "metadata v1.0 http"];

    public static IEnumerable<string> Wrong(IReadOnlyList<Resource> all) =>
    [
        .. all.Where(one => one.Kind == "Configuration").SelectMany(OfConfiguration),
        .. all.Where(one => one.Kind == "Resiliency").SelectMany(OfResiliency),
        .. OfBrokers(all, [.. all.Where(one => one.Kind == "Component" && one.Root.Text("spec.type") == "pubsub.redis")]),
    ];

    private static IEnumerable<string> OfConfiguration(Resource configuration)
    {
        var spec = configuration.Root.At("spec");
        foreach (var (path, wanted) in new[]
        {
            ("mtls.enabled", "true"), ("metrics.enabled", "true"), ("metrics.http.increasedCardinality", "false"), ("logging.apiLogging.enabled", "false"), ("tracing.samplingRate", "1"),
        })
        {
            if (spec.Text(path) != wanted)
            {
                yield return $"{configuration}: {path} is not {wanted}";
            }
        }

        var allowed = spec.Each("api.allowed").Select(one => $"{one.Text("name")} {one.Text("version")} {one.Text("protocol")}").ToArray();
        if (!allowed.Order().SequenceEqual(Allowed.Order()))
        {
            yield return $"{configuration}: of the sidecar's API, {string.Join(", ", allowed)} is allowed; used is {string.Join(", ", Allowed)}";
        }

        if (!spec.Each("secrets.scopes").Any() || spec.Each("secrets.scopes").Any(scope => scope.Text("defaultAccess") != "deny"))
        {
            yield return $"{configuration}: apps may read secrets through their sidecar";
        }

        // A sidecar's certificate is of this trust domain, which the policies name once more.
        if (spec.Each("accessControl.policies").Any(policy => policy.Text("trustDomain") != spec.Text("accessControl.trustDomain")))
        {
            yield return $"{configuration}: the policies are for another trust domain, so everybody is denied";
        }
    }

    private static IEnumerable<string> OfResiliency(Resource resiliency)
    {
        var spec = resiliency.Root.At("spec");
        var publish = spec.Text("policies.timeouts." + spec.Text("targets.components.pubsub.outbound.timeout"));
        if (publish is not [.. var number, 's'] || !int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) || seconds >= RelaySeconds)
        {
            yield return $"{resiliency}: the sidecar gives a publication up after {publish ?? "nothing"}, the relay after {RelaySeconds} s";
        }

        foreach (var called in Repository.Calls.Values.SelectMany(apps => apps).Distinct().Where(app => spec.Text($"targets.apps.{app}.timeout") is null))
        {
            yield return $"{resiliency}: calls of {called} have no time-out";
        }
    }

    private static IEnumerable<string> OfBrokers(IReadOnlyList<Resource> all, Resource[] components)
    {
        string? Of(Resource component, string name) => component.Root.Each("spec.metadata").FirstOrDefault(item => item.Text("name") == name).Text("value");
        if (components.Select(component => Of(component, "redisHost")).Distinct().Count() > 1)
        {
            yield return "dead letters are looked for in another Redis than they are sent to";
        }

        var inside = all.Any(one => one.Kind == "Deployment" && one.Name == "redis");
        foreach (var component in components)
        {
            foreach (var count in new[] { "concurrency", "queueDepth" }.Where(count => !int.TryParse(Of(component, count), CultureInfo.InvariantCulture, out var number) || number < 1))
            {
                yield return $"{component}: {count} is nothing";
            }

            if (Of(component, "enableTLS") != (inside ? "false" : "true") || (inside && Of(component, "redisHost") != "redis:6379"))
            {
                yield return $"{component}: Redis is {(inside ? "in the cluster and speaks no TLS" : "elsewhere, and not spoken to by TLS")}";
            }
        }
    }
}
