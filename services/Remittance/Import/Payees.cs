using MedBill.Platform.Hosting;
using MedBill.Platform.Storage;
using MedBill.Remittance.Domain;
using MedBill.Remittance.Storage;
using Microsoft.EntityFrameworkCore;

namespace MedBill.Remittance.Import;

/// <summary>Whose money a payment is.</summary>
internal sealed class Payees(IServiceScopeFactory scopes)
{
    private const int MaxReleased = 200;

    /// <summary>The practice that bills under this NPI; null when none or, against all rules, more than one does.</summary>
    public static async Task<string?> PracticeOfAsync(RemittanceDb db, string npi, CancellationToken cancel)
    {
        var practices = await db.PracticeNpis.Where(practice => practice.Npi == npi).Select(practice => practice.PracticeId).Take(2).ToListAsync(cancel);
        return practices is [var one] ? one : null;
    }

    /// <summary>Gives what waited for its payee to the practice that has become known, to be read for it. Says how many.</summary>
    public async Task<int> ReleaseAsync(CancellationToken cancel)
    {
        List<Waiting> waiting;
        await using (var scope = scopes.CreatePracticeScope(null))
        {
            var db = scope.ServiceProvider.GetRequiredService<RemittanceDb>();
            waiting = await (
                from advice in db.Remittances.IgnoreQueryFilters([ServiceDb.PracticeFilter])
                where advice.ReasonCode == QuarantineReasons.UnknownPayee && advice.State == RemittanceAdviceState.Quarantined
                join practice in db.PracticeNpis on advice.PayeeNpi equals practice.Npi
                where advice.Practice == practice.PracticeId

                    // Under a number of two practices it is nobody's: left out here, so that it does not stand before what can be released.
                    || (advice.Practice == PracticeIds.Unassigned
                        && !db.PracticeNpis.Any(other => other.Npi == practice.Npi && other.PracticeId != practice.PracticeId))
                orderby advice.Id
                select new Waiting(advice.Id, advice.Practice, advice.FileId, practice.PracticeId)).Take(MaxReleased).ToListAsync(cancel);
        }

        var released = 0;
        foreach (var one in waiting)
        {
            released += await TryReleaseAsync(one, cancel) ? 1 : 0;
        }

        return released;
    }

    private async Task<bool> TryReleaseAsync(Waiting waiting, CancellationToken cancel)
    {
        try
        {
            return await ReleaseAsync(waiting, cancel);
        }
        catch (Exception exception) when (Passing.Is(exception))
        {
            return false;
        }
    }

    private async Task<bool> ReleaseAsync(Waiting waiting, CancellationToken cancel)
    {
        await using var scope = scopes.CreatePracticeScope(waiting.Payee);
        var db = scope.ServiceProvider.GetRequiredService<RemittanceDb>();
        return await db.InTransactionAsync(
            async token =>
            {
                // The owner changes first, beside the guard that keeps practices apart: from nobody's to the payee's, never from one's to another's.
                await db.Remittances.IgnoreQueryFilters([ServiceDb.PracticeFilter])
                    .Where(advice => advice.Id == waiting.AdviceId && advice.Practice == PracticeIds.Unassigned)
                    .ExecuteUpdateAsync(set => set.SetProperty(advice => advice.Practice, waiting.Payee), token);
                var advice = await db.Remittances.SingleOrDefaultAsync(
                    one => one.Id == waiting.AdviceId && one.State == RemittanceAdviceState.Quarantined, token);
                if (advice is null)
                {
                    return false;
                }

                advice.ReadAgain();
                var file = await db.Files.SingleAsync(one => one.Id == waiting.FileId, token);
                await AdviceStore.AddReaderAsync(db, waiting.Payee, file, token);
                await db.SaveChangesAsync(token);
                return true;
            },
            cancel);
    }

    private sealed record Waiting(string AdviceId, string Practice, string FileId, string Payee);
}
