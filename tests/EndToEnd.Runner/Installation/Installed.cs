using MedBill.EndToEnd.Runner.Checks;
using MedBill.Local.Commands;
using MedBill.Local.Processes;
using MedBill.Local.Tye;

namespace MedBill.EndToEnd.Runner.Installation;

/// <summary>
/// The suite that is tried: one that runs already, or one that was started for this, from published folders, in a folder of its own. Two
/// replicas are two suites over the same stores, mailbox, clock and keys; a payer is someone else's, so there is one.
/// </summary>
internal sealed class Installed : IAsyncDisposable
{
    private const string Payer = "sandbox-payer";

    private readonly RunnerSettings _settings;
    private readonly List<Suite> _suites = [];

    private Installed(RunnerSettings settings, string? folder) => (_settings, Folder) = (settings, folder);

    /// <summary>Of this run; null when nothing was started.</summary>
    public string? Folder { get; }

    public IReadOnlyList<Suite> Suites => _suites;

    public IReadOnlyList<Uri> Gateways => _settings.Gateway is { } gateway ? [gateway] : [.. _suites.Select(suite => suite.Gateway)];

    /// <summary>Every process that may be killed.</summary>
    public IReadOnlyList<ServiceProcess> Processes => [.. _suites.SelectMany(suite => suite.Services)];

    /// <summary>The stores, when they are known.</summary>
    public IReadOnlyList<StoreLook> Stores => Folder is null
        ? []
        : [.. RunnerSettings.Stores.Select(app => new StoreLook(app, _settings.SqlServer, ConnectionOf(app)))];

    /// <summary>Finds or starts it.</summary>
    /// <exception cref="LaunchException">It is not there, or does not come up.</exception>
    public static async Task<Installed> OpenAsync(RunnerSettings settings, TyeFile file, int replicas, Report report, TimeProvider time, CancellationToken cancel)
    {
        if (settings.Gateway is not null)
        {
            return new(settings, null);
        }

        var folder = Path.Combine(Path.GetTempPath(), $"medbill-runner-{time.GetUtcNow():yyyyMMdd-HHmmss}-{Environment.ProcessId}");
        Directory.CreateDirectory(folder);
        var installed = new Installed(settings, folder);
        try
        {
            var started = time.GetTimestamp();
            await installed.StartAsync(file, replicas, report, time, cancel);
            report.Figure("started in s", Math.Round(time.GetElapsedTime(started).TotalSeconds, 1));
            return installed;
        }
        catch
        {
            await installed.DisposeAsync();
            throw;
        }
    }

    /// <summary>A client of the gateways, through whatever is put before them.</summary>
    public HttpClient NewClient(Func<HttpMessageHandler, HttpMessageHandler>? before = null)
    {
        HttpMessageHandler handler = new SocketsHttpHandler { UseProxy = false, PooledConnectionLifetime = TimeSpan.FromMinutes(2), ConnectTimeout = TimeSpan.FromSeconds(5) };
        if (Gateways.Count > 1)
        {
            handler = new TurnsHandler(Gateways, handler);
        }

        return new(before is null ? handler : before(handler)) { BaseAddress = Gateways[0] };
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var suite in _suites)
        {
            await suite.DisposeAsync();
        }
    }

    private async Task StartAsync(TyeFile file, int replicas, Report report, TimeProvider time, CancellationToken cancel)
    {
        var programs = new PublishedServices(_settings.Apps);
        var token = _settings.AppToken ?? Suite.NewAppToken();
        for (var replica = 1; replica <= replicas; replica++)
        {
            var listed = replica == 1 ? file : WithoutPayer(file);
            var run = RunOf(listed, replica, token);
            if (replica == 1 && _settings.SqlServer)
            {
                await Migration.RunTwiceAsync(listed, run, programs, _settings, report, cancel);
            }

            var suite = new Suite(listed, run, programs, time);
            _suites.Add(suite);
            await suite.StartAsync(cancel);
        }
    }

    private RunSettings RunOf(TyeFile file, int replica, string token)
    {
        var ports = new Dictionary<string, int>(Ports.Free(file, Environment.ProcessId));
        foreach (var name in ports.Keys.ToList())
        {
            ports[name] = SettingsOf(name, replica)?.Port ?? ports[name];
        }

        if (replica > 1)
        {
            ports[Payer] = _suites[0].Run.Ports[Payer];
        }

        var issuer = replica == 1 ? ports[ServiceEnvironment.Gateway] : _suites[0].Run.Ports[ServiceEnvironment.Gateway];
        return new()
        {
            Folder = Folder!,
            LogFolder = Path.Combine(Folder!, $"logs-{replica}"),
            Ports = ports,
            AppToken = token,
            Extra = file.Services.ToDictionary(
                service => service.Name, service => (IReadOnlyDictionary<string, string>)ExtraOf(service.Name, replica, token, $"http://localhost:{issuer}")),
        };
    }

    private Dictionary<string, string> ExtraOf(string app, int replica, string token, string issuer)
    {
        // One issuer for all, whichever gateway a token was asked of.
        var extra = new Dictionary<string, string> { ["Auth__Authority"] = issuer };
        if (_settings.SqlServer && RunnerSettings.Stores.Contains(app))
        {
            extra["Storage__Provider"] = "SqlServer";
            extra["Storage__ConnectionString"] = ConnectionOf(app);
            if (_settings.MaxBatchSize is { } size)
            {
                extra["Storage__SqlServer__MaxBatchSize"] = $"{size}";
            }
        }

        if (_settings.Dapr && SettingsOf(app, replica)?.DaprGrpcPort is { } port)
        {
            extra["Messaging__Mode"] = "Dapr";
            extra["DAPR_GRPC_PORT"] = $"{port}";
            extra["APP_API_TOKEN"] = token;
            if (_settings.DaprToken is { } dapr)
            {
                extra["DAPR_API_TOKEN"] = dapr;
            }
        }

        if (_settings.Redis is { } redis)
        {
            extra["Redis__ConnectionString"] = redis;
        }

        return extra;
    }

    private AppSettings? SettingsOf(string app, int replica) => _settings.PerApp.GetValueOrDefault((app, replica));

    private string ConnectionOf(string app) => _settings.SqlServer
        ? _settings.PerApp[(app, 1)].Connection!
        : $"Data Source={Path.Combine(Folder!, app + ".db")};Pooling=False";

    private static TyeFile WithoutPayer(TyeFile file) =>
        file with { Services = [.. file.Services.Select(service => service.Name == Payer ? service with { IsExternal = true } : service)] };
}
