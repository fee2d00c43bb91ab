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
    public override async Task<Wire.JournalTotals> GetJournalTotals(Wire.GetJournalTotalsRequest request, ServerCallContext context)
    {
        var cancel = context.CancellationToken;
        var sums = await db.JournalLines.Where(line => line.Cause == CauseType.PaymentsPosted).GroupBy(line => line.LedgerAccount)
            .Select(group => new { Account = group.Key, Cents = group.Sum(line => line.Side == Side.Debit ? line.AmountCents : -line.AmountCents) })
            .ToDictionaryAsync(sum => sum.Account, sum => new Money(sum.Cents), cancel);
        return new()
        {
            PostingCount = await db.JournaledPostings.LongCountAsync(cancel),
            PaidAmount = sums.GetValueOrDefault(LedgerAccount.PayerCash).ToWire(),
            ContractualAmount = sums.GetValueOrDefault(LedgerAccount.Contractual).ToWire(),
            PatientResponsibilityAmount = sums.GetValueOrDefault(LedgerAccount.ArPatient).ToWire(),
        };
    }
}
