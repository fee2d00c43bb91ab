using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;

namespace MedBill.Platform.Hosting;

/// <summary>
/// Ends the process when its standard input ends (<c>Launcher:StopWithInput</c>). The launcher holds the other end of that pipe, and the
/// operating system closes it however the launcher ends, kill -9 included: no process of the suite outlives it.
/// </summary>
internal sealed class StopWithInput(
    IConfiguration configuration, IHostApplicationLifetime lifetime, MachineTime machine, Func<Stream>? open = null)
    : IHostedLifecycleService
{
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(8);

    // Before anything else starts: a start that takes long must end as well.
    public Task StartingAsync(CancellationToken cancellationToken)
    {
        if (configuration.GetValue("Launcher:StopWithInput", false))
        {
            new Thread(Watch) { IsBackground = true, Name = nameof(StopWithInput) }.Start();
        }

        return Task.CompletedTask;
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private void Watch()
    {
        try
        {
            ReadToEnd();
        }
        catch (IOException)
        {
            // An input that cannot be read has nobody at its other end.
        }

        lifetime.StopApplication();
        _ = EndAsync();
    }

    private void ReadToEnd()
    {
#pragma warning disable RS0030 // The only way to this process's own standard input.
        using var input = (open ?? Console.OpenStandardInput)();
#pragma warning restore RS0030
        var ignored = new byte[64];
        while (input.Read(ignored) > 0)
        {
            // Nothing is said on it; only its end counts.
        }
    }

    // Whoever has not finished by now is waiting for something that will not come.
    private async Task EndAsync()
    {
        await machine.DelayAsync(Grace, CancellationToken.None);
        Environment.Exit(1);
    }
}
