using Grpc.Core;
using MedBill.Platform.Hosting;
using MedBill.Platform.Rpc;
using Wire = MedBill.Contracts.Claims.V1;

namespace MedBill.Claims.Features;

internal sealed partial class ClaimRpc
{
    [RequiresScope("claims.write")]
    public override Task<Wire.Claim> DiscardClaimVersion(Wire.DiscardClaimVersionRequest request, ServerCallContext context) =>
        idempotency.RunAsync(request, request.RequestId, context, async cancel =>
        {
            var (id, number) = VersionOf(request.Name);
            var claim = await Store.LoadClaimAsync($"claims/{id}", "name", cancel);
            _ = claim.Find(number) ?? throw NoVersion(request.Name);
            Etag.Require(request.Etag, claim.Version);

            claim.DiscardVersion(number);

            await Store.SaveChangesAsync(cancel);
            return claim.ToWire();
        });
}
