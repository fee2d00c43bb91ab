using MedBill.Platform.Messaging;
using MedBill.Platform.Values;
using MedBill.Remittance.Matching;
using MedBill.Remittance.Postings;
using MedBill.Remittance.Storage;
using Microsoft.EntityFrameworkCore;
using Events = MedBill.Contracts.Claims.Events.V1;

namespace MedBill.Remittance.Subscriptions;

/// <summary>Keeps the payer's own number of a claim. Needs no predecessor: a payment finds the number when the claim itself is known.</summary>
internal sealed class OnClaimAccepted(RemittanceDb db, PostingWorker posting) : IEventHandler<Events.ClaimAccepted>
{
    public async Task HandleAsync(Events.ClaimAccepted message, Envelope envelope, CancellationToken cancel)
    {
        var practice = Contract.PracticeOf(envelope);
        var (number, version) = (message.PayerClaimControlNumber, message.VersionNumber);
        if (number.Length == 0)
        {
            return;
        }

        var claim = Contract.Read(() => ResourceName.Id(message.Claim, "claims", "claim"));
        Contract.Read(() => Contract.Text(number, 50, "payer_claim_control_number"));
        if (await db.PayerClaimNumbers.AnyAsync(one => one.Number == number && one.ClaimId == claim && one.VersionNumber == version, cancel))
        {
            return;
        }

        db.PayerClaimNumbers.Add(new() { Practice = practice, Number = number, ClaimId = claim, VersionNumber = version });
        if (await db.AskAgainAsync([number], cancel))
        {
            posting.Wake();
        }
    }
}
