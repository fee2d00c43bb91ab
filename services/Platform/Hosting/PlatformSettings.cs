namespace MedBill.Platform.Hosting;

/// <summary>Every setting that Platform reads, by what reads it. A service's own are registered where it reads them.</summary>
public static class PlatformSettings
{
    /// <summary>Any host.</summary>
    public static IReadOnlyList<Setting> Host { get; } =
    [
        new("ASPNETCORE_HTTP_PORTS", "Port that the host listens on.", "8080 in the images", SettingKind.Count) { Most = 65535 },
        new("Auth:Authority", "Who issues the tokens: an OpenID Connect issuer that publishes its keys; https outside Development.", "required outside Development", SettingKind.Address),
        new("Clock:OffsetFile", "File that holds how far business time is ahead of machine time; refused outside Development.", "none"),
        new("Launcher:StopWithInput", "The process ends when its standard input does.", "false", SettingKind.Flag),
        new("Messaging:Mode", "Direct: services call each other. Dapr: calls and events go through the sidecar.", "Direct", SettingKind.Choice) { Choices = ["Direct", "Dapr"] },
        new("Shutdown:Delay", "How long a host that is told to end goes on as before, so that whoever calls it finds out.", "00:00:05; none in Development", SettingKind.Duration) { Most = Draining.LongestDelay.TotalSeconds },
        new("DAPR_API_TOKEN", "What the sidecar wants to see of its app.", "required in Dapr mode outside Development") { IsSecret = true },
        new("DAPR_GRPC_PORT", "Where the sidecar listens on this machine.", "50001", SettingKind.Count) { Least = 1, Most = 65535 },
        new("DAPR_GRPC_ENDPOINT", "Where the sidecar is, when it is not at DAPR_GRPC_PORT of this machine.", "none", SettingKind.Address),
        new("OTEL_EXPORTER_OTLP_ENDPOINT", "Where traces and metrics go by OTLP; without it none are made. OpenTelemetry's other OTEL_ variables hold too.", "none", SettingKind.Address),
    ];

    /// <summary>Whoever calls other services on its own account.</summary>
    public static IReadOnlyList<Setting> Worker { get; } =
    [
        new("Auth:ClientId", "Client credentials for calls that no user makes.", "the app id"),
        new("Auth:ClientSecret", "Its secret.", "required outside Development") { IsSecret = true },
    ];

    /// <summary>Whoever may issue tokens on a laptop. The launcher gives it to all.</summary>
    public static Setting DevelopmentKeyFolder { get; } = new(
        "Auth:DevelopmentKeyFolder", "Folder of the key of development tokens; the gateway then issues them. Refused outside Development.", "none");

    /// <summary>Whoever owns a store.</summary>
    public static IReadOnlyList<Setting> Storage { get; } =
    [
        new("Storage:Provider", "Sqlite: a file of its own. SqlServer: a database that exists, brought into shape by the migrate verb.", "Sqlite", SettingKind.Choice) { Choices = ["Sqlite", "SqlServer"] },
        new("Storage:Folder", "Folder of the SQLite file and of other files of the service's own.", "data", SettingKind.Folder),
        new("Storage:ConnectionString", "ADO.NET connection string.", "required with SqlServer; with Sqlite the file in Storage:Folder") { IsSecret = true },
        new("Storage:SqlServer:MaxBatchSize", "Rows in one statement; 1 for a server that has no MERGE.", "Entity Framework's own", SettingKind.Count) { Least = 1, Most = 1000 },
    ];

    /// <summary>Whoever tells or hears events.</summary>
    public static IReadOnlyList<Setting> Messaging { get; } =
    [
        new("Messaging:AppToken", "What whoever brings events must show; APP_API_TOKEN serves as well.", "required to hear events") { IsSecret = true },
        new("APP_API_TOKEN", "The same, by the name that Dapr gives it.", "none") { IsSecret = true },
        new("Messaging:Direct:Peers", "App ids that are asked what they hear; a list, or one text with commas.", "required in Direct mode outside Development"),
        new("Messaging:EventMode", "What events say of themselves: live or test.", "live; test in Development", SettingKind.Choice) { Choices = ["live", "test"] },
    ];

    /// <summary>Whoever exchanges files with the other side.</summary>
    public static IReadOnlyList<Setting> Mailbox { get; } =
    [
        new("Mailbox:Folder", "Folder shared with the clearinghouse's transfer; one volume for all replicas of all services that use it.", "required", SettingKind.Folder),
        new("Mailbox:PollInterval", "Pause between two looks into it.", "00:00:00.2", SettingKind.Duration) { Least = 0.01 },
        new("Mailbox:MaxFileBytes", "A larger file is quarantined unread.", "268435456", SettingKind.Count) { Least = 1 },
    ];

    /// <summary>Whoever keeps something in Redis.</summary>
    public static IReadOnlyList<Setting> Redis { get; } =
    [
        new("Redis:ConnectionString", "As StackExchange.Redis spells it. Nothing depends on it.", "none") { IsSecret = true },
    ];

    /// <summary>All of them.</summary>
    public static IEnumerable<Setting> All => [.. Host, .. Worker, DevelopmentKeyFolder, .. Storage, .. Messaging, .. Mailbox, .. Redis];
}
