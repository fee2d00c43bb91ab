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
    public override async Task<Wire.TrialBalance> GetTrialBalance(Wire.GetTrialBalanceRequest request, ServerCallContext context)
    {
        var sums = await db.JournalLines.AsNoTracking().GroupBy(line => new { line.LedgerAccount, line.Side })
            .Select(group => new { group.Key.LedgerAccount, group.Key.Side, Cents = group.Sum(line => line.Cents) }).ToListAsync(context.CancellationToken);
        var entries = await db.JournalEntries.LongCountAsync(context.CancellationToken);
        long Of(LedgerAccount? account, Side side) => sums.Where(sum => sum.Side == side && (account is null || sum.LedgerAccount == account)).Sum(sum => sum.Cents);
        return new()
        {
            EntryCount = entries,
            DebitAmount = new Money(Of(null, Side.Debit)).ToWire(),
            CreditAmount = new Money(Of(null, Side.Credit)).ToWire(),
            Difference = new Money(Of(null, Side.Debit) - Of(null, Side.Credit)).ToWire(),
            Rows =
            {
                sums.Select(sum => sum.LedgerAccount).Distinct().Order().Select(account => new Wire.TrialBalanceRow
                {
                    LedgerAccount = (Wire.LedgerAccount)(int)account,
                    DebitAmount = new Money(Of(account, Side.Debit)).ToWire(),
                    CreditAmount = new Money(Of(account, Side.Credit)).ToWire(),
                    Balance = new Money(Of(account, Side.Debit) - Of(account, Side.Credit)).ToWire(),
                }),
            },
        };
    }
}
