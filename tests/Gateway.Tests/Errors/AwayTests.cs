using Grpc.Core;
using MedBill.Gateway.Http;
using MedBill.Gateway.Tests.Fixture;
using MedBill.Gateway.Tests.Routes;
using MedBill.Platform.Hosting;
using MedBill.TestKit;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace MedBill.Gateway.Tests.Errors;

/// <summary>Services that are not there, that never answer, that are not configured; callers that go away.</summary>
public sealed class AwayTests(GatewayHost host) : IClassFixture<GatewayHost>
{
    private static readonly string[] Paths = ["/v1/patients", "/v1/payers", "/v1/claims", "/v1/remittances", "/v1/accounts"];

    [Fact]
    public async Task A_service_that_is_away_is_503_on_its_own_routes_alone()
    {
        string[] services = ["patient-registry", "coverage", "claims", "remittance", "collections"];
        using var client = host.With(GatewayHost.AllScopes);
        for (var away = 0; away < services.Length; away++)
        {
            host.World.Network.Remove(services[away]);
            for (var i = 0; i < Paths.Length; i++)
            {
                using var answer = await client.GetAsync(Paths[i], TestContext.Current.CancellationToken);
                if (i == away)
                {
                    await answer.ProblemAsync(503, "SERVICE_UNAVAILABLE", Paths[i]);
                    Assert.Equal("1", answer.Header("Retry-After"));
                }
                else
                {
                    Assert.Equal(200, (int)answer.StatusCode);
                }
            }

            host.Backend.Register(host.World.Network, services[away]);
        }
    }

    [Fact]
    public async Task A_service_that_never_answers_is_504_after_five_seconds()
    {
        using var end = new CancellationTokenSource(TimeSpan.FromSeconds(15));
        host.Backend.Reset();
        host.Backend.Delay = cancel => Task.Delay(Timeout.Infinite, CancellationTokenSource.CreateLinkedTokenSource(cancel, end.Token).Token);
        using var client = host.With("claims.read");
        var watch = System.Diagnostics.Stopwatch.StartNew();
        using var answer = await client.GetAsync("/v1/claims/x-1", TestContext.Current.CancellationToken);
        await answer.ProblemAsync(504, "DEADLINE_EXCEEDED", string.Join('|', host.Logs));

        Assert.InRange(watch.Elapsed.TotalSeconds, 4.5, 14);
        Assert.Equal("1", answer.Header("Retry-After"));
        host.Backend.Reset();
    }

    [Fact]
    public async Task A_caller_who_goes_away_ends_the_call_of_the_service()
    {
        var called = new TaskCompletionSource();
        var ended = new TaskCompletionSource();
        host.Backend.Reset();
        host.Backend.Delay = async cancel =>
        {
            called.SetResult();
            await using var registration = cancel.Register(ended.SetResult);
            await ended.Task.WaitAsync(TimeSpan.FromSeconds(10), CancellationToken.None);
        };
        using var client = host.With("claims.read");
        using var leaving = new CancellationTokenSource();
        var asking = client.GetAsync("/v1/claims/x-1", leaving.Token);
        await called.Task.WaitAsync(TimeSpan.FromSeconds(10), TestContext.Current.CancellationToken);
        await leaving.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asking);
        await ended.Task.WaitAsync(TimeSpan.FromSeconds(4), TestContext.Current.CancellationToken);
        host.Backend.Reset();
    }

    [Fact]
    public async Task The_sandbox_payer_that_is_away_is_503()
    {
        using var client = host.With("sandbox");
        foreach (var route in RouteTable.All.Where(route => route.Scope == "sandbox"))
        {
            using var answer = await client.SendAsync(host.Request(route));
            var problem = await answer.ProblemAsync(503, "SERVICE_UNAVAILABLE", route.ToString());

            Assert.Equal("sandbox-payer", problem.Facts()["service"]);
        }
    }

    [Fact]
    public async Task One_half_of_the_reconciliation_is_not_passed_off_as_the_whole()
    {
        host.Backend.Reset();
        using var client = host.With("remittance.read", "collections.read");
        foreach (var service in (string[])["remittance", "collections"])
        {
            host.World.Network.Remove(service);
            using var answer = await client.GetAsync("/v1/reconciliation", TestContext.Current.CancellationToken);
            host.Backend.Register(host.World.Network, service);

            await answer.ProblemAsync(503, "SERVICE_UNAVAILABLE", service);
        }
    }

    [Fact]
    public async Task A_service_whose_address_is_not_configured_is_503_and_the_gateway_is_not_ready()
    {
        await using var bare = new UnconfiguredHost();
        await bare.InitializeAsync();
        using var client = bare.CreateHttpClient(bare.Tokens.For(ServiceHost.Practice, "claims.read"));
        using var answer = await client.GetAsync("/v1/claims", TestContext.Current.CancellationToken);
        using var ready = await client.GetAsync("/readyz", TestContext.Current.CancellationToken);

        await answer.ProblemAsync(503, "SERVICE_ADDRESS_UNKNOWN");
        Assert.Equal(503, (int)ready.StatusCode);
        Assert.Equal(PeerStates.Unknown, (await ready.JsonAsync()).GetProperty("services").GetProperty("claims").GetString());
    }

    [Fact]
    public async Task While_the_authoritys_keys_cannot_be_had_a_token_is_not_called_bad()
    {
        await using var fresh = new ServiceHost("gateway", GatewayApp.Build);
        await fresh.InitializeAsync();
        fresh.World.Network.Remove(ServiceTransport.Authority);
        using var client = fresh.CreateHttpClient(fresh.Tokens.For(ServiceHost.Practice, "claims.read"));
        using var with = await client.GetAsync("/v1/claims", TestContext.Current.CancellationToken);
        using var nobody = fresh.CreateHttpClient();
        using var without = await nobody.GetAsync("/v1/claims", TestContext.Current.CancellationToken);

        await with.ProblemAsync(503, "AUTHORITY_UNAVAILABLE");
        Assert.Equal("1", with.Header("Retry-After"));
        await without.ProblemAsync(401, "TOKEN_REQUIRED");
    }

    /// <summary>Finds services as a deployed one does, in a configuration that names none.</summary>
    private sealed class UnconfiguredHost() : ServiceHost("gateway", GatewayApp.Build)
    {
        protected override void Configure(Microsoft.AspNetCore.Builder.WebApplicationBuilder builder) =>
            builder.Services.AddSingleton<ServiceTransport>(provider => new Addresses(World.Network, provider.GetRequiredService<IConfiguration>()));

        private sealed class Addresses(TestNetwork network, IConfiguration configuration) : ServiceTransport(configuration)
        {
            public override HttpMessageHandler CreateHandler(string appId) => network.HandlerFor(appId);
        }
    }
}
