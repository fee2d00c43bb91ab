using Grpc.Core;
using MedBill.Collections.Domain.Journal;
using MedBill.Platform.Hosting;
using MedBill.Platform.Rpc;
using MedBill.Platform.Values;
using Microsoft.EntityFrameworkCore;
using Wire = MedBill.Contracts.Collections.V1;

namespace MedBill.Collections.Features;

internal sealed partial class CollectionRpc
{
    [RequiresScope("collections.read")]
    public override async Task<Wire.TrialBalance> GetTrialBalance(Wire.GetTrialBalanceRequest request, ServerCallContext context)
    {
        var sums = await db.JournalLines.GroupBy(line => line.LedgerAccount)
            .Select(group => new
            {
                Account = group.Key,
                Debit = group.Sum(line => line.Side == Side.Debit ? line.AmountCents : 0),
                Credit = group.Sum(line => line.Side == Side.Credit ? line.AmountCents : 0),
            })
            .ToListAsync(context.CancellationToken);
        var (debit, credit) = (new Money(sums.Sum(sum => sum.Debit)), new Money(sums.Sum(sum => sum.Credit)));
        return new()
        {
            Rows =
            {
                sums.OrderBy(sum => sum.Account).Select(sum => new Wire.TrialBalanceRow
                {
                    LedgerAccount = sum.Account.ToWire(),
                    DebitAmount = new Money(sum.Debit).ToWire(),
                    CreditAmount = new Money(sum.Credit).ToWire(),
                    Balance = new Money(sum.Debit - sum.Credit).ToWire(),
                }),
            },
            DebitAmount = debit.ToWire(),
            CreditAmount = credit.ToWire(),
            Difference = (debit - credit).ToWire(),
            EntryCount = await db.JournalEntries.LongCountAsync(context.CancellationToken),
        };
    }
}
