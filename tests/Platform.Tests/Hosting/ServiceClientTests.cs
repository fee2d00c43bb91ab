using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using MedBill.Platform.Hosting;
using MedBill.Platform.Rpc;
using MedBill.Platform.Tests.Fixture;
using MedBill.TestKit;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace MedBill.Platform.Tests.Hosting;

public sealed class ServiceClientTests
{
    [Fact]
    public async Task A_service_calls_with_its_own_token_in_the_callers_practice()
    {
        await using var asker = new ThingsHost();
        var peer = new Peer();
        asker.Tokens.WorkerScopes = "things.read";
        await asker.StartAsync();
        await asker.AddPeerAsync("peer", peer);

        await asker.Client<Wire.ThingService.ThingServiceClient>("things.read").AskPeerAsync(new() { Name = "things/thg-1" });
        await asker.Client<Wire.ThingService.ThingServiceClient>("things.read").AskPeerAsync(new() { Name = "things/thg-1" });

        Assert.Equal(ServiceHost.Practice, peer.Headers!.GetValue(Caller.PracticeHeader));
        Assert.StartsWith("Bearer ey", peer.Headers!.GetValue("authorization"), StringComparison.Ordinal);
        Assert.Equal(1, asker.Tokens.Fetched);
    }

    [Fact]
    public async Task The_fetched_token_is_renewed_before_it_ends()
    {
        await using var asker = new ThingsHost();
        await asker.StartAsync();
        await asker.AddPeerAsync("peer", new Peer());
        await using var scope = asker.Services.GetRequiredService<IServiceScopeFactory>().CreatePracticeScope("prc-x");
        var client = scope.ServiceProvider.GetRequiredService<Wire.ThingService.ThingServiceClient>();

        await client.GetThingAsync(new() { Name = "a" });
        asker.Machine.Advance(TimeSpan.FromMinutes(58));
        await client.GetThingAsync(new() { Name = "a" });
        Assert.Equal(1, asker.Tokens.Fetched);

        asker.Machine.Advance(TimeSpan.FromMinutes(2));
        await client.GetThingAsync(new() { Name = "a" });
        Assert.Equal(2, asker.Tokens.Fetched);
    }

    [Fact]
    public async Task Calls_end_after_five_seconds_and_never_after_the_call_they_are_made_in()
    {
        await using var asker = new ThingsHost();
        var peer = new Peer();
        await asker.StartAsync();
        await asker.AddPeerAsync("peer", peer);
        var client = asker.Client<Wire.ThingService.ThingServiceClient>("things.read");

        await client.AskPeerAsync(new() { Name = "a" });
        Assert.InRange(peer.SecondsLeft, 3, 5);

        await client.AskPeerAsync(new() { Name = "a" }, deadline: TimeProvider.System.GetUtcNow().UtcDateTime.AddSeconds(2));
        Assert.InRange(peer.SecondsLeft, 0, 2);

        await client.AskPeerAsync(new() { Name = "a" }, deadline: TimeProvider.System.GetUtcNow().UtcDateTime.AddSeconds(60));
        Assert.InRange(peer.SecondsLeft, 3, 5);
    }

    [Fact]
    public async Task What_a_peer_refuses_is_passed_on_in_the_peers_words()
    {
        await using var asker = new ThingsHost();
        await asker.StartAsync();
        await asker.AddPeerAsync("peer", new Peer { Failing = true });

        var exception = await Assert.ThrowsAsync<RpcException>(
            async () => await asker.Client<Wire.ThingService.ThingServiceClient>("things.read").AskPeerAsync(new() { Name = "a" }));

        var failure = exception.ToFailure(out var domain)!;
        Assert.Equal((StatusCode.NotFound, "THING_NOT_FOUND", "peer.medbill"), (exception.StatusCode, failure.Reason, domain));
    }

    [Fact]
    public async Task A_peer_that_is_away_is_unavailable_not_internal()
    {
        await using var asker = new ThingsHost();
        await asker.StartAsync();

        var (failure, _) = await Expect.FailureAsync(
            asker.Client<Wire.ThingService.ThingServiceClient>("things.read").AskPeerAsync(new() { Name = "a" }));

        Assert.Equal("PEER_UNAVAILABLE", failure.Reason);
    }

    [Fact]
    public async Task An_authority_that_is_away_is_unavailable_not_internal()
    {
        await using var asker = new ThingsHost();
        await asker.StartAsync();
        await asker.AddPeerAsync("peer", new Peer());
        var client = asker.Client<Wire.ThingService.ThingServiceClient>("things.read");
        await client.WhoAmIAsync(new());
        asker.World.Network.Remove(ServiceTransport.Authority);

        var (failure, _) = await Expect.FailureAsync(client.AskPeerAsync(new() { Name = "a" }));

        Assert.Equal("TOKEN_UNAVAILABLE", failure.Reason);
    }

