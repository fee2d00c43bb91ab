using MedBill.Gateway.Http;
using MedBill.Gateway.Tests.Fixture;
using MedBill.Gateway.Tests.Routes;

namespace MedBill.Gateway.Tests.BadInput;

/// <summary>The query of every route: unknown and doubled parameters, and each of its own with every value that it cannot have.</summary>
public sealed class QueryTests(GatewayHost host) : IClassFixture<GatewayHost>
{
    private static readonly string[] InAnyText = ["", "a%00b", "a%0Ab", new('x', 1_100)];

    public static TheoryData<RouteCase> WithQuery => [.. RouteTable.All.Where(route => route.Method == "GET" || route.Body == BodyKind.File)];

    [Theory]
    [MemberData(nameof(RouteTable.Every), MemberType = typeof(RouteTable))]
    public async Task Parameters_that_a_route_does_not_have_are_named_at_once(RouteCase route)
    {
        var errors = await RefusedAsync(route, "nobodyKnows=Quillfeather&Limit=7&page_size=7");

        Assert.Equal(["UNKNOWN_PARAMETER Limit", "UNKNOWN_PARAMETER nobodyKnows", "UNKNOWN_PARAMETER page_size"], errors);
    }

    [Theory]
    [MemberData(nameof(WithQuery))]
    public async Task A_parameter_that_is_there_twice_is_named(RouteCase route)
    {
        foreach (var parameter in ParametersOf(route))
        {
            Assert.Equal([$"DUPLICATE_PARAMETER {parameter.Name}"], await RefusedAsync(route, $"{parameter.Name}=x&{parameter.Name}=Quillfeather"));
        }
    }

    [Theory]
    [MemberData(nameof(WithQuery))]
    public async Task Every_value_that_a_parameter_cannot_have_is_named_all_at_once(RouteCase route)
    {
        var parameters = ParametersOf(route).ToList();
        var most = parameters.Select(parameter => BadValues(parameter).Count).DefaultIfEmpty().Max();
        for (var choice = 0; choice < most; choice++)
        {
            var chosen = parameters.Select(parameter => (parameter.Name, Bad: BadValues(parameter)[choice % BadValues(parameter).Count])).ToList();
            var errors = await RefusedAsync(route, string.Join('&', chosen.Select(one => $"{one.Name}={one.Bad.Value}")));

            Assert.Equal(chosen.Select(one => $"{one.Bad.Code} {one.Name}").Order(StringComparer.Ordinal), errors);
        }
    }

    [Fact]
    public async Task A_policy_is_named_by_both_of_its_ids_or_not_at_all()
    {
        var route = RouteTable.All.Single(route => route.Rpc == "ListEligibilityChecks");

        Assert.Equal(["PARAMETER_REQUIRED policyId"], await RefusedAsync(route, "patientId=x-1"));
        Assert.Equal(["PARAMETER_REQUIRED patientId"], await RefusedAsync(route, "policyId=x-1"));
    }

    [Fact]
    public async Task A_cursor_that_the_service_refuses_is_named_as_the_parameter_it_was()
    {
        foreach (var route in RouteTable.All.Where(route => route.Method == "GET" && ParametersOf(route).Any(parameter => parameter.Name == "cursor")))
        {
            host.Backend.Reset();
            host.Backend.FailAll(Platform.Values.Failure.Invalid("page_token", "INVALID_PAGE_TOKEN", "The page token is not one of this list."));
            using var client = host.With(route.Scopes);
            using var answer = await client.GetAsync($"{route.Path}?cursor=Quillfeather", TestContext.Current.CancellationToken);
            var problem = await answer.ProblemAsync(422, "VALIDATION_FAILED", route.ToString());

            Assert.Equal(["INVALID_PAGE_TOKEN cursor"], problem.Errors());
        }
    }

    private IEnumerable<QueryParameter> ParametersOf(RouteCase route) =>
        host.EndpointOf(route.Method, route.Pattern).Metadata.GetOrderedMetadata<QueryParameter>();

    private static List<(string Value, string Code)> BadValues(QueryParameter parameter) => parameter switch
    {
        { Name: "limit" } => Each("LIMIT_OUT_OF_RANGE", "", "0", "-1", "201", "1.5", "1e2", "99999999999", "Quillfeather", "+5", "%205", "٧", "0x10"),
        { Name: "cursor" } => Each("INVALID_CURSOR", "", new string('c', 1_025)),
        { Shape.Kind: ShapeKind.Id } => [.. Each("INVALID_ID", "PAT-1", "a%2Fb", "a%20b", "..", "*", "%ED%A0%80", new('a', 65)), .. Texts],
        { Shape.Kind: ShapeKind.Code } => [.. Each("UNKNOWN_VALUE", "draft", "STATE_DRAFT", "1", "Quillfeather"), .. Texts],
        { Shape.Kind: ShapeKind.Flag } => [.. Each("WRONG_TYPE", "yes", "1", "True", "Quillfeather"), .. Texts],
        { Shape.Kind: ShapeKind.Date } => [.. Each("INVALID_DATE", "2026-02-30", "02/03/2026", "20260203", "today"), .. Texts],
        _ => Texts,
    };

    private static List<(string Value, string Code)> Texts => Each("INVALID_TEXT", InAnyText);

    private static List<(string Value, string Code)> Each(string code, params string[] values) => [.. values.Select(value => (value, code))];

    private async Task<IReadOnlyList<string>> RefusedAsync(RouteCase route, string query)
    {
        host.Backend.Reset();
        using var client = host.With(route.Scopes);
        using var request = host.Request(route);
        request.RequestUri = new(route.Path + "?" + query, UriKind.Relative);
        using var answer = await client.SendAsync(request);
        var problem = await answer.ProblemAsync(422, "VALIDATION_FAILED", query);

        Assert.Empty(host.Backend.Calls);
        return problem.Errors();
    }
}
