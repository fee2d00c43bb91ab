using MedBill.Collections.Domain.Journal;
using MedBill.Collections.Journal;
using MedBill.Collections.Storage;
using MedBill.Platform.Messaging;
using Events = MedBill.Contracts.Claims.Events.V1;

namespace MedBill.Collections.Subscriptions;

/// <summary>Books what a payer is asked for: the whole of a first version, of a later one what it changes. What was decided about another payer is taken back.</summary>
internal sealed class OnClaimSubmitted(Books books, Corrections corrections, CollectionsDb db, TimeProvider clock) : IEventHandler<Events.ClaimSubmitted>
{
    public async Task HandleAsync(Events.ClaimSubmitted @event, Envelope envelope, CancellationToken cancel)
    {
        Told.InPractice(envelope);
        var version = Told.Count(@event.VersionNumber, "version_number");
        var claim = new Subject(
            Told.Name(@event.Patient, "patient", "patients"),
            Told.Name(@event.Encounter, "encounter", "encounters"),
            Told.Name(@event.Claim, "claim", "claims"),
            Told.Name(@event.Payer, "payer", "payers"),
            Told.Date(@event.ServiceDate, "service_date"));
        var party = Told.Party(@event.ResponsibleParty);
        var on = Told.Day(envelope, clock);
        var total = Told.Money(@event.TotalCharge, "total_charge");
        var facts = Read(@event.Superseded, claim, version, on, total);
        await new SentVersions(db).KeepAsync([new() { Claim = claim.Claim!, Number = version, Payer = claim.Payer! }], cancel);
        await books.BookAsync([.. facts.Select(fact => new HeardFact(party, fact))], cancel);
        await corrections.AskedAnewAsync(claim.Claim!, cancel);
    }

    private static IReadOnlyList<Fact> Read(
        Events.ClaimSubmitted.Types.Superseded? before, Subject claim, int version, DateOnly on, Platform.Values.Money total) => (version, before) switch
        {
            (1, null) => [Facts.ClaimSubmitted(claim, on, total)],
            ( > 1, not null) => Facts.ClaimResubmitted(
                claim, version, on, total, Told.Name(before.Payer, "superseded", "payers"), Told.Money(before.TotalCharge, "superseded")),
            _ => throw Told.Breach("superseded"),
        };
}
