using MedBill.Claims.Domain;
using MedBill.Claims.Features;
using MedBill.Claims.Storage;
using MedBill.Platform.Storage;
using MedBill.Platform.Values;
using Microsoft.EntityFrameworkCore;

namespace MedBill.Claims.Submission;

/// <summary>
/// Takes out of a batch what its file cannot be written with, so that one claim does not hold up five thousand. Whichever claim the writer
/// refuses alone is rejected; the others stay together under the number that was taken for them, which nobody outside has seen. When no claim
/// is to blame alone, half of them goes into a batch of its own.
/// </summary>
internal sealed class BatchSifting(ClaimsDb db, BatchMaking making, LeaseRenewal renewal, TimeProvider clock, ILogger<BatchSifting> logger)
{
    private const int ClaimsATime = 250;

    /// <summary>Sifts a batch that was refused often enough, and lets it be written at once.</summary>
    /// <exception cref="LeaseLostException">Another worker has taken the batch over.</exception>
    public async Task SiftAsync(BatchLease lease, CancellationToken cancel)
    {
        var batchId = lease.BatchId;
        var batch = await db.SubmissionBatches.AsNoTracking().SingleAsync(one => one.Id == batchId, cancel);
        if (!batch.IsToBeSifted)
        {
            return;
        }

        var versions = await db.ClaimVersions.AsNoTracking()
            .Where(version => version.Submission!.BatchId == batchId).OrderBy(version => version.ClaimId).ToListAsync(cancel);
        var offenders = new List<Offender>();
        foreach (var version in versions)
        {
            lease = await renewal.RenewAsync(lease, cancel);
            var alone = making.Make(batch, [version]);
            if (alone.IsRefused)
            {
                offenders.Add(new(version.ClaimId, version.Number, version.TotalCharge, alone.Errors));
            }
        }

        foreach (var some in offenders.Chunk(ClaimsATime))
        {
            lease = await renewal.RenewAsync(lease, cancel);
            await db.InTransactionAsync(token => RejectAsync(lease, some, token), cancel);
        }

        if (offenders.Count == 0)
        {
            await db.InTransactionAsync(token => HalveAsync(lease, versions[..(versions.Count / 2)], token), cancel);
        }

        Log.BatchSifted(logger, batchId, versions.Count, offenders.Count);
        await db.InTransactionAsync(
            token => db.HeldBatch(lease)
                .ExecuteUpdateAsync(set => set.SetProperty(one => one.LeaseEndTime, (DateTimeOffset?)null), token),
            cancel);
    }

    private async Task RejectAsync(BatchLease lease, Offender[] offenders, CancellationToken cancel)
    {
        db.ChangeTracker.Clear();
        await db.HoldAsync(lease, cancel);
        string[] ids = [.. offenders.Select(one => one.ClaimId)];
        var claims = await db.Claims.Where(claim => ids.Contains(claim.Id)).ToDictionaryAsync(claim => claim.Id, cancel);
        await db.LoadVersionsAsync(claims.Values, cancel);
        var taken = offenders.Where(one => claims[one.ClaimId].RefuseToSend(one.VersionNumber, one.Errors)).ToList();
        await TakeOutAsync(lease, taken.Count, Money.Sum(taken.Select(one => one.Charge)), cancel);
    }

    // They waited longest, so they are the first of their next batch. Their claims show it, so their etags change.
    private async Task HalveAsync(BatchLease lease, List<ClaimVersion> half, CancellationToken cancel)
    {
        db.ChangeTracker.Clear();
        await db.HoldAsync(lease, cancel);
        string[] ids = [.. half.Select(version => version.ClaimId)];
        await db.Submissions.Where(one => one.BatchId == lease.BatchId && EF.Parameter(ids).Contains(one.ClaimId))
            .ExecuteUpdateAsync(set => set.SetProperty(one => one.BatchId, (string?)null), cancel);
        await db.Claims.Where(claim => EF.Parameter(ids).Contains(claim.Id))
            .ExecuteUpdateAsync(set => set.SetProperty(claim => claim.Version, claim => claim.Version + 1), cancel);
        await TakeOutAsync(lease, half.Count, Money.Sum(half.Select(version => version.TotalCharge)), cancel);
    }

    private async Task TakeOutAsync(BatchLease lease, int count, Money charge, CancellationToken cancel)
    {
        if (count == 0)
        {
            return;
        }

        var batch = await db.SubmissionBatches.SingleAsync(one => one.Id == lease.BatchId, cancel);
        batch.TakeOut(count, charge, clock.GetUtcNow());
        await db.SaveChangesAsync(cancel);
    }

    private sealed record Offender(string ClaimId, int VersionNumber, Money Charge, IReadOnlyList<ClaimFinding> Errors);
}
