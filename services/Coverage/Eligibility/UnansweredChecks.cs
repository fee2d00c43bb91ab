using MedBill.Coverage.Domain;
using MedBill.Coverage.Storage;
using MedBill.Platform.Hosting;
using MedBill.Platform.Storage;
using Microsoft.EntityFrameworkCore;

namespace MedBill.Coverage.Eligibility;

/// <summary>
/// Ends the waiting for an answer that does not come: a payer may lose a question, and its refusal of a whole file (TA1, 999) names no
/// check. What is answered later still counts.
/// </summary>
internal sealed class UnansweredChecks(
    IServiceScopeFactory scopes, IConfiguration configuration, MachineTime machine, TimeProvider clock, ILogger<UnansweredChecks> logger)
    : PollingWorker(machine, TimeSpan.FromMinutes(1), logger)
{
    private const int PracticesPerSweep = 100;
    private const int ChecksPerSweep = 500;

    private readonly TimeSpan _limit = configuration.GetValue("Eligibility:AnswerLimit", TimeSpan.FromDays(3));

    public override async Task<int> SweepAsync(CancellationToken cancel)
    {
        var latest = clock.GetUtcNow() - _limit;
        var failed = 0;
        foreach (var practice in await PracticesAsync(latest, cancel))
        {
            await using var scope = scopes.CreatePracticeScope(practice);
            var db = scope.ServiceProvider.GetRequiredService<CoverageDb>();
            failed += await db.InTransactionAsync(
                async token =>
                {
                    var checks = await Overdue(db, latest).OrderBy(check => check.Id).Take(ChecksPerSweep).ToListAsync(token);
                    checks.ForEach(check => check.Take(EligibilityAnswer.NotAnswered, clock.GetUtcNow()));
                    await db.SaveChangesAsync(token);
                    return checks.Count;
                },
                cancel);
        }

        return failed;
    }

    private async Task<List<string>> PracticesAsync(DateTimeOffset latest, CancellationToken cancel)
    {
        await using var scope = scopes.CreatePracticeScope(null);
        var db = scope.ServiceProvider.GetRequiredService<CoverageDb>();
        return await Overdue(db, latest).IgnoreQueryFilters([ServiceDb.PracticeFilter])
            .Select(check => check.Practice).Distinct().Take(PracticesPerSweep).ToListAsync(cancel);
    }

    private static IQueryable<EligibilityCheck> Overdue(CoverageDb db, DateTimeOffset latest) => db.EligibilityChecks.Where(check =>
        check.State == EligibilityState.Pending
        && db.EligibilityBatches.Any(batch => batch.Id == check.BatchId && batch.SendTime != null && batch.SendTime < latest));
}
