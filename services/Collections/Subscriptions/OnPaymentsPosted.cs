using MedBill.Collections.Domain.Journal;
using MedBill.Collections.Journal;
using MedBill.Collections.Storage;
using MedBill.Platform.Messaging;
using Microsoft.EntityFrameworkCore;
using Events = MedBill.Contracts.Remittance.Events.V1;

namespace MedBill.Collections.Subscriptions;

/// <summary>Books a chunk of a remittance advice: one entry for each claim, none for what is denied whole.</summary>
internal sealed class OnPaymentsPosted(Books books, CollectionsDb db, TimeProvider clock) : IEventHandler<Events.PaymentsPosted>
{
    private const int MaxClaims = 200;

    public async Task HandleAsync(Events.PaymentsPosted @event, Envelope envelope, CancellationToken cancel)
    {
        Told.InPractice(envelope);
        var posting = Told.Name(@event.Posting, "posting", "postings");
        var remittance = Told.Name(@event.Remittance, "remittance", "remittances");
        var chunk = Told.Count(@event.ChunkNumber, "chunk_number");
        var facts = Read(@event);
        if (await db.JournaledPostings.AnyAsync(row => row.Remittance == remittance && row.ChunkNumber == chunk, cancel))
        {
            return;
        }

        db.JournaledPostings.Add(new() { Remittance = remittance, ChunkNumber = chunk, Posting = posting, BookTime = clock.GetUtcNow() });
        await books.BookAsync(facts, cancel);
    }

    private static List<HeardFact> Read(Events.PaymentsPosted told)
    {
        var paymentDate = Told.Date(told.PaymentDate, "payment_date");
        var facts = told.Claims.Select(claim => Read(claim, paymentDate)).ToList();
        if (facts.Count is 0 or > MaxClaims || facts.DistinctBy(fact => fact.Fact.Cause).Count() < facts.Count)
        {
            throw Told.Breach("claims");
        }

        return facts;
    }

    private static HeardFact Read(Events.PaymentsPosted.Types.ClaimPosting told, DateOnly paymentDate)
    {
        var claim = new Subject(
            Told.Name(told.Patient, "patient", "patients"),
            Told.Name(told.Encounter, "encounter", "encounters"),
            Told.Name(told.Claim, "claim", "claims"),
            Told.Name(told.Payer, "payer", "payers"),
            Told.Date(told.ServiceDate, "service_date"));
        var paid = Told.Money(told.PaidAmount, "paid_amount");
        var contractual = Told.Money(told.ContractualAmount, "contractual_amount");
        var patient = Told.Money(told.PatientResponsibilityAmount, "patient_responsibility_amount");

        // The event's promise: charge = paid + contractual + patient responsibility + denied.
        if (Told.Money(told.Charge, "charge") != paid + contractual + patient + Told.Money(told.DeniedAmount, "denied_amount"))
        {
            throw Told.Breach("charge");
        }

        return new(Told.Party(told.ResponsibleParty), Facts.ClaimPosted(ClaimPayment(told.ClaimPayment), claim, paymentDate, paid, contractual, patient));
    }

    // remittances/{remittance}/claimPayments/{claim_payment}
    private static string ClaimPayment(string told) =>
        told.Length <= CollectionsTables.NameLength && told.Split('/') is ["remittances", { Length: > 0 }, "claimPayments", { Length: > 0 }]
            ? told
            : throw Told.Breach("claim_payment");
}
