using Grpc.Core;
using MedBill.Collections.Domain.Accounts;
using MedBill.Collections.Domain.Journal;
using MedBill.Collections.Domain.Payments;
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
        // A repeat of what was taken before midnight is no new payment, and needs no peer.
        if (await idempotency.FindAsync<Wire.Payment>(request, request.RequestId, context) is { } taken)
        {
            return taken;
        }

        var asked = Read(request.Payment, books.Today);

        // Who pays for a patient is PatientRegistry's to say, unless the ledger knows; asked before the transaction.
        var cancelAsking = context.CancellationToken;
        var party = asked.Patient is not { } patient || await OwingAccountAsync(patient, cancelAsking) is not null
            ? null
            : await registry.ResponsiblePartyAsync(patient, cancelAsking);
        return await idempotency.RunAsync(request, request.RequestId, context, async cancel =>
        {
            var payment = Take(asked, await AccountAsync(asked, party, cancel));
            await db.SaveChangesAsync(cancel);
            return payment.ToWire();
        });
    }

    private async Task<Account> AccountAsync(AskedPayment asked, string? party, CancellationToken cancel)
    {
        if (asked.Patient is null)
        {
            return await FindAccountAsync(db.Accounts, asked.AccountId!, cancel);
        }

        if (await OwingAccountAsync(asked.Patient, cancel) is { } owing)
        {
            return await FindAccountAsync(db.Accounts, owing, cancel);
        }

        // Paid in the moment between: then the registry's word is needed after all.
        return party is null ? throw DatabaseFaults.Contention() : await books.AccountAsync(party, cancel);
    }

    // A visit stays on the account it was opened on (ARCHITECTURE.md, decision 12), so money that a patient brings goes where his visits
    // are owed, whoever pays for him today. When that is said of no account, or of several, the registry decides.
    private async Task<string?> OwingAccountAsync(string patient, CancellationToken cancel)
    {
        var owing = await (
            from entry in db.JournalEntries
            where entry.Patient == patient
            join account in db.Accounts on entry.AccountId equals account.Id
            where account.PatientCents > 0
            from line in entry.Lines
            where line.LedgerAccount == LedgerAccount.ArPatient
            group line by entry.AccountId into owed
            where owed.Sum(line => line.Side == Side.Debit ? line.AmountCents : -line.AmountCents) > 0
            select owed.Key).Take(2).ToListAsync(cancel);
        return owing is [var only] ? only : null;
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
        var amount = ReadAmount(wire.Amount, "payment.amount", Payment.Largest, violations);
        var method = wire.Method.ToDomain();
        violations.AddIf(method is null, "payment.method", "UNKNOWN_PAYMENT_METHOD", "There is no such method of payment.");
        violations.AddIf(
            !Payment.IsReference(wire.Reference), "payment.reference", "INVALID_REFERENCE", $"A reference has at most {Payment.MaxReferenceLength} letters, digits, spaces and hyphens.");
        var date = wire.PaymentDate is null ? today : wire.PaymentDate.ToDate("payment.payment_date", violations);
        violations.AddIf(date > today, "payment.payment_date", "PAYMENT_DATE_IN_FUTURE", "A payment is not dated after today.");
        violations.ThrowIfAny();
        return new(named ? accountId : null, patient ? wire.Patient : null, amount, method!.Value, wire.Reference, date!.Value);
    }

    private static Money ReadAmount(Google.Type.Money? wire, string field, Money? largest, Violations violations)
    {
        var before = violations.All.Count;
        var amount = wire.ToMoney(field, violations);
        if (violations.All.Count == before)
        {
            violations.AddIf(amount <= Money.Zero, field, "AMOUNT_NOT_POSITIVE", "More than zero.");
            violations.AddIf(largest is { } most && amount > most, field, "AMOUNT_OUT_OF_RANGE", $"At most {largest}.");
        }

        return amount;
    }

    private sealed record AskedPayment(string? AccountId, string? Patient, Money Amount, PaymentMethod Method, string Reference, DateOnly PaymentDate);
}
