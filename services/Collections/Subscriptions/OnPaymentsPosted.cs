using MedBill.Collections.Domain.Journal;
using MedBill.Collections.Journal;
using MedBill.Collections.Storage;
using MedBill.Platform.Messaging;
using MedBill.Platform.Values;
using Microsoft.EntityFrameworkCore;
using Events = MedBill.Contracts.Remittance.Events.V1;

namespace MedBill.Collections.Subscriptions;

/// <summary>
/// Books a chunk of a remittance advice: one entry for each claim, none for what is denied whole; what is denied is kept beside. A transfer
/// to the patient is taken back when what it stands on is denied no longer.
/// </summary>
internal sealed class OnPaymentsPosted(Books books, Corrections corrections, CollectionsDb db, TimeProvider clock) : IEventHandler<Events.PaymentsPosted>
{
    private const int MaxClaims = 200;

    public async Task HandleAsync(Events.PaymentsPosted @event, Envelope envelope, CancellationToken cancel)
    {
        Told.InPractice(envelope);
        var posting = Told.Name(@event.Posting, "posting", "postings");
        var remittance = Told.Name(@event.Remittance, "remittance", "remittances");
        var chunk = Told.Count(@event.ChunkNumber, "chunk_number");
        var read = Read(@event);
        if (await db.JournaledPostings.AnyAsync(row => row.Remittance == remittance && row.ChunkNumber == chunk, cancel))
        {
            return;
        }

        // A claim that is denied whole, or a denial that is taken back, books nothing: without this nobody who makes it the patient's would notice.
        var unbooked = read.Where(one => one.Fact.Fact.Movements.Count == 0).Select(one => one.Fact.ResponsibleParty).ToHashSet();
        if (unbooked.Count > 0)
        {
            await db.HoldAccountsAsync(unbooked, cancel);
        }

        db.JournaledPostings.Add(new() { Remittance = remittance, ChunkNumber = chunk, Posting = posting, BookTime = clock.GetUtcNow() });
        await DenyAsync([.. read.Where(one => one.Denied.Amount != Money.Zero).Select(one => one.Denied)], cancel);
        await new SentVersions(db).KeepAsync([.. read.Select(one => Decided(one.Denied)).DistinctBy(version => (version.Claim, version.Number))], cancel);
        await books.BookAsync([.. read.Select(one => one.Fact)], cancel);
        await corrections.DecidedAnewAsync([.. read.Select(one => one.Denied.Claim).Distinct()], cancel);
    }

    private async Task DenyAsync(List<DeniedAmount> denied, CancellationToken cancel)
    {
        var keys = denied.ConvertAll(one => one.ClaimPayment);
        var known = await db.DeniedAmounts.Where(row => keys.Contains(row.ClaimPayment)).Select(row => row.ClaimPayment).ToListAsync(cancel);
        db.DeniedAmounts.AddRange(denied.Where(one => !known.Contains(one.ClaimPayment)));
    }

    private static ClaimVersion Decided(DeniedAmount one) => new() { Claim = one.Claim, Number = one.ClaimVersion, Payer = one.Payer };

    private static List<(HeardFact Fact, DeniedAmount Denied)> Read(Events.PaymentsPosted told)
    {
        var paymentDate = Told.Date(told.PaymentDate, "payment_date");
        var facts = told.Claims.Select(claim => Read(claim, paymentDate)).ToList();
        if (facts.Count is 0 or > MaxClaims || facts.DistinctBy(one => one.Fact.Fact.Cause).Count() < facts.Count)
        {
            throw Told.Breach("claims");
        }

        return facts;
    }

    private static (HeardFact Fact, DeniedAmount Denied) Read(Events.PaymentsPosted.Types.ClaimPosting told, DateOnly paymentDate)
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

        var denied = Told.Money(told.DeniedAmount, "denied_amount");

        // The event's promise: charge = paid + contractual + patient responsibility + denied.
        if (Told.Money(told.Charge, "charge") != paid + contractual + patient + denied)
        {
            throw Told.Breach("charge");
        }

        var payment = ClaimPayment(told.ClaimPayment);
        return (
            new(Told.Party(told.ResponsibleParty), Facts.ClaimPosted(payment, claim, paymentDate, paid, contractual, patient)),
            new()
            {
                ClaimPayment = payment,
                Claim = claim.Claim!,
                ClaimVersion = Told.Count(told.ClaimVersionNumber, "claim_version_number"),
                Payer = claim.Payer!,
                Amount = denied,
            });
    }

    // remittances/{remittance}/claimPayments/{claim_payment}
    private static string ClaimPayment(string told) =>
        told.Length <= CollectionsTables.NameLength && told.Split('/') is ["remittances", { Length: > 0 }, "claimPayments", { Length: > 0 }]
            ? told
            : throw Told.Breach("claim_payment");
}
