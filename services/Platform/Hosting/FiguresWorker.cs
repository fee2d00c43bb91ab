using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace MedBill.Platform.Hosting;

/// <summary>
/// Works figures out of the store once a minute, of all practices together, and measures them. Every replica says the same, so a reader takes
/// the largest. Where nobody collects, nothing is worked out.
/// </summary>
public abstract class FiguresWorker(IServiceScopeFactory scopes, MachineTime machine, ILogger logger)
    : PollingWorker(machine, TimeSpan.FromMinutes(1), logger)
{
    /// <summary>One of the instruments measured; it tells whether anybody listens.</summary>
    protected abstract Instrument Listened { get; }

    /// <inheritdoc/>
    public sealed override async Task<int> SweepAsync(CancellationToken cancel)
    {
        if (Listened.Enabled)
        {
            await using var scope = scopes.CreatePracticeScope(null);
            await MeasureAsync(scope.ServiceProvider, cancel);
        }

        return 0;
    }

    /// <summary>Reads, and records.</summary>
    /// <param name="services">Of a scope without practice: query past the practice filter.</param>
    /// <param name="cancel">Gives up.</param>
    protected abstract Task MeasureAsync(IServiceProvider services, CancellationToken cancel);
}
