using Grpc.Core;
using MedBill.Collections.Domain;
using MedBill.Collections.Storage;
using MedBill.Platform.Hosting;
using MedBill.Platform.Rpc;
using MedBill.Platform.Storage;
using MedBill.Platform.Values;
using Microsoft.EntityFrameworkCore;
using Wire = MedBill.Contracts.Collections.V1;

namespace MedBill.Collections.Features;

internal sealed partial class CollectionRpc
{
    [RequiresScope("collections.read")]
    public override async Task<Wire.JournalTotals> GetJournalTotals(Wire.GetJournalTotalsRequest request, ServerCallContext context)
    {
        // From the lines, not from what was noted beside them: this is what is compared with Remittance.
        var sums = await db.JournalLines.AsNoTracking()
            .Where(line => db.JournalEntries.Any(entry => entry.Id == line.EntryId && entry.CauseType == "PaymentsPosted"))
            .GroupBy(line => new { line.LedgerAccount, line.Side })
            .Select(group => new { group.Key.LedgerAccount, group.Key.Side, Cents = group.Sum(line => line.Cents) }).ToListAsync(context.CancellationToken);
        Money Of(LedgerAccount account) => new(sums.Where(sum => sum.LedgerAccount == account).Sum(sum => sum.Side == Side.Debit ? sum.Cents : -sum.Cents));
        return new()
        {
            PostingCount = await db.JournaledPostings.LongCountAsync(context.CancellationToken),
            PaidAmount = Of(LedgerAccount.PayerCash).ToWire(),
            ContractualAmount = Of(LedgerAccount.Contractual).ToWire(),
            PatientResponsibilityAmount = Of(LedgerAccount.ArPatient).ToWire(),
        };
    }
}
