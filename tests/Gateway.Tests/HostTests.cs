using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using MedBill.TestKit;

namespace MedBill.Gateway.Tests;

public sealed class GatewayHost : ServiceHost
{
    public GatewayHost()
        : base("gateway", GatewayApp.Build) => Settings["Auth:DevelopmentKeyFolder"] = Folder;
}

public sealed class HostTests(GatewayHost host) : IClassFixture<GatewayHost>
{
    [Theory]
    [InlineData("/v1/patients", HttpStatusCode.Unauthorized, "TOKEN_REQUIRED")]
    [InlineData("/v1/claims", HttpStatusCode.Unauthorized, "TOKEN_REQUIRED")]
    [InlineData("/v1/trial-balance", HttpStatusCode.Unauthorized, "TOKEN_REQUIRED")]
    public async Task Without_a_token_there_is_one_problem_document(string path, HttpStatusCode status, string code)
    {
        using var client = host.CreateHttpClient();

        using var answer = await client.GetAsync(path, TestContext.Current.CancellationToken);

        Assert.Equal(status, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        var problem = await answer.Content.ReadFromJsonAsync<JsonNode>(TestContext.Current.CancellationToken);
        Assert.Equal(code, problem!["code"]!.GetValue<string>());
    }

    [Fact]
    public async Task It_lives_without_the_services()
    {
        using var client = host.CreateHttpClient();

        using var answer = await client.GetAsync("/livez", TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }
}
