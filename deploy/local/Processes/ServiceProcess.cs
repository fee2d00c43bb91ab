using System.ComponentModel;
using System.Diagnostics;
using MedBill.Local.Commands;

namespace MedBill.Local.Processes;

/// <summary>How to start one process.</summary>
internal sealed record ProcessSpec
{
    public required string Name { get; init; }

    public required string Program { get; init; }

    public IReadOnlyList<string> Arguments { get; init; } = [];

    public required string WorkingDirectory { get; init; }

    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();

    /// <summary>Where it listens; null when it is up as soon as it runs.</summary>
    public Uri? Address { get; init; }
}

internal enum ProcessState
{
    Waiting,
    Starting,
    Up,
    Restarting,
    Stopped,
    Failed,
}

/// <summary>Keeps one process running until it is told to stop.</summary>
internal sealed class ServiceProcess : IDisposable
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(100);

    private readonly ProcessSpec _spec;
    private readonly HealthProbe _probe;
    private readonly RestartPolicy _policy;
    private readonly TimeProvider _time;
    private readonly Action<ServiceProcess> _changed;
    private readonly TaskCompletionSource _firstUp = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile Process? _process;
    private long _peakBytes;
    private int _restarts;

    public ServiceProcess(
        ProcessSpec spec, string logFolder, HealthProbe probe, RestartPolicy policy, TimeProvider time, Action<ServiceProcess> changed)
    {
        (_spec, _probe, _policy, _time, _changed) = (spec, probe, policy, time, changed);
        Log = new(Path.Combine(logFolder, spec.Name + ".log"));
    }

    public string Name => _spec.Name;

    public Uri? Address => _spec.Address;

    public ProcessState State { get; private set; } = ProcessState.Waiting;

    public int? ProcessId { get; private set; }

    /// <summary>How often it was started again after it had ended by itself.</summary>
    public int Restarts => _restarts;

    /// <summary>Most memory that any of its processes held at once.</summary>
    public long PeakBytes => Interlocked.Read(ref _peakBytes);

    public ServiceLog Log { get; }

    /// <summary>Ends when the service is ready for the first time, or fails when it will not be.</summary>
    public Task FirstUp => _firstUp.Task;

    /// <summary>Starts, watches and starts again until <paramref name="stop"/>; then the process is gone.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        var ends = 0;
        while (!stop.IsCancellationRequested)
        {
            using var process = Start();
            if (process is null)
            {
                return;
            }

            var healthySince = await AwaitHealthyAsync(process, stop);
            if (healthySince is not null)
            {
                Become(ProcessState.Up);
                _firstUp.TrySetResult();
                await process.WaitForExitAsync(stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }

            if (stop.IsCancellationRequested)
            {
                await StopAsync(process);
                break;
            }

            await EndAsync(process);
            Note($"ended with code {process.ExitCode}");
            ends = _policy.Count(ends, healthySince is { } since ? _time.GetElapsedTime(since) : TimeSpan.Zero);
            if (_policy.Next(ends, _firstUp.Task.IsCompletedSuccessfully) is not { } pause)
            {
                Fail($"{Name} did not become healthy: it ended {ends} times.");
                return;
            }

            // First away, then counted: whoever sees the count and Up sees the new process.
            State = ProcessState.Restarting;
            Interlocked.Increment(ref _restarts);
            Become(ProcessState.Restarting);
            await Task.Delay(pause, _time, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        Become(ProcessState.Stopped);
        _firstUp.TrySetCanceled(stop);
    }

    /// <summary>kill -9.</summary>
    public void Kill()
    {
        Sample();
        _process?.Kill();
    }

    /// <summary>Notes how much memory the process has held at most.</summary>
    public void Sample()
    {
        try
        {
            if (_process is { HasExited: false } process)
            {
                process.Refresh();
                _peakBytes = Math.Max(_peakBytes, process.PeakWorkingSet64);
            }
        }
        catch (InvalidOperationException)
        {
            // It has just ended.
        }
    }

    public void Dispose() => Log.Dispose();

    private Process? Start()
    {
        var info = new ProcessStartInfo(_spec.Program, _spec.Arguments)
        {
            WorkingDirectory = _spec.WorkingDirectory,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        foreach (var name in info.Environment.Keys.Where(name => !ServiceEnvironment.IsInherited(name)).ToList())
        {
            info.Environment.Remove(name);
        }

        foreach (var (name, value) in _spec.Environment)
        {
            info.Environment[name] = value;
        }

        var process = new Process { StartInfo = info };
        process.OutputDataReceived += (_, line) => Keep(line.Data);
        process.ErrorDataReceived += (_, line) => Keep(line.Data);
        try
        {
            process.Start();
        }
        catch (Win32Exception exception)
        {
            process.Dispose();
            Fail($"{Name} cannot be started: {exception.Message}");
            return null;
        }

        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        _process = process;
        ProcessId = process.Id;
        Note($"started as process {process.Id}");
        Become(ProcessState.Starting);
        return process;
    }

    // The moment it was ready; null when it ended first, took too long, or the launcher stops.
    private async Task<long?> AwaitHealthyAsync(Process process, CancellationToken stop)
    {
        var started = _time.GetTimestamp();
        while (!process.HasExited && !stop.IsCancellationRequested)
        {
            if (_spec.Address is not { } address || await IsReadyAsync(address, stop))
            {
                return _time.GetTimestamp();
            }

            if (_time.GetElapsedTime(started) > _policy.StartLimit)
            {
                Note($"not ready after {_policy.StartLimit.TotalSeconds:0} s");
                process.Kill(entireProcessTree: true);
                if (!_firstUp.Task.IsCompleted)
                {
                    _firstUp.TrySetException(Unhealthy($"{Name} was not ready after {_policy.StartLimit.TotalSeconds:0} s."));
                }

                return null;
            }

            await Task.Delay(LookEvery, _time, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        return null;
    }

    private async Task<bool> IsReadyAsync(Uri address, CancellationToken stop)
    {
        try
        {
            return await _probe.IsReadyAsync(address, stop);
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    // End of input asks it to finish; what does not finish in time is ended.
    private async Task StopAsync(Process process)
    {
        Sample();
        try
        {
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // It is gone already.
        }

        using var limit = new CancellationTokenSource(_policy.StopLimit, _time);
        await process.WaitForExitAsync(limit.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (!process.HasExited)
        {
            Note($"did not stop in {_policy.StopLimit.TotalSeconds:0} s");
        }

        await EndAsync(process);
    }

    private async Task EndAsync(Process process)
    {
        if (!process.HasExited)
        {
            process.Kill(entireProcessTree: true);
        }

        // Also waits until all it wrote has been read.
        await process.WaitForExitAsync(CancellationToken.None);
        _process = null;
        ProcessId = null;
    }

    private void Fail(string message)
    {
        Become(ProcessState.Failed);
        _firstUp.TrySetException(Unhealthy(message));
    }

    private LaunchException Unhealthy(string message) => new(ExitCode.NotHealthy, message, Log.Tail(25));

    private void Become(ProcessState state)
    {
        State = state;
        _changed(this);
    }

    private void Note(string what) => Log.Append($"[launcher {_time.GetLocalNow():HH:mm:ss}] {what}");

    private void Keep(string? line)
    {
        if (line is not null)
        {
            Log.Append(line);
        }
    }
}
