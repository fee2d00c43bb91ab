using System.Diagnostics;
using MedBill.Local.Processes;

namespace MedBill.Local.Tests.Processes;

/// <summary>The launcher itself as a process, over services that need no build: nothing may outlive it.</summary>
public sealed class LauncherEndTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Kill_9_of_the_launcher_takes_its_services_with_it()
    {
        using var launcher = Start();
        var services = await AwaitUpAsync();

        launcher.Kill();

        await Eventually.TrueAsync(() => !services.Any(ServiceProcessTests.IsAlive));
        Assert.False(SuiteState.Read(_folder.Path)!.IsRunning());
    }

    [Theory]
    [InlineData("TERM", 15)]
    [InlineData("INT", 2)]
    public async Task A_signal_stops_everything_and_the_launcher_ends_well(string signal, int number)
    {
        using var launcher = Start();
        var services = await AwaitUpAsync();
        if (IsIgnored(launcher, number))
        {
            launcher.Kill();
            Assert.Skip($"SIG{signal} is ignored by whoever started the tests (nohup, or a shell's background), and so by the launcher.");
        }

        using (var kill = Process.Start("kill", [$"-{signal}", $"{launcher.Id}"]))
        {
            await kill.WaitForExitAsync(TestContext.Current.CancellationToken);
        }

        await launcher.WaitForExitAsync(TestContext.Current.CancellationToken).WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);
        Assert.Equal(0, launcher.ExitCode);
        Assert.DoesNotContain(services, ServiceProcessTests.IsAlive);
        Assert.All(SuiteState.Read(_folder.Path)!.Services, service => Assert.Equal(nameof(ProcessState.Stopped), service.State));
    }

    [Fact]
    public async Task State_tells_what_is_up_and_logs_what_it_said()
    {
        using var launcher = Start();
        await AwaitUpAsync();

        Assert.Contains("two", await SayAsync("state"), StringComparison.Ordinal);
        Assert.Contains("hello from two", await SayAsync("logs", "two"), StringComparison.Ordinal);

        launcher.Kill();
        await launcher.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.StartsWith("Nothing is up", await SayAsync("state"), StringComparison.Ordinal);
    }

    // A process inherits what is ignored, and by custom leaves it so: proc(5), SigIgn, one bit for each signal.
    private static bool IsIgnored(Process process, int signal) =>
        File.Exists($"/proc/{process.Id}/status")
        && File.ReadLines($"/proc/{process.Id}/status").First(line => line.StartsWith("SigIgn:", StringComparison.Ordinal)) is var line
        && ((Convert.ToUInt64(line.Split('\t')[1], 16) >> (signal - 1)) & 1) == 1;

    private Process Start()
    {
        var file = _folder.Write("tye.yaml", """
            services:
              - { name: one, executable: cat }
              - { name: two, executable: sh, args: -c "echo hello from two; exec cat" }
            """);
        return Run("up", "--no-build", "--file", file, "--data", _folder.Path);
    }

    private static Process Run(params string[] args) => Process.Start(new ProcessStartInfo(DotNet.Path, [typeof(Suite).Assembly.Location, .. args])
    {
        RedirectStandardOutput = true,
    })!;

    private async Task<string> SayAsync(string verb, params string[] more)
    {
        using var process = Run([verb, .. more, "--file", _folder.File("tye.yaml"), "--data", _folder.Path]);
        var text = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return text;
    }

    private async Task<IReadOnlyList<int>> AwaitUpAsync()
    {
        await Eventually.TrueAsync(() => SuiteState.Read(_folder.Path) is { Services: var services } && services.All(service => service.State == nameof(ProcessState.Up)));
        return [.. SuiteState.Read(_folder.Path)!.Services.Select(service => service.ProcessId!.Value)];
    }
}
