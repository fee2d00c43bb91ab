using System.Text.Json;
using MedBill.TestKit.Sidecar;
using StackExchange.Redis;

namespace MedBill.EndToEnd.Runner.Installation;

/// <summary>Looks into the broker that the runner brought along.</summary>
internal sealed class BrokerLook(DaprFiles files, IConnectionMultiplexer redis)
{
    private IReadOnlyCollection<string> DeadTopics => Topics("deadletters");

    /// <summary>What was sent to a dead-letter topic, by all apps.</summary>
    public async Task<long> DeadAsync()
    {
        long dead = 0;
        foreach (var topic in DeadTopics)
        {
            dead += await redis.GetDatabase().StreamLengthAsync(topic);
        }

        return dead;
    }

    /// <summary>What a consumer group has not read, or not acknowledged, on any topic.</summary>
    public async Task<int> UnheardAsync()
    {
        long unheard = 0;
        foreach (var topic in Topics("pubsub"))
        {
            if (await redis.GetDatabase().KeyExistsAsync(topic))
            {
                var last = (await redis.GetDatabase().StreamInfoAsync(topic)).LastGeneratedId.ToString();
                var groups = await redis.GetDatabase().StreamGroupInfoAsync(topic);

                // A broker that was killed may not know how far behind a group is.
                unheard += groups.Sum(group => group.PendingMessageCount + (group.LastDeliveredId == last ? 0 : group.Lag ?? 1));
            }
        }

        return (int)unheard;
    }

    /// <summary>By the service that told it: ids of events, each as often as the broker holds it.</summary>
    public async Task<ILookup<string, string>> HeldAsync()
    {
        var held = new List<(string Source, string Id)>();
        foreach (var topic in Topics("pubsub").Except(DeadTopics))
        {
            foreach (var entry in await redis.GetDatabase().StreamRangeAsync(topic))
            {
                using var cloudEvent = JsonDocument.Parse((byte[])entry["data"]!);
                held.Add((cloudEvent.RootElement.GetProperty("source").GetString()!, cloudEvent.RootElement.GetProperty("id").GetString()!));
            }
        }

        return held.ToLookup(one => one.Source, one => one.Id);
    }

    private IReadOnlyCollection<string> Topics(string component) => [.. new TopicScopes(files.Components[component]).Allowed];
}
