using MedBill.Platform.Hosting;

namespace MedBill.Remittance.Import;

/// <summary>A worker of which one sweep runs at a time in this process, whoever asks for it.</summary>
internal abstract class ExclusiveWorker(MachineTime machine, TimeSpan interval, ILogger logger) : PollingWorker(machine, interval, logger)
{
    private readonly SemaphoreSlim _one = new(1, 1);

    public sealed override async Task<int> SweepAsync(CancellationToken cancel)
    {
        await _one.WaitAsync(cancel);
        try
        {
            return await SweepOnceAsync(cancel);
        }
        finally
        {
            _one.Release();
        }
    }

    public sealed override void Dispose()
    {
        _one.Dispose();
        base.Dispose();
    }

    protected abstract Task<int> SweepOnceAsync(CancellationToken cancel);
}
