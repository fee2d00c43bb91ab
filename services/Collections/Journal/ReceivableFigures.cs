using System.Diagnostics.Metrics;
using MedBill.Collections.Domain.Journal;
using MedBill.Collections.Storage;
using MedBill.Platform.Hosting;
using MedBill.Platform.Storage;
using MedBill.Platform.Values;
using Microsoft.EntityFrameworkCore;

namespace MedBill.Collections.Journal;

/// <summary>What is owed, and for how long, for operators.</summary>
internal sealed class ReceivableFigures(IServiceScopeFactory scopes, MachineTime machine, TimeProvider clock, ILogger<ReceivableFigures> logger)
    : FiguresWorker(scopes, machine, logger)
{
    /// <summary>Days of charges by which days in A/R are reckoned; the usual quarter.</summary>
    public const int ChargeDays = 90;

    protected override Instrument Listened => Telemetry.Receivable;

    protected override async Task MeasureAsync(IServiceProvider services, CancellationToken cancel)
    {
        var db = services.GetRequiredService<CollectionsDb>();
        var owed = await db.Accounts.IgnoreQueryFilters([ServiceDb.PracticeFilter]).GroupBy(_ => 1).Select(all => new
        {
            Unbilled = all.Sum(account => account.UnbilledCents),
            Payer = all.Sum(account => account.PayerCents),
            Patient = all.Sum(account => account.PatientCents),
        }).SingleOrDefaultAsync(cancel);
        Record(LedgerAccount.ArUnbilled, owed?.Unbilled ?? 0);
        Record(LedgerAccount.ArPayer, owed?.Payer ?? 0);
        Record(LedgerAccount.ArPatient, owed?.Patient ?? 0);

        var since = DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime).AddDays(-ChargeDays);
        var charged = await (
            from entry in db.JournalEntries.IgnoreQueryFilters([ServiceDb.PracticeFilter])
            where entry.BookDate > since
            from line in entry.Lines
            where line.LedgerAccount == LedgerAccount.Revenue
            select line.Side == Side.Credit ? line.AmountCents : -line.AmountCents).SumAsync(cancel);
        if (charged > 0 && owed is not null)
        {
            Telemetry.DaysInReceivable.Record((owed.Unbilled + owed.Payer + owed.Patient) * (double)ChargeDays / charged);
        }
    }

    private static void Record(LedgerAccount account, long cents) =>
        Telemetry.Receivable.Record(cents / 100d, new KeyValuePair<string, object?>("account", account.Code()));
}
