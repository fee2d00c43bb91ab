using MedBill.TestKit.Sidecar;

namespace MedBill.Messaging.Tests.Deployment;

/// <summary>What the Dapr files must say, given what the code does. Each finding is one line.</summary>
internal static class MessagingRules
{
    private const string PubSub = "pubsub";
    private const string DeadLetters = "deadletters";
    private static readonly TimeSpan LongestOutage = TimeSpan.FromHours(72);

    public static IReadOnlyList<string> Violations(DaprFiles files, IReadOnlyList<ServiceTable> services) =>
    [
        .. services.SelectMany(service => OfService(files, service)),
        .. new[] { PubSub, DeadLetters }.SelectMany(name => OfComponent(files, name, services)),
        .. files.Components.Keys.Except([PubSub, DeadLetters]).Select(name => $"component {name} is nobody's"),
        .. OfResiliency(files, services),
        .. OfAccess(files.Configurations["medbill"], services),
    ];

    /// <summary>What two brokers' files say differently of who may do what.</summary>
    public static IReadOnlyList<string> Differences(DaprFiles one, DaprFiles other) =>
    [
        .. one.Components.Keys.Union(other.Components.Keys)
            .Where(name => !one.Components.ContainsKey(name) || !other.Components.ContainsKey(name)).Select(name => $"component {name} is in one only"),
        .. from name in one.Components.Keys.Intersect(other.Components.Keys)
           from key in (string[])["allowedTopics", "protectedTopics", "publishingScopes", "subscriptionScopes"]
           where one.Components[name].Metadata.GetValueOrDefault(key) != other.Components[name].Metadata.GetValueOrDefault(key)
           select $"{name}: {key} differs",
        .. from name in one.Components.Keys.Intersect(other.Components.Keys)
           where !one.Components[name].Scopes.SequenceEqual(other.Components[name].Scopes)
           select $"{name}: scopes differ",
    ];

    private static IEnumerable<string> OfService(DaprFiles files, ServiceTable service)
    {
        if (service.Published is { } topic && Scopes(files, PubSub, service.AppId)?.MayPublish(service.AppId, topic) != true)
        {
            yield return $"{service.AppId} may not publish {topic}";
        }

        foreach (var heard in service.Heard)
        {
            if (Scopes(files, heard.PubSub, service.AppId)?.MayHear(service.AppId, heard.Topic) != true)
            {
                yield return $"{service.AppId} may not hear {heard.Topic} on {heard.PubSub}";
            }

            foreach (var found in heard.PubSub == PubSub ? OfSubscription(files, service, heard) : OfReader(files, service, heard))
            {
                yield return found;
            }
        }
    }

    // Without a retry the first failure ends it; without a dead-letter topic the last one loses it.
    private static IEnumerable<string> OfSubscription(DaprFiles files, ServiceTable service, HeardTopic heard)
    {
        var policy = Inbound(files, service.AppId, PubSub);
        if (policy.Retry is not { } retry)
        {
            yield return $"{service.AppId} hears {heard.Topic} without an inbound retry";
        }
        else if (!retry.IsFinite || policy.Timeout is null)
        {
            yield return $"{service.AppId} hears {heard.Topic} with a retry without end or a delivery without time-out";
        }
        else if (files.Components.TryGetValue(PubSub, out var component) && component.Type == "pubsub.redis"
            && retry.AtWorst(policy.Timeout.Value) >= component.Time("processingTimeout", TimeSpan.FromSeconds(60)))
        {
            yield return $"{service.AppId} hears {heard.Topic} with retries that outlast processingTimeout";
        }

        if (heard.DeadLetterTopic.Length == 0)
        {
            yield return $"{service.AppId} hears {heard.Topic} without a dead-letter topic";
        }
        else
        {
            if (Scopes(files, PubSub, service.AppId)?.MayPublish(service.AppId, heard.DeadLetterTopic) != true)
            {
                yield return $"{service.AppId} may not publish its dead letters {heard.DeadLetterTopic}";
            }

            if (!service.Heard.Any(one => one.PubSub == DeadLetters && one.Topic == heard.DeadLetterTopic))
            {
                yield return $"nobody reads {heard.DeadLetterTopic}";
            }
        }
    }

    private static IEnumerable<string> OfReader(DaprFiles files, ServiceTable service, HeardTopic heard)
    {
        if (Inbound(files, service.AppId, DeadLetters).Retry is not { IsFinite: false })
        {
            yield return $"{service.AppId} reads {heard.Topic} with a retry that ends";
        }

        if (heard.DeadLetterTopic.Length > 0)
        {
            yield return $"{service.AppId} has dead letters of dead letters: {heard.DeadLetterTopic}";
        }
    }

    private static IEnumerable<string> OfComponent(DaprFiles files, string name, IReadOnlyList<ServiceTable> services)
    {
        if (!files.Components.TryGetValue(name, out var component))
        {
            return [$"there is no component {name}"];
        }

        var isMain = name == PubSub;
        var scopes = new TopicScopes(component);
        var publishes = services.ToDictionary(one => one.AppId, one => isMain ? Published(one) : []);
        var hears = services.ToDictionary(one => one.AppId, one => one.Heard.Where(heard => heard.PubSub == name).Select(heard => heard.Topic).ToHashSet());
        var users = services.Where(one => publishes[one.AppId].Count + hears[one.AppId].Count > 0).Select(one => one.AppId).ToHashSet();
        var topics = publishes.Values.Concat(hears.Values).SelectMany(topic => topic).ToHashSet();
        return
        [
            .. Differs($"{name}: scopes", component.Scopes, users),
            .. Differs($"{name}: allowedTopics", scopes.Allowed, topics),
            .. Differs($"{name}: protectedTopics", scopes.Protected, topics),
            .. Differs($"{name}: publishingScopes", scopes.Publishing.Keys, users),
            .. Differs($"{name}: subscriptionScopes", scopes.Subscribing.Keys, users),
            .. users.SelectMany(app => Differs($"{name}: {app} publishes", scopes.Publishing.GetValueOrDefault(app) ?? [], publishes[app])),
            .. users.SelectMany(app => Differs($"{name}: {app} hears", scopes.Subscribing.GetValueOrDefault(app) ?? [], hears[app])),
            .. OfBroker(component),
        ];
    }

