using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace MedBill.Platform.Hosting;

/// <summary>Work that is looked for again and again; a test may look at once.</summary>
public interface ISweep
{
    /// <summary>Does what there is to do and says how many things that were; 0 = nothing left now.</summary>
    Task<int> SweepAsync(CancellationToken cancel);
}

/// <summary>
/// A background loop: sweeps until there is nothing, then waits for a wake or the interval (machine time). A failing sweep is logged and
/// tried again after a growing pause of at most a minute; it never ends the loop.
/// </summary>
public abstract class PollingWorker(MachineTime machine, TimeSpan interval, ILogger logger) : BackgroundService, ISweep
{
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(1);

    private readonly SemaphoreSlim _wake = new(0, 1);
    private readonly SemaphoreSlim _one = new(1, 1);

    /// <summary>Machine time.</summary>
    protected MachineTime Machine { get; } = machine;

    /// <summary>Where this worker logs.</summary>
    protected ILogger Logger { get; } = logger;

    /// <summary>Machine time of the last finished sweep; the loop lives as long as this moves.</summary>
    public DateTimeOffset LastSweep { get; private set; } = machine.GetUtcNow();

    /// <inheritdoc/>
    public abstract Task<int> SweepAsync(CancellationToken cancel);

    // The loop and a test may both ask; the work itself never runs twice at once.
    async Task<int> ISweep.SweepAsync(CancellationToken cancel)
    {
        await _one.WaitAsync(cancel);
        try
        {
            return await SweepAsync(cancel);
        }
        finally
        {
            _one.Release();
        }
    }

    /// <summary>Makes the loop look again at once.</summary>
    public void Wake()
    {
        lock (_wake)
        {
            if (_wake.CurrentCount == 0)
            {
                _wake.Release();
            }
        }
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        base.Dispose();
        _wake.Dispose();
        _one.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var failures = 0;
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                var done = await ((ISweep)this).SweepAsync(stoppingToken);
                LastSweep = Machine.GetUtcNow();
                failures = 0;
                if (done == 0)
                {
                    await WaitAsync(interval, stoppingToken);
                }
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
#pragma warning disable CA1031 // A loop that ends on an error never does its work again.
            catch (Exception exception)
            {
                Log.SweepFailed(Logger, GetType().Name, Log.Types(exception), exception.StackTrace);
                LastSweep = Machine.GetUtcNow();
                await PauseAsync(++failures, stoppingToken);
            }
#pragma warning restore CA1031
        }
    }

    private async Task PauseAsync(int failures, CancellationToken cancel)
    {
        var pause = TimeSpan.FromMilliseconds(Math.Min(LongestPause.TotalMilliseconds, 250 * Math.Pow(2, Math.Min(failures, 10))));
        await Machine.DelayAsync(pause, cancel).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private async Task WaitAsync(TimeSpan time, CancellationToken cancel)
    {
        using var timer = new CancellationTokenSource(time, Machine.Provider);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timer.Token, cancel);
        await _wake.WaitAsync(either.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }
}

/// <summary>Registers workers.</summary>
public static class WorkerSetup
{
    /// <summary>One instance, running in the background, findable by its type and as <see cref="ISweep"/>.</summary>
    public static void AddWorker<TWorker>(this WebApplicationBuilder builder)
        where TWorker : PollingWorker
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.AddSingleton<TWorker>();
        builder.Services.AddSingleton<ISweep>(provider => provider.GetRequiredService<TWorker>());
        builder.Services.AddHostedService(provider => provider.GetRequiredService<TWorker>());
    }
}
