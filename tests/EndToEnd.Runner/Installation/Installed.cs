using MedBill.EndToEnd.Runner.Checks;
using MedBill.EndToEnd.Runner.Play;
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

    // Thirteen processes that start at once on two cores, which somebody else uses too.
    private static readonly RestartPolicy Patient = new() { StartLimit = TimeSpan.FromMinutes(5), StopLimit = TimeSpan.FromSeconds(30) };

    private readonly RunnerSettings _settings;
    private readonly TimeProvider _time;
    private readonly List<Suite> _suites = [];
    private readonly List<Dictionary<string, int>> _ports = [];

    private Installed(RunnerSettings settings, string? folder, TimeProvider time) => (_settings, Folder, _time) = (settings, folder, time);

    /// <summary>Of this run; null when nothing was started.</summary>
    public string? Folder { get; }

    /// <summary>Broker and sidecars that were brought along.</summary>
    public StandIn? StandIn { get; private set; }

    public IReadOnlyList<Uri> Gateways => _settings.Gateway is { } gateway ? [gateway] : [.. _suites.Select(suite => suite.Gateway)];

    /// <summary>Every process that was started.</summary>
    public IEnumerable<ServiceProcess> Processes => _suites.SelectMany(suite => suite.Services).Concat(StandIn is { } standIn ? [standIn.Broker] : []);

    /// <summary>Everything that may be killed: each replica of the suite for itself, and what is between them.</summary>
    public IReadOnlyList<IReadOnlyList<Victim>> Victims =>
    [
        .. _suites.Select((suite, i) => suite.Services.Select(service => Victim.Of(service, NameOf(service.Name, i + 1), _time)).ToList()),
        .. StandIn is { } standIn ? (IReadOnlyList<IReadOnlyList<Victim>>)[standIn.Victims] : [],
    ];

    /// <summary>The stores, when they are known.</summary>
    public IReadOnlyList<StoreLook> Stores => Folder is null
        ? []
        : [.. RunnerSettings.Stores.Select(app => new StoreLook(app, _settings.SqlServer, ConnectionOf(app)))];

    /// <summary>The mailbox that all replicas share.</summary>
    public MailboxLook Mailbox => new(_suites[0].Run.MailboxFolder);

    /// <summary>Finds or starts it.</summary>
    /// <exception cref="LaunchException">It is not there, or does not come up.</exception>
    public static async Task<Installed> OpenAsync(RunnerSettings settings, TyeFile file, int replicas, Report report, TimeProvider time, CancellationToken cancel)
    {
        if (settings.Gateway is not null)
        {
            return new(settings, null, time);
        }

        var folder = Path.Combine(Path.GetTempPath(), $"medbill-runner-{time.GetUtcNow():yyyyMMdd-HHmmss}-{Environment.ProcessId}");
        Directory.CreateDirectory(folder);
        var installed = new Installed(settings, folder, time);
        try
        {
            var started = time.GetTimestamp();
            await installed.StartAsync(file, replicas, report, cancel);
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

    /// <summary>As reports call it.</summary>
    public static string NameOf(string app, int replica) => replica == 1 ? app : $"{app} ({replica})";

    public async ValueTask DisposeAsync()
    {
        await Task.WhenAll(_suites.Select(suite => suite.DisposeAsync().AsTask()));
        if (StandIn is { } standIn)
        {
            await standIn.DisposeAsync();
        }
    }

    private async Task StartAsync(TyeFile file, int replicas, Report report, CancellationToken cancel)
    {
        var programs = new PublishedServices(_settings.Apps);
        var token = _settings.AppToken ?? Suite.NewAppToken();
        TakePorts(file, replicas, token);
        if (StandIn is { } standIn)
        {
            await standIn.StartAsync(cancel);
        }

        for (var replica = 1; replica <= replicas; replica++)
        {
            var listed = replica == 1 ? file : WithoutPayer(file);
            var run = RunOf(listed, replica, token);
            if (replica == 1 && _settings.SqlServer)
            {
                await Migration.RunTwiceAsync(listed, run, programs, _settings, report, cancel);
            }

            _suites.Add(new(listed, run, programs, _time, policy: Patient));
        }

        // At once: replicas that find no tables meet at the migration.
        await Task.WhenAll(_suites.Select(suite => suite.StartAsync(cancel)));
    }

    // All of them side by side: of each replica the apps, then, where the runner brings them along, two of each sidecar, and the broker's.
    private void TakePorts(TyeFile file, int replicas, string token)
    {
        var apps = file.Services.Where(service => service.Binding is not null).ToList();
        var next = Ports.FreeBlock((replicas * apps.Count * 3) + 1, Environment.ProcessId);
        StandIn = _settings.StandIn ? new(Folder!, token, next++, _time) : null;
        for (var replica = 1; replica <= replicas; replica++)
        {
            var ports = new Dictionary<string, int>();
            foreach (var app in apps)
            {
                ports[app.Name] = app.IsExternal ? app.Binding!.Port
                    : app.Name == Payer && replica > 1 ? _ports[0][Payer]
                    : SettingsOf(app.Name, replica)?.Port ?? next++;
                if (app.Name != Payer && StandIn is { } standIn)
                {
                    standIn.Add(app.Name, replica, ports[app.Name], next);
                    next += 2;
                }
            }

            _ports.Add(ports);
        }
    }

    private RunSettings RunOf(TyeFile file, int replica, string token)
    {
        var ports = _ports[replica - 1];
        var issuer = _ports[0][ServiceEnvironment.Gateway];
        return new()
        {
            Folder = Folder!,
            LogFolder = Path.Combine(Folder!, $"logs-{replica}"),
            Ports = ports,
            AppToken = token,
            ThroughSidecars = _settings.Dapr || _settings.StandIn ? [.. RunnerSettings.Stores, ServiceEnvironment.Gateway] : new HashSet<string>(),
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

        if ((StandIn?.GrpcPortOf(app, replica) ?? (_settings.Dapr ? SettingsOf(app, replica)?.DaprGrpcPort : null)) is { } port)
        {
            extra["Messaging__Mode"] = "Dapr";
            extra["DAPR_GRPC_PORT"] = $"{port}";
            extra["APP_API_TOKEN"] = token;
            if ((StandIn?.ApiToken ?? _settings.DaprToken) is { } dapr)
            {
                extra["DAPR_API_TOKEN"] = dapr;
            }
        }

        if ((_settings.Redis ?? StandIn?.Redis) is { } redis)
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
