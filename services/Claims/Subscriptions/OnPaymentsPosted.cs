using System.Globalization;
using MedBill.Claims.Domain;
using MedBill.Claims.Storage;
using MedBill.Contracts.Remittance.Events.V1;
using MedBill.Platform.Messaging;
using MedBill.Platform.Rpc;
using MedBill.Platform.Values;
using Microsoft.EntityFrameworkCore;

namespace MedBill.Claims.Subscriptions;

/// <summary>
/// A chunk of a remittance advice was posted: each claim payment is a decision on the version it names. Known by remittance and claim
/// payment, so a chunk told twice, under whatever event id, counts once; and worked out from all decisions of the claim, so order does not count.
/// </summary>
internal sealed class OnPaymentsPosted(ClaimsDb db, TimeProvider clock) : IEventHandler<PaymentsPosted>
{
    public async Task HandleAsync(PaymentsPosted @event, Envelope envelope, CancellationToken cancel)
    {
        var postings = Read(@event).ToLookup(posting => posting.ClaimId);
        string[] ids = [.. postings.Select(ofClaim => ofClaim.Key)];
        var claims = await db.Claims.Where(claim => ids.Contains(claim.Id)).ToDictionaryAsync(claim => claim.Id, cancel);
        await db.ClaimVersions.Where(version => ids.Contains(version.ClaimId)).LoadAsync(cancel);
        await db.ClaimPostings.Where(posting => ids.Contains(posting.ClaimId)).LoadAsync(cancel);
        await db.Denials.Where(denial => ids.Contains(denial.ClaimId)).LoadAsync(cancel);
        var now = clock.GetUtcNow();
        foreach (var ofClaim in postings)
        {
            // Remittance knows a claim from our own ClaimSubmitted: one that is not here, or was never sent, is no claim of ours.
            if (!claims.TryGetValue(ofClaim.Key, out var claim)
                || ofClaim.Any(posting => claim.Find(posting.VersionNumber) is null or { State: ClaimState.Draft }))
            {
                throw new ContractBreachException("CLAIM_VERSION_UNKNOWN");
            }

            claim.Post([.. ofClaim], () => ResourceName.NewId("den", now), now);
        }
    }

    private static List<ClaimPosting> Read(PaymentsPosted chunk)
    {
        try
        {
            return [.. chunk.Claims.Select(posting => Posting(chunk, posting))];
        }
        catch (Failure failure)
        {
            throw new ContractBreachException($"POSTING_{failure.Reason}");
        }
    }

    private static ClaimPosting Posting(PaymentsPosted chunk, PaymentsPosted.Types.ClaimPosting posting)
    {
        var payment = posting.ClaimPayment.Split('/');
        if (payment is not ["remittances", var remittance, "claimPayments", var number] || $"remittances/{remittance}" != chunk.Remittance
            || !int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var position))
        {
            throw new ContractBreachException("CLAIM_PAYMENT_NAME_INVALID");
        }

        return new()
        {
            RemittanceId = remittance,
            ClaimPaymentNumber = position,
            ChunkNumber = chunk.ChunkNumber,
            ClaimId = ResourceName.Id(posting.Claim, "claims", "claim"),
            VersionNumber = posting.ClaimVersionNumber,
            StatusCode = posting.ClaimStatusCode,
            PayerClaimControlNumber = posting.PayerClaimControlNumber,
            PaymentDate = chunk.PaymentDate.ToDate("payment_date"),
            Charge = posting.Charge.ToMoney("charge"),
            Paid = posting.PaidAmount.ToMoney("paid_amount"),
            Contractual = posting.ContractualAmount.ToMoney("contractual_amount"),
            PatientResponsibility = posting.PatientResponsibilityAmount.ToMoney("patient_responsibility_amount"),
            Denied = posting.DeniedAmount.ToMoney("denied_amount"),
            Adjustments = [.. posting.Adjustments.Select(Adjustment)],
            Lines = [.. posting.LineNumbers],
        };
    }

    private static PostedAdjustment Adjustment(PaymentsPosted.Types.PostedAdjustment adjustment) => new(
        adjustment.LineNumber,
        adjustment.GroupCode,
        adjustment.ReasonCode,
        [.. adjustment.RemarkCodes],
        adjustment.Amount.ToMoney("amount"),
        adjustment.Disposition switch
        {
            PaymentsPosted.Types.Disposition.Contractual => AdjustmentDisposition.Contractual,
            PaymentsPosted.Types.Disposition.PatientResponsibility => AdjustmentDisposition.PatientResponsibility,
            PaymentsPosted.Types.Disposition.Denied => AdjustmentDisposition.Denied,
            _ => throw new ContractBreachException("DISPOSITION_UNKNOWN"),
        });
}
