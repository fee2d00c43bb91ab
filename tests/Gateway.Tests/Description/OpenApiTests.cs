using System.Text;
using System.Text.Json;
using MedBill.Gateway.Http;
using MedBill.Gateway.Tests.Fixture;
using MedBill.Gateway.Tests.Routes;
using MedBill.Platform.Values;

namespace MedBill.Gateway.Tests.Description;

/// <summary>The API's own description: it is the committed file, and it says of every operation what the table says.</summary>
public sealed class OpenApiTests(GatewayHost host) : IClassFixture<GatewayHost>
{
    [Fact]
    public async Task The_committed_file_is_what_the_code_makes()
    {
        using var client = host.CreateHttpClient();
        var made = await client.GetStringAsync("/openapi/v1.json", TestContext.Current.CancellationToken);
        var committed = await File.ReadAllTextAsync(Path.Combine(RepositoryFolder.Root, "gateway", "openapi.json"), TestContext.Current.CancellationToken);

        Assert.True(made.ReplaceLineEndings("\n").TrimEnd() + "\n" == committed, "gateway/openapi.json is not what the code makes: `just openapi` writes it anew.");
    }

    [Fact]
    public async Task Every_route_is_described_and_nothing_else()
    {
        var document = await DocumentAsync();
        var described = document.GetProperty("paths").EnumerateObject()
            .SelectMany(path => path.Value.EnumerateObject().Select(operation => $"{operation.Name.ToUpperInvariant()} {path.Name}"));

        Assert.Equal(RouteTable.All.Select(route => route.ToString()).Order(StringComparer.Ordinal), described.Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(RouteTable.Every), MemberType = typeof(RouteTable))]
    public async Task An_operation_says_what_it_does_what_it_needs_and_which_headers_it_takes(RouteCase route)
    {
        var operation = await OperationAsync(route);
        var security = Assert.Single(operation.GetProperty("security").EnumerateArray());

        Assert.NotEmpty(operation.GetProperty("summary").GetString()!);
        Assert.Matches("^[a-z]+[A-Za-z]+$", operation.GetProperty("operationId").GetString());
        Assert.Equal(route.Scopes, security.GetProperty("oauth2").EnumerateArray().Select(scope => scope.GetString()));
        Assert.All(route.Scopes, scope => Assert.Contains($"`{scope}`", operation.GetProperty("description").GetString(), StringComparison.Ordinal));
        Assert.Equal(route.Key, TakenAs(operation, "Idempotency-Key"));
        Assert.Equal(route.Match, TakenAs(operation, "If-Match"));
        Assert.Equal(
            host.EndpointOf(route.Method, route.Pattern).Metadata.GetOrderedMetadata<QueryParameter>().Select(parameter => parameter.Name).Order(),
            Parameters(operation, "query").Select(parameter => parameter.GetProperty("name").GetString()!).Order());
        Assert.All(Parameters(operation, null), parameter => Assert.NotEmpty(parameter.GetProperty("description").GetString()!));
        Assert.Equal(route.Body is not (BodyKind.None or BodyKind.Empty), operation.TryGetProperty("requestBody", out _));
    }

    [Theory]
    [MemberData(nameof(RouteTable.Every), MemberType = typeof(RouteTable))]
    public async Task An_operation_names_its_success_and_every_problem_it_can_answer(RouteCase route)
    {
        var operation = await OperationAsync(route);
        var hasBody = route.Body is not (BodyKind.None or BodyKind.Empty);
        List<int> expected = [401, 403, 422, 429, 503, 504];
        expected.AddRange(hasBody || route.Key != Taken.Never || route.Match != Taken.Never ? [400] : []);
        expected.AddRange(route.Pattern.Contains('{', StringComparison.Ordinal) ? [404] : []);
        expected.AddRange(route.Method == "GET" ? [] : [409]);
        expected.AddRange(route.Match == Taken.Never ? [] : [412]);
        expected.AddRange(hasBody ? [413, 415] : []);
        expected.AddRange(route.Match == Taken.Required ? [428] : []);

        var statuses = operation.GetProperty("responses").EnumerateObject().Select(response => int.Parse(response.Name, System.Globalization.CultureInfo.InvariantCulture)).ToList();
        Assert.Equal(expected.Order(), statuses.Where(status => status >= 400).Order());
        Assert.Contains(route.Status, statuses);
        Assert.All(statuses.Where(status => status < 400), status => Assert.InRange(status, 200, 202));
    }

