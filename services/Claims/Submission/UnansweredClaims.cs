using MedBill.Claims.Domain;
using MedBill.Claims.Features;
using MedBill.Claims.Storage;
using MedBill.Platform.Hosting;
using MedBill.Platform.Storage;
using Microsoft.EntityFrameworkCore;

namespace MedBill.Claims.Submission;

/// <summary>
/// Ends the waiting for a word that does not come: a file may get lost behind the mailbox, and a payer may lose a claim it took. What is
/// answered later still counts.
/// </summary>
internal sealed class UnansweredClaims(
    IServiceScopeFactory scopes, SubmissionSettings settings, MachineTime machine, TimeProvider clock, ILogger<UnansweredClaims> logger)
    : PollingWorker(machine, TimeSpan.FromMinutes(1), logger)
{
    private const int PracticesPerSweep = 100;
    private const int ClaimsPerSweep = 500;

    public override async Task<int> SweepAsync(CancellationToken cancel)
    {
        var latest = clock.GetUtcNow() - settings.AnswerLimit;
        var found = 0;
        foreach (var practice in await PracticesAsync(latest, cancel))
        {
            await using var scope = scopes.CreatePracticeScope(practice);
            var db = scope.ServiceProvider.GetRequiredService<ClaimsDb>();
            found += await db.InTransactionAsync(token => FollowUpAsync(db, latest, token), cancel);
        }

        return found;
    }

    private static async Task<int> FollowUpAsync(ClaimsDb db, DateTimeOffset latest, CancellationToken cancel)
    {
        db.ChangeTracker.Clear();
        var claims = await Waiting(db, latest).OrderBy(claim => claim.Id).Take(ClaimsPerSweep).ToListAsync(cancel);
        await db.LoadVersionsAsync(claims, cancel);
        claims.ForEach(claim => claim.FollowUp());
        await db.SaveChangesAsync(cancel);
        return claims.Count;
    }

    private async Task<List<string>> PracticesAsync(DateTimeOffset latest, CancellationToken cancel)
    {
        await using var scope = scopes.CreatePracticeScope(null);
        var db = scope.ServiceProvider.GetRequiredService<ClaimsDb>();
        return await Waiting(db, latest).IgnoreQueryFilters([ServiceDb.PracticeFilter])
            .Select(claim => claim.Practice).Distinct().Take(PracticesPerSweep).ToListAsync(cancel);
    }

    // Those whose current version went out, or was last answered, before that. A claim in adjudication is waited for from the day it was taken.
    private static IQueryable<Claim> Waiting(ClaimsDb db, DateTimeOffset latest) => db.Claims.Where(claim =>
        claim.NextAction == NextAction.AwaitPayer
        && (claim.State == ClaimState.Submitted || claim.State == ClaimState.Accepted)
        && db.Submissions.Any(submission => submission.ClaimId == claim.Id && submission.VersionNumber == claim.CurrentNumber
            && submission.SendTime != null && submission.SendTime < latest
            && (submission.AnswerTime == null || submission.AnswerTime < latest)));
}
