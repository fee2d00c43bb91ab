using Dapr.AppCallback.Autogen.Grpc.v1;
using Google.Protobuf;
using MedBill.Platform.Hosting;
using MedBill.Platform.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;

namespace MedBill.Platform.Messaging;

/// <summary>
/// Applies one kind of event. It only changes the scope's context: the dispatcher has noted the message in the inbox before, saves and
/// commits after. Several messages may share one scope and one transaction. Natural uniqueness and <see cref="Envelope.Sequence"/> are
/// the second belt against repeats and disorder.
/// </summary>
#pragma warning disable CA1711, CA1716 // It handles events; it is not a delegate.
public interface IEventHandler<in TEvent>
    where TEvent : IMessage
{
    /// <summary>Applies the event.</summary>
    /// <exception cref="NotYetException">Something it needs has not come yet: it is sent again.</exception>
    /// <exception cref="ContractBreachException">It can never be applied: it goes to the dead letters at once.</exception>
    Task HandleAsync(TEvent @event, Envelope envelope, CancellationToken cancel);
}
#pragma warning restore CA1711, CA1716

/// <summary>What this message needs has not come yet.</summary>
/// <param name="reason">UPPER_SNAKE, for the log.</param>
public sealed class NotYetException(string reason) : Exception(reason);

/// <summary>This message breaks the contract and can never be applied.</summary>
/// <param name="reason">UPPER_SNAKE, for the log.</param>
public sealed class ContractBreachException(string reason) : Exception(reason);

/// <summary>The topic this service publishes to.</summary>
internal sealed record PublishedTopic(string Name);

/// <summary>What one handler hears.</summary>
internal sealed record Subscription(
    string Topic,
    string Type,
    string Consumer,
    Func<string, IMessage?> Parse,
    Func<IServiceProvider, IMessage, Envelope, CancellationToken, Task> HandleAsync);

/// <summary>Says what a service publishes and hears.</summary>
public sealed class SubscriptionBuilder(IServiceCollection services)
{
    private static readonly JsonParser Parser = new(JsonParser.Settings.Default.WithIgnoreUnknownFields(true));

    internal List<Subscription> All { get; } = [];

    internal string? Topic { get; private set; }

    /// <summary>The topic of this service's own events.</summary>
    public SubscriptionBuilder Publishes(string topic)
    {
        Topic = topic;
        return this;
    }

    /// <summary>
    /// Hears <typeparamref name="TEvent"/> on <paramref name="topic"/>. The handler's type name is its identity in the
    /// inbox.
    /// </summary>
    public SubscriptionBuilder On<TEvent, THandler>(string topic)
        where TEvent : class, IMessage<TEvent>, new()
        where THandler : class, IEventHandler<TEvent>
    {
        services.TryAddScoped<THandler>();
        All.Add(new(
            topic,
            new TEvent().Descriptor.FullName,
            typeof(THandler).Name,
            Parse<TEvent>,
            (provider, message, envelope, cancel) =>
                provider.GetRequiredService<THandler>().HandleAsync((TEvent)message, envelope, cancel)));
        return this;
    }

    private static TEvent? Parse<TEvent>(string json)
        where TEvent : class, IMessage<TEvent>, new()
    {
        try
        {
            return Parser.Parse<TEvent>(json);
        }
        // InvalidProtocolBufferException and InvalidJsonException are both IOExceptions.
        catch (Exception exception) when (exception is IOException or InvalidOperationException or FormatException or OverflowException)
        {
            return null;
        }
    }
}

/// <summary>The one list of what this service hears; the sidecar and Direct peers read it through <c>ListTopicSubscriptions</c>.</summary>
internal sealed class SubscriptionTable(ServiceIdentity identity, IReadOnlyList<Subscription> all)
{
    public const string PubSub = "pubsub";
    public const string DeadLetterPubSub = "deadletters";
    public const int MaxBulk = 100;

    // As many as the Redis component has workers; and of the largest events (256 KB) no more than one gRPC message holds, which a broker that
    // reads in bulk would otherwise exceed.
    private const int SidecarBulk = 10;