    [Theory]
    [MemberData(nameof(RouteTable.Every), MemberType = typeof(RouteTable))]
    public async Task An_operation_shows_an_example_of_its_body_and_of_its_answer(RouteCase route)
    {
        var operation = await OperationAsync(route);
        if (host.ShapeOf(route) is { } shape && operation.TryGetProperty("requestBody", out var body))
        {
            foreach (var content in body.GetProperty("content").EnumerateObject())
            {
                var example = content.Value.GetProperty("example").GetRawText();

                Assert.Empty(ShapeCheck.Run(Encoding.UTF8.GetBytes(example), shape).Select(violation => $"{violation.Field} {violation.Reason}"));
            }
        }

        foreach (var answer in operation.GetProperty("responses").EnumerateObject().Where(response => response.Name[0] == '2'))
        {
            foreach (var content in answer.Value.GetProperty("content").EnumerateObject().Where(content => content.Name == "application/json"))
            {
                Assert.NotEmpty(content.Value.GetProperty("example").EnumerateObject());
            }
        }
    }

    [Theory]
    [MemberData(nameof(RouteTable.WithJson), MemberType = typeof(RouteTable))]
    public async Task The_example_of_a_body_lacks_nothing_that_is_required(RouteCase route)
    {
        var operation = await OperationAsync(route);
        if (operation.TryGetProperty("requestBody", out var body) && route.Rpc.Length > 0)
        {
            host.Backend.Reset();
            host.Backend.ChecksFields = true;
            using var client = host.With(route.Scopes);
            using var answer = await client.SendAsync(host.Request(route, body.GetProperty("content").EnumerateObject().First().Value.GetProperty("example").GetRawText()));

            Assert.True((int)answer.StatusCode == route.Status, await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        }
    }

    [Fact]
    public async Task Every_shared_problem_shows_itself_with_its_own_status()
    {
        var document = await DocumentAsync();
        foreach (var response in document.GetProperty("components").GetProperty("responses").EnumerateObject())
        {
            var content = Assert.Single(response.Value.GetProperty("content").EnumerateObject());
            var example = content.Value.GetProperty("example");

            Assert.Equal("application/problem+json", content.Name);
            Assert.Equal("#/components/schemas/Problem", content.Value.GetProperty("schema").GetProperty("$ref").GetString());
            Assert.Equal("urn:medbill:problem:" + example.GetProperty("code").GetString()!.ToLowerInvariant().Replace('_', '-'), example.GetProperty("type").GetString());
        }
    }

    [Fact]
    public async Task Every_reference_leads_somewhere_and_every_schema_is_referred_to()
    {
        var document = await DocumentAsync();
        var text = document.GetRawText();
        var referred = System.Text.RegularExpressions.Regex.Matches(text, "\"#/components/([a-zA-Z]+)/([A-Za-z0-9]+)\"")
            .Select(match => (Kind: match.Groups[1].Value, Name: match.Groups[2].Value)).ToHashSet();

        Assert.All(referred, one => Assert.True(document.GetProperty("components").GetProperty(one.Kind).TryGetProperty(one.Name, out _), $"{one.Kind}/{one.Name}"));
        Assert.All(
            document.GetProperty("components").GetProperty("schemas").EnumerateObject(),
            schema => Assert.True(referred.Contains(("schemas", schema.Name)), $"{schema.Name} is referred to by nothing."));
    }

    [Fact]
    public void Reasons_are_codes_that_a_type_can_be_made_of() =>
        Assert.All(Gateway.Description.OperationDescription.Problems, problem => Assert.Matches("^[A-Z][A-Z0-9_]*$", problem.Code));

    private static Taken TakenAs(JsonElement operation, string header)
    {
        var found = Parameters(operation, "header").Where(parameter => parameter.GetProperty("name").GetString() == header).ToList();
        return found.Count == 0 ? Taken.Never : found[0].TryGetProperty("required", out var required) && required.GetBoolean() ? Taken.Required : Taken.Optional;
    }

    private static IEnumerable<JsonElement> Parameters(JsonElement operation, string? where) => operation.TryGetProperty("parameters", out var parameters)
        ? parameters.EnumerateArray().Where(parameter => where is null || parameter.GetProperty("in").GetString() == where)
        : [];

    private async Task<JsonElement> OperationAsync(RouteCase route) =>
        (await DocumentAsync()).GetProperty("paths").GetProperty(route.Pattern).GetProperty(route.Method.ToLowerInvariant());

    private async Task<JsonElement> DocumentAsync()
    {
        using var client = host.CreateHttpClient();
        return s_document ??= await (await client.GetAsync("/openapi/v1.json", TestContext.Current.CancellationToken)).JsonAsync();
    }

    private static JsonElement? s_document;
}
