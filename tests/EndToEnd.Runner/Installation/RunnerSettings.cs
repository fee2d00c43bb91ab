using System.Globalization;
using MedBill.Local.Commands;
using MedBill.SampleData.Rest;

namespace MedBill.EndToEnd.Runner.Installation;

/// <summary>What one process of the suite gets, beside what all get.</summary>
/// <param name="Connection">Of its store; null for SQLite's own file.</param>
/// <param name="MigrateConnection">Of the login that may change tables; null: as <paramref name="Connection"/>.</param>
/// <param name="Port">Where it listens; null: any that is free.</param>
/// <param name="DaprGrpcPort">Of its sidecar.</param>
internal sealed record AppSettings(string? Connection, string? MigrateConnection, int? Port, int? DaprGrpcPort);

/// <summary>Where the suite is, or how to start it: all of it from the environment, so that nothing has to be installed or written down.</summary>
internal sealed record RunnerSettings
{
    /// <summary>Services with a store.</summary>
    public static readonly IReadOnlyList<string> Stores = ["patient-registry", "coverage", "claims", "remittance", "collections"];

    private const int Replicas = 2;

    /// <summary><c>MEDBILL_GATEWAY</c>: one that runs already.</summary>
    public Uri? Gateway { get; init; }

    /// <summary><c>MEDBILL_TOKEN_ENDPOINT</c>, <c>MEDBILL_CLIENT_ID</c>, <c>MEDBILL_CLIENT_SECRET</c>; default: the development client.</summary>
    public required TokenRequest Tokens { get; init; }

    /// <summary><c>MEDBILL_APPS</c>: the folder that deploy/publish made.</summary>
    public required string Apps { get; init; }

    /// <summary><c>MEDBILL_STORAGE</c> is <c>SqlServer</c>, not <c>Sqlite</c>.</summary>
    public bool SqlServer { get; init; }

    /// <summary><c>MEDBILL_MAX_BATCH_SIZE</c>: of a server that has no MERGE, 1.</summary>
    public int? MaxBatchSize { get; init; }

    /// <summary><c>MEDBILL_MESSAGING</c> is <c>Dapr</c>, not <c>Direct</c>: sidecars that run already.</summary>
    public bool Dapr { get; init; }

    /// <summary><c>MEDBILL_MESSAGING</c> is <c>StandIn</c>: Dapr, with a broker and stand-in sidecars that the runner brings along.</summary>
    public bool StandIn { get; init; }

    /// <summary><c>APP_API_TOKEN</c>: what sidecars show the services; else one is made up.</summary>
    public string? AppToken { get; init; }

    /// <summary><c>DAPR_API_TOKEN</c>: what services show their sidecars.</summary>
    public string? DaprToken { get; init; }

    /// <summary><c>MEDBILL_REDIS</c>: connection string.</summary>
    public string? Redis { get; init; }

    /// <summary><c>MEDBILL_APP_CONNECTION</c>, <c>…_MIGRATE_CONNECTION</c>, <c>…_PORT</c>, <c>…_DAPR_GRPC_PORT</c>; of a second replica <c>MEDBILL_APP_2_…</c>.</summary>
    public required IReadOnlyDictionary<(string App, int Replica), AppSettings> PerApp { get; init; }

    /// <param name="read">The environment.</param>
    /// <param name="apps">All app ids.</param>
    /// <param name="here">The runner's own folder.</param>
    /// <exception cref="LaunchException">Usage: what is missing or wrong, and its name.</exception>
    public static RunnerSettings Read(Func<string, string?> read, IReadOnlyList<string> apps, string here)
    {
        var messaging = OneOf(read, "MEDBILL_MESSAGING", "Direct", "Dapr", "StandIn");
        var settings = new RunnerSettings
        {
            Gateway = Address(read, "MEDBILL_GATEWAY"),
            Tokens = Credentials(read),
            Apps = Path.GetFullPath(Text(read, "MEDBILL_APPS") ?? Path.Combine(here, "..")),
            SqlServer = OneOf(read, "MEDBILL_STORAGE", "Sqlite", "SqlServer") == "SqlServer",
            MaxBatchSize = Number(read, "MEDBILL_MAX_BATCH_SIZE", 1000),
            Dapr = messaging == "Dapr",
            StandIn = messaging == "StandIn",
            AppToken = Text(read, "APP_API_TOKEN"),
            DaprToken = Text(read, "DAPR_API_TOKEN"),
            Redis = Text(read, "MEDBILL_REDIS"),
            PerApp = (from app in apps
                      from replica in Enumerable.Range(1, Replicas)
                      select (app, replica)).ToDictionary(one => one, one => App(read, one.app, one.replica)),
        };
        settings.RequireWhole();
        return settings;
    }

