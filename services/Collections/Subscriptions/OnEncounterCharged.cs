using MedBill.Collections.Domain;
using MedBill.Collections.Storage;
using MedBill.Platform.Messaging;
using MedBill.Platform.Rpc;
using Events = MedBill.Contracts.Patients.Events.V1;

namespace MedBill.Collections.Subscriptions;

/// <summary>Charges were captured: Dr AR_UNBILLED Cr REVENUE; of a self-pay visit also Dr AR_PATIENT Cr AR_UNBILLED.</summary>
internal sealed class OnEncounterCharged(Journal journal) : IEventHandler<Events.EncounterCharged>
{
    public async Task HandleAsync(Events.EncounterCharged message, Envelope envelope, CancellationToken cancel)
    {
        var cause = Cause.EncounterCharged(message.Encounter, message.CaptureNumber);
        if ((await journal.BookedAsync(cause.Type, [cause.Key], cancel)).Count > 0)
        {
            return;
        }

        var account = (await journal.AccountsAsync([message.ResponsibleParty], cancel))[message.ResponsibleParty];
        var day = message.ServiceDate.ToDate("service_date");
        var cents = message.TotalCharge.ToMoney("total_charge").Cents;
        var subject = new LineSubject(account.Id, message.Patient, message.Encounter, ServiceDate: day);
        if (message.SelfPay)
        {
            account.TellTransfer(message.Encounter, cents);
        }

        journal.Book(account, cause, day, Bookings.Charged(cents, message.SelfPay, subject));
    }
}
