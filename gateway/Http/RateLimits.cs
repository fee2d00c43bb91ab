using System.Collections.Concurrent;
using System.Globalization;
using MedBill.Platform.Caching;
using MedBill.Platform.Hosting;
using StackExchange.Redis;

namespace MedBill.Gateway.Http;

/// <summary><c>RateLimit</c> in the configuration.</summary>
internal sealed record RateLimitSettings
{
    /// <summary>How many requests a client may make in a window; 0 switches the limit off.</summary>
    public int Requests { get; init; } = 20_000;

    /// <summary>Length of a window; at least 1.</summary>
    public int WindowSeconds { get; init; } = 10;
}

/// <summary>
/// Fixed windows for each client (<see cref="Caller.ClientOf"/>), on machine time, so that none takes all. The replicas share them in Redis;
/// while it does not answer, each counts what it sees itself. What a client is refused for want of a scope counts too. Says on every answer
/// what is left (draft-ietf-httpapi-ratelimit-headers).
/// </summary>
internal sealed class RateLimits(RateLimitSettings settings, MachineTime machine, RedisConnection redis, ILogger<RateLimits> logger)
{
    // Clients are few; what is not seen for a window is forgotten when this many are known.
    private const int MostClients = 10_000;

    private readonly ConcurrentDictionary<string, Window> _windows = new(StringComparer.Ordinal);
    private readonly string _policy = string.Create(CultureInfo.InvariantCulture, $"\"client\";q={settings.Requests};w={settings.WindowSeconds}");

    public static void Add(WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton(_ => builder.Configuration.GetSection("RateLimit").Get<RateLimitSettings>() ?? new());
        builder.AddSettings(
            new("RateLimit:Requests", "Requests of one client in a window: 0 is no limit. Replicas share it in Redis, and count alone without.", "20000", SettingKind.Count),
            new("RateLimit:WindowSeconds", "Length of a window.", "10", SettingKind.Count) { Least = 1 });
        builder.AddRedis();
        builder.Services.AddSingleton<RateLimits>();
    }

    public async Task InvokeAsync(HttpContext http, RequestDelegate next)
    {
        if (settings.Requests <= 0 || Caller.ClientOf(http.User) is not { } client)
        {
            await next(http);
            return;
        }

        var number = machine.GetUtcNow().ToUnixTimeSeconds() / settings.WindowSeconds;
        var window = Of(client, number);
        var taken = window.Take();
        if (redis.IsConfigured && taken <= settings.Requests)
        {
            var untold = window.TakeUntold();
            var shared = await redis.TryAsync(database => CountAsync(database, client, number, untold), 0);
            taken = shared > 0 ? window.Raise(shared) : window.KeepUntold(untold, taken);
        }

        var left = Math.Max(0, settings.Requests - taken);
        var reset = ((number + 1) * settings.WindowSeconds) - machine.GetUtcNow().ToUnixTimeSeconds();
        http.Response.OnStarting(() =>
        {
            http.Response.Headers["RateLimit-Policy"] = _policy;
            http.Response.Headers["RateLimit"] = string.Create(CultureInfo.InvariantCulture, $"\"client\";r={left};t={reset}");
            return Task.CompletedTask;
        });
        if (taken <= settings.Requests)
        {
            await next(http);
            return;
        }

        if (window.IsFirstRefusal())
        {
            Log.Limited(logger, client, settings.Requests, settings.WindowSeconds);
        }

        throw new Refusal(new Problem(StatusCodes.Status429TooManyRequests, "RATE_LIMITED", "Too many requests: wait and try again.")
        {
            RetryAfter = TimeSpan.FromSeconds(reset),
        });
    }

    // The key lives for a window more than its own: the replicas' clocks may differ a little.
    private async Task<long> CountAsync(IDatabase database, string client, long number, long untold)
    {
        var key = string.Create(CultureInfo.InvariantCulture, $"medbill:rate:{client}:{number}");
        var count = database.StringIncrementAsync(key, untold);
        await database.KeyExpireAsync(key, TimeSpan.FromSeconds(2 * settings.WindowSeconds), CommandFlags.FireAndForget);
        return await count;
    }

    private Window Of(string client, long number)
    {
        while (true)
        {
            if (_windows.TryGetValue(client, out var known) && known.Number >= number)
            {
                return known;
            }

            var fresh = new Window(number);
            if (known is null ? _windows.TryAdd(client, fresh) : _windows.TryUpdate(client, fresh, known))
            {
                Forget(number);
                return fresh;
            }
        }
    }

    private void Forget(long number)
    {
        if (_windows.Count <= MostClients)
        {
            return;
        }

        foreach (var (client, window) in _windows)
        {
            if (window.Number < number)
            {
                _windows.TryRemove(KeyValuePair.Create(client, window));
            }
        }
    }

    private sealed class Window(long number)
    {
        private long _taken;
        private long _untold;
        private int _refused;

        public long Number { get; } = number;

        public long Take()
        {
            Interlocked.Increment(ref _untold);
            return Interlocked.Increment(ref _taken);
        }

        /// <summary>What Redis has not been told of yet: this request, and those it missed while it was away.</summary>
        public long TakeUntold() => Interlocked.Exchange(ref _untold, 0);

        public long KeepUntold(long untold, long taken)
        {
            Interlocked.Add(ref _untold, untold);
            return taken;
        }

        /// <summary>What other replicas have taken counts here too, also when Redis goes away later.</summary>
        public long Raise(long shared)
        {
            for (var taken = Volatile.Read(ref _taken); taken < shared;)
            {
                var before = Interlocked.CompareExchange(ref _taken, shared, taken);
                taken = before == taken ? shared : before;
            }

            return shared;
        }

        public bool IsFirstRefusal() => Interlocked.Exchange(ref _refused, 1) == 0;
    }
}
