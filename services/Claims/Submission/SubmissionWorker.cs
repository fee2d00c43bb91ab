using MedBill.Platform.Hosting;

namespace MedBill.Claims.Submission;

/// <summary>
/// Closes batches that are due and writes the files of closed ones. Any number of replicas may run it: closing is serialized by the control
/// number, writing by a lease.
/// </summary>
internal sealed class SubmissionWorker(IServiceScopeFactory scopes, MachineTime machine, ILogger<SubmissionWorker> logger)
    : PollingWorker(machine, TimeSpan.FromMilliseconds(250), logger)
{
    public override async Task<int> SweepAsync(CancellationToken cancel) => await CloseDueAsync(cancel) + await WriteClosedAsync(cancel);

    private async Task<int> CloseDueAsync(CancellationToken cancel)
    {
        List<BatchRoute> due;
        await using (var scope = scopes.CreatePracticeScope(null))
        {
            due = await scope.ServiceProvider.GetRequiredService<BatchClosing>().FindDueAsync(Machine.GetUtcNow(), cancel);
        }

        var closed = 0;
        foreach (var route in due)
        {
            await using var scope = scopes.CreatePracticeScope(route.Practice);
            if (await scope.ServiceProvider.GetRequiredService<BatchClosing>().CloseAsync(route, cancel) is { } batch)
            {
                Log.BatchClosed(Logger, batch.Id, batch.ControlNumber, batch.ClaimCount);
                closed++;
            }
        }

        return closed;
    }

    private async Task<int> WriteClosedAsync(CancellationToken cancel)
    {
        var written = 0;
        while (await LeaseAsync(cancel) is { } lease)
        {
            try
            {
                written += await WriteAsync(lease, cancel) ? 1 : 0;
            }
            catch (LeaseLostException)
            {
                Log.BatchTakenOver(Logger, lease.BatchId);
            }
        }

        return written;
    }

    // False when it was refused.
    private async Task<bool> WriteAsync(BatchLease lease, CancellationToken cancel)
    {
        await using var scope = scopes.CreatePracticeScope(lease.Practice);
        var writing = scope.ServiceProvider.GetRequiredService<BatchWriting>();
        var refused = await writing.WriteAsync(lease, cancel);
        if (refused.Count > 0)
        {
            // The edits let something through that the writer does not take. The batch is tried again when the lease ends, in case a newer
            // release writes it by then; after some refusals the claims to blame are taken out.
            Log.BatchRefused(Logger, lease.BatchId, string.Join(' ', refused));
            await scope.ServiceProvider.GetRequiredService<BatchSifting>().SiftAsync(lease, cancel);
            return false;
        }

        await writing.MarkSentAsync(lease.BatchId, cancel);
        Log.BatchSent(Logger, lease.BatchId);
        return true;
    }

    private async Task<BatchLease?> LeaseAsync(CancellationToken cancel)
    {
        await using var scope = scopes.CreatePracticeScope(null);
        return await scope.ServiceProvider.GetRequiredService<BatchWriting>().LeaseAsync(cancel);
    }
}
