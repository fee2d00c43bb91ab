using System.Diagnostics;
using MedBill.Platform.Caching;
using MedBill.Platform.Hosting;
using MedBill.TestKit;
using Microsoft.Extensions.Caching.Distributed;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace MedBill.Platform.Tests.Hosting;

public sealed class RedisTests : IAsyncDisposable
{
    private readonly FakeTimeProvider _machine = new(TestWorld.Start);
    private readonly List<RedisConnection> _connections = [];

    [Theory]
    [InlineData("localhost,passwrd=secret", "Redis:ConnectionString cannot be read.")]
    [InlineData("ssl=true", "Redis:ConnectionString names no host.")]
    public void A_setting_that_cannot_be_read_stops_the_start_and_is_not_repeated(string setting, string expected)
    {
        var refused = Assert.Throws<StartRefusedException>(() => Connect(setting));

        Assert.Equal(expected, refused.Message);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    public async Task Without_the_setting_there_is_none(string? setting)
    {
        var redis = Connect(setting);

        Assert.False(redis.IsConfigured);
        Assert.Equal(7, await redis.TryAsync(_ => Task.FromResult(1), 7));
    }

    [Fact]
    public async Task Where_nobody_listens_no_caller_waits()
    {
        var redis = Connect("127.0.0.1:1");
        var watch = Stopwatch.StartNew();

        for (var i = 0; i < 100; i++)
        {
            Assert.False(await redis.TryAsync(database => database.StringSetAsync("a", "b"), false));
        }

        Assert.True(watch.Elapsed < 10 * RedisConnection.Limit, $"{watch.Elapsed}");
    }

    [Fact]
    public async Task Killed_and_started_again_it_is_done_without_and_then_with_again()
    {
        await using var server = await RedisServer.StartNewAsync();
        var redis = Connect(server.ConnectionString);
        await UntilAsync(redis, answers: true);

        await server.KillAsync();
        Assert.False(await redis.TryAsync(database => database.StringSetAsync("a", "b"), false));
        await server.StartAsync();

        await UntilAsync(redis, answers: true);
    }

    [Fact]
    public async Task One_that_hangs_is_waited_for_once_and_then_left_alone_for_a_second()
    {
        await using var server = await RedisServer.StartNewAsync();
        var redis = Connect(server.ConnectionString);
        await UntilAsync(redis, answers: true);

        server.Freeze();
        var asked = 0;
        for (var i = 0; i < 50; i++)
        {
            Assert.False(await redis.TryAsync(
                database =>
                {
                    asked++;
                    return database.StringSetAsync("a", "b");
                },
                false));
        }

        Assert.Equal(1, asked);
        server.Resume();
        await UntilAsync(redis, answers: true);
    }

    [Fact]
    public async Task The_cache_keeps_what_it_is_given_until_it_ends_or_is_removed()
    {
        await using var server = await RedisServer.StartNewAsync();
        var redis = Connect(server.ConnectionString);
        await UntilAsync(redis, answers: true);
        IDistributedCache cache = new RedisCache(redis);
        var cancel = TestContext.Current.CancellationToken;
        var brief = new DistributedCacheEntryOptions { AbsoluteExpirationRelativeToNow = TimeSpan.FromMinutes(1) };

        await cache.SetAsync("key", [1, 2, 3], brief, cancel);
        var kept = await cache.GetAsync("key", cancel);
        var ends = await redis.TryAsync(database => database.KeyTimeToLiveAsync("key"), null);
        await cache.RemoveAsync("key", cancel);

        Assert.Equal([1, 2, 3], kept);
        Assert.InRange(ends!.Value, TimeSpan.FromSeconds(50), TimeSpan.FromMinutes(1));
        Assert.Null(await cache.GetAsync("key", cancel));
        await Assert.ThrowsAsync<ArgumentException>(() => cache.SetAsync("key", [1], new(), cancel));
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var connection in _connections)
        {
            await connection.DisposeAsync();
        }
    }

    private RedisConnection Connect(string? setting)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([new("Redis:ConnectionString", setting)]).Build();
        var connection = new RedisConnection(
            configuration, new ServiceIdentity("things"), new MachineTime(_machine), NullLogger<RedisConnection>.Instance);
        _connections.Add(connection);
        return connection;
    }

    // The connection comes and goes in the background.
    private async Task UntilAsync(RedisConnection redis, bool answers)
    {
        var watch = Stopwatch.StartNew();
        while (await redis.TryAsync(database => database.StringSetAsync("probe", "x"), false) != answers)
        {
            Assert.True(watch.Elapsed < TimeSpan.FromSeconds(20));
            _machine.Advance(RedisConnection.Pause);
            await Task.Delay(20, TestContext.Current.CancellationToken);
        }
    }
}
