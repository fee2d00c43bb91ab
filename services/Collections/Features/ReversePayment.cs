using Grpc.Core;
using MedBill.Collections.Domain.Journal;
using MedBill.Platform.Hosting;
using MedBill.Platform.Rpc;
using Microsoft.EntityFrameworkCore;
using Wire = MedBill.Contracts.Collections.V1;

namespace MedBill.Collections.Features;

internal sealed partial class CollectionRpc
{
    [RequiresScope("collections.adjust")]
    public override Task<Wire.Payment> ReversePayment(Wire.ReversePaymentRequest request, ServerCallContext context) =>
        idempotency.RunAsync(request, request.RequestId, context, async cancel =>
        {
            var payment = await FindPaymentAsync(db.Payments, request.Name, cancel);
            Etag.Require(request.Etag, payment.Version);
            payment.Reverse();
            var received = await db.JournalEntries.AsNoTracking().Include(entry => entry.Lines.OrderBy(line => line.Number))
                .SingleAsync(entry => entry.Id == payment.JournalEntryId, cancel);
            var account = await FindAccountAsync(db.Accounts, payment.AccountId, cancel);
            books.Book(account, Facts.PaymentReversed(payment.Name, received, books.Today));
            await db.SaveChangesAsync(cancel);
            return payment.ToWire();
        });
}
