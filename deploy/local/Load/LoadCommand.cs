using System.Diagnostics;
using System.Text.Json;
using MedBill.Local.Commands;
using MedBill.Local.Processes;
using MedBill.SampleData.Rest;

namespace MedBill.Local.Load;

/// <summary>
/// <c>load</c>: drives bills through the REST API on a suite of its own, after a warm-up, and says how fast that went beside what this machine
/// can do at best (measured in the same run by tests/Benchmarks).
/// </summary>
internal sealed class LoadCommand(Launch launch)
{
    private const int WarmUp = 200;
    private const string Benchmarks = "tests/Benchmarks/Benchmarks.csproj";

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    public async Task<ExitCode> RunAsync(CancellationToken stop)
    {
        var output = Path.GetFullPath(launch.Options.Out ?? Path.Combine(launch.Root, "artifacts", "load"));
        var built = await launch.BuildAsync([Path.Combine(launch.Root, Benchmarks)], stop);
        var folder = launch.NewRunFolder("load");
        launch.Say("Measuring what this machine can do at best.");
        var floors = await FloorsAsync(built, Path.Combine(folder, "floors"), stop);

        // The payer pays on another day, so that the 835s come when the clock is moved and can be measured for themselves.
        var run = new RunSettings
        {
            Folder = folder,
            Ports = Ports.Free(launch.File, Environment.ProcessId),
            AppToken = Suite.NewAppToken(),
            Extra = new Dictionary<string, IReadOnlyDictionary<string, string>>
            {
                ["sandbox-payer"] = new Dictionary<string, string> { ["Sandbox__PaymentDelayDays"] = "1" },
            },
        };
        LoadFigures figures;
        await using (var suite = await launch.StartAsync(built, run, stop))
        {
            var phases = await DriveAsync(suite, stop);
            suite.Sample();
            figures = new(
                phases, floors, suite.PeakBytes,
                suite.Services.ToDictionary(service => service.Name, service => service.PeakBytes), suite.Services.Sum(service => service.Restarts));
        }

        Directory.CreateDirectory(output);
        await File.WriteAllTextAsync(Path.Combine(output, "load.json"), JsonSerializer.Serialize(figures, Json) + "\n", stop);
        new LoadReport(launch.Console, figures).Write(launch.Options.Callers);
        launch.Say($"Figures: {Path.GetRelativePath(launch.Root, output)}/load.json");
        Directory.Delete(folder, recursive: true);
        return figures.Restarts == 0 ? ExitCode.Ok : ExitCode.NotHealthy;
    }

    private async Task<IReadOnlyList<PhaseResult>> DriveAsync(Suite suite, CancellationToken stop)
    {
        using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false, MaxConnectionsPerServer = launch.Options.Callers + 8 }) { BaseAddress = suite.Gateway };
        LoadPhases? phases = null;
        using var practice = await LoadPractice.SetUpAsync(http, launch.Time, timing => phases?.Observe(timing), stop);
        phases = new(practice, launch.Options.Callers, launch.Time);
        var results = new List<PhaseResult>();
        try
        {
            launch.Say($"Warming up with {WarmUp} bills.");
            await phases.EachAsync("warm-up", WarmUp, stop);
            await phases.RemitAsync("warm-up", WarmUp, suite.Run.MailboxFolder, stop);
            await DriveAsync(phases, results, suite.Run.MailboxFolder, stop);
        }
        catch (Exception exception) when (exception is ApiException or InvalidOperationException)
        {
            throw new LaunchException(ExitCode.NotAsExpected, $"The load broke off: {exception.Message}", [$"Logs: {suite.Run.LogFolder}"]);
        }

        return results;
    }

    private async Task DriveAsync(LoadPhases phases, List<PhaseResult> results, string mailbox, CancellationToken stop)
    {
        var (claims, mode) = (launch.Options.Claims, launch.Options.Mode);
        if (mode is LoadMode.Each or LoadMode.All)
        {
            launch.Say($"Driving {claims} bills one by one: register, cover, code, claim, submit.");
            results.Add(await phases.EachAsync("one by one through REST", claims, stop));
            launch.Say("Moving the clock to pay day.");
            results.Add(await phases.RemitAsync("their 835s → journal", claims, mailbox, stop));
        }

        if (mode is not LoadMode.Each)
        {
            launch.Say($"Driving {claims} bills by the batch calls.");
            var done = 0;
            results.Add(await phases.BatchAsync(claims, more => Interlocked.Add(ref done, more), stop));
        }

        if (mode is LoadMode.Remit or LoadMode.All)
        {
            launch.Say("Moving the clock to pay day.");
            results.Add(await phases.RemitAsync("835 → matched → posted → journal", claims, mailbox, stop));
        }
    }

    private static async Task<Floors> FloorsAsync(BuiltProjects built, string folder, CancellationToken cancel)
    {
        using var process = Process.Start(new ProcessStartInfo(DotNet.Path, [built.Dll("Benchmarks"), "floors", folder])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        }) ?? throw new LaunchException(ExitCode.NotHealthy, "The benchmarks could not be started.");
        var text = await process.StandardOutput.ReadToEndAsync(cancel);
        await process.WaitForExitAsync(cancel);
        return process.ExitCode == 0
            ? JsonSerializer.Deserialize<Floors>(text, Json)!
            : throw new LaunchException(ExitCode.NotHealthy, "The benchmarks failed.", [await process.StandardError.ReadToEndAsync(cancel)]);
    }
}

/// <summary>What tests/Benchmarks prints: what this machine can do at best.</summary>
internal sealed record Floors(
    double SingleRowCommitsPerSecond, double BatchedRowsPerSecond, int BatchRows, double EmptyGrpcCallsPerSecondOneCaller, double EmptyGrpcCallsPerSecondEightCallers);

/// <summary>Everything a load run measured.</summary>
internal sealed record LoadFigures(
    IReadOnlyList<PhaseResult> Phases, Floors Floors, long PeakMemoryBytes, IReadOnlyDictionary<string, long> PeakMemoryByProcess, int Restarts);
