using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace MedBill.Platform.Hosting;

/// <summary>The configuration is not safe to run with. The message is one line for the operator.</summary>
public sealed class StartRefusedException(string message) : Exception(message);

/// <summary>A check that must pass before the host listens; the answer is why not, or null.</summary>
internal sealed record StartCheck(Func<IServiceProvider, string?> Find);

/// <summary>Runs every start check before anything else starts.</summary>
internal sealed class StartChecks(
    IServiceProvider provider, ILogger<StartChecks> logger) : IHostedLifecycleService
{
    public Task StartingAsync(CancellationToken cancellationToken)
    {
        if (StartCheckSetup.FindRefusal(provider) is { } reason)
        {
            Log.StartRefused(logger, reason);
            throw new StartRefusedException(reason);
        }

        return Task.CompletedTask;
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}

/// <summary>How a host says what must be so before it listens.</summary>
public static class StartCheckSetup
{
    /// <summary>Refuses the start with the line that <paramref name="find"/> answers; null is well.</summary>
    public static void AddStartCheck(this IServiceCollection services, Func<IServiceProvider, string?> find) =>
        services.AddSingleton(new StartCheck(find));

    /// <summary>The first reason not to start; null when there is none.</summary>
    internal static string? FindRefusal(IServiceProvider provider) =>
        provider.GetServices<StartCheck>().Select(check => check.Find(provider)).FirstOrDefault(reason => reason is not null);
}
