using System.Security.Cryptography;
using Grpc.Core;
using MedBill.Platform.Hosting;
using MedBill.Platform.Rpc;
using MedBill.Platform.Tests.Fixture;
using MedBill.TestKit;
using Microsoft.AspNetCore.Builder;
using Microsoft.IdentityModel.Tokens;

namespace MedBill.Platform.Tests.Hosting;

public sealed class AuthorizationTests(ThingsHost host) : IClassFixture<ThingsHost>
{
    [Fact]
    public async Task The_token_says_who_calls_for_which_practice()
    {
        var client = host.ClientWith<Wire.ThingService.ThingServiceClient>(
            host.Tokens.Create(new() { Practice = "prc-x", Scopes = "things.read extra", Subject = "usr-1", ClientId = "desk" }));

        var who = await client.WhoAmIAsync(new());

        Assert.Equal(("usr-1", "desk", "prc-x"), (who.Subject, who.ClientId, who.Practice));
        Assert.Equal(["extra", "things.read"], who.Scopes.Order());
    }

    [Fact]
    public async Task Without_a_token_nothing_is_answered() => await RefusedAsync(null, StatusCode.Unauthenticated, "TOKEN_REQUIRED");

    [Fact]
    public async Task While_the_authoritys_keys_cannot_be_had_a_token_is_not_called_bad()
    {
        await using var fresh = new ThingsHost();
        await fresh.StartAsync();
        fresh.World.Network.Remove(ServiceTransport.Authority);
        var token = fresh.Tokens.For(ServiceHost.Practice, "things.read");

        var (with, code) = await Expect.FailureAsync(fresh.ClientWith<Wire.ThingService.ThingServiceClient>(token).GetThingAsync(new() { Name = "things/thg-1" }));
        var (without, _) = await Expect.FailureAsync(fresh.ClientWith<Wire.ThingService.ThingServiceClient>(null).GetThingAsync(new() { Name = "things/thg-1" }));

        Assert.Equal(("AUTHORITY_UNAVAILABLE", StatusCode.Unavailable), (with.Reason, code));
        Assert.Equal("TOKEN_REQUIRED", without.Reason);
    }

    // Not the authority's key, though it calls itself so.
    private static ECDsaSecurityKey Stranger => new(ECDsa.Create(ECCurve.NamedCurves.nistP256)) { KeyId = "test" };

    public static TheoryData<string> BadTokens => ["expired", "audience", "issuer", "key", "unsigned", "garbage"];

    [Theory]
    [MemberData(nameof(BadTokens))]
    public async Task A_bad_token_is_as_good_as_none(string how) => await RefusedAsync(
        how switch
        {
            "expired" => host.Tokens.Create(new() { Scopes = "things.read", Lifetime = TimeSpan.FromMinutes(-2) }),
            "audience" => host.Tokens.Create(new() { Scopes = "things.read", Audience = "other" }),
            "issuer" => host.Tokens.Create(new() { Scopes = "things.read", Issuer = "http://evil" }),
            "key" => host.Tokens.Create(new() { Scopes = "things.read", Key = Stranger }),
            "unsigned" => host.Tokens.Create(new() { Scopes = "things.read", WithoutSignature = true }),
            _ => "a.b.c",
        },
        StatusCode.Unauthenticated,
        "TOKEN_REQUIRED");

    [Theory]
    [InlineData("")]
    [InlineData("things.write")]
    [InlineData("things.readers")]
    [InlineData("THINGS.READ")]
    public async Task Another_scope_does_not_open(string scope)
    {
        var failure = await RefusedAsync(host.Tokens.For(ServiceHost.Practice, scope), StatusCode.PermissionDenied, "SCOPE_REQUIRED");

        Assert.Equal(("scope", "things.read"), Assert.Single(failure.Facts));
    }

    [Fact]
    public async Task Scope_is_checked_before_the_fields_are()
    {
        var client = host.ClientFor<Wire.ThingService.ThingServiceClient>(ServiceHost.Practice, "things.read");

        var (failure, _) = await Expect.FailureAsync(client.OpenThingAsync(new()));

        Assert.Equal("SCOPE_REQUIRED", failure.Reason);
    }

    [Fact]
    public async Task A_call_that_needs_a_practice_says_so()
    {
        var exception = await Assert.ThrowsAsync<RpcException>(
            async () => await host.ClientFor<Wire.ThingService.ThingServiceClient>(null, "things.read").WhoAmIAsync(new()));

        Assert.Equal("PRACTICE_REQUIRED", exception.ToFailure(out _)!.Reason);
    }

    [Fact]
    public async Task A_workers_token_names_the_practice_by_metadata()
    {
        var client = host.ClientFor<Wire.ThingService.ThingServiceClient>("*", "things.read");

        Assert.Equal("prc-y", (await client.WhoAmIAsync(new(), new Metadata { { Caller.PracticeHeader, "prc-y" } })).Practice);
        await Assert.ThrowsAsync<RpcException>(async () => await client.WhoAmIAsync(new()));
    }

    [Fact]
    public async Task A_users_token_cannot_name_another_practice()
    {
        var client = host.ClientFor<Wire.ThingService.ThingServiceClient>("prc-x", "things.read");

        Assert.Equal("prc-x", (await client.WhoAmIAsync(new(), new Metadata { { Caller.PracticeHeader, "prc-y" } })).Practice);
    }

    [Fact]
    public async Task Business_time_does_not_age_tokens_and_machine_time_does()
    {
        await using var own = new ThingsHost();
        await own.StartAsync();
        var client = own.Things;

        own.Clock.Advance(TimeSpan.FromDays(400));
        Assert.Equal("tester", (await client.WhoAmIAsync(new())).Subject);

        own.Machine.Advance(TimeSpan.FromMinutes(62));
        var exception = await Assert.ThrowsAsync<RpcException>(async () => await client.WhoAmIAsync(new()));
        Assert.Equal(StatusCode.Unauthenticated, exception.StatusCode);
    }

    [Fact]
    public async Task An_rpc_without_a_scope_stops_the_host()
    {
        await using var open = new ServiceHost("things", (args, configure) =>
        {
            var app = ThingsApp.Build(args, configure);
            app.MapGrpcService<Forgetful>();
            return app;
        });

        var refused = await Assert.ThrowsAsync<StartRefusedException>(open.StartAsync);

        Assert.Contains("ThingService/WhoAmI", refused.Message, StringComparison.Ordinal);
    }

    private async Task<MedBill.Platform.Values.Failure> RefusedAsync(string? token, StatusCode code, string reason)
    {
        var call = host.ClientWith<Wire.ThingService.ThingServiceClient>(token).GetThingAsync(new() { Name = "things/thg-1" });
        var (failure, actual) = await Expect.FailureAsync(call);
        Assert.Equal((code, reason), (actual, failure.Reason));
        return failure;
    }

    private sealed class Forgetful : Wire.ThingService.ThingServiceBase
    {
        public override Task<Wire.WhoAmIResponse> WhoAmI(Google.Protobuf.WellKnownTypes.Empty request, ServerCallContext context) =>
            Task.FromResult(new Wire.WhoAmIResponse());
    }
}
