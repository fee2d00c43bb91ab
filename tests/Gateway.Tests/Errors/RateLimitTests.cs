using System.Security.Claims;
using MedBill.Gateway.Http;
using MedBill.Gateway.Tests.Fixture;
using MedBill.Platform.Hosting;
using MedBill.TestKit;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace MedBill.Gateway.Tests.Errors;

public sealed class RateLimitTests
{
    private readonly FakeTimeProvider _machine = new(TestWorld.Start);
    private readonly RateLimits _limits;
    private int _served;

    public RateLimitTests() =>
        _limits = new(new RateLimitSettings { Requests = 2, WindowSeconds = 10 }, new MachineTime(_machine), NullLogger<RateLimits>.Instance);

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

        Assert.Equal($"RateLimit:WindowSeconds is at least 1, not {seconds}.", refused.Message);
    }

    private Task AskAsync(params (string Type, string Value)[] claims) => _limits.InvokeAsync(
        new DefaultHttpContext { User = new(new ClaimsIdentity(claims.Select(claim => new Claim(claim.Type, claim.Value)))) },
        _ =>
        {
            _served++;
            return Task.CompletedTask;
        });
}
