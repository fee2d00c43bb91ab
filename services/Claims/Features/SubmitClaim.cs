using Grpc.Core;
using MedBill.Platform.Hosting;
using MedBill.Platform.Rpc;
using MedBill.Platform.Storage;
using Microsoft.EntityFrameworkCore;
using Wire = MedBill.Contracts.Claims.V1;

namespace MedBill.Claims.Features;

internal sealed partial class ClaimRpc
{
    [RequiresScope("claims.submit")]
    [RemembersRequestsForEver]
    public override Task<Wire.Claim> SubmitClaim(Wire.SubmitClaimRequest request, ServerCallContext context) => request.ValidateOnly
        ? ValidateAsync(request, context.Method, context.CancellationToken)
        : idempotency.RunAsync(
            request,
            request.RequestId,
            context,
            async cancel =>
            {
                var claim = await Store.LoadClaimAsync(request.Name, "name", cancel);
                Etag.Require(request.Etag, claim.Version);

                submitting.Submit(claim);

                await Store.SaveChangesAsync(cancel);
                return claim.ToWire();
            },
            submitting.Wake);

    // What a submission would answer; nothing is stored, and the request id stays free.
    private async Task<Wire.Claim> ValidateAsync(Wire.SubmitClaimRequest request, string method, CancellationToken cancel)
    {
        var claim = await Store.LoadClaimAsync(request.Name, "name", cancel);
        Etag.Require(request.Etag, claim.Version);
        claim.RequireSubmittable();
        await Store.RecordReadAsync(method, claim.Name, cancel);
        var wire = claim.ToWire();
        wire.Findings.Clear();
        wire.Findings.AddRange(drafting.Examine(claim.Current.Draft).Select(finding => finding.ToWire()));
        return wire;
    }
}
