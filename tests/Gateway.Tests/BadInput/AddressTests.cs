using System.Text.Json;
using MedBill.Gateway.Tests.Fixture;
using MedBill.Gateway.Tests.Routes;

namespace MedBill.Gateway.Tests.BadInput;

/// <summary>Addresses that are none: unknown paths, other methods, ids that cannot be ids.</summary>
public sealed class AddressTests(GatewayHost host) : IClassFixture<GatewayHost>
{
    private static readonly string[] BadIds =
    [
        "X-1", "%20", "a%20b", "a_b", "a.b", "%C3%A9", "%ED%A0%80", "a%2Fb", "..%2F..", "a:b", "a:scrub:void", "*", "'", "%22", "a;b", "a,b", "%EF%BC%91", new('a', 65), new('a', 4_000),
        "Quillfeather",
    ];

    private static readonly string[] Methods = ["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS", "TRACE", "PROPFIND"];

    public static TheoryData<string> Patterns => [.. RouteTable.All.Select(route => route.Pattern).Distinct()];

    [Theory]
    [MemberData(nameof(RouteTable.WithIds), MemberType = typeof(RouteTable))]
    public async Task An_id_that_cannot_be_one_is_not_found_and_nobody_is_asked(RouteCase route)
    {
        foreach (var parameter in route.Parameters)
        {
            foreach (var bad in route.Some(BadIds))
            {
                host.Backend.Reset();
                using var client = host.With(route.Scopes);
                using var request = host.Request(route);
                request.RequestUri = new(RouteCase.PathOf(route.Pattern, name => name == parameter ? bad : "x-1"), UriKind.Relative);
                using var answer = await client.SendAsync(request);
                var problem = await answer.ProblemAsync(404, JsonNamingPolicy.SnakeCaseUpper.ConvertName(parameter) + "_NOT_FOUND", bad);

                Assert.False(problem.TryGetProperty("instance", out _));
                Assert.Empty(host.Backend.Calls);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Patterns))]
    public async Task Another_method_is_not_allowed_and_the_answer_says_which_are(string pattern)
    {
        var allowed = RouteTable.All.Where(route => route.Pattern == pattern).Select(route => route.Method).Order().ToList();
        using var client = host.With(GatewayHost.AllScopes);
        foreach (var method in Methods.Except(allowed))
        {
            host.Backend.Reset();
            using var request = Requests.To(method, RouteCase.PathOf(pattern, _ => "x-1"));
            using var answer = await client.SendAsync(request);
            await answer.ProblemAsync(405, "METHOD_NOT_ALLOWED", method);

            Assert.Equal(allowed, answer.Header("Allow")!.Split(',', StringSplitOptions.TrimEntries).Order());
            Assert.Empty(host.Backend.Calls);
        }
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/v1")]
    [InlineData("/v1/")]
    [InlineData("/v2/claims")]
    [InlineData("/v1/claim")]
    [InlineData("/v1/Quillfeather")]
    [InlineData("/v1/claims/x-1/Quillfeather")]
    [InlineData("/v1/claims/x-1/versions/1/2")]
    [InlineData("/v1/claims//versions")]
    [InlineData("/v1/claims:batchDelete")]
    [InlineData("/v1/patients/x-1/policies/x-2/x-3")]
    [InlineData("/connect")]
    [InlineData("/health")]
    [InlineData("/metrics")]
    [InlineData("/.env")]
    [InlineData("/medbill.claims.v1.ClaimService/GetClaim")]
    public async Task An_unknown_address_is_a_problem_too(string path)
    {
        using var client = host.With(GatewayHost.AllScopes);
        foreach (var method in (string[])["GET", "POST"])
        {
            host.Backend.Reset();
            using var answer = await client.SendAsync(Requests.To(method, path));
            var problem = await answer.ProblemAsync(404, "ROUTE_NOT_FOUND", path);

            Assert.False(problem.TryGetProperty("instance", out _));
            Assert.Empty(host.Backend.Calls);
        }
    }

    [Fact]
    public async Task Without_a_token_an_unknown_address_tells_nothing()
    {
        using var client = host.CreateHttpClient();
        using var unknown = await client.GetAsync("/v1/nothing", TestContext.Current.CancellationToken);
        using var method = await client.DeleteAsync("/v1/claims", TestContext.Current.CancellationToken);

        await unknown.ProblemAsync(401, "TOKEN_REQUIRED");
        await method.ProblemAsync(401, "TOKEN_REQUIRED");
    }

    [Theory]
    [MemberData(nameof(RouteTable.WithIds), MemberType = typeof(RouteTable))]
    public async Task A_record_of_another_practice_is_not_found_as_the_service_says(RouteCase route)
    {
        host.Backend.Reset();
        host.Backend.FailAll(new Platform.Values.Failure(Platform.Values.FailureKind.NotFound, "THING_NOT_FOUND", "There is no such thing."));
        using var client = host.With(route.Scopes);
        using var answer = await client.SendAsync(host.Request(route));
        var problem = await answer.ProblemAsync(404, "THING_NOT_FOUND");

        Assert.Equal(route.Path, problem.GetProperty("instance").GetString());
        Assert.Single(host.Backend.Calls);
    }
}
