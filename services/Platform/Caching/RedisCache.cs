using Microsoft.Extensions.Caching.Distributed;
using StackExchange.Redis;

namespace MedBill.Platform.Caching;

/// <summary>
/// The second level of a <c>HybridCache</c> over <see cref="RedisConnection"/>: what cannot be read in time is not there, what cannot be
/// written is not kept. Entries end by absolute time only.
/// </summary>
internal sealed class RedisCache(RedisConnection redis) : IDistributedCache
{
    public Task<byte[]?> GetAsync(string key, CancellationToken token = default) =>
        redis.TryAsync(async database => (byte[]?)await database.StringGetAsync(key), null);

    public Task SetAsync(string key, byte[] value, DistributedCacheEntryOptions options, CancellationToken token = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        var keep = options.AbsoluteExpirationRelativeToNow
            ?? throw new ArgumentException("An entry must end some time from now.", nameof(options));
        return redis.TryAsync(database => database.StringSetAsync(key, value, keep), false);
    }

    public Task RemoveAsync(string key, CancellationToken token = default) =>
        redis.TryAsync(database => database.KeyDeleteAsync(key), false);

    public Task RefreshAsync(string key, CancellationToken token = default) => Task.CompletedTask;

    public byte[]? Get(string key) => throw Synchronous();

    public void Set(string key, byte[] value, DistributedCacheEntryOptions options) => throw Synchronous();

    public void Remove(string key) => throw Synchronous();

    public void Refresh(string key) => throw Synchronous();

    private static NotSupportedException Synchronous() => new("Call it asynchronously.");
}
