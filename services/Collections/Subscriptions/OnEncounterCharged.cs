using MedBill.Collections.Domain.Journal;
using MedBill.Collections.Journal;
using MedBill.Platform.Messaging;
using MedBill.Platform.Values;
using Events = MedBill.Contracts.Patients.Events.V1;

namespace MedBill.Collections.Subscriptions;

/// <summary>Books captured charges, once for each capture of an encounter.</summary>
internal sealed class OnEncounterCharged(Books books) : IEventHandler<Events.EncounterCharged>
{
    public Task HandleAsync(Events.EncounterCharged @event, Envelope envelope, CancellationToken cancel)
    {
        Told.InPractice(envelope);
        var serviceDate = Told.Date(@event.ServiceDate, "service_date");
        var total = Told.Money(@event.TotalCharge, "total_charge");
        if (Money.Sum(@event.Charges.Select(charge => Told.Money(charge.Amount, "charges"))) != total)
        {
            throw Told.Breach("total_charge");
        }

        var visit = new Subject(
            Told.Name(@event.Patient, "patient", "patients"), Told.Name(@event.Encounter, "encounter", "encounters"), ServiceDate: serviceDate);
        var capture = Told.Count(@event.CaptureNumber, "capture_number");
        return books.BookAsync(
            [new(Told.Party(@event.ResponsibleParty), Facts.EncounterCharged(visit, capture, @event.SelfPay, serviceDate, total))], cancel);
    }
}
