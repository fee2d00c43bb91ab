using System.Security.Claims;
using MedBill.Gateway.Http;
using MedBill.Gateway.Tests.Fixture;
using MedBill.Platform.Caching;
using MedBill.Platform.Hosting;
using MedBill.TestKit;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace MedBill.Gateway.Tests.Errors;

public sealed class RateLimitTests
{
    private readonly FakeTimeProvider _machine = new(TestWorld.Start);
    private readonly RateLimits _limits;
    private int _served;

    public RateLimitTests() =>
        _limits = Limits(2, Redis(null));

    [Theory]
    [InlineData("client_id")]
    [InlineData("azp")]
    [InlineData("sub")]
    public async Task A_client_is_limited_by_whatever_its_authority_names_it(string claim)
    {
        await AskAsync((claim, "one"));
        await AskAsync((claim, "one"));

        var refusal = await Assert.ThrowsAsync<Refusal>(() => AskAsync((claim, "one")));
        Assert.Equal((429, "RATE_LIMITED"), (refusal.Problem.Status, refusal.Problem.Code));
        await AskAsync((claim, "another"));
        Assert.Equal(3, _served);

        _machine.Advance(TimeSpan.FromSeconds(10));
        await AskAsync((claim, "one"));
        Assert.Equal(4, _served);
    }

    [Fact]
    public async Task The_users_of_one_client_share_its_window()
    {
        await AskAsync(("azp", "portal"), ("sub", "ann"));
        await AskAsync(("azp", "portal"), ("sub", "bob"));

        await Assert.ThrowsAsync<Refusal>(() => AskAsync(("azp", "portal"), ("sub", "cid")));
    }

    [Fact]
    public async Task Who_shows_no_token_is_not_counted()
    {
        for (var i = 0; i < 5; i++)
        {
            await AskAsync();
        }

        Assert.Equal(5, _served);
    }

    [Fact]
    public async Task What_is_refused_for_want_of_a_scope_counts()
    {
        await using var host = new GatewayHost { Settings = { ["RateLimit:Requests"] = "2" } };
        await host.InitializeAsync();
        using var client = host.With("patients.read");

        var answers = new List<HttpResponseMessage>();
        for (var i = 0; i < 3; i++)
        {
            answers.Add(await client.GetAsync("/v1/claims", TestContext.Current.CancellationToken));
        }

        Assert.Equal([403, 403, 429], answers.Select(answer => (int)answer.StatusCode));
        Assert.Equal("RATE_LIMITED", (await answers[2].JsonAsync()).GetProperty("code").GetString());
        Assert.All(answers, answer => Assert.NotNull(answer.Header("RateLimit")));
    }

    [Theory]
    [InlineData("0")]
    [InlineData("-1")]
    public async Task A_window_of_no_length_is_refused_at_the_start(string seconds)
    {
        await using var host = new ServiceHost("gateway", GatewayApp.Build) { Settings = { ["RateLimit:WindowSeconds"] = seconds } };

        var refused = await Assert.ThrowsAsync<StartRefusedException>(host.StartAsync);

        Assert.Equal($"RateLimit:WindowSeconds is a whole number of at least 1, not '{seconds}'.", refused.Message);
    }

    [Fact]
    public async Task Replicas_share_a_window_to_the_last_request()
    {
        await using var server = await RedisServer.StartNewAsync();
        await using RedisConnection first = Redis(server.ConnectionString), second = Redis(server.ConnectionString);
        await ConnectedAsync(first);
        await ConnectedAsync(second);
        RateLimits[] replicas = [Limits(10, first), Limits(10, second)];

        for (var i = 0; i < 10; i++)
        {
            await AskAsync(replicas[i % 3 == 0 ? 1 : 0], ("azp", "one"));
        }

        await Assert.ThrowsAsync<Refusal>(() => AskAsync(replicas[0], ("azp", "one")));
        await Assert.ThrowsAsync<Refusal>(() => AskAsync(replicas[1], ("azp", "one")));
        Assert.Equal(10, _served);
        _machine.Advance(TimeSpan.FromSeconds(10));
        await AskAsync(replicas[1], ("azp", "one"));
        Assert.Equal(11, _served);
    }

    [Fact]
    public async Task While_Redis_is_away_each_replica_counts_alone_and_tells_it_afterwards()
    {
        await using var server = await RedisServer.StartNewAsync();
        await using RedisConnection first = Redis(server.ConnectionString), second = Redis(server.ConnectionString);
        await ConnectedAsync(first);
        await ConnectedAsync(second);
        RateLimits[] replicas = [Limits(10, first), Limits(10, second)];
        await AskAsync(replicas[0], ("azp", "one"));

        await server.KillAsync();
        for (var i = 0; i < 4; i++)
        {
            await AskAsync(replicas[0], ("azp", "one"));
        }

        await server.StartAsync();
        await ConnectedAsync(first);
        await ConnectedAsync(second);
        for (var i = 0; i < 6; i++)
        {
            // The first request before the kill is forgotten with Redis; the four it missed are not.
            await AskAsync(replicas[i == 0 ? 0 : 1], ("azp", "one"));
        }

        await Assert.ThrowsAsync<Refusal>(() => AskAsync(replicas[1], ("azp", "one")));
        Assert.Equal(11, _served);
    }

    private RateLimits Limits(int requests, RedisConnection redis) => new(
        new RateLimitSettings { Requests = requests, WindowSeconds = 10 }, new MachineTime(_machine), redis, NullLogger<RateLimits>.Instance);

    // Its pauses run on a clock of its own, so that the windows stay where the test put them.
    private static RedisConnection Redis(string? setting) => new(
        new ConfigurationBuilder().AddInMemoryCollection([new("Redis:ConnectionString", setting)]).Build(),
        new ServiceIdentity("gateway"), new MachineTime(TimeProvider.System), NullLogger<RedisConnection>.Instance);

    private static async Task ConnectedAsync(RedisConnection redis)
    {
        for (var left = 500; !await redis.TryAsync(async database => await database.PingAsync() >= TimeSpan.Zero, false); left--)
        {
            Assert.True(left > 0, "Redis does not answer.");
            await Task.Delay(20, TestContext.Current.CancellationToken);
        }
    }

    private Task AskAsync(params (string Type, string Value)[] claims) => AskAsync(_limits, claims);

    private Task AskAsync(RateLimits limits, params (string Type, string Value)[] claims) => limits.InvokeAsync(
        new DefaultHttpContext { User = new(new ClaimsIdentity(claims.Select(claim => new Claim(claim.Type, claim.Value)))) },
        _ =>
        {
            _served++;
            return Task.CompletedTask;
        });
}
