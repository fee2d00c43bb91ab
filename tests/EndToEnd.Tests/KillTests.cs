using System.Diagnostics;
using System.Text.Json;

[assembly: CollectionBehavior(DisableTestParallelization = true)]

namespace MedBill.EndToEnd.Tests;

/// <summary>
/// The short day over real processes, once in peace, then once with each of them killed (SIGKILL) in the middle: no total differs.
/// The launcher does it, as `demo --short --kill SERVICE`; `.ci/run` does the same on the whole day.
/// </summary>
public sealed class KillTests(KillTests.DayInPeace peace) : IClassFixture<KillTests.DayInPeace>
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(4);

    [Fact]
    public void A_day_over_real_processes_comes_out_as_the_story_says() => Assert.Equal(0, peace.Day.Restarts);

    [Theory]
    [InlineData("patient-registry")]
    [InlineData("coverage")]
    [InlineData("claims")]
    [InlineData("remittance")]
    [InlineData("collections")]
    [InlineData("gateway")]
    public async Task A_service_killed_in_the_middle_of_the_day_changes_no_total(string service)
    {
        var day = await PlayAsync(service, TestContext.Current.CancellationToken);

        Assert.Equal(1, day.Restarts);
        Assert.Equal(peace.Day.Outcomes, day.Outcomes);
        Assert.Equal(peace.Day.Totals, day.Totals);
        Assert.Equal(peace.Day.TrialBalance, day.TrialBalance);
    }

    private static async Task<Day> PlayAsync(string? killed, CancellationToken cancellation)
    {
        var binaries = new DirectoryInfo(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar));
        var configuration = binaries.Name;
        var artifacts = binaries.Parent!.Parent!;
        var output = Directory.CreateTempSubdirectory("medbill-day-");
        try
        {
            var start = new ProcessStartInfo("dotnet")
            {
                WorkingDirectory = artifacts.Parent!.FullName,
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            };
            string[] arguments =
            [
                Path.Combine(artifacts.FullName, "Local", configuration, "MedBill.Local.dll"),
                "demo", "--short", "--no-build", "--configuration", configuration, "--out", output.FullName,
                .. killed is null ? Array.Empty<string>() : ["--kill", killed],
            ];
            foreach (var argument in arguments)
            {
                start.ArgumentList.Add(argument);
            }

            using var process = Process.Start(start)!;
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
            limit.CancelAfter(Limit);
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
                throw;
            }

            Assert.True(process.ExitCode == 0, $"demo ended with {process.ExitCode}:\n{await said}\n{await complained}");
            using var summary = JsonDocument.Parse(await File.ReadAllBytesAsync(Path.Combine(output.FullName, "summary.json"), cancellation));
            return new Day(
                summary.RootElement.GetProperty("outcomes").GetRawText(),
                summary.RootElement.GetProperty("totals").GetRawText(),
                summary.RootElement.GetProperty("trialBalance").GetRawText(),
                summary.RootElement.GetProperty("run").GetProperty("restarts").GetInt32());
        }
        finally
        {
            output.Delete(recursive: true);
        }
    }

    /// <summary>What `summary.json` says of a day.</summary>
    public sealed record Day(string Outcomes, string Totals, string TrialBalance, int Restarts);

    /// <summary>The day without a kill, played once for all of them.</summary>
    public sealed class DayInPeace : IAsyncLifetime
    {
        public Day Day { get; private set; } = null!;

        public async ValueTask InitializeAsync() => Day = await PlayAsync(null, CancellationToken.None);

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
