using MedBill.Claims;
using MedBill.Collections;
using MedBill.Coverage;
using MedBill.Gateway;
using MedBill.PatientRegistry;
using MedBill.Platform.Hosting;
using MedBill.Remittance;
using MedBill.SandboxPayer;
using MedBill.TestKit;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;

namespace MedBill.EndToEnd.Tests;

/// <summary>
/// The whole suite in this process: every host as it is deployed, Direct messaging, SQLite, the sandbox payer behind the
/// mailbox. Business time is the test's to move; machine time is the machine's, so that background work runs by itself.
/// </summary>
public sealed class Suite : IAsyncDisposable
{
    private static readonly string[] Peers = ["patient-registry", "coverage", "claims", "remittance", "collections"];

    private readonly TestWorld _world = new();
    private readonly List<ServiceHost> _hosts = [];

    private Suite()
    {
    }

    /// <summary>Business clock, mailbox, folders.</summary>
    public TestWorld World => _world;

    /// <summary>A client of the REST API, without a token.</summary>
    public HttpClient Gateway { get; private set; } = null!;

    /// <summary>Starts everything.</summary>
    public static async Task<Suite> StartAsync()
    {
        var suite = new Suite();
        await suite.AddAsync("gateway", GatewayApp.Build);

        // The gateway is the authority, as on a laptop.
        suite._world.Network.Register(ServiceTransport.Authority, suite.Host("gateway").App.GetTestServer().CreateHandler);
        await suite.AddAsync("patient-registry", PatientRegistryApp.Build);
        await suite.AddAsync("coverage", CoverageApp.Build);
        await suite.AddAsync("claims", ClaimsApp.Build);
        await suite.AddAsync("remittance", RemittanceApp.Build);
        await suite.AddAsync("collections", CollectionsApp.Build);
        await suite.AddAsync("sandbox-payer", SandboxPayerApp.Build);
        suite.Gateway = suite.Host("gateway").CreateHttpClient();
        return suite;
    }

    /// <summary>One of its hosts.</summary>
    public ServiceHost Host(string appId) => _hosts.Single(host => host.AppId == appId);

    public async ValueTask DisposeAsync()
    {
        Gateway?.Dispose();
        foreach (var host in _hosts)
        {
            await host.DisposeAsync();
        }
    }

    private async Task AddAsync(string appId, HostBuild build)
    {
        var host = new SuiteHost(appId, build, _world);
        host.Settings["Messaging:Direct:Peers"] = string.Join(',', Peers);
        host.Settings["Auth:ClientId"] = "medbill-worker";
        host.Settings["Auth:ClientSecret"] = "medbill-worker";
        host.Settings["Auth:DevelopmentKeyFolder"] = _world.Folder;
        host.Settings["Submission:BatchWindow"] = "00:00:00.200";
        _hosts.Add(host);
        await host.InitializeAsync();
    }

    private sealed class SuiteHost(string appId, HostBuild build, TestWorld world) : ServiceHost(appId, build, world)
    {
        protected override void Configure(WebApplicationBuilder builder) =>
            builder.Services.AddSingleton(new MachineTime(TimeProvider.System));
    }
}