    private readonly ILookup<(string Topic, string Type), Subscription> _byType = all.ToLookup(one => (one.Topic, one.Type));
    private readonly Dictionary<string, string> _deadLetters =
        all.Select(one => one.Topic).Distinct().ToDictionary(topic => $"{topic}-dead-{identity.AppId}");

    public bool IsEmpty => all.Count == 0;

    public IEnumerable<Subscription> Of(string topic, string type) => _byType[(topic, type)];

    /// <summary>The topic whose dead letters come on <paramref name="topic"/>; null for an ordinary topic.</summary>
    public string? OriginOfDeadLetters(string topic) => _deadLetters.GetValueOrDefault(topic);

    /// <summary>
    /// Each topic with its dead-letter topic, and each dead-letter topic on its own component (architecture, decision
    /// 29).
    /// </summary>
    public ListTopicSubscriptionsResponse ToWire()
    {
        var wire = new ListTopicSubscriptionsResponse();
        foreach (var (dead, topic) in _deadLetters)
        {
            wire.Subscriptions.Add(new TopicSubscription
            {
                PubsubName = PubSub,
                Topic = topic,
                DeadLetterTopic = dead,
                Routes = new() { Default = "/" + topic },
                BulkSubscribe = new() { Enabled = true, MaxMessagesCount = SidecarBulk, MaxAwaitDurationMs = 50 },
            });
            wire.Subscriptions.Add(
                new TopicSubscription { PubsubName = DeadLetterPubSub, Topic = dead, Routes = new() { Default = "/" + dead } });
        }

        return wire;
    }
}

/// <summary>Registers messaging.</summary>
public static class MessagingSetup
{
    /// <summary>
    /// Outbox relay, inbox, dispatcher and dead letters over <typeparamref name="TDb"/>. <c>Messaging:Mode</c> is <c>Direct</c> (default;
    /// peers in <c>Messaging:Direct:Peers</c>) or <c>Dapr</c>; <c>Messaging:AppToken</c> (or <c>APP_API_TOKEN</c>) is what a sender must
    /// show.
    /// </summary>
    public static void AddMessaging<TDb>(this WebApplicationBuilder builder, Action<SubscriptionBuilder> subscribe)
        where TDb : ServiceDb
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(subscribe);
        var services = builder.Services;
        var subscriptions = new SubscriptionBuilder(services);
        subscribe(subscriptions);
        services.AddSingleton(provider => new SubscriptionTable(provider.GetRequiredService<ServiceIdentity>(), subscriptions.All));
        if (subscriptions.Topic is { } topic)
        {
            services.AddSingleton(new PublishedTopic(topic));
        }

        services.TryAddSingleton<OutboxSignal>();
        services.TryAddSingleton<IPublisher>(provider => provider.GetRequiredService<ServiceTransport>().ThroughSidecar
            ? ActivatorUtilities.CreateInstance<DaprPublisher>(provider)
            : ActivatorUtilities.CreateInstance<DirectPublisher>(provider));
        services.AddSingleton<Dispatcher>();
        services.AddSingleton<AppToken>();
        services.AddScoped<DeadLetters>();
        builder.AddWorker<OutboxRelay>();
        builder.AddSettings(PlatformSettings.Messaging);
        services.AddStartCheck(provider => subscriptions.Topic is not null && provider.GetRequiredService<IPublisher>() is DirectPublisher { HasNoPeers: true }
            && !provider.GetRequiredService<IHostEnvironment>().IsDevelopment()
                ? "Messaging:Direct:Peers is required in Direct mode outside Development."
                : null);
        services.AddStartCheck(provider => subscriptions.All.Count > 0 && provider.GetRequiredService<AppToken>().IsMissing
            ? "Messaging:AppToken is required to receive events."
            : null);
    }
}

/// <summary>The secret a sender of events shows in metadata <c>dapr-api-token</c>.</summary>
internal sealed class AppToken(IConfiguration configuration)
{
    public const string Header = "dapr-api-token";

    public string? Value { get; } = configuration["Messaging:AppToken"] ?? configuration["APP_API_TOKEN"];

    public bool IsMissing => string.IsNullOrEmpty(Value);

    public bool Is(string? given) => Secrets.Same(given, Value);
}
