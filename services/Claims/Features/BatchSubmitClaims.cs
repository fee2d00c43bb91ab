using Grpc.Core;
using MedBill.Claims.Domain;
using MedBill.Platform.Hosting;
using MedBill.Platform.Storage;
using MedBill.Platform.Values;
using Microsoft.EntityFrameworkCore;
using Wire = MedBill.Contracts.Claims.V1;

namespace MedBill.Claims.Features;

internal sealed partial class ClaimRpc
{
    private const int MaxSubmitted = 1_000;

    // The claim keeps all its findings; the answer of a batch names the first, so that a thousand bad claims still fit one message.
    private const int MaxFindingsInBatch = 10;

    [RequiresScope("claims.submit")]
    [RemembersRequestsForEver]
    public override Task<Wire.BatchSubmitClaimsResponse> BatchSubmitClaims(Wire.BatchSubmitClaimsRequest request, ServerCallContext context)
    {
        RequireBatch(request.Names, MaxSubmitted, "names", "claims");
        return idempotency.RunAsync(
            request,
            request.RequestId,
            context,
            async cancel =>
            {
                string[] ids = [.. request.Names.Select(name => ResourceName.Id(name, "claims"))];
                var claims = await Store.Claims.Where(claim => ids.Contains(claim.Id)).ToDictionaryAsync(claim => claim.Name, cancel);
                await Store.LoadVersionsAsync(claims.Values, cancel);
                var response = new Wire.BatchSubmitClaimsResponse { Results = { request.Names.Select(name => SubmitOne(name, claims.GetValueOrDefault(name))) } };
                await Store.SaveChangesAsync(cancel);
                return response;
            },
            submitting.Wake);
    }

    private Wire.SubmissionResult SubmitOne(string name, Claim? claim)
    {
        if (claim is null)
        {
            return new() { Name = name, ReasonCode = "CLAIM_NOT_FOUND" };
        }

        var reason = claim.State != ClaimState.Draft ? "ILLEGAL_TRANSITION"
            : claim.IsSecondBill ? "FREQUENCY_NOT_ALLOWED"
            : submitting.Submit(claim) ? "" : "EDITS_FAILED";
        return new()
        {
            Name = name,
            State = claim.State.ToWire(),
            ReasonCode = reason,
            Findings =
            {
                reason is "ILLEGAL_TRANSITION" or "FREQUENCY_NOT_ALLOWED" ? [] : claim.Current.Findings.OrderByDescending(finding => finding.IsError)
                    .Take(MaxFindingsInBatch).Select(finding => finding.ToWire()),
            },
        };
    }
}
