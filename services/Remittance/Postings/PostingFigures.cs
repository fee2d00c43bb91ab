using System.Diagnostics.Metrics;
using MedBill.Platform.Hosting;
using MedBill.Platform.Storage;
using MedBill.Platform.Values;
using MedBill.Remittance.Domain;
using MedBill.Remittance.Storage;
using Microsoft.EntityFrameworkCore;

namespace MedBill.Remittance.Postings;

/// <summary>How the payers' answers stand, for operators.</summary>
internal sealed class PostingFigures(IServiceScopeFactory scopes, MachineTime machine, ILogger<PostingFigures> logger)
    : FiguresWorker(scopes, machine, logger)
{
    protected override Instrument Listened => Telemetry.Remittances;

    protected override async Task MeasureAsync(IServiceProvider services, CancellationToken cancel)
    {
        var db = services.GetRequiredService<RemittanceDb>();
        var remittances = await db.Remittances.IgnoreQueryFilters([ServiceDb.PracticeFilter])
            .GroupBy(remittance => remittance.State).Select(group => new { group.Key, Count = group.Count() }).ToDictionaryAsync(one => one.Key, one => one.Count, cancel);

        // A state nobody is in is zero, not the last figure for ever.
        foreach (var state in Enum.GetValues<RemittanceAdviceState>())
        {
            Telemetry.Remittances.Record(remittances.GetValueOrDefault(state), new KeyValuePair<string, object?>("state", state.Code()));
        }

        var payments = await db.ClaimPayments.IgnoreQueryFilters([ServiceDb.PracticeFilter])
            .GroupBy(payment => payment.State).Select(group => new { group.Key, Count = group.LongCount() }).ToDictionaryAsync(one => one.Key, one => one.Count, cancel);
        foreach (var state in Enum.GetValues<ClaimPaymentState>())
        {
            Telemetry.Postings.Record(payments.GetValueOrDefault(state), new KeyValuePair<string, object?>("state", state.Code()));
        }

        var unapplied = await db.Remittances.IgnoreQueryFilters([ServiceDb.PracticeFilter])
            .Where(remittance => remittance.UnmatchedCount > 0).Select(remittance => remittance.UnappliedAmount).ToListAsync(cancel);
        Telemetry.UnappliedAmount.Record(Money.Sum(unapplied).Cents / 100d);
    }
}
