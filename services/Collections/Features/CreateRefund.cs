using Grpc.Core;
using MedBill.Collections.Domain.Decisions;
using MedBill.Collections.Domain.Journal;
using MedBill.Collections.Domain.Payments;
using MedBill.Collections.Storage;
using MedBill.Platform.Hosting;
using MedBill.Platform.Rpc;
using MedBill.Platform.Values;
using Wire = MedBill.Contracts.Collections.V1;

namespace MedBill.Collections.Features;

internal sealed partial class CollectionRpc
{
    [RequiresScope("collections.adjust")]
    public override Task<Wire.Refund> CreateRefund(Wire.CreateRefundRequest request, ServerCallContext context) =>
        idempotency.RunAsync(request, request.RequestId, context, async cancel =>
        {
            var (accountId, amount, method, date) = Read(request.Refund, books.Today);
            var account = await FindAccountAsync(db.Accounts, accountId, cancel);
            RequireAtMost(account.CreditBalance, amount, "MORE_THAN_CREDIT", "More than the account's credit.");
            RequireAtMost(
                await new OpenAmounts(db).RefundableAsync(account, cancel), amount, "REFUND_EXCEEDS_PAYMENTS", "More than was paid and not used: the rest of the credit nobody paid.");
            var refund = new Refund
            {
                Id = ResourceName.NewId("rfd", books.Now),
                AccountId = account.Id,
                Amount = amount,
                Method = method,
                Reference = request.Refund.Reference,
                RefundDate = date,
                CreateTime = books.Now,
            };
            refund.Post(books.Book(account, Facts.RefundIssued(refund.Name, date, amount)).Id);
            db.Refunds.Add(refund);
            await db.SaveChangesAsync(cancel);
            return refund.ToWire();
        });

    private static (string AccountId, Money Amount, PaymentMethod Method, DateOnly Date) Read(Wire.Refund wire, DateOnly today)
    {
        var violations = new Violations();
        RequireName(true, wire.Account, "accounts", "refund.account", violations);
        var amount = ReadAmount(wire.Amount, "refund.amount", null, violations);
        var method = wire.Method.ToDomain();
        violations.AddIf(method is null, "refund.method", "UNKNOWN_PAYMENT_METHOD", "There is no such method of payment.");
        violations.AddIf(
            !Payment.IsReference(wire.Reference), "refund.reference", "INVALID_REFERENCE", $"A reference has at most {Payment.MaxReferenceLength} letters, digits, spaces and hyphens.");
        var date = wire.RefundDate is null ? today : wire.RefundDate.ToDate("refund.refund_date", violations);
        violations.AddIf(date > today, "refund.refund_date", "PAYMENT_DATE_IN_FUTURE", "A refund is not dated after today.");
        violations.ThrowIfAny();
        return (ResourceName.Id(wire.Account, "accounts", "refund.account"), amount, method!.Value, date!.Value);
    }
}
