using Grpc.Core;
using MedBill.Collections.Domain.Accounts;
using MedBill.Collections.Domain.Journal;
using MedBill.Collections.Domain.Payments;
using MedBill.Platform.Hosting;
using MedBill.Platform.Rpc;
using MedBill.Platform.Values;
using Wire = MedBill.Contracts.Collections.V1;

namespace MedBill.Collections.Features;

internal sealed partial class CollectionRpc
{
    [RequiresScope("collections.write")]
    public override async Task<Wire.Payment> CreatePayment(Wire.CreatePaymentRequest request, ServerCallContext context)
    {
        var asked = Read(request.Payment, books.Today);

        // Who pays for the patient is PatientRegistry's to say; asked before the transaction.
        var party = asked.Patient is null ? null : await registry.ResponsiblePartyAsync(asked.Patient, context.CancellationToken);
        return await idempotency.RunAsync(request, request.RequestId, context, async cancel =>
        {
            var account = party is null ? await FindAccountAsync(db.Accounts, asked.AccountId!, cancel) : await books.AccountAsync(party, cancel);
            var payment = Take(asked, account);
            await db.SaveChangesAsync(cancel);
            return payment.ToWire();
        });
    }

    private Payment Take(AskedPayment asked, Account account)
    {
        var (applied, credit) = account.Divide(asked.Amount);
        var payment = new Payment
        {
            Id = ResourceName.NewId("pmt", books.Now),
            AccountId = account.Id,
            Patient = asked.Patient,
            Amount = asked.Amount,
            Method = asked.Method,
            Reference = asked.Reference,
            PaymentDate = asked.PaymentDate,
            AppliedAmount = applied,
            CreateTime = books.Now,
        };
        var entry = books.Book(account, Facts.PaymentReceived(payment.Name, payment.Patient, payment.PaymentDate, applied, credit));
        payment.Post(entry.Id);
        db.Payments.Add(payment);
        return payment;
    }

    private static AskedPayment Read(Wire.Payment wire, DateOnly today)
    {
        var violations = new Violations();
        var (named, patient) = (wire.Account.Length > 0, wire.Patient.Length > 0);
        violations.AddIf(!named && !patient, "payment.account", "ACCOUNT_OR_PATIENT_REQUIRED", "A payment names an account or a patient.");
        violations.AddIf(named && patient, "payment.patient", "ACCOUNT_AND_PATIENT_GIVEN", "A payment names an account or a patient, not both.");
        var accountId = "";
        violations.AddIf(
            named && !ResourceName.TryId(wire.Account, "accounts", out accountId), "payment.account", "INVALID_RESOURCE_NAME", "A name here has the form accounts/{id}.");
        violations.AddIf(
            patient && !ResourceName.TryId(wire.Patient, "patients", out _), "payment.patient", "INVALID_RESOURCE_NAME", "A name here has the form patients/{id}.");
        var amount = ReadAmount(wire.Amount, violations);
        var method = wire.Method.ToDomain();
        violations.AddIf(method is null, "payment.method", "UNKNOWN_PAYMENT_METHOD", "There is no such method of payment.");
        violations.AddIf(
            !Payment.IsReference(wire.Reference), "payment.reference", "INVALID_REFERENCE", $"A reference has at most {Payment.MaxReferenceLength} letters, digits, spaces and hyphens.");
        var date = wire.PaymentDate is null ? today : wire.PaymentDate.ToDate("payment.payment_date", violations);
        violations.AddIf(date > today, "payment.payment_date", "PAYMENT_DATE_IN_FUTURE", "A payment is not dated after today.");
        violations.ThrowIfAny();
        return new(named ? accountId : null, patient ? wire.Patient : null, amount, method!.Value, wire.Reference, date!.Value);
    }

    private static Money ReadAmount(Google.Type.Money? wire, Violations violations)
    {
        var before = violations.All.Count;
        var amount = wire.ToMoney("payment.amount", violations);
        if (violations.All.Count == before)
        {
            violations.AddIf(amount <= Money.Zero, "payment.amount", "AMOUNT_NOT_POSITIVE", "A payment is more than zero.");
            violations.AddIf(amount > Payment.Largest, "payment.amount", "AMOUNT_OUT_OF_RANGE", $"A payment is at most {Payment.Largest}.");
        }

        return amount;
    }

    private sealed record AskedPayment(string? AccountId, string? Patient, Money Amount, PaymentMethod Method, string Reference, DateOnly PaymentDate);
}
