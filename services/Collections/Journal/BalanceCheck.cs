using MedBill.Collections.Domain.Accounts;
using MedBill.Collections.Domain.Journal;
using MedBill.Collections.Storage;
using MedBill.Platform.Hosting;
using MedBill.Platform.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace MedBill.Collections.Journal;

/// <summary>
/// Checks, at start and once a day, that every account's balances are the sums of its journal lines and that the journal sums to zero. A
/// difference is never mended: it is logged, and the service is not ready until somebody has found out why.
/// </summary>
public sealed class BalanceCheck(IServiceScopeFactory scopes, MachineTime machine, ILogger<BalanceCheck> logger)
    : PollingWorker(machine, TimeSpan.FromDays(1), logger)
{
    private const int Enough = 100;
    private const int Tries = 5;

    /// <summary>What the last check found: null when all was well, else the reason.</summary>
    public string? Mismatch { get; private set; }

    public override async Task<int> SweepAsync(CancellationToken cancel)
    {
        await CheckBalancesAsync(cancel);
        return 0;
    }

    /// <summary>The accounts (at most 100) whose balances differ from their lines.</summary>
    public async Task<IReadOnlyList<string>> CheckBalancesAsync(CancellationToken cancel)
    {
        await using var scope = scopes.CreatePracticeScope(null);
        var db = scope.ServiceProvider.GetRequiredService<CollectionsDb>();
        var wrong = new List<string>();
        foreach (var suspect in await SuspectsAsync(db, cancel))
        {
            if (await IsWrongAsync(db, suspect, cancel))
            {
                wrong.Add(suspect);
                Log.BalanceMismatch(Logger, $"accounts/{suspect}");
            }
        }

        var difference = await Lines(db).SumAsync(line => line.Side == Side.Debit ? line.AmountCents : -line.AmountCents, cancel);
        if (difference != 0)
        {
            Log.JournalUnbalanced(Logger, difference);
        }

        Mismatch = difference != 0 ? "JOURNAL_UNBALANCED" : wrong.Count > 0 ? "BALANCE_MISMATCH" : null;
        if (Mismatch is null)
        {
            Log.BalancesChecked(Logger);
        }

        return wrong;
    }

    private static IQueryable<JournalLine> Lines(CollectionsDb db) => db.JournalLines.IgnoreQueryFilters([ServiceDb.PracticeFilter]).AsNoTracking();

    private static IQueryable<Account> Accounts(CollectionsDb db) => db.Accounts.IgnoreQueryFilters([ServiceDb.PracticeFilter]).AsNoTracking();

    private static Task<List<string>> SuspectsAsync(CollectionsDb db, CancellationToken cancel)
    {
        var sums = Lines(db).GroupBy(line => line.AccountId).Select(group => new
        {
            AccountId = group.Key,
            Unbilled = group.Sum(line => line.LedgerAccount != LedgerAccount.ArUnbilled ? 0 : line.Side == Side.Debit ? line.AmountCents : -line.AmountCents),
            Payer = group.Sum(line => line.LedgerAccount != LedgerAccount.ArPayer ? 0 : line.Side == Side.Debit ? line.AmountCents : -line.AmountCents),
            Patient = group.Sum(line => line.LedgerAccount != LedgerAccount.ArPatient ? 0 : line.Side == Side.Debit ? line.AmountCents : -line.AmountCents),
            Credit = group.Sum(line => line.LedgerAccount != LedgerAccount.PatientCredit ? 0 : line.Side == Side.Credit ? line.AmountCents : -line.AmountCents),
        });
        var differing =
            from account in Accounts(db)
            join sum in sums on account.Id equals sum.AccountId into found
            from sum in found.DefaultIfEmpty()
            where account.UnbilledCents != ((long?)sum.Unbilled ?? 0) || account.PayerCents != ((long?)sum.Payer ?? 0)
                || account.PatientCents != ((long?)sum.Patient ?? 0) || account.CreditCents != ((long?)sum.Credit ?? 0)
            select account.Id;
        return differing.Take(Enough).ToListAsync(cancel);
    }

    // Where reads do not see one moment, a booking may fall between them: an account is judged only while its version stands still.
    private static async Task<bool> IsWrongAsync(CollectionsDb db, string accountId, CancellationToken cancel)
    {
        for (var i = 0; i < Tries; i++)
        {
            var before = await Accounts(db).SingleAsync(account => account.Id == accountId, cancel);
            var sums = await Lines(db).Where(line => line.AccountId == accountId).GroupBy(line => line.LedgerAccount)
                .Select(group => new { group.Key, Cents = group.Sum(line => line.Side == Side.Debit ? line.AmountCents : -line.AmountCents) })
                .ToDictionaryAsync(sum => sum.Key, sum => sum.Cents, cancel);
            if (before.Version == (await Accounts(db).SingleAsync(account => account.Id == accountId, cancel)).Version)
            {
                return before.UnbilledCents != sums.GetValueOrDefault(LedgerAccount.ArUnbilled)
                    || before.PayerCents != sums.GetValueOrDefault(LedgerAccount.ArPayer)
                    || before.PatientCents != sums.GetValueOrDefault(LedgerAccount.ArPatient)
                    || before.CreditCents != -sums.GetValueOrDefault(LedgerAccount.PatientCredit);
            }
        }

        return false; // It is being booked on all the time; the next check sees it again.
    }
}

/// <summary>Not ready while a difference is unexplained.</summary>
internal sealed class BalanceHealth(BalanceCheck check) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(check.Mismatch is { } reason ? HealthCheckResult.Unhealthy(reason) : HealthCheckResult.Healthy());
}