    private static IEnumerable<string> OfBroker(DaprComponent component)
    {
        var (name, metadata) = (component.Name, component.Metadata);
        if (metadata.ContainsKey("consumerID") || metadata.ContainsKey("consumerGroup"))
        {
            yield return $"{name}: the consumer group is not the app id";
        }

        foreach (var secret in (string[])["redisPassword", "saslUsername", "saslPassword"])
        {
            if (metadata.ContainsKey(secret))
            {
                yield return $"{name}: {secret} is written down";
            }
        }

        if (component.Type == "pubsub.redis")
        {
            if (metadata.ContainsKey("streamTTL") == metadata.ContainsKey("maxLenApprox") || component.Time("streamTTL", TimeSpan.MaxValue) < LongestOutage)
            {
                yield return $"{name}: the stream grows for ever, or is cut before the longest outage is over";
            }

            if (component.Time("processingTimeout", TimeSpan.FromSeconds(60)) == TimeSpan.Zero
                || component.Time("redeliverInterval", TimeSpan.FromSeconds(15)) == TimeSpan.Zero)
            {
                yield return $"{name}: nothing is delivered again";
            }

            if (metadata.GetValueOrDefault("enableTLS") != "true" || !component.Secrets.ContainsKey("redisPassword"))
            {
                yield return $"{name}: Redis is spoken to without TLS or without a password";
            }
        }
        else if (metadata.GetValueOrDefault("disableTls") != "false" || metadata.GetValueOrDefault("initialOffset") != "oldest"
            || !component.Secrets.ContainsKey("saslPassword"))
        {
            yield return $"{name}: Kafka is spoken to without TLS, without a password, or a new group misses what came before";
        }
    }

    private static IEnumerable<string> OfResiliency(DaprFiles files, IReadOnlyList<ServiceTable> services)
    {
        if (files.Resiliencies.Count != 1)
        {
            return ["there is not one Resiliency"];
        }

        var resiliency = files.Resiliencies[0];
        return
        [
            .. Differs("Resiliency: scopes", resiliency.Scopes, services.Select(one => one.AppId)),
            .. Differs("Resiliency: inbound", resiliency.Inbound.Keys, [PubSub, DeadLetters]),
            .. resiliency.Inbound.Where(one => one.Value.HasCircuitBreaker).Select(one => $"{one.Key}: a circuit breaker on what comes in loses messages"),
            .. resiliency.Inbound.Where(one => one.Value.Timeout is null).Select(one => $"{one.Key}: a delivery has no time-out"),
            .. resiliency.Outbound.Where(one => one.Value.Retry is not null).Select(one => $"{one.Key}: publishing is the outbox's to repeat"),
        ];
    }

    private static IEnumerable<string> OfAccess(DaprConfiguration configuration, IReadOnlyList<ServiceTable> services)
    {
        if (configuration.DefaultAction != "deny")
        {
            yield return "access control does not deny by default";
        }

        foreach (var service in services)
        {
            var policy = configuration.Policies.SingleOrDefault(one => one.AppId == service.AppId);
            var called = service.Called.Select(one => $"/{one}/*").Concat(service.AppId == "gateway" ? ["/grpc.health.v1.Health/*"] : []);
            foreach (var found in Differs($"{service.AppId} calls", policy?.Operations.Where(one => one.Action == "allow").Select(one => one.Name) ?? [], called))
            {
                yield return found;
            }

            if (policy is not null and not { DefaultAction: "deny", Namespace: "medbill", TrustDomain: "public" })
            {
                yield return $"{service.AppId}: its policy does not deny by default, or names another namespace or trust domain";
            }
        }

        foreach (var unknown in configuration.Policies.Select(one => one.AppId).Except(services.Select(one => one.AppId)))
        {
            yield return $"access control names {unknown}";
        }
    }

    private static HashSet<string> Published(ServiceTable service) =>
    [
        .. service.Published is { } topic ? [topic] : Array.Empty<string>(),
        .. service.Heard.Where(one => one.PubSub == PubSub && one.DeadLetterTopic.Length > 0).Select(one => one.DeadLetterTopic),
    ];

    private static TopicScopes? Scopes(DaprFiles files, string component, string appId) =>
        files.Components.TryGetValue(component, out var found) && found.IsFor(appId) ? new(found) : null;

    private static DaprPolicy Inbound(DaprFiles files, string appId, string component) => files.Resiliencies
        .Where(one => one.IsFor(appId)).Select(one => one.Inbound.GetValueOrDefault(component)).FirstOrDefault(one => one is not null) ?? DaprPolicy.None;

    private static IEnumerable<string> Differs(string what, IEnumerable<string> written, IEnumerable<string> coded)
    {
        var (yaml, code) = (written.ToHashSet(), coded.ToHashSet());
        return
        [
            .. yaml.Except(code).Select(one => $"{what}: the files have {one}, the code has not"),
            .. code.Except(yaml).Select(one => $"{what}: the code has {one}, the files have not"),
        ];
    }
}
