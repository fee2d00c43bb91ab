using MedBill.Collections.Domain;
using MedBill.Collections.Storage;
using MedBill.Platform.Messaging;
using MedBill.Platform.Rpc;
using Events = MedBill.Contracts.Claims.Events.V1;

namespace MedBill.Collections.Subscriptions;

/// <summary>A claim went to its payer for the first time: Dr AR_PAYER Cr AR_UNBILLED. Later versions book nothing.</summary>
internal sealed class OnClaimSubmitted(Journal journal, TimeProvider clock) : IEventHandler<Events.ClaimSubmitted>
{
    public async Task HandleAsync(Events.ClaimSubmitted message, Envelope envelope, CancellationToken cancel)
    {
        if (message.VersionNumber != 1)
        {
            return;
        }

        var cause = Cause.ClaimSubmitted(message.Claim);
        if ((await journal.BookedAsync(cause.Type, [cause.Key], cancel)).Count > 0)
        {
            return;
        }

        var account = (await journal.AccountsAsync([message.ResponsibleParty], cancel))[message.ResponsibleParty];
        var subject = new LineSubject(account.Id, message.Patient, message.Encounter, message.Claim, message.Payer, message.ServiceDate.ToDate("service_date"));
        journal.Book(account, cause, DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime), Bookings.Submitted(message.TotalCharge.ToMoney("total_charge").Cents, subject));
    }
}
