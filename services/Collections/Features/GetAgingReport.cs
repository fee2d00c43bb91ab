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
    public override async Task<Wire.AgingReport> GetAgingReport(Wire.GetAgingReportRequest request, ServerCallContext context)
    {
        var day = request.AsOfDate.ToOptionalDate("as_of_date") ?? Today;
        var basis = request.Basis == Wire.AgingReport.Types.Basis.Unspecified ? AgingBasis.ServiceDate : (AgingBasis)(int)request.Basis;
        var items = await OpenItemsAsync(day, context.CancellationToken);
        var rows = Aging.Rows(items, basis, day);
        return new()
        {
            AsOfDate = day.ToWire(),
            Basis = (Wire.AgingReport.Types.Basis)(int)basis,
            TotalAmount = new Money(rows.Sum(row => row.Buckets.Sum())).ToWire(),
            Rows =
            {
                rows.Select(row => new Wire.AgingRow
                {
                    LedgerAccount = (Wire.LedgerAccount)(int)row.LedgerAccount,
                    Payer = row.Payer,
                    BucketAmounts = { row.Buckets.Select(cents => new Money(cents).ToWire()) },
                    TotalAmount = new Money(row.Buckets.Sum()).ToWire(),
                }),
            },
        };
    }

    // One row for each visit and ledger account: what is open of it, and since when by each of the three clocks.
    private async Task<List<OpenItem>> OpenItemsAsync(DateOnly day, CancellationToken cancel)
    {
        var sums = await db.JournalLines.AsNoTracking()
            .Where(line => (line.LedgerAccount == LedgerAccount.ArPayer || line.LedgerAccount == LedgerAccount.ArPatient) && line.EffectiveDate <= day)
            .GroupBy(line => new { line.LedgerAccount, line.Payer, line.AccountId, line.Encounter })
            .Select(group => new
            {
                group.Key,
                Debits = group.Sum(line => line.Side == Side.Debit ? line.Cents : 0),
                Credits = group.Sum(line => line.Side == Side.Credit ? line.Cents : 0),
                ServiceDate = group.Min(line => line.ServiceDate),
                First = group.Min(line => line.EffectiveDate),
            })
            .ToListAsync(cancel);
        return [.. sums.Select(sum => new OpenItem(sum.Key.LedgerAccount, sum.Key.Payer, sum.Key.AccountId, sum.Key.Encounter, sum.Debits - sum.Credits, sum.ServiceDate ?? sum.First, sum.First))];
    }
}
