using System.Text.Json;
using Grpc.Core;
using Grpc.Health.V1;
using MedBill.Gateway.Tests.Fixture;
using MedBill.Platform.Hosting;
using MedBill.TestKit;

namespace MedBill.Gateway.Tests;

/// <summary>What takes the gateway out of rotation, and what does not.</summary>
public sealed class HealthTests : IClassFixture<GatewayHost>
{
    private readonly GatewayHost _host;

    public HealthTests(GatewayHost host)
    {
        _host = host;
        _host.Backend.Reset();
        _host.Backend.Register(_host.World.Network, "claims");
        _host.World.Network.Register(ServiceTransport.Authority, () => _host.Tokens);

        // What the test before was told is no longer good.
        _host.Machine.Advance(TimeSpan.FromSeconds(2));
    }

    [Fact]
    public async Task With_all_services_it_is_ready_and_needs_no_token()
    {
        var (status, body) = await ReadAsync("/readyz");

        Assert.Equal(200, status);
        Assert.Equal("ready", body.GetProperty("status").GetString());
        Assert.Equal(
            ["authority ready", "claims ready", "collections ready", "coverage ready", "patient-registry ready", "remittance ready"], States(body));
    }

    [Fact]
    public async Task A_service_that_is_away_or_not_ready_is_named_and_takes_nothing_else_with_it()
    {
        _host.World.Network.Remove("claims");
        var (away, one) = await ReadAsync("/readyz");
        _host.Machine.Advance(TimeSpan.FromSeconds(2));
        _host.Backend.Answer<HealthCheckRequest, HealthCheckResponse>("Check", _ => new() { Status = HealthCheckResponse.Types.ServingStatus.NotServing });
        var (notReady, all) = await ReadAsync("/readyz");
        using var client = _host.With("patients.read");
        using var patients = await client.GetAsync("/v1/patients", TestContext.Current.CancellationToken);

        Assert.Equal((200, 200), (away, notReady));
        Assert.Contains("claims away", States(one));
        Assert.Contains("coverage ready", States(one));
        Assert.Contains("coverage not ready", States(all));
        Assert.Equal(200, (int)patients.StatusCode);
    }

    [Fact]
    public async Task Many_probes_ask_the_services_once_a_second()
    {
        var asked = 0;
        _host.Backend.Answer<HealthCheckRequest, HealthCheckResponse>("Check", _ =>
        {
            Interlocked.Increment(ref asked);
            return new() { Status = HealthCheckResponse.Types.ServingStatus.Serving };
        });
        for (var i = 0; i < 20; i++)
        {
            await ReadAsync("/readyz");
        }

        Assert.Equal(5, asked);
        _host.Machine.Advance(TimeSpan.FromSeconds(1));
        await ReadAsync("/readyz");
        Assert.Equal(10, asked);
    }

    [Fact]
    public async Task A_service_that_hangs_does_not_hold_the_probe()
    {
        _host.Backend.Delay = cancel => Task.Delay(Timeout.Infinite, cancel);
        var watch = System.Diagnostics.Stopwatch.StartNew();
        var (status, body) = await ReadAsync("/readyz");

        Assert.Equal(200, status);
        Assert.Contains("claims away", States(body));
        Assert.InRange(watch.Elapsed, TimeSpan.FromMilliseconds(400), TimeSpan.FromSeconds(4));
    }

    [Fact]
    public async Task Until_the_authoritys_keys_were_read_it_is_not_ready_and_later_it_does_without_it()
    {
        await using var fresh = new ServiceHost("gateway", GatewayApp.Build);
        await fresh.InitializeAsync();
        fresh.World.Network.Remove(ServiceTransport.Authority);
        var (before, body) = await ReadAsync("/readyz", fresh);
        var (lives, alive) = await ReadAsync("/livez", fresh);
        fresh.World.Network.Register(ServiceTransport.Authority, () => fresh.Tokens);
        fresh.Machine.Advance(TimeSpan.FromSeconds(2));
        var (there, _) = await ReadAsync("/readyz", fresh);
        fresh.World.Network.Remove(ServiceTransport.Authority);
        fresh.Machine.Advance(TimeSpan.FromSeconds(2));
        var (after, _) = await ReadAsync("/readyz", fresh);

        Assert.Equal((503, 200, 200), (before, there, after));
        Assert.Contains("authority away", States(body));
        Assert.Contains("claims away", States(body));
        Assert.Equal((200, "alive"), (lives, alive.GetProperty("status").GetString()));
    }

    private static IEnumerable<string> States(JsonElement body) =>
        body.GetProperty("services").EnumerateObject().Select(state => $"{state.Name} {state.Value.GetString()}").Order(StringComparer.Ordinal);

    private async Task<(int Status, JsonElement Body)> ReadAsync(string path, ServiceHost? host = null)
    {
        using var client = (host ?? _host).CreateHttpClient();
        using var answer = await client.GetAsync(path, TestContext.Current.CancellationToken);
        return ((int)answer.StatusCode, await answer.JsonAsync());
    }
}
