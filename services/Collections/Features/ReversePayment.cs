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
    /// <summary>
    /// Takes back first what is still credit, up to what the payment put there; the rest is due again. So a balance that the credit has paid
    /// meanwhile comes back as a balance, and no account's credit is drawn for another payment.
    /// </summary>
    [RequiresScope("collections.adjust")]
    public override Task<Wire.Payment> ReversePayment(Wire.ReversePaymentRequest request, ServerCallContext context) =>
        idempotency.RunAsync(request, request.RequestId, context, async cancel =>
        {
            var payment = await LoadPaymentAsync(request.Name, db.Payments, cancel);
            Etag.Require(request.Etag, payment.Version);
            payment.Reverse();
            var account = await db.Accounts.SingleAsync(row => row.Id == payment.AccountId, cancel);
            var fromCredit = Math.Min(payment.CreditCents, account.CreditCents);
            var subject = new LineSubject(account.Id, payment.Patient);
            journal.Book(account, Cause.PaymentReversed(payment.Name), Today, Bookings.Reversed(fromCredit, payment.Cents - fromCredit, subject), payment.JournalEntryId);
            await db.SaveChangesAsync(cancel);
            return payment.ToWire();
        });
}
