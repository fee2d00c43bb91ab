using MedBill.Collections.Domain.Journal;
using MedBill.Collections.Journal;
using MedBill.Platform.Messaging;
using Events = MedBill.Contracts.Claims.Events.V1;

namespace MedBill.Collections.Subscriptions;

/// <summary>Takes what a void claim asked for back from its payer, and with it what was decided about that by hand; a claim that was never sent asked nobody.</summary>
internal sealed class OnClaimVoided(Books books, Corrections corrections, TimeProvider clock) : IEventHandler<Events.ClaimVoided>
{
    public async Task HandleAsync(Events.ClaimVoided @event, Envelope envelope, CancellationToken cancel)
    {
        Told.InPractice(envelope);
        var name = Told.Name(@event.Claim, "claim", "claims");
        if (@event.Asked is not { } asked)
        {
            return;
        }

        var claim = new Subject(
            Told.Name(asked.Patient, "patient", "patients"),
            Told.Name(asked.Encounter, "encounter", "encounters"),
            name,
            Told.Name(asked.Payer, "payer", "payers"),
            Told.Date(asked.ServiceDate, "service_date"));
        var fact = Facts.ClaimVoided(claim, Told.Day(envelope, clock), Told.Money(asked.TotalCharge, "total_charge"));
        await books.BookAsync([new(Told.Party(asked.ResponsibleParty), fact)], cancel);
        await corrections.ClaimVoidedAsync(name, cancel);
    }
}
