using MedBill.Platform.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Caching.Distributed;
using Microsoft.Extensions.Caching.Hybrid;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using StackExchange.Redis;

namespace MedBill.Platform.Caching;

/// <summary>
/// The one connection to Redis (<c>Redis:ConnectionString</c>, as StackExchange.Redis spells it), which nothing depends on: what it holds can be
/// had elsewhere, only slower. So it is never waited for longer than <see cref="Limit"/>, and after it has failed it is left alone for
/// <see cref="Pause"/>. It is connected in the background; a caller meets it when it is there.
/// </summary>
public sealed class RedisConnection : IAsyncDisposable
{
    /// <summary>The longest one command is waited for.</summary>
    public static readonly TimeSpan Limit = TimeSpan.FromMilliseconds(250);

    /// <summary>How long it is left alone after it failed, on machine time.</summary>
    public static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private readonly MachineTime _machine;
    private readonly ILogger<RedisConnection> _logger;
    private readonly ConfigurationOptions? _options;
    private readonly Lazy<Task<ConnectionMultiplexer>> _connecting;
    private long _leftAloneUntil;
    private int _isAway;

    /// <summary>Made by the host.</summary>
    /// <exception cref="StartRefusedException">The setting cannot be read.</exception>
    public RedisConnection(IConfiguration configuration, ServiceIdentity identity, MachineTime machine, ILogger<RedisConnection> logger)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        ArgumentNullException.ThrowIfNull(identity);
        (_machine, _logger) = (machine, logger);
        _options = Read(configuration["Redis:ConnectionString"], identity.AppId);
        _connecting = new(() => ConnectionMultiplexer.ConnectAsync(_options!));
    }

    /// <summary>False when there is no Redis by configuration.</summary>
    public bool IsConfigured => _options is not null;

    /// <summary>Does <paramref name="work"/>, unless Redis is not there, not in time, or failed a moment ago.</summary>
    /// <param name="work">Commands; they may still take effect when this answers <paramref name="otherwise"/>.</param>
    /// <param name="otherwise">The answer then.</param>
    public async Task<T> TryAsync<T>(Func<IDatabase, Task<T>> work, T otherwise)
    {
        ArgumentNullException.ThrowIfNull(work);
        if (_options is null || _machine.GetUtcNow().UtcTicks < Volatile.Read(ref _leftAloneUntil))
        {
            return otherwise;
        }

        try
        {
            var connecting = _connecting.Value;
            if (!connecting.IsCompleted)
            {
                return otherwise;
            }

            // The limit runs on the system's clock: it is for a socket, which no test's clock moves.
            var answer = await work((await connecting).GetDatabase()).WaitAsync(Limit);
            if (Interlocked.Exchange(ref _isAway, 0) == 1)
            {
                Log.RedisBack(_logger);
            }

            return answer;
        }
        catch (Exception exception) when (exception is RedisException or TimeoutException or ObjectDisposedException or InvalidOperationException)
        {
            Volatile.Write(ref _leftAloneUntil, (_machine.GetUtcNow() + Pause).UtcTicks);
            if (Interlocked.Exchange(ref _isAway, 1) == 0)
            {
                Log.RedisAway(_logger, Log.Types(exception));
            }

            return otherwise;
        }
    }

    /// <summary>Closes the connection.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_connecting is { IsValueCreated: true, Value.IsCompletedSuccessfully: true })
        {
            await (await _connecting.Value).DisposeAsync();
        }
    }

    private static ConfigurationOptions? Read(string? text, string appId)
    {
        if (string.IsNullOrEmpty(text))
        {
            return null;
        }

        ConfigurationOptions options;
        try
        {
            options = ConfigurationOptions.Parse(text, ignoreUnknown: false);
        }
        catch (ArgumentException)
        {
            // Its text would repeat the setting, which may hold a password.
            throw new StartRefusedException("Redis:ConnectionString cannot be read.");
        }

        if (options.EndPoints.Count == 0)
        {
            throw new StartRefusedException("Redis:ConnectionString names no host.");
        }

        options.ClientName = appId;
        options.AbortOnConnectFail = false;
        options.BacklogPolicy = BacklogPolicy.FailFast;
        (options.ConnectTimeout, options.AsyncTimeout, options.SyncTimeout) =
            (1_000, (int)Limit.TotalMilliseconds, (int)Limit.TotalMilliseconds);
        return options;
    }
}

/// <summary>Registers Redis.</summary>
public static class CachingSetup
{
    /// <summary><see cref="RedisConnection"/>; a setting that cannot be read stops the start.</summary>
    public static void AddRedis(this WebApplicationBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.AddSettings(PlatformSettings.Redis);
        builder.Services.TryAddSingleton<RedisConnection>();
        builder.Services.AddStartCheck(provider =>
        {
            // It begins to connect here, so that the first caller finds it.
            _ = provider.GetRequiredService<RedisConnection>().TryAsync(database => database.PingAsync(), TimeSpan.Zero);
            return null;
        });
    }

    /// <summary><see cref="HybridCache"/> whose second level is Redis, where it is configured.</summary>
    public static void AddRedisCache(this WebApplicationBuilder builder)
    {
        builder.AddRedis();
        builder.Services.TryAddSingleton<IDistributedCache, RedisCache>();
        builder.Services.AddHybridCache();
    }
}
