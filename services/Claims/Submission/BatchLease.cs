using MedBill.Claims.Domain;
using MedBill.Claims.Storage;
using MedBill.Platform.Hosting;
using Microsoft.EntityFrameworkCore;

namespace MedBill.Claims.Submission;

/// <summary>
/// The right to write or to sift one batch. It ends with its time, and another worker may take it then: so every change that rests on it names
/// it, and does nothing when it is no longer ours.
/// </summary>
/// <param name="BatchId"><c>sub-…</c></param>
/// <param name="Practice">Whose batch it is.</param>
/// <param name="EndTime">Machine time; also what tells this lease from any other of the batch.</param>
internal sealed record BatchLease(string BatchId, string Practice, DateTimeOffset EndTime);

/// <summary>Another worker has taken the batch over. What this one has done in transactions of its own stands; the other goes on from there.</summary>
internal sealed class LeaseLostException(BatchLease lease) : Exception($"The lease of {lease.BatchId} has ended.")
{
    public static void ThrowIf(bool isLost, BatchLease lease)
    {
        if (isLost)
        {
            throw new LeaseLostException(lease);
        }
    }
}

internal static class HeldBatches
{
    /// <summary>The batch while this lease holds; else nothing.</summary>
    public static IQueryable<SubmissionBatch> HeldBatch(this ClaimsDb db, BatchLease lease)
    {
        DateTimeOffset? mine = lease.EndTime;
        return db.SubmissionBatches.Where(batch => batch.Id == lease.BatchId && batch.State == BatchState.Closed && batch.LeaseEndTime == mine);
    }

    /// <summary>
    /// Touches the batch, so that nobody takes it over before the running transaction is over.
    /// </summary>
    /// <exception cref="LeaseLostException">Somebody has.</exception>
    public static async Task HoldAsync(this ClaimsDb db, BatchLease lease, CancellationToken cancel) =>
        LeaseLostException.ThrowIf(
            await db.HeldBatch(lease).ExecuteUpdateAsync(set => set.SetProperty(batch => batch.LeaseEndTime, batch => batch.LeaseEndTime), cancel) == 0, lease);
}

/// <summary>Keeps a lease while long work goes on.</summary>
internal sealed class LeaseRenewal(ClaimsDb db, MachineTime machine, SubmissionSettings settings)
{
    /// <summary>The lease, made longer when half of it is over: work that takes longer than one lease is not begun again by another worker without end.</summary>
    /// <exception cref="LeaseLostException">Another worker has taken the batch over.</exception>
    public async Task<BatchLease> RenewAsync(BatchLease lease, CancellationToken cancel)
    {
        var now = machine.GetUtcNow();
        if (lease.EndTime - now > settings.WriteLease / 2)
        {
            return lease;
        }

        DateTimeOffset? until = now + settings.WriteLease;
        var renewed = await db.InTransactionAsync(
            token => db.HeldBatch(lease).ExecuteUpdateAsync(set => set.SetProperty(batch => batch.LeaseEndTime, until), token), cancel);
        LeaseLostException.ThrowIf(renewed == 0, lease);
        return lease with { EndTime = until.Value };
    }
}
