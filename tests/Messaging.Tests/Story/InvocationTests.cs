using Grpc.Core;
using Grpc.Health.V1;
using Grpc.Net.Client;
using MedBill.TestKit.Sidecar;

namespace MedBill.Messaging.Tests.Story;

/// <summary>Calls between services go through the sidecars, and only those of the access control list.</summary>
public sealed class InvocationTests
{
    [Theory]
    [InlineData("gateway", "claims", "/medbill.claims.v1.ClaimService/GetClaim", true)]
    [InlineData("gateway", "claims", "/grpc.health.v1.Health/Check", true)]
    [InlineData("claims", "patient-registry", "/medbill.patients.v1.PatientService/BatchGetBillingRecords", true)]
    [InlineData("claims", "coverage", "/medbill.coverage.v1.CoverageService/BatchResolveCoverage", true)]
    [InlineData("coverage", "patient-registry", "/medbill.patients.v1.PatientService/GetPatient", true)]
    [InlineData("collections", "patient-registry", "/medbill.patients.v1.PatientService/GetPatient", true)]
    [InlineData("collections", "claims", "/medbill.claims.v1.ClaimService/GetClaim", false)]
    [InlineData("coverage", "claims", "/medbill.claims.v1.ClaimService/GetClaim", false)]
    [InlineData("remittance", "patient-registry", "/medbill.patients.v1.PatientService/GetPatient", false)]
    [InlineData("claims", "claims", "/grpc.health.v1.Health/Check", false)]
    [InlineData("gateway", "claims", "/dapr.proto.runtime.v1.AppCallback/OnTopicEvent", false)]
    [InlineData("claims", "collections", "/dapr.proto.runtime.v1.AppCallback/OnTopicEvent", false)]
    [InlineData("stranger", "claims", "/medbill.claims.v1.ClaimService/GetClaim", false)]
    public void Only_the_calls_of_the_architecture_are_allowed(string caller, string callee, string method, bool isAllowed)
    {
        Assert.NotEqual("", callee);
        Assert.Equal(isAllowed, AccessControl.Allows(Repository.Redis.Configurations["medbill"], caller, "medbill", method));
        Assert.False(AccessControl.Allows(Repository.Redis.Configurations["medbill"], caller, "elsewhere", method));
    }

    [Fact]
    public async Task A_call_that_is_allowed_arrives_and_one_that_is_not_is_denied()
    {
        await using var suite = await DaprSuite.StartAsync(hurry: 30);

        Assert.Equal(StatusCode.OK, await CheckAsync(suite, from: "gateway", to: "claims", "test-api-token"));
        Assert.Equal(StatusCode.PermissionDenied, await CheckAsync(suite, from: "collections", to: "claims", "test-api-token"));
        Assert.Equal(StatusCode.Unauthenticated, await CheckAsync(suite, from: "gateway", to: "claims", "wrong"));
        Assert.Equal(StatusCode.Unavailable, await CheckAsync(suite, from: "gateway", to: "sandbox-payer", "test-api-token"));
        var ready = await suite.Gateway.GetStringAsync(new Uri("/readyz", UriKind.Relative), TestContext.Current.CancellationToken);
        Assert.Contains("\"claims\":\"ready\"", ready.Replace(" ", "", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_sidecars_of_one_app_are_called_in_turn_whether_their_app_lives_or_not()
    {
        await using var suite = await DaprSuite.StartAsync(hurry: 30);
        await using (var second = new DaprSidecar(suite.Sidecars["claims"].Settings with { App = () => new DeadApp() }))
        {
            await second.StartAsync();
            var codes = new List<StatusCode>();
            for (var i = 0; i < 4; i++)
            {
                codes.Add(await CheckAsync(suite, from: "gateway", to: "claims", "test-api-token"));
            }

            Assert.Equal([StatusCode.OK, StatusCode.OK, StatusCode.Unavailable, StatusCode.Unavailable], codes.Order());
        }

        Assert.Equal(StatusCode.OK, await CheckAsync(suite, from: "gateway", to: "claims", "test-api-token"));
        Assert.Equal(StatusCode.OK, await CheckAsync(suite, from: "gateway", to: "claims", "test-api-token"));
    }

    private sealed class DeadApp : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            throw new HttpRequestException("refused");
    }

    private static async Task<StatusCode> CheckAsync(DaprSuite suite, string from, string to, string token)
    {
        using var channel = GrpcChannel.ForAddress($"http://127.0.0.1:{suite.Sidecars[from].GrpcPort}");
        try
        {
            await new Health.HealthClient(channel).CheckAsync(new() { Service = "ready" }, new Metadata { { "dapr-app-id", to }, { "dapr-api-token", token } });
            return StatusCode.OK;
        }
        catch (RpcException exception)
        {
            return exception.StatusCode;
        }
    }
}
