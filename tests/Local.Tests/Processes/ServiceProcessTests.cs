using System.Collections.Concurrent;
using MedBill.Local.Commands;
using MedBill.Local.Processes;

namespace MedBill.Local.Tests.Processes;

/// <summary>With real processes: <c>sh</c> and <c>cat</c>, which ends with its input as a service does.</summary>
public sealed class ServiceProcessTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly HealthProbe _probe = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentQueue<ProcessState> _states = new();

    public void Dispose()
    {
        _stop.Dispose();
        _probe.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task A_process_stops_with_its_input_and_may_finish_what_it_does()
    {
        using var service = Make("cat > /dev/null; echo finished > finished");
        var running = service.RunAsync(_stop.Token);
        await service.FirstUp;

        await _stop.CancelAsync();
        await running;

        Assert.True(File.Exists(_folder.File("finished")));
        Assert.Equal([ProcessState.Starting, ProcessState.Up, ProcessState.Stopped], _states);
        Assert.Equal((0, null), (service.Restarts, service.ProcessId));
    }

    [Fact]
    public async Task A_process_that_does_not_stop_is_ended()
    {
        using var service = Make("exec sleep 600", new() { StopLimit = TimeSpan.FromMilliseconds(200) });
        var running = service.RunAsync(_stop.Token);
        await service.FirstUp;
        var process = service.ProcessId!.Value;

        await _stop.CancelAsync();
        await running;

        Assert.False(IsAlive(process));
        Assert.Contains(service.Log.Tail(), line => line.Contains("did not stop", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_process_that_ends_is_started_again_and_counted()
    {
        using var service = Make("echo x >> starts; [ $(wc -l < starts) -ge 3 ] && exec cat", new() { First = TimeSpan.FromMilliseconds(10) });
        var running = service.RunAsync(_stop.Token);

        await Eventually.TrueAsync(() => service.Restarts == 2 && service.State == ProcessState.Up);

        await _stop.CancelAsync();
        await running;
        Assert.Equal(3, (await File.ReadAllLinesAsync(_folder.File("starts"), TestContext.Current.CancellationToken)).Length);
    }

    [Fact]
    public async Task Kill_9_is_followed_by_a_new_process()
    {
        using var service = Make("exec cat", new() { First = TimeSpan.FromMilliseconds(10) });
        var running = service.RunAsync(_stop.Token);
        await service.FirstUp;
        var first = service.ProcessId;

        service.Kill();

        await Eventually.TrueAsync(() => service.ProcessId is { } second && second != first && service.State == ProcessState.Up);
        await _stop.CancelAsync();
        await running;
        Assert.Equal(1, service.Restarts);
        Assert.Contains(service.Log.Tail(), line => line.EndsWith("ended with code 137", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_service_that_never_gets_ready_fails_with_the_end_of_its_log()
    {
        using var service = Make(
            "echo the reason why; exit 3", new() { First = TimeSpan.FromMilliseconds(10) }, new Uri("http://127.0.0.1:9"));
        var running = service.RunAsync(_stop.Token);

        var failure = await Assert.ThrowsAsync<LaunchException>(() => service.FirstUp);
        await running;

        Assert.Equal(ExitCode.NotHealthy, failure.Code);
        Assert.Contains("the reason why", failure.Details);
        Assert.Equal(ProcessState.Failed, service.State);
    }

    [Fact]
    public async Task A_service_that_runs_and_is_not_ready_in_time_fails()
    {
        using var service = Make("exec cat", new() { StartLimit = TimeSpan.FromMilliseconds(200) }, new Uri("http://127.0.0.1:9"));
        var running = service.RunAsync(_stop.Token);

        var failure = await Assert.ThrowsAsync<LaunchException>(() => service.FirstUp);
        await _stop.CancelAsync();
        await running;

        Assert.Contains("was not ready", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_program_that_is_not_there_is_said_to_be_so()
    {
        using var service = new ServiceProcess(
            new() { Name = "ghost", Program = "/nowhere/ghost", WorkingDirectory = _folder.Path }, _folder.Path, _probe, new(), TimeProvider.System, _ => { });

        await service.RunAsync(_stop.Token);

        Assert.Contains("ghost cannot be started", (await Assert.ThrowsAsync<LaunchException>(() => service.FirstUp)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Both_outputs_go_to_the_log_and_memory_is_noted()
    {
        using var service = Make("echo out; echo err >&2; exec cat");
        var running = service.RunAsync(_stop.Token);

        await Eventually.TrueAsync(() => service.Log.Tail() is var lines && lines.Contains("out") && lines.Contains("err"));
        service.Sample();

        await _stop.CancelAsync();
        await running;
        Assert.InRange(service.PeakBytes, 1, long.MaxValue);
    }

    internal static bool IsAlive(int process)
    {
        try
        {
            using var found = System.Diagnostics.Process.GetProcessById(process);
            return !found.HasExited;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    private ServiceProcess Make(string script, RestartPolicy? policy = null, Uri? address = null) => new(
        new() { Name = "service", Program = "sh", Arguments = ["-c", script], WorkingDirectory = _folder.Path, Address = address },
        _folder.File("logs"), _probe, policy ?? new(), TimeProvider.System, service => _states.Enqueue(service.State));
}
