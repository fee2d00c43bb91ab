using MedBill.Claims.Domain;
using MedBill.Claims.Storage;
using MedBill.Platform.Storage;
using MedBill.Platform.Values;
using Microsoft.EntityFrameworkCore;

namespace MedBill.Claims.Submission;

/// <summary>The claims that may share a file: one practice, one payer, one sender and receiver.</summary>
internal sealed record BatchRoute(string Practice, string PayerId, string SenderId, string ReceiverId);

/// <summary>Closes batches: takes control numbers and assigns waiting submissions, both in one transaction, so that no number is used twice
/// and no claim is in two files.</summary>
internal sealed class BatchClosing(ClaimsDb db, TimeProvider clock, SubmissionSettings settings)
{
    /// <summary>Routes of any practice whose batch is full, or whose first claim has waited long enough.</summary>
    public async Task<List<BatchRoute>> FindDueAsync(DateTimeOffset machineTime, CancellationToken cancel)
    {
        var waiting = await db.Submissions.IgnoreQueryFilters([ServiceDb.PracticeFilter])
            .Where(submission => submission.BatchId == null && submission.State == SubmissionState.Queued)
            .GroupBy(submission => new { submission.Practice, submission.PayerId, submission.SenderId, submission.ReceiverId })
            .Select(group => new { group.Key, Count = group.Count(), First = group.Min(submission => submission.WindowStartTime) })
            .ToListAsync(cancel);
        return
        [
            .. from route in waiting
               where route.Count >= settings.MaxClaims || route.First + settings.BatchWindow <= machineTime
               orderby route.First
               select new BatchRoute(route.Key.Practice, route.Key.PayerId, route.Key.SenderId, route.Key.ReceiverId),
        ];
    }

    /// <summary>Routes of the acting practice that have anything waiting; of one payer when <paramref name="payerId"/> is given.</summary>
    public async Task<List<BatchRoute>> FindWaitingAsync(string? payerId, CancellationToken cancel) => await db.Submissions
        .Where(submission => submission.BatchId == null && submission.State == SubmissionState.Queued && (payerId == null || submission.PayerId == payerId))
        .GroupBy(submission => new { submission.Practice, submission.PayerId, submission.SenderId, submission.ReceiverId })
        .OrderBy(group => group.Min(submission => submission.WindowStartTime))
        .Select(group => new BatchRoute(group.Key.Practice, group.Key.PayerId, group.Key.SenderId, group.Key.ReceiverId))
        .ToListAsync(cancel);

    /// <summary>Closes one batch of this route, of the claims that waited longest. Null when nothing waits any more.</summary>
    public Task<SubmissionBatch?> CloseAsync(BatchRoute route, CancellationToken cancel) => db.InTransactionAsync(
        async token =>
        {
            // Touched before anything is read: whoever else closes batches waits here until this one is committed.
            await Numbers().ExecuteUpdateAsync(set => set.SetProperty(number => number.Last, number => number.Last), token);
            var id = ResourceName.NewId("sub", clock.GetUtcNow());
            var charges = await AssignAsync(route, id, token);
            if (charges.Count == 0)
            {
                return null;
            }

            if (charges.Count > settings.MaxClaims)
            {
                // Claims were queued between the look and the assignment.
                throw DatabaseFaults.Contention();
            }

            var batch = new SubmissionBatch
            {
                Id = id,
                PayerId = route.PayerId,
                SenderId = route.SenderId,
                ReceiverId = route.ReceiverId,
                ControlNumber = await TakeNumberAsync(token),
                UsageCode = settings.UsageCode,
                CreateTime = ToMinute(clock.GetUtcNow()),
            };
            batch.Fill(charges.Count, Money.Sum(charges));
            db.Add(batch);
            await db.SaveChangesAsync(token);
            return batch;
        },
        cancel);

    private async Task<List<Money>> AssignAsync(BatchRoute route, string batchId, CancellationToken cancel)
    {
        var waiting = db.Submissions.Where(submission => submission.BatchId == null && submission.State == SubmissionState.Queued
            && submission.PayerId == route.PayerId && submission.SenderId == route.SenderId && submission.ReceiverId == route.ReceiverId);
        var oldest = waiting.OrderBy(submission => submission.WindowStartTime).ThenBy(submission => submission.ClaimId);

        // The first that no longer fits: everything before it goes. A claim waits with one version only.
        if (await oldest.Skip(settings.MaxClaims).FirstOrDefaultAsync(cancel) is { } next)
        {
            waiting = waiting.Where(submission => submission.WindowStartTime < next.WindowStartTime
                || (submission.WindowStartTime == next.WindowStartTime && string.Compare(submission.ClaimId, next.ClaimId) < 0));
        }

        await waiting.ExecuteUpdateAsync(set => set.SetProperty(submission => submission.BatchId, batchId), cancel);
        return await db.Submissions.Where(submission => submission.BatchId == batchId)
            .Join(
                db.ClaimVersions,
                submission => new { submission.ClaimId, Number = submission.VersionNumber },
                version => new { version.ClaimId, version.Number },
                (_, version) => version.TotalCharge)
            .ToListAsync(cancel);
    }

    private async Task<int> TakeNumberAsync(CancellationToken cancel)
    {
        await Numbers().ExecuteUpdateAsync(set => set.SetProperty(number => number.Last, number => number.Last + 1), cancel);
        var taken = await Numbers().Select(number => number.Last).SingleAsync(cancel);
        return taken <= ControlNumber.Max
            ? taken
            : throw new Failure(FailureKind.Limited, "CONTROL_NUMBERS_EXHAUSTED", "Every interchange control number has been used.");
    }

    private IQueryable<ControlNumber> Numbers() => db.ControlNumbers.AsNoTracking().Where(number => number.Name == ControlNumber.Interchange);

    // ISA10 and BHT05 hold minutes: what the file says is what is kept.
    private static DateTimeOffset ToMinute(DateTimeOffset time) => new(time.Ticks - (time.Ticks % TimeSpan.TicksPerMinute), time.Offset);
}
