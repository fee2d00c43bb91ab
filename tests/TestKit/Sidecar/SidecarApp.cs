using System.Text.Json.Nodes;

namespace MedBill.TestKit.Sidecar;

/// <summary>What became of a message.</summary>
public enum Outcome
{
    /// <summary>Applied, or acknowledged all the same.</summary>
    Done,

    /// <summary>Never to be tried again: to the dead letters, if there are any.</summary>
    Dropped,

    /// <summary>To be tried again, as the policy has it.</summary>
    Failed,
}

/// <summary>One topic that an app hears.</summary>
/// <param name="PubSub">Component.</param>
/// <param name="Topic">Topic.</param>
/// <param name="DeadLetterTopic">Where what cannot be applied goes; empty for nowhere.</param>
/// <param name="Routes">Paths.</param>
/// <param name="Bulk">Most messages and longest wait of a batch; null for one at a time.</param>
/// <param name="IsRaw">Messages are not CloudEvents.</param>
/// <param name="Type">PROGRAMMATIC or DECLARATIVE.</param>
public sealed record AppSubscription(
    string PubSub, string Topic, string DeadLetterTopic, TopicRoutes Routes, (int Most, TimeSpan Wait)? Bulk, bool IsRaw, string Type)
{
    /// <summary>The path for an event; null when no rule holds and there is no default.</summary>
    /// <exception cref="NotSupportedException">A rule that is not <c>event.name == "value"</c>.</exception>
    public string? PathOf(JsonObject cloudEvent) => Routes.Rules.FirstOrDefault(rule => Holds(rule.Match, cloudEvent)).Path ?? Routes.Default;

    // Rules are CEL; this much of it is what an example needs.
    private static bool Holds(string match, JsonObject cloudEvent)
    {
        var sides = match.Split("==", StringSplitOptions.TrimEntries);
        if (sides.Length != 2 || !sides[0].StartsWith("event.", StringComparison.Ordinal) || sides[1].Length < 2 || sides[1][0] is not ('"' or '\''))
        {
            throw new NotSupportedException($"The stand-in does not understand the rule {match}.");
        }

        return cloudEvent[sides[0]["event.".Length..]]?.ToString() == sides[1][1..^1];
    }
}

/// <summary>A message on its way to the app.</summary>
/// <param name="Message">As the broker holds it.</param>
/// <param name="Body">The CloudEvent's bytes: the broker's own, but for raw payload.</param>
/// <param name="CloudEvent">The CloudEvent.</param>
/// <param name="PubSub">Component.</param>
/// <param name="Path">Route.</param>
public sealed record TopicMessage(BrokerMessage Message, byte[] Body, JsonObject CloudEvent, string PubSub, string Path);

/// <summary>The app behind a sidecar, whatever it speaks. Calls that do not reach it throw.</summary>
internal interface ISidecarApp : IDisposable
{
    /// <summary>It says it is well; asked without a token.</summary>
    Task<bool> IsHealthyAsync(CancellationToken cancel);

    /// <summary>What it hears; null when the question was refused, and so is lost for this sidecar's life.</summary>
    Task<IReadOnlyList<AppSubscription>?> SubscriptionsAsync(CancellationToken cancel);

    /// <summary>Hands over one message.</summary>
    Task<Outcome> DeliverAsync(TopicMessage message, CancellationToken cancel);

    /// <summary>Hands over a batch; an outcome for each.</summary>
    Task<Outcome[]> DeliverAsync(IReadOnlyList<TopicMessage> messages, CancellationToken cancel);
}
