using System.Security.Cryptography;
using MedBill.Gateway.Tests.Fixture;
using MedBill.Gateway.Tests.Routes;
using MedBill.TestKit;
using Microsoft.IdentityModel.Tokens;

namespace MedBill.Gateway.Tests.BadInput;

/// <summary>Who may not: every route without a token, with every kind of bad one, and without each scope it needs.</summary>
public sealed class TokenTests(GatewayHost host) : IClassFixture<GatewayHost>
{
    private static readonly ECDsaSecurityKey Stranger = new(ECDsa.Create(ECCurve.NamedCurves.nistP256)) { KeyId = "test" };

    private (string Name, string? Header)[]? _bad;

    [Theory]
    [MemberData(nameof(RouteTable.Every), MemberType = typeof(RouteTable))]
    public async Task Without_a_good_token_nothing_is_asked(RouteCase route)
    {
        foreach (var (name, header) in route.Some(_bad ??= [.. BadTokens()]))
        {
            host.Backend.Reset();
            using var client = host.CreateHttpClient();
            using var request = host.Request(route);
            if (header is not null)
            {
                request.Headers.TryAddWithoutValidation("Authorization", header);
            }

            using var answer = await client.SendAsync(request);
            await answer.ProblemAsync(401, "TOKEN_REQUIRED", name);

            Assert.StartsWith("Bearer", answer.Header("WWW-Authenticate"), StringComparison.Ordinal);
            Assert.Empty(host.Backend.Calls);
        }
    }

    [Theory]
    [MemberData(nameof(RouteTable.Every), MemberType = typeof(RouteTable))]
    public async Task Without_one_of_its_scopes_all_the_others_do_not_help(RouteCase route)
    {
        foreach (var missing in route.Scopes)
        {
            host.Backend.Reset();
            using var client = host.With([.. GatewayHost.AllScopes.Except([missing])]);
            using var answer = await client.SendAsync(host.Request(route));
            var problem = await answer.ProblemAsync(403, "SCOPE_REQUIRED", missing);

            Assert.Equal(route.Scope, problem.Facts()["scope"]);
            Assert.Empty(host.Backend.Calls);
        }
    }

    [Fact]
    public async Task A_token_without_any_scope_or_with_one_that_only_begins_alike_may_nothing()
    {
        foreach (var scopes in (string[][])[[], [""], ["claims.readx"], ["claims"], ["CLAIMS.READ"], ["claims.read,claims.write"]])
        {
            using var client = host.With(scopes);
            using var answer = await client.GetAsync("/v1/claims", TestContext.Current.CancellationToken);

            await answer.ProblemAsync(403, "SCOPE_REQUIRED", string.Join(' ', scopes));
        }
    }

    [Fact]
    public async Task A_token_that_ends_is_not_taken_any_more_even_when_it_was_just_used()
    {
        var token = host.Tokens.Create(new() { Scopes = "claims.read", Lifetime = TimeSpan.FromSeconds(30) });
        using var client = host.CreateHttpClient(token);
        using var good = await client.GetAsync("/v1/claims", TestContext.Current.CancellationToken);
        host.Machine.Advance(TimeSpan.FromSeconds(91));
        using var bad = await client.GetAsync("/v1/claims", TestContext.Current.CancellationToken);

        Assert.Equal(200, (int)good.StatusCode);
        await bad.ProblemAsync(401, "TOKEN_REQUIRED");
    }

    [Fact]
    public async Task A_moved_business_clock_ends_no_token()
    {
        using var client = host.With("claims.read");
        host.Clock.Advance(TimeSpan.FromDays(400));
        using var answer = await client.GetAsync("/v1/claims", TestContext.Current.CancellationToken);

        Assert.Equal(200, (int)answer.StatusCode);
    }

    private IEnumerable<(string Name, string? Header)> BadTokens()
    {
        var good = host.Tokens.For(ServiceHost.Practice, GatewayHost.AllScopes);
        var parts = good.Split('.');
        yield return ("none", null);
        yield return ("empty", "");
        yield return ("another scheme", "Basic bWVkYmlsbC1kZXY6bWVkYmlsbC1kZXY=");
        yield return ("no token", "Bearer ");
        yield return ("garbage", "Bearer Quillfeather");
        yield return ("three dots", "Bearer a.b.c");
        yield return ("cut", "Bearer " + good[..^10]);
        yield return ("another body", $"Bearer {parts[0]}.{parts[1][..^4]}AAAA.{parts[2]}");
        yield return ("no signature", $"Bearer {parts[0]}.{parts[1]}.");
        yield return ("unsigned", Of(new() { WithoutSignature = true }));
        yield return ("a stranger's key", Of(new() { Key = Stranger }));
        yield return ("another issuer", Of(new() { Issuer = "http://somebody" }));
        yield return ("another audience", Of(new() { Audience = "somebody" }));
        yield return ("expired", Expired());
        yield return ("huge", "Bearer " + new string('a', 300_000));
    }

    // Made two hours ago by the machine clock of the authority.
    private string Expired() =>
        "Bearer " + new TestTokens(new Microsoft.Extensions.Time.Testing.FakeTimeProvider(host.Machine.GetUtcNow().AddHours(-2))).For(ServiceHost.Practice, GatewayHost.AllScopes);

    private string Of(TokenContent content) => "Bearer " + host.Tokens.Create(content with { Scopes = string.Join(' ', GatewayHost.AllScopes) });
}
