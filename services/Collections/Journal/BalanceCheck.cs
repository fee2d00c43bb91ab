using MedBill.Collections.Domain.Accounts;
using MedBill.Collections.Domain.Journal;
using MedBill.Collections.Storage;
using MedBill.Platform.Hosting;
using MedBill.Platform.Storage;
using Microsoft.EntityFrameworkCore;

namespace MedBill.Collections.Journal;

/// <summary>
/// Checks, at start and every hour, that every account's balances are the sums of its journal lines and that the journal sums to zero. A
/// difference is never mended: it is logged and measured until somebody has found out why. Work goes on, since stopping it would
/// mend nothing either.
/// </summary>
public sealed class BalanceCheck(IServiceScopeFactory scopes, MachineTime machine, ILogger<BalanceCheck> logger)
    : PollingWorker(machine, TimeSpan.FromHours(1), logger)
{
    private const int Enough = 100;
    private const int Tries = 5;

    public override async Task<int> SweepAsync(CancellationToken cancel)
    {
        await CheckAsync(cancel);
        return 0;
    }

    /// <summary>The accounts (at most 100) whose balances differ from their lines, and debits - credits of the journal.</summary>
    public async Task<(IReadOnlyList<string> WrongAccounts, long Difference)> CheckAsync(CancellationToken cancel)
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

        var difference = await db.JournalLines.IgnoreQueryFilters([ServiceDb.PracticeFilter]).SumAsync(line => line.Side == Side.Debit ? line.AmountCents : -line.AmountCents, cancel);
        if (difference != 0)
        {
            Log.JournalUnbalanced(Logger, difference);
        }

        Telemetry.WrongAccounts.Record(wrong.Count);
        Telemetry.Difference.Record(difference);
        if (wrong.Count == 0 && difference == 0)
        {
            Log.BalancesChecked(Logger);
        }

        return (wrong, difference);
    }

    // Account, ledger account and cents of every line, a debit above zero.
    private static IQueryable<BookedLine> Lines(CollectionsDb db) =>
        from entry in db.JournalEntries.IgnoreQueryFilters([ServiceDb.PracticeFilter])
        from line in entry.Lines
        select new BookedLine { AccountId = entry.AccountId, LedgerAccount = line.LedgerAccount, Cents = line.Side == Side.Debit ? line.AmountCents : -line.AmountCents };

    private static IQueryable<Account> Accounts(CollectionsDb db) => db.Accounts.IgnoreQueryFilters([ServiceDb.PracticeFilter]).AsNoTracking();

    private static Task<List<string>> SuspectsAsync(CollectionsDb db, CancellationToken cancel)
    {
        var sums = Lines(db).GroupBy(line => line.AccountId).Select(group => new
        {
            AccountId = group.Key,
            Unbilled = group.Sum(line => line.LedgerAccount == LedgerAccount.ArUnbilled ? line.Cents : 0),
            Payer = group.Sum(line => line.LedgerAccount == LedgerAccount.ArPayer ? line.Cents : 0),
            Patient = group.Sum(line => line.LedgerAccount == LedgerAccount.ArPatient ? line.Cents : 0),
            Credit = group.Sum(line => line.LedgerAccount == LedgerAccount.PatientCredit ? -line.Cents : 0),
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
                .Select(group => new { group.Key, Cents = group.Sum(line => line.Cents) })
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

    private sealed class BookedLine
    {
        public required string AccountId { get; init; }

        public LedgerAccount LedgerAccount { get; init; }

        public long Cents { get; init; }
    }
}
