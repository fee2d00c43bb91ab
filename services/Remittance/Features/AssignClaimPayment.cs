using System.Globalization;
using Grpc.Core;
using MedBill.Platform.Hosting;
using MedBill.Platform.Rpc;
using MedBill.Platform.Storage;
using MedBill.Platform.Values;
using MedBill.Remittance.Domain;
using MedBill.Remittance.Matching;
using MedBill.Remittance.Postings;
using Microsoft.EntityFrameworkCore;
using Wire = MedBill.Contracts.Remittance.V1;

namespace MedBill.Remittance.Features;

internal sealed partial class RemittanceRpc
{
    [RequiresScope("remittance.post")]
    [RemembersRequestsForEver]
    public override Task<Wire.ClaimPayment> AssignClaimPayment(Wire.AssignClaimPaymentRequest request, ServerCallContext context) =>
        idempotency.RunAsync(
            request,
            request.RequestId,
            context,
            async cancel =>
            {
                var (remittanceId, position) = ClaimPaymentOf(request.Name);
                var (claimId, version) = (ResourceName.Id(request.Claim, "claims", "claim"), request.ClaimVersionNumber);
                var advice = await LoadRemittanceAsync(remittanceId, cancel);
                var payment = await db.ClaimPayments.SingleOrDefaultAsync(one => one.RemittanceId == remittanceId && one.Position == position, cancel)
                    ?? throw new Failure(FailureKind.NotFound, "CLAIM_PAYMENT_NOT_FOUND", "There is no such claim payment.");
                Etag.Require(request.Etag, payment.Version);
                if (advice.State != RemittanceAdviceState.Posted)
                {
                    throw new Failure(
                        FailureKind.Precondition,
                        "REMITTANCE_NOT_POSTED",
                        "Nothing is booked by hand before the rest of the remittance advice is posted.",
                        ("state", advice.State.ToWire().Code()));
                }

                var claim = await db.SubmittedClaims.SingleOrDefaultAsync(one => one.ClaimId == claimId && one.VersionNumber == version, cancel)
                    ?? throw new Failure(FailureKind.NotFound, "CLAIM_VERSION_NOT_FOUND", "No such version of a claim was sent.");

                // Posted here and now: it is never left for the worker to look up again.
                payment.Assign(claim);
                await PostingStep.PostLateAsync(db, advice, [payment], clock.GetUtcNow(), cancel);
                await MatchingStep.LearnAsync(db, [payment], cancel);
                await MatchingStep.LearnPayerAsync(db, advice, payment, claim, cancel);

                await db.SaveChangesAsync(cancel);
                return payment.ToWire();
            },
            posting.Wake);

    // remittances/{remittance}/claimPayments/{claim_payment}
    private static (string Remittance, int Position) ClaimPaymentOf(string name) =>
        name.Split('/') is ["remittances", var remittance, "claimPayments", var number]
        && ResourceName.TryId($"remittances/{remittance}", "remittances", out var id)
        && int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var position)
            ? (id, position)
            : throw Failure.Invalid("name", "INVALID_RESOURCE_NAME", "A name here has the form remittances/{id}/claimPayments/{number}.");
}
