using MedBill.Gateway.Http;
using MedBill.Gateway.Tests.Fixture;
using MedBill.Gateway.Tests.Routes;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace MedBill.Gateway.Tests.BadInput;

/// <summary>Idempotency-Key and If-Match: missing where they must be, malformed wherever they are taken.</summary>
public sealed class HeaderTests(GatewayHost host) : IClassFixture<GatewayHost>
{
    private static readonly string[][] BadKeys =
    [
        [" "], [new string('k', 256)], [new string('k', 100_000)], ["two words"], ["tab\tinside"], ["schlüssel"], ["ключ"], ["key-1", "key-2"], ["key-1", "key-1"],
    ];

    private static readonly string[][] BadETags =
    [
        ["7"], ["\"7"], ["7\""], ["\""], ["\"\""], ["\"7\",\"8\""], ["\"7\"", "\"8\""], ["W/7"], ["W/\""], ["**"], ["\"a\"b\""], ["W/\"a\"b\""], ["\"7\" \"8\""],
        ["\"a b\""], ["\"ü\""], ['"' + new string('7', 100) + '"'], ["*", "*"],
    ];

    public static TheoryData<RouteCase> KeyRequired => [.. RouteTable.All.Where(route => route.Key == Taken.Required)];

    public static TheoryData<RouteCase> MatchRequired => [.. RouteTable.All.Where(route => route.Match == Taken.Required)];

    [Theory]
    [MemberData(nameof(KeyRequired))]
    public async Task A_write_that_must_happen_once_needs_a_key(RouteCase route)
    {
        var problem = await RefusedAsync(route, "Idempotency-Key", [], 400, "IDEMPOTENCY_KEY_REQUIRED");

        Assert.Empty(problem);
    }

    [Theory]
    [MemberData(nameof(RouteTable.WithKey), MemberType = typeof(RouteTable))]
    public async Task A_malformed_key_is_refused_wherever_one_is_taken(RouteCase route)
    {
        foreach (var values in route.Some(BadKeys))
        {
            await RefusedAsync(route, "Idempotency-Key", values, 400, "IDEMPOTENCY_KEY_INVALID");
        }
    }

    [Theory]
    [MemberData(nameof(RouteTable.WithKey), MemberType = typeof(RouteTable))]
    public async Task The_longest_key_is_taken_as_it_is(RouteCase route)
    {
        var key = "!~" + new string('k', 253);
        host.Backend.Reset();
        using var client = host.With(route.Scopes);
        using var request = host.Request(route);
        request.Headers.Remove("Idempotency-Key");
        using var answer = await client.SendAsync(request.Key(key));

        Assert.Equal(route.Status, (int)answer.StatusCode);
        var call = host.Backend.Calls.Last().Request;
        Assert.Equal(key, call.Descriptor.FindFieldByName("request_id").Accessor.GetValue(call));
    }

    [Fact]
    public void An_empty_header_is_malformed_and_not_missing()
    {
        // The client of the other tests drops empty headers; other clients do not.
        var http = new DefaultHttpContext();
        (http.Request.Headers["Idempotency-Key"], http.Request.Headers.IfMatch) = (new StringValues(""), new StringValues(""));

        Assert.Equal("IDEMPOTENCY_KEY_INVALID", Assert.Throws<Refusal>(() => IdempotencyKey.Read(http)).Problem.Code);
        Assert.Equal("IF_MATCH_INVALID", Assert.Throws<Refusal>(() => IfMatch.Read(http)).Problem.Code);
    }

    [Theory]
    [MemberData(nameof(MatchRequired))]
    public async Task A_change_needs_the_version_it_is_based_on(RouteCase route)
    {
        var problem = await RefusedAsync(route, "If-Match", [], 428, "PRECONDITION_REQUIRED");

        Assert.Empty(problem);
    }

    [Theory]
    [MemberData(nameof(RouteTable.WithMatch), MemberType = typeof(RouteTable))]
    public async Task A_malformed_version_is_refused_wherever_one_is_taken(RouteCase route)
    {
        foreach (var values in route.Some(BadETags))
        {
            await RefusedAsync(route, "If-Match", values, 400, "IF_MATCH_INVALID");
        }
    }

    [Theory]
    [MemberData(nameof(RouteTable.WithMatch), MemberType = typeof(RouteTable))]
    public async Task Any_version_and_a_weak_one_go_on_as_they_are(RouteCase route)
    {
        foreach (var etag in (string[])["*", "W/\"7\"", "\"7\"", "\"" + new string('7', 98) + "\""])
        {
            host.Backend.Reset();
            using var client = host.With(route.Scopes);
            using var request = host.Request(route);
            request.Headers.Remove("If-Match");
            using var answer = await client.SendAsync(request.IfMatch(etag));

            Assert.Equal(route.Status, (int)answer.StatusCode);
            Assert.Contains(etag.Replace("\"", "\\\"", StringComparison.Ordinal), host.Backend.Calls.Last().Request.ToString(), StringComparison.Ordinal);
        }
    }

    private async Task<IReadOnlyList<string>> RefusedAsync(RouteCase route, string header, string[] values, int status, string code)
    {
        host.Backend.Reset();
        using var client = host.With(route.Scopes);
        using var request = host.Request(route);
        request.Headers.Remove(header);
        if (values.Length > 0)
        {
            request.Headers.TryAddWithoutValidation(header, values);
        }

        using var answer = await client.SendAsync(request);
        var problem = await answer.ProblemAsync(status, code, $"{header}: {string.Join(" | ", values)}"[..Math.Min(60, header.Length + 2 + string.Join(" | ", values).Length)]);

        Assert.Empty(host.Backend.Calls);
        return problem.Errors();
    }
}