    [Fact]
    public async Task A_gateway_forwards_the_callers_own_token()
    {
        var world = new TestWorld();
        await using var service = new ServiceHost("things", ThingsApp.Build, world);
        await using var gateway = new ServiceHost("gateway", GatewayApp.Build, world);
        await service.StartAsync();
        await gateway.StartAsync();
        using var http = gateway.CreateHttpClient(
            gateway.Tokens.Create(new() { Practice = "prc-x", Scopes = "things.read", Subject = "usr-1" }));
        using var poor = gateway.CreateHttpClient(gateway.Tokens.Create(new() { Practice = "prc-x", Scopes = "" }));
        using var nobody = gateway.CreateHttpClient();

        Assert.Equal("usr-1 prc-x", await http.GetStringAsync(new Uri("/who", UriKind.Relative)));
        Assert.Equal(System.Net.HttpStatusCode.Forbidden, (await poor.GetAsync(new Uri("/who", UriKind.Relative))).StatusCode);
        Assert.Equal(System.Net.HttpStatusCode.Unauthorized, (await nobody.GetAsync(new Uri("/who", UriKind.Relative))).StatusCode);
        Assert.Equal(0, gateway.Tokens.Fetched);
    }

    [Fact]
    public void Addresses_follow_tyes_convention_and_the_sidecar_in_dapr_mode()
    {
        using var direct = Transport(("service:patient_registry:host", "10.0.0.7"), ("service:patient_registry:port", "5101"));
        using var dapr = Transport(("Messaging:Mode", "Dapr"), ("DAPR_GRPC_PORT", "50007"));

        Assert.Equal(new Uri("http://10.0.0.7:5101"), direct.Locate("patient-registry"));
        Assert.Equal("SERVICE_ADDRESS_UNKNOWN", Assert.Throws<MedBill.Platform.Values.Failure>(() => direct.Locate("other")).Reason);
        Assert.Equal(new Uri("http://localhost:50007"), dapr.Locate("patient-registry"));
    }

    [Fact]
    public void In_dapr_mode_an_endpoint_names_the_sidecar_and_an_address_what_has_none()
    {
        using var dapr = Transport(
            ("Messaging:Mode", "Dapr"), ("DAPR_GRPC_PORT", "50007"), ("DAPR_GRPC_ENDPOINT", "http://10.0.0.8:50001"),
            ("service:payer:host", "10.0.0.7"), ("service:payer:port", "8080"));

        Assert.Equal(new Uri("http://10.0.0.8:50001"), dapr.Locate("things"));
        Assert.Equal(new Uri("http://10.0.0.7:8080"), dapr.Locate("payer"));
    }

    [Fact]
    public void The_sidecar_is_told_which_app_is_meant()
    {
        using var dapr = Transport(("Messaging:Mode", "Dapr"), ("DAPR_API_TOKEN", "secret"));
        using var direct = Transport();
        Metadata through = [], straight = [];

        dapr.Address(through, "things");
        direct.Address(straight, "things");

        Assert.Equal(("things", "secret"), (through.GetValue("dapr-app-id"), through.GetValue("dapr-api-token")));
        Assert.Empty(straight);
    }

    private static ServiceTransport Transport(params (string Key, string Value)[] settings) =>
        new(new ConfigurationBuilder().AddInMemoryCollection(settings.ToDictionary(pair => pair.Key, pair => (string?)pair.Value)).Build());

    private sealed class Peer : Wire.ThingService.ThingServiceBase
    {
        public bool Failing { get; init; }

        public Metadata? Headers { get; private set; }

        public double SecondsLeft { get; private set; }

        public override Task<Wire.Thing> GetThing(Wire.GetThingRequest request, ServerCallContext context)
        {
            Headers = context.RequestHeaders;
            SecondsLeft = (context.Deadline - TimeProvider.System.GetUtcNow().UtcDateTime).TotalSeconds;
            return Failing
                ? throw new MedBill.Platform.Values.Failure(
                    MedBill.Platform.Values.FailureKind.NotFound, "THING_NOT_FOUND", "There is none.").ToRpcException("peer")
                : Task.FromResult(new Wire.Thing { Name = request.Name });
        }

        public override Task<Wire.WhoAmIResponse> WhoAmI(Empty request, ServerCallContext context) =>
            Task.FromResult(new Wire.WhoAmIResponse());
    }
}
