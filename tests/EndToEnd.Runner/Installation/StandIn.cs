using System.Globalization;
using System.Net;
using System.Net.Sockets;
using MedBill.EndToEnd.Runner.Play;
using MedBill.Local.Commands;
using MedBill.Local.Processes;
using MedBill.TestKit.Sidecar;

namespace MedBill.EndToEnd.Runner.Installation;

/// <summary>
/// One broker, and a sidecar beside each process, for where no Dapr is: a real <c>redis-server</c>, which writes each message to disk before it
/// says that it has it, and the tests' stand-in for daprd, told by production's own files. The sidecars of all replicas of an app are one
/// consumer group. They live in the runner: to be killed is for them that every connection is cut and what was in hand stays unacknowledged.
/// </summary>
internal sealed class StandIn : IAsyncDisposable
{
    private const string Program = "redis-server";

    // Production's files say 180 s and 15 s. Longer than a whole round of deliveries (37 s), so that it may still end as a dead letter.
    private static readonly TimeSpan ProcessingTimeout = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan RedeliverInterval = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan SidecarIsAway = TimeSpan.FromSeconds(1);

    private readonly Dictionary<(string App, int Replica), DaprSidecar> _sidecars = [];
    private readonly List<SocketsHttpHandler> _handlers = [];
    private readonly SidecarMesh _mesh = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly HealthProbe _probe = new();
    private readonly string _appToken;
    private readonly int _port;
    private readonly TimeProvider _time;
    private Task _running = Task.CompletedTask;

    /// <param name="folder">Of the run: the broker keeps its messages in it.</param>
    /// <param name="appToken">What the sidecars show the services.</param>
    /// <param name="port">Where the broker listens.</param>
    /// <param name="time">Machine time.</param>
    public StandIn(string folder, string appToken, int port, TimeProvider time)
    {
        (_appToken, _port, _time) = (appToken, port, time);
        Files = ReadFiles(Path.Combine(AppContext.BaseDirectory, "dapr"));
        var data = Directory.CreateDirectory(Path.Combine(folder, Program)).FullName;
        var spec = new ProcessSpec
        {
            Name = Program,
            Program = Program,
            WorkingDirectory = data,
            Arguments =
            [
                "--port", port.ToString(CultureInfo.InvariantCulture), "--bind", "127.0.0.1", "--dir", data,
                "--save", "", "--appendonly", "yes", "--appendfsync", "always", "--maxmemory-policy", "noeviction",
            ],
        };

        // It does not end with its input, as a service does: the end is a kill.
        Broker = new(spec, Path.Combine(folder, "logs-1"), _probe, new() { StopLimit = TimeSpan.FromMilliseconds(100) }, time, _ => { });
    }

    /// <summary>The process of the broker.</summary>
    public ServiceProcess Broker { get; }

    /// <summary>What the sidecars are told.</summary>
    public DaprFiles Files { get; }

    /// <summary>What the services show their sidecars.</summary>
    public string ApiToken { get; } = Suite.NewAppToken();

    /// <summary>Connection string of the broker, as StackExchange.Redis spells it.</summary>
    public string Redis => $"127.0.0.1:{_port},abortConnect=false";

    /// <summary>Broker and sidecars.</summary>
    public IReadOnlyList<Victim> Victims =>
        [Victim.Of(Broker, Program, _time), .. _sidecars.Select(one => Cut($"sidecar of {Installed.NameOf(one.Key.App, one.Key.Replica)}", one.Value))];

    /// <summary>Describes a sidecar; <see cref="StartAsync"/> starts it.</summary>
    /// <param name="app">Whose.</param>
    /// <param name="replica">From 1.</param>
    /// <param name="appPort">Where the app listens, or will.</param>
    /// <param name="firstPort">The first of two for the sidecar.</param>
    public void Add(string app, int replica, int appPort, int firstPort)
    {
        var handler = new SocketsHttpHandler
        {
            UseProxy = false,
            AllowAutoRedirect = false,
            EnableMultipleHttp2Connections = true,
            ConnectCallback = async (_, cancel) =>
            {
                var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
                try
                {
                    await socket.ConnectAsync(IPAddress.Loopback, appPort, cancel);
                    return new NetworkStream(socket, ownsSocket: true);
                }
                catch
                {
                    socket.Dispose();
                    throw;
                }
            },
        };
        _handlers.Add(handler);
        _sidecars.Add((app, replica), new(new()
        {
            AppId = app,
            Files = Files,
            Redis = Redis,
            App = () => handler,
            IsGrpc = app != ServiceEnvironment.Gateway,
            HealthPath = "/livez",
            ApiToken = ApiToken,
            AppToken = _appToken,
            Mesh = _mesh,
            GrpcPort = firstPort,
            HttpPort = firstPort + 1,
        }));
    }

    /// <summary>Where the sidecar listens; null for an app that has none.</summary>
    public int? GrpcPortOf(string app, int replica) => _sidecars.TryGetValue((app, replica), out var sidecar) ? sidecar.GrpcPort : null;

    /// <summary>Starts the broker and the sidecars, which wait for their apps.</summary>
    /// <exception cref="LaunchException">There is no redis-server.</exception>
    public async Task StartAsync(CancellationToken cancel)
    {
        _running = Broker.RunAsync(_stop.Token);
        await Broker.FirstUp.WaitAsync(cancel);
        await Task.WhenAll(_sidecars.Values.Select(sidecar => sidecar.StartAsync()));
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var sidecar in _sidecars.Values)
        {
            await sidecar.DisposeAsync();
        }

        _handlers.ForEach(handler => handler.Dispose());
        await _stop.CancelAsync();
        await _running;
        Broker.Dispose();
        _probe.Dispose();
        _stop.Dispose();
    }

    private static DaprFiles ReadFiles(string folder)
    {
        var files = DaprFiles.Read(folder);
        foreach (var (name, component) in files.Components.ToList())
        {
            files.Components[name] = component with
            {
                Metadata = new Dictionary<string, string>(component.Metadata)
                {
                    ["processingTimeout"] = string.Create(CultureInfo.InvariantCulture, $"{ProcessingTimeout.TotalSeconds:0}s"),
                    ["redeliverInterval"] = string.Create(CultureInfo.InvariantCulture, $"{RedeliverInterval.TotalSeconds:0}s"),
                },
            };
        }

        return files;
    }

    private Victim Cut(string name, DaprSidecar sidecar) => new(name, async () =>
    {
        await sidecar.CrashAsync();
        await Task.Delay(SidecarIsAway, _time);
        await sidecar.StartAsync();
        await Victim.UntilBackAsync(name, () => sidecar.IsListening, _time);
    });
}
