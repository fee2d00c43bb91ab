using MedBill.Claims;
using MedBill.Collections;
using MedBill.Coverage;
using MedBill.Gateway;
using MedBill.PatientRegistry;
using MedBill.Platform.Hosting;
using MedBill.Platform.Storage;
using MedBill.Remittance;
using MedBill.SandboxPayer;
using MedBill.TestKit;
using MedBill.TestKit.Sidecar;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.TestHost;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace MedBill.Messaging.Tests.Story;

/// <summary>
/// The whole suite in this process with the services in Dapr mode: a stand-in sidecar beside each, over a real Redis, with production's own
/// Dapr files. Events and calls between services go through the sidecars; the sandbox payer is behind the mailbox as ever.
/// </summary>
internal sealed class DaprSuite : IAsyncDisposable
{
    private const string ApiToken = "test-api-token";

    private readonly SidecarMesh _mesh = new();
    private readonly List<ServiceHost> _hosts = [];
    private readonly RedisServer _redis;
    private readonly double _hurry;

    private DaprSuite(RedisServer redis, double hurry) => (_redis, _hurry) = (redis, hurry);

    /// <summary>Business clock, mailbox, folders.</summary>
    public TestWorld World { get; } = new();

    /// <summary>By app id.</summary>
    public Dictionary<string, DaprSidecar> Sidecars { get; } = [];

    /// <summary>A client of the REST API, without a token.</summary>
    public HttpClient Gateway { get; private set; } = null!;

    /// <summary>Of the broker.</summary>
    public string Redis => _redis.ConnectionString + ",abortConnect=false";

    /// <summary>Hosts that keep events.</summary>
    public IEnumerable<ServiceHost> Services => _hosts.Where(host => host.AppId is not ("gateway" or "sandbox-payer"));

    /// <summary>Starts everything.</summary>
    /// <param name="hurry">By how much retries and redelivery are faster than the files say.</param>
    public static async Task<DaprSuite> StartAsync(double hurry)
    {
        var suite = new DaprSuite(await RedisServer.StartNewAsync(), hurry);
        try
        {
            await suite.AddAsync("gateway", GatewayApp.Build);

            // The gateway is the authority, as on a laptop.
            suite.World.Network.Register(ServiceTransport.Authority, suite.Host("gateway").App.GetTestServer().CreateHandler);
            await suite.AddAsync("patient-registry", PatientRegistryApp.Build);
            await suite.AddAsync("coverage", CoverageApp.Build);
            await suite.AddAsync("claims", ClaimsApp.Build);
            await suite.AddAsync("remittance", RemittanceApp.Build);
            await suite.AddAsync("collections", CollectionsApp.Build);
            await suite.AddAsync("sandbox-payer", SandboxPayerApp.Build);
            foreach (var sidecar in suite.Sidecars.Values)
            {
                await sidecar.SubscribedAsync();
            }

            suite.Gateway = suite.Host("gateway").CreateHttpClient();
            return suite;
        }
        catch
        {
            await suite.DisposeAsync();
            throw;
        }
    }

    /// <summary>One of its hosts.</summary>
    public ServiceHost Host(string appId) => _hosts.Single(host => host.AppId == appId);

    /// <summary>Ids of all events that a service has published.</summary>
    public Task<HashSet<string>> PublishedAsync(string appId) => Host(appId).WithDbAsync<ServiceDb, HashSet<string>>(
        async db => [.. await db.Set<OutboxRow>().AsNoTracking().Where(row => row.PublishedTime != null).Select(row => row.Id).ToListAsync()]);

    /// <summary>What has not left, or could not be applied, anywhere: one line each.</summary>
    public async Task<IReadOnlyList<string>> LeftAsync()
    {
        var left = new List<string>();
        foreach (var host in Services)
        {
            left.AddRange(await host.WithDbAsync<ServiceDb, List<string>>(async db =>
            [
                .. (await db.Set<OutboxRow>().AsNoTracking().Where(row => row.PublishedTime == null).ToListAsync())
                    .Select(row => $"{host.AppId} has not sent {row.Type}: {row.LastError}"),
                .. (await db.Set<DeadLetterRow>().AsNoTracking().Where(row => row.ReplayedTime == null).ToListAsync())
                    .Select(row => $"{host.AppId} could not apply {row.Type} of {row.Subject}"),
            ]));
        }

        return left;
    }

    public async ValueTask DisposeAsync()
    {
        Gateway?.Dispose();
        foreach (var host in _hosts)
        {
            await host.DisposeAsync();
        }

        foreach (var sidecar in Sidecars.Values)
        {
            await sidecar.DisposeAsync();
        }

        await _redis.DisposeAsync();
    }

    private async Task AddAsync(string appId, HostBuild build)
    {
        var host = new SuiteHost(appId, build, World);
        host.Settings["Auth:ClientId"] = "medbill-worker";
        host.Settings["Auth:ClientSecret"] = "medbill-worker";
        host.Settings["Auth:DevelopmentKeyFolder"] = World.Folder;
        host.Settings["Submission:BatchWindow"] = "00:00:00.200";
        if (appId != "sandbox-payer")
        {
            var sidecar = new DaprSidecar(new()
            {
                AppId = appId,
                Files = Repository.Redis,
                Redis = Redis,
                App = () => World.Network.HandlerFor(appId),
                IsGrpc = appId != "gateway",
                HealthPath = "/livez",
                ApiToken = ApiToken,
                Mesh = _mesh,
                Hurry = _hurry,
            });
            Sidecars[appId] = sidecar;

            // Both start at once in a pod; here the sidecar is first, which says where it is.
            await sidecar.StartAsync();
            host.Settings["Messaging:Mode"] = "Dapr";
            host.Settings["DAPR_GRPC_PORT"] = $"{sidecar.GrpcPort}";
            host.Settings["DAPR_API_TOKEN"] = ApiToken;
        }

        _hosts.Add(host);
        await host.InitializeAsync();
    }

    private sealed class SuiteHost(string appId, HostBuild build, TestWorld world) : ServiceHost(appId, build, world)
    {
        protected override void Configure(WebApplicationBuilder builder)
        {
            builder.Services.AddSingleton(new MachineTime(TimeProvider.System));
            builder.Services.AddSingleton<ServiceTransport>(
                provider => new SidecarTransport(World.Network, provider.GetRequiredService<IConfiguration>()));
        }
    }

    // The real way to the sidecar; only the token authority is in this process.
    private sealed class SidecarTransport(TestNetwork network, IConfiguration configuration) : ServiceTransport(configuration)
    {
        public override HttpMessageHandler CreateHandler(string appId) =>
            appId == Authority ? network.HandlerFor(appId) : base.CreateHandler(appId);
    }
}
