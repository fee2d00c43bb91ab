using MedBill.Collections.Domain.Journal;
using MedBill.Collections.Journal;
using MedBill.Platform.Messaging;
using Events = MedBill.Contracts.Claims.Events.V1;

namespace MedBill.Collections.Subscriptions;

/// <summary>Books what a payer is asked for: the first version of a claim only, since later ones ask for the same money.</summary>
internal sealed class OnClaimSubmitted(Books books, TimeProvider clock) : IEventHandler<Events.ClaimSubmitted>
{
    public Task HandleAsync(Events.ClaimSubmitted @event, Envelope envelope, CancellationToken cancel)
    {
        Told.InPractice(envelope);
        if (Told.Count(@event.VersionNumber, "version_number") > 1)
        {
            return Task.CompletedTask;
        }

        var claim = new Subject(
            Told.Name(@event.Patient, "patient", "patients"),
            Told.Name(@event.Encounter, "encounter", "encounters"),
            Told.Name(@event.Claim, "claim", "claims"),
            Told.Name(@event.Payer, "payer", "payers"),
            Told.Date(@event.ServiceDate, "service_date"));

        // The event has no date of its own: it happened when it was written.
        var at = envelope.Time == default ? clock.GetUtcNow() : envelope.Time;
        var fact = Facts.ClaimSubmitted(claim, DateOnly.FromDateTime(at.UtcDateTime), Told.Money(@event.TotalCharge, "total_charge"));
        return books.BookAsync([new(Told.Party(@event.ResponsibleParty), fact)], cancel);
    }
}
