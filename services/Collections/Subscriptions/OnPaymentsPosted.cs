using MedBill.Collections.Domain;
using MedBill.Collections.Storage;
using MedBill.Platform.Messaging;
using MedBill.Platform.Rpc;
using Microsoft.EntityFrameworkCore;
using Events = MedBill.Contracts.Remittance.Events.V1;

namespace MedBill.Collections.Subscriptions;

/// <summary>A chunk of a remittance was posted: one entry for each claim of it.</summary>
internal sealed class OnPaymentsPosted(CollectionsDb db, Journal journal) : IEventHandler<Events.PaymentsPosted>
{
    public async Task HandleAsync(Events.PaymentsPosted message, Envelope envelope, CancellationToken cancel)
    {
        if (await db.JournaledPostings.AnyAsync(posting => posting.Remittance == message.Remittance && posting.ChunkNumber == message.ChunkNumber, cancel))
        {
            return;
        }

        var day = message.PaymentDate.ToDate("payment_date");
        var accounts = await journal.AccountsAsync(message.Claims.Select(claim => claim.ResponsibleParty), cancel);
        var booked = await journal.BookedAsync("PaymentsPosted", message.Claims.Select(claim => claim.ClaimPayment), cancel);
        long paid = 0, contractual = 0, patient = 0;
        foreach (var claim in message.Claims)
        {
            // The identity of a claim's posting is its claim payment, whatever chunk it comes in.
            if (booked.Add(claim.ClaimPayment))
            {
                var amounts = new Amounts(claim);
                (paid, contractual, patient) = (paid + amounts.Paid, contractual + amounts.Contractual, patient + amounts.Patient);
                Book(accounts[claim.ResponsibleParty], claim, amounts, day);
            }
        }

        db.Add(new JournaledPosting
        {
            Remittance = message.Remittance,
            ChunkNumber = message.ChunkNumber,
            PaidCents = paid,
            ContractualCents = contractual,
            PatientResponsibilityCents = patient,
        });
    }

    private void Book(Account account, Events.PaymentsPosted.Types.ClaimPosting claim, Amounts amounts, DateOnly day)
    {
        var subject = new LineSubject(account.Id, claim.Patient, claim.Encounter, claim.Claim, claim.Payer, claim.ServiceDate.ToDate("service_date"));
        if (amounts.Patient != 0)
        {
            account.TellTransfer(claim.Encounter, amounts.Patient);
        }

        journal.Book(account, Cause.PaymentsPosted(claim.ClaimPayment), day, Bookings.Posted(amounts.Paid, amounts.Contractual, amounts.Patient, subject));
    }

    private readonly record struct Amounts(long Paid, long Contractual, long Patient)
    {
        public Amounts(Events.PaymentsPosted.Types.ClaimPosting claim)
            : this(
                claim.PaidAmount.ToMoney("paid_amount").Cents,
                claim.ContractualAmount.ToMoney("contractual_amount").Cents,
                claim.PatientResponsibilityAmount.ToMoney("patient_responsibility_amount").Cents)
        {
        }
    }
}
