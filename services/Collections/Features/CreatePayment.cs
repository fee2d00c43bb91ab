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
    [RequiresScope("collections.write")]
    public override async Task<Wire.Payment> CreatePayment(Wire.CreatePaymentRequest request, ServerCallContext context)
    {
        var wanted = request.Payment;
        var violations = new Violations();
        var cents = wanted.Amount.ToMoney("payment.amount", violations).Cents;
        var date = wanted.PaymentDate is null ? Today : wanted.PaymentDate.ToDate("payment.payment_date", violations) ?? Today;
        var reference = wanted.Reference.Trim();
        Payment.Check(violations, cents, reference, date, Today);
        violations.AddIf((wanted.Account.Length > 0) == (wanted.Patient.Length > 0), "payment.account", "ACCOUNT_OR_PATIENT", "Name either the account or the patient.");
        violations.ThrowIfAny();

        // Asked before the transaction: nobody is called while it is open.
        var party = wanted.Patient.Length > 0 ? await ResponsiblePartyAsync(wanted.Patient, context) : null;
        return await idempotency.RunAsync(request, request.RequestId, context, async cancel =>
        {
            var account = party is null
                ? await LoadAccountAsync(wanted.Account, db.Accounts, cancel, "payment.account")
                : (await journal.AccountsAsync([party], cancel))[party];
            var (applied, credit) = account.Divide(cents);
            var id = ResourceName.NewId("pmt", clock.GetUtcNow());
            var subject = new LineSubject(account.Id, wanted.Patient);
            var entry = journal.Book(account, Cause.PaymentReceived($"payments/{id}"), date, Bookings.Received(applied, credit, subject))!;
            var payment = new Payment
            {
                Id = id,
                AccountId = account.Id,
                Patient = wanted.Patient,
                Cents = cents,
                Method = (PaymentMethod)(int)wanted.Method,
                Reference = reference,
                PaymentDate = date,
                AppliedCents = applied,
                CreditCents = credit,
                JournalEntryId = entry.Id,
                CreateTime = clock.GetUtcNow(),
            };
            payment.Receive();
            db.Add(payment);
            await db.SaveChangesAsync(cancel);
            return payment.ToWire();
        });
    }

    private async Task<string> ResponsiblePartyAsync(string patient, ServerCallContext context)
    {
        ResourceName.Id(patient, "patients", "payment.patient");
        try
        {
            var answer = await patients.GetPatientAsync(new() { Name = patient }, cancellationToken: context.CancellationToken);
            return answer.Guarantor.Length > 0 ? answer.Guarantor : answer.Name;
        }
        catch (RpcException exception) when (exception.StatusCode == StatusCode.NotFound)
        {
            throw Failure.Invalid("payment.patient", "REFERENCE_NOT_FOUND", "There is no such patient in this practice.");
        }
    }
}
