using Grpc.Core;
using MedBill.Platform.Hosting;
using MedBill.Platform.Rpc;
using Wire = MedBill.Contracts.Claims.V1;

namespace MedBill.Claims.Features;

internal sealed partial class ClaimRpc
{
    [RequiresScope("claims.write")]
    public override Task<Wire.Claim> UpdateClaim(Wire.UpdateClaimRequest request, ServerCallContext context) =>
        idempotency.RunAsync(request, request.RequestId, context, async cancel =>
        {
            var paths = FieldMasks.Paths(request.UpdateMask, request.Claim);
            var claim = await Store.LoadClaimAsync(request.Claim.Name, "claim.name", cancel);
            Etag.Require(request.Claim.Etag, claim.Version);

            var wanted = claim.ToWire();
            FieldMasks.Apply(paths, request.Claim, wanted);
            claim.Edit(CodingReading.Read(wanted), drafting.Examine);

            await Store.SaveChangesAsync(cancel);
            return claim.ToWire();
        });
}
