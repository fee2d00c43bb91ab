using Grpc.Core;
using MedBill.Platform.Hosting;
using MedBill.Platform.Values;
using Wire = MedBill.Contracts.Claims.V1;

namespace MedBill.Claims.Features;

internal sealed partial class ClaimRpc
{
    [RequiresScope("claims.write")]
    public override async Task<Wire.Claim> CreateClaim(Wire.CreateClaimRequest request, ServerCallContext context)
    {
        _ = caller.Practice;
        _ = ResourceName.Id(request.Encounter, "encounters", "encounter");
        if (await idempotency.FindAsync<Wire.Claim>(request, request.RequestId, context) is { } made)
        {
            return made;
        }

        var encounters = await drafting.ReadAsync([request.Encounter], context.CancellationToken);
        return await idempotency.RunAsync(request, request.RequestId, context, async cancel =>
            (await MakeAsync(encounters, cancel))[0].ToWire());
    }
}
