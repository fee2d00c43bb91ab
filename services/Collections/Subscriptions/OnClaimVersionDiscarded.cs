using MedBill.Collections.Domain.Journal;
using MedBill.Collections.Journal;
using MedBill.Collections.Storage;
using MedBill.Platform.Messaging;
using Events = MedBill.Contracts.Claims.Events.V1;

namespace MedBill.Collections.Subscriptions;

/// <summary>Books what a refused version asked for back to what is asked again; a draft that is discarded asked nobody.</summary>
internal sealed class OnClaimVersionDiscarded(Books books, Corrections corrections, CollectionsDb db, TimeProvider clock) : IEventHandler<Events.ClaimVersionDiscarded>
{
    public async Task HandleAsync(Events.ClaimVersionDiscarded @event, Envelope envelope, CancellationToken cancel)
    {
        Told.InPractice(envelope);
        var name = Told.Name(@event.Claim, "claim", "claims");
        var version = Told.Count(@event.VersionNumber, "version_number");
        switch (@event.Discarded, @event.Standing)
        {
            case (null, null):
                return;
            case ({ } discarded, { } standing):
                var claim = new Subject(
                    Told.Name(standing.Patient, "patient", "patients"),
                    Told.Name(standing.Encounter, "encounter", "encounters"),
                    name,
                    Told.Name(standing.Payer, "payer", "payers"),
                    Told.Date(standing.ServiceDate, "service_date"));
                var party = Told.Party(standing.ResponsibleParty);
                var payer = Told.Name(discarded.Payer, "discarded", "payers");
                var facts = Facts.ClaimVersionDiscarded(
                    claim, version, Told.Day(envelope, clock), Told.Money(standing.TotalCharge, "total_charge"), payer,
                    Told.Money(discarded.TotalCharge, "discarded"));
                var gone = new ClaimVersion { Claim = name, Number = version, Payer = payer };
                gone.Discard();
                await new SentVersions(db).KeepAsync([gone], cancel);
                await books.BookAsync([.. facts.Select(fact => new HeardFact(party, fact))], cancel);
                await corrections.AskedAnewAsync(name, cancel);
                return;
            default:
                throw Told.Breach("discarded");
        }
    }
}
