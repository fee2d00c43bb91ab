using System.Diagnostics;
using System.Text.Json;

namespace MedBill.Local.Processes;

/// <summary>What a running suite says about itself in its folder, for <c>state</c> and <c>logs</c>.</summary>
internal sealed record SuiteState(int LauncherProcessId, DateTimeOffset Started, IReadOnlyList<ServiceState> Services)
{
    private const string FileName = "state.json";

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    public static SuiteState Of(Suite suite, DateTimeOffset started)
    {
        suite.Sample();
        return new(System.Environment.ProcessId, started, [.. suite.Services.Select(service => new ServiceState(
            service.Name, service.State.ToString(), service.ProcessId, service.Address?.ToString(), service.Restarts, service.PeakBytes, service.Log.File))]);
    }

    /// <summary>Null when nothing was ever started there.</summary>
    public static SuiteState? Read(string folder)
    {
        var path = Path.Combine(folder, FileName);
        return File.Exists(path) ? JsonSerializer.Deserialize<SuiteState>(File.ReadAllText(path), Json) : null;
    }

    public void Write(string folder)
    {
        var part = Path.Combine(folder, FileName + ".part");
        File.WriteAllText(part, JsonSerializer.Serialize(this, Json));
        File.Move(part, Path.Combine(folder, FileName), overwrite: true);
    }

    /// <summary>The launcher that wrote this still runs.</summary>
    public bool IsRunning()
    {
        try
        {
            using var launcher = Process.GetProcessById(LauncherProcessId);
            return !launcher.HasExited && launcher.StartTime.ToUniversalTime() <= Started.UtcDateTime.AddSeconds(1);
        }
        catch (ArgumentException)
        {
            return false;
        }
    }
}

/// <summary>One service of a running suite.</summary>
internal sealed record ServiceState(string Name, string State, int? ProcessId, string? Address, int Restarts, long PeakBytes, string Log);
