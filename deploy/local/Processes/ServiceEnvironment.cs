using System.Globalization;
using MedBill.Local.Tye;

namespace MedBill.Local.Processes;

/// <summary>What belongs to one run of the suite, and not to tye.yaml.</summary>
internal sealed record RunSettings
{
    /// <summary>Where this run keeps everything: databases, mailbox, keys, logs.</summary>
    public required string Folder { get; init; }

    /// <summary>By service.</summary>
    public required IReadOnlyDictionary<string, int> Ports { get; init; }

    /// <summary>What the processes of this run show one another; nobody else knows it.</summary>
    public required string AppToken { get; init; }

    /// <summary>More variables for single services.</summary>
    public IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>> Extra { get; init; } =
        new Dictionary<string, IReadOnlyDictionary<string, string>>();

    /// <summary>Services that are called by their app id through the caller's sidecar: nobody is told where they listen.</summary>
    public IReadOnlySet<string> ThroughSidecars { get; init; } = new HashSet<string>();

    public string MailboxFolder => Path.Combine(Folder, "mailbox");

    /// <summary>Its own for each of several suites over one folder.</summary>
    public string LogFolder { get => field ?? Path.Combine(Folder, "logs"); init; }
}

/// <summary>The environment of each process: Tye's variables, the file's, the run's.</summary>
internal static class ServiceEnvironment
{
    /// <summary>Who issues tokens on a laptop.</summary>
    public const string Gateway = "gateway";

    private static readonly string[] NotInherited = ["ASPNETCORE_", "SERVICE__", "DOTNET_LAUNCH_PROFILE", "DOTNET_URLS"];

    public static IReadOnlyDictionary<string, string> Of(TyeService service, TyeFile file, RunSettings run)
    {
        var environment = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var other in file.Services)
        {
            if (other.Binding is { } binding && !run.ThroughSidecars.Contains(other.Name))
            {
                environment[$"SERVICE__{other.VariableName}__HOST"] = binding.Host;
                environment[$"SERVICE__{other.VariableName}__PORT"] = Port(other.Name);
                environment[$"SERVICE__{other.VariableName}__PROTOCOL"] = binding.Protocol;
            }
        }

        if (service.Binding is { } own)
        {
            environment["ASPNETCORE_URLS"] = $"{own.Protocol}://{own.Host}:{Port(service.Name)}";
        }

        environment["Storage__Folder"] = run.Folder;
        environment["Mailbox__Folder"] = run.MailboxFolder;
        environment["Clock__OffsetFile"] = Path.Combine(run.Folder, "clock-offset");
        environment["Auth__DevelopmentKeyFolder"] = run.Folder;
        environment["Messaging__AppToken"] = run.AppToken;
        if (file.Services.FirstOrDefault(candidate => candidate.Name == Gateway)?.Binding is { } issuer)
        {
            environment["Auth__Authority"] = $"{issuer.Protocol}://{issuer.Host}:{Port(Gateway)}";
        }

        // The process ends when its standard input does, and that is when the launcher ends, however it ends.
        environment["Launcher__StopWithInput"] = "true";
        foreach (var (name, value) in service.Environment)
        {
            environment[name] = value;
        }

        foreach (var (name, value) in run.Extra.GetValueOrDefault(service.Name) ?? new Dictionary<string, string>())
        {
            environment[name] = value;
        }

        return environment;

        string Port(string name) => run.Ports[name].ToString(CultureInfo.InvariantCulture);
    }

    /// <summary>Variables of the launcher's own environment that would change what a service does.</summary>
    public static bool IsInherited(string name) =>
        !Array.Exists(NotInherited, prefix => name.StartsWith(prefix, StringComparison.OrdinalIgnoreCase));
}
