using System.Diagnostics;
using System.Text.Json;

namespace MedBill.EndToEnd.Tests;

/// <summary>What `summary.json` says of a day that the launcher played over real processes.</summary>
public sealed record PlayedDay
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(4);

    public required string Outcomes { get; init; }

    public required string Totals { get; init; }

    public required string TrialBalance { get; init; }

    /// <summary>The step in which each killed service was killed.</summary>
    public required IReadOnlyDictionary<string, string> Killed { get; init; }

    /// <summary>How often each service was started again.</summary>
    public required IReadOnlyDictionary<string, int> Restarts { get; init; }

    /// <summary>`demo --short`, with `--kill` of these services.</summary>
    public static async Task<PlayedDay> PlayAsync(IReadOnlyList<string> killed)
    {
        var output = Directory.CreateTempSubdirectory("medbill-day-");
        try
        {
            await RunAsync(killed, output.FullName);
            using var summary = JsonDocument.Parse(await File.ReadAllBytesAsync(Path.Combine(output.FullName, "summary.json")));
            return Read(summary.RootElement);
        }
        finally
        {
            output.Delete(recursive: true);
        }
    }

    private static PlayedDay Read(JsonElement summary)
    {
        var run = summary.GetProperty("run");
        return new()
        {
            Outcomes = summary.GetProperty("outcomes").GetRawText(),
            Totals = summary.GetProperty("totals").GetRawText(),
            TrialBalance = summary.GetProperty("trialBalance").GetRawText(),
            Killed = run.GetProperty("killed").EnumerateArray()
                .ToDictionary(kill => kill.GetProperty("service").GetString()!, kill => kill.GetProperty("step").GetString()!),
            Restarts = run.GetProperty("restarts").EnumerateObject().ToDictionary(service => service.Name, service => service.Value.GetInt32()),
        };
    }

    private static async Task RunAsync(IReadOnlyList<string> killed, string output)
    {
        using var process = Process.Start(Demo(killed, output))!;
        using var limit = new CancellationTokenSource(Limit);
        var said = process.StandardOutput.ReadToEndAsync(limit.Token);
        var complained = process.StandardError.ReadToEndAsync(limit.Token);
        try
        {
            await process.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            // The services end with their standard input, which their launcher's death closes.
            process.Kill();
            throw new TimeoutException($"demo --kill {string.Join(',', killed)} was not over after {Limit.TotalMinutes:0} minutes.");
        }

        Assert.True(process.ExitCode == 0, $"demo --kill {string.Join(',', killed)} ended with {process.ExitCode}:\n{await said}\n{await complained}");
    }

    private static ProcessStartInfo Demo(IReadOnlyList<string> killed, string output)
    {
        var binaries = new DirectoryInfo(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar));
        var artifacts = binaries.Parent!.Parent!;
        var start = new ProcessStartInfo("dotnet")
        {
            WorkingDirectory = artifacts.Parent!.FullName,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        string[] arguments =
        [
            Path.Combine(artifacts.FullName, "Local", binaries.Name, "MedBill.Local.dll"),
            "demo", "--short", "--no-build", "--configuration", binaries.Name, "--out", output,
            .. killed.Count == 0 ? Array.Empty<string>() : ["--kill", string.Join(',', killed)],
        ];
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        // Eight processes that live half a minute compile what they run once: compiling it again, better, took a third of all their time.
        start.Environment["DOTNET_TC_CallCounting"] = "0";
        return start;
    }
}
