using MedBill.Claims.Domain;
using MedBill.Claims.Storage;
using MedBill.Platform.Hosting;
using MedBill.Platform.Mailbox;
using MedBill.Platform.Storage;
using Microsoft.EntityFrameworkCore;

namespace MedBill.Claims.Submission;

/// <summary>
/// Writes the file of a closed batch and marks it sent. Stopped between any two steps, the next try writes the same file under the same
/// numbers: they were taken when the batch was closed, and the bytes are kept before they may leave the house.
/// </summary>
internal sealed class BatchWriting(
    ClaimsDb db, IMailbox mailbox, BatchMaking making, TimeProvider clock, MachineTime machine, SubmissionSettings settings)
{
    /// <summary>Takes the oldest closed batch, of any practice, that no other worker is writing. Null when there is none.</summary>
    public async Task<BatchLease?> LeaseAsync(CancellationToken cancel)
    {
        var now = machine.GetUtcNow();
        var free = db.SubmissionBatches.IgnoreQueryFilters([ServiceDb.PracticeFilter])
            .Where(batch => batch.State == BatchState.Closed && (batch.LeaseEndTime == null || batch.LeaseEndTime <= now));
        while (await free.OrderBy(batch => batch.Id).Select(batch => new { batch.Id, batch.Practice }).FirstOrDefaultAsync(cancel) is { } next)
        {
            DateTimeOffset? until = now + settings.WriteLease;
            var taken = await db.InTransactionAsync(
                token => free.Where(batch => batch.Id == next.Id)
                    .ExecuteUpdateAsync(set => set.SetProperty(batch => batch.LeaseEndTime, until), token),
                cancel);
            if (taken > 0)
            {
                return new(next.Id, next.Practice, until.Value);
            }
        }

        return null;
    }

    /// <summary>Writes the file into the outbound mailbox. Codes of what the writer has against it; empty when it is there.</summary>
    /// <exception cref="LeaseLostException">Another worker has taken the batch over; nothing was written.</exception>
    public async Task<IReadOnlyList<string>> WriteAsync(BatchLease lease, CancellationToken cancel)
    {
        var batchId = lease.BatchId;
        var batch = await db.SubmissionBatches.AsNoTracking().SingleAsync(one => one.Id == batchId, cancel);
        var begun = await db.BegunFiles.Where(one => one.BatchId == batchId).Select(one => one.Bytes).SingleOrDefaultAsync(cancel);
        var file = begun is null ? await MakeAsync(batch, cancel) : new(begun, []);
        var bytes = begun ?? file.Bytes.ToArray();

        // Before it may leave the house, and only then, since a TA1 with note 025 is judged by it.
        await db.InTransactionAsync(token => NoteAsync(lease, file.IsRefused, begun is null ? bytes : null, token), cancel);
        if (file.IsRefused)
        {
            return [.. file.Errors.Select(finding => finding.Code).Distinct()];
        }

        await mailbox.WriteOutboundAsync(batch.FileName, bytes, cancel);
        return [];
    }

    // The lease first: who has lost it keeps nothing.
    private async Task NoteAsync(BatchLease lease, bool isRefused, byte[]? begunNow, CancellationToken cancel)
    {
        var noted = await db.HeldBatch(lease).ExecuteUpdateAsync(
            set =>
            {
                if (isRefused)
                {
                    set.SetProperty(one => one.RefusalCount, one => one.RefusalCount + 1);
                }
                else
                {
                    set.SetProperty(one => one.WriteCount, one => one.WriteCount + 1);
                }
            },
            cancel);
        LeaseLostException.ThrowIf(noted == 0, lease);
        if (!isRefused && begunNow is not null)
        {
            db.BegunFiles.Add(new() { BatchId = lease.BatchId, Bytes = begunNow });
            await db.SaveChangesAsync(cancel);
        }
    }

    private async Task<BatchText> MakeAsync(SubmissionBatch batch, CancellationToken cancel) => making.Make(
        batch, await db.ClaimVersions.AsNoTracking().Where(version => version.Submission!.BatchId == batch.Id).ToListAsync(cancel));

    /// <summary>Marks the batch and its submissions sent, unless an answer to it has done so already.</summary>
    public Task MarkSentAsync(string batchId, CancellationToken cancel) => db.InTransactionAsync(
        async token =>
        {
            var batch = await db.SubmissionBatches.SingleAsync(one => one.Id == batchId, token);
            if (batch.MarkSent(clock.GetUtcNow()))
            {
                await db.MarkSubmissionsSentAsync(batch, token);
                await db.SaveChangesAsync(token);
            }
        },
        cancel);
}

internal static class SentSubmissions
{
    /// <summary>
    /// Every submission of a batch that just went out. Their claims show it, so their etags change. Its file need not be written again.
    /// </summary>
    public static async Task MarkSubmissionsSentAsync(this ClaimsDb db, SubmissionBatch batch, CancellationToken cancel)
    {
        var queued = db.Submissions.Where(submission => submission.BatchId == batch.Id && submission.State == SubmissionState.Queued);
        await db.Claims.Where(claim => queued.Select(submission => submission.ClaimId).Contains(claim.Id))
            .ExecuteUpdateAsync(set => set.SetProperty(claim => claim.Version, claim => claim.Version + 1), cancel);
        await queued.ExecuteUpdateAsync(
            set => set.SetProperty(submission => submission.State, SubmissionState.Sent).SetProperty(submission => submission.SendTime, batch.SendTime),
            cancel);
        await db.BegunFiles.Where(file => file.BatchId == batch.Id).ExecuteDeleteAsync(cancel);
    }
}
