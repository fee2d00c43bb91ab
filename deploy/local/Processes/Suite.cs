using System.Diagnostics;
using System.Security.Cryptography;
using MedBill.Local.Tye;

namespace MedBill.Local.Processes;

/// <summary>All processes of one run: started together, stopped together.</summary>
internal sealed class Suite : IAsyncDisposable
{
    private static readonly TimeSpan SampleEvery = TimeSpan.FromMilliseconds(500);

    private readonly HealthProbe _probe = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly TimeProvider _time;
    private readonly Action<Suite, ServiceProcess>? _changed;
    private Task _running = Task.CompletedTask;

    public Suite(TyeFile file, RunSettings run, IServicePrograms programs, TimeProvider time, Action<Suite, ServiceProcess>? changed = null, RestartPolicy? policy = null)
    {
        Run = run;
        _time = time;
        _changed = changed;
        Directory.CreateDirectory(run.Folder);
        Services = [.. file.Started.Select(service => new ServiceProcess(
            Spec(service, file, run, programs), run.LogFolder, _probe, policy ?? new RestartPolicy(), time, OnChanged))];
    }

    public RunSettings Run { get; }

    public IReadOnlyList<ServiceProcess> Services { get; }

    public Uri Gateway => this[ServiceEnvironment.Gateway].Address!;

    /// <summary>Most memory held by all processes, this one included: the sum of what each held at most.</summary>
    public long PeakBytes => Services.Sum(service => service.PeakBytes) + OwnPeakBytes;

    public static long OwnPeakBytes
    {
        get
        {
            using var self = Process.GetCurrentProcess();
            return self.PeakWorkingSet64;
        }
    }

    public ServiceProcess this[string name] => Services.Single(service => service.Name == name);

    /// <summary>A token that only the processes of one run know.</summary>
    public static string NewAppToken() => RandomNumberGenerator.GetHexString(32, lowercase: true);

    /// <summary>Starts everything and returns when all of it is ready.</summary>
    /// <exception cref="Commands.LaunchException">One of them will not be.</exception>
    public async Task StartAsync(CancellationToken cancel)
    {
        _running = Task.WhenAll([.. Services.Select(service => service.RunAsync(_stop.Token)), SampleAsync(_stop.Token)]);
        var waiting = Services.Select(service => service.FirstUp).ToList();
        while (waiting.Count > 0)
        {
            // The first that fails ends the wait.
            var next = await Task.WhenAny(waiting).WaitAsync(cancel);
            waiting.Remove(next);
            await next;
        }
    }

    /// <summary>Stops everything; nothing is left running.</summary>
    public async Task StopAsync()
    {
        await _stop.CancelAsync();
        await _running;
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        foreach (var service in Services)
        {
            service.Dispose();
        }

        _probe.Dispose();
        _stop.Dispose();
    }

    public void Sample()
    {
        foreach (var service in Services)
        {
            service.Sample();
        }
    }

    private static ProcessSpec Spec(TyeService service, TyeFile file, RunSettings run, IServicePrograms programs)
    {
        var spec = new ProcessSpec
        {
            Name = service.Name,
            Program = service.Executable ?? DotNet.Path,
            Arguments = service.Arguments,
            WorkingDirectory = service.WorkingDirectory ?? file.Folder,
            Environment = ServiceEnvironment.Of(service, file, run),
            Address = service.Binding is { } binding ? new($"{binding.Protocol}://{binding.Host}:{run.Ports[service.Name]}") : null,
        };
        if (service.Project is null)
        {
            return spec;
        }

        var program = programs.Of(service);
        return spec with { Program = program.Path, Arguments = [.. program.Arguments, .. service.Arguments], WorkingDirectory = program.Folder };
    }

    private async Task SampleAsync(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            Sample();
            await Task.Delay(SampleEvery, _time, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private void OnChanged(ServiceProcess service) => _changed?.Invoke(this, service);
}
