using System.Diagnostics;
using MedBill.EndToEnd.Runner.Checks;
using MedBill.Local.Processes;
using MedBill.Local.Tye;

namespace MedBill.EndToEnd.Runner.Installation;

/// <summary>Brings databases on a server to this version's shape, as a roll-out does: by the services' own <c>migrate</c> verb.</summary>
internal static class Migration
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(5);

    /// <summary>Twice at once, and then again: as two jobs that meet, and one that is repeated.</summary>
    public static async Task RunTwiceAsync(
        TyeFile file, RunSettings run, IServicePrograms programs, RunnerSettings settings, Report report, CancellationToken cancel)
    {
        foreach (var service in file.Started.Where(service => RunnerSettings.Stores.Contains(service.Name)))
        {
            var environment = new Dictionary<string, string>(ServiceEnvironment.Of(service, file, run));
            var app = settings.PerApp[(service.Name, 1)];
            environment["Storage__ConnectionString"] = app.MigrateConnection ?? app.Connection!;
            environment["Launcher__StopWithInput"] = "false";
            var program = programs.Of(service);
            var codes = await Task.WhenAll(MigrateAsync(program, environment, cancel), MigrateAsync(program, environment, cancel));
            report.Check($"{service.Name}: migrate, twice at once and again", "0 0 0", $"{codes[0]} {codes[1]} {await MigrateAsync(program, environment, cancel)}");
        }
    }

    private static async Task<int> MigrateAsync(ServiceProgram program, Dictionary<string, string> environment, CancellationToken cancel)
    {
        var info = new ProcessStartInfo(program.Path, [.. program.Arguments, "migrate"])
        {
            WorkingDirectory = program.Folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        foreach (var (name, value) in environment)
        {
            info.Environment[name] = value;
        }

        using var process = new Process { StartInfo = info };
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        limit.CancelAfter(Limit);
        try
        {
            await process.WaitForExitAsync(limit.Token);
            return process.ExitCode;
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
            }
        }
    }
}
