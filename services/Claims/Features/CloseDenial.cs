using Grpc.Core;
using MedBill.Platform.Hosting;
using MedBill.Platform.Values;
using Microsoft.EntityFrameworkCore;
using Wire = MedBill.Contracts.Claims.V1;

namespace MedBill.Claims.Features;

internal sealed partial class ClaimRpc
{
    [RequiresScope("claims.write")]
    public override Task<Wire.Denial> CloseDenial(Wire.CloseDenialRequest request, ServerCallContext context) =>
        idempotency.RunAsync(request, request.RequestId, context, async cancel =>
        {
            var id = ResourceName.Id(request.Name, "denials");
            var reason = request.Reason.ToDomain();
            var claimId = await Store.Denials.Where(one => one.Id == id).Select(one => one.ClaimId).SingleOrDefaultAsync(cancel) ?? throw NoDenial(request.Name);
            var claim = await Store.LoadClaimAsync($"claims/{claimId}", "name", cancel);
            await Store.Denials.Where(one => one.ClaimId == claimId).LoadAsync(cancel);

            claim.CloseDenial(id, reason, drafting.Now);

            await Store.SaveChangesAsync(cancel);
            return claim.Denials.Single(one => one.Id == id).ToWire();
        });
}
