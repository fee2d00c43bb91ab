using System.Globalization;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace MedBill.Platform.Hosting;

/// <summary>
/// The end of a host. It says at once that it is not ready; for <c>Shutdown:Delay</c> it goes on as before, until whoever sends it calls has
/// found out; then it takes no new ones and finishes those in hand, the workers stop, and the relay sends what is left. All within
/// <see cref="Longest"/>, which is less than the sidecar waits for its own end (25 s).
/// </summary>
public sealed class Draining(IConfiguration configuration, IHostEnvironment environment, IHostApplicationLifetime lifetime) : IHostedLifecycleService
{
    /// <summary>From the signal to the end, at most.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromSeconds(20);

    /// <summary>The longest <c>Shutdown:Delay</c>.</summary>
    public static readonly TimeSpan LongestDelay = TimeSpan.FromSeconds(10);

    private static readonly TimeSpan DefaultDelay = TimeSpan.FromSeconds(5);

    private readonly TimeSpan _delay = TimeSpan.TryParse(configuration["Shutdown:Delay"], CultureInfo.InvariantCulture, out var delay) ? delay
        : environment.IsDevelopment() ? TimeSpan.Zero
        : DefaultDelay;

    private volatile bool _stopping;

    /// <summary>The host has been told to end.</summary>
    public bool HasBegun => _stopping || lifetime.ApplicationStopping.IsCancellationRequested;

    /// <inheritdoc/>
    public async Task StoppingAsync(CancellationToken cancellationToken)
    {
        _stopping = true;

        // Neither of the two clocks: a test's may stand still.
        await Task.Delay(_delay, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    /// <inheritdoc/>
    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}

internal static class DrainingSetup
{
    public static void AddDraining(this IServiceCollection services)
    {
        services.Configure<HostOptions>(host => host.ShutdownTimeout = Draining.Longest);
        services.AddSingleton<Draining>();
        services.AddHostedService(provider => provider.GetRequiredService<Draining>());
    }
}
