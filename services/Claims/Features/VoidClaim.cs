using Grpc.Core;
using MedBill.Platform.Hosting;
using MedBill.Platform.Rpc;
using Microsoft.EntityFrameworkCore;
using Wire = MedBill.Contracts.Claims.V1;

namespace MedBill.Claims.Features;

internal sealed partial class ClaimRpc
{
    [RequiresScope("claims.write")]
    public override Task<Wire.Claim> VoidClaim(Wire.VoidClaimRequest request, ServerCallContext context) =>
        idempotency.RunAsync(request, request.RequestId, context, async cancel =>
        {
            var claim = await Store.LoadClaimAsync(request.Name, "name", cancel);
            Etag.Require(request.Etag, claim.Version);

            await Store.Denials.Where(denial => denial.ClaimId == claim.Id).LoadAsync(cancel);
            claim.Withdraw(drafting.Now);

            await Store.SaveChangesAsync(cancel);
            return claim.ToWire();
        });
}