    /// <summary>What a second replica of each service needs.</summary>
    /// <exception cref="LaunchException">Usage: what is missing, and its name.</exception>
    public void RequireReplicas()
    {
        if (Dapr)
        {
            Require(replica: 2, app => app.DaprGrpcPort is not null && app.Port is not null, "2_DAPR_GRPC_PORT", [.. Stores, "gateway"]);
        }
    }

    /// <summary>As in <c>MEDBILL_PATIENT_REGISTRY_CONNECTION</c>.</summary>
    public static string Variable(string app, string what) => $"MEDBILL_{app.Replace('-', '_').ToUpperInvariant()}_{what}";

    private void RequireWhole()
    {
        if (Gateway is not null)
        {
            return;
        }

        if (SqlServer)
        {
            Require(replica: 1, app => app.Connection is not null, "CONNECTION", Stores);
        }

        if (Dapr)
        {
            // A sidecar is told the app's port when it starts, so the port cannot be any that is free.
            Require(replica: 1, app => app.DaprGrpcPort is not null && app.Port is not null, "DAPR_GRPC_PORT", [.. Stores, "gateway"]);
            _ = AppToken ?? throw Refuse("APP_API_TOKEN is required with MEDBILL_MESSAGING=Dapr");
        }
    }

    private void Require(int replica, Func<AppSettings, bool> isThere, string what, IReadOnlyList<string> apps)
    {
        var missing = apps.Where(app => !isThere(PerApp[(app, replica)])).Select(app => Variable(app, what)).ToList();
        if (missing.Count > 0)
        {
            var port = what.EndsWith("DAPR_GRPC_PORT", StringComparison.Ordinal) ? " (with …_PORT beside it)" : "";
            throw Refuse($"Not set: {string.Join(", ", missing)}{port}");
        }
    }

    private static AppSettings App(Func<string, string?> read, string app, int replica)
    {
        var number = replica == 1 ? "" : $"{replica}_";
        return new(
            Text(read, Variable(app, "CONNECTION")),
            Text(read, Variable(app, "MIGRATE_CONNECTION")),
            Number(read, Variable(app, $"{number}PORT"), ushort.MaxValue),
            Number(read, Variable(app, $"{number}DAPR_GRPC_PORT"), ushort.MaxValue));
    }

    private static TokenRequest Credentials(Func<string, string?> read)
    {
        var development = TokenRequest.Development;
        return development with
        {
            Endpoint = Text(read, "MEDBILL_TOKEN_ENDPOINT") ?? development.Endpoint,
            ClientId = Text(read, "MEDBILL_CLIENT_ID") ?? development.ClientId,
            ClientSecret = Text(read, "MEDBILL_CLIENT_SECRET") ?? development.ClientSecret,
        };
    }

    private static string? Text(Func<string, string?> read, string name) => read(name) is { Length: > 0 } text ? text : null;

    private static Uri? Address(Func<string, string?> read, string name) => Text(read, name) switch
    {
        null => null,
        var text when Uri.TryCreate(text.TrimEnd('/') + "/", UriKind.Absolute, out var address) && address.Scheme is "http" or "https" => address,
        var text => throw Refuse($"{name} is an http or https address, not '{text}'"),
    };

    private static string OneOf(Func<string, string?> read, string name, params string[] allowed) => Text(read, name) switch
    {
        null => allowed[0],
        var text when allowed.Contains(text) => text,
        var text => throw Refuse($"{name} is {string.Join(", ", allowed[..^1])} or {allowed[^1]}, not '{text}'"),
    };

    private static int? Number(Func<string, string?> read, string name, int max) => Text(read, name) switch
    {
        null => null,
        var text when int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0 && number <= max => number,
        var text => throw Refuse($"{name} is a number from 1 to {max}, not '{text}'"),
    };

    private static LaunchException Refuse(string reason) => new(ExitCode.Usage, $"{reason}.");
}
