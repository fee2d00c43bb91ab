using Grpc.Core;
using MedBill.Platform.Hosting;
using Microsoft.EntityFrameworkCore;
using Wire = MedBill.Contracts.Claims.V1;

namespace MedBill.Claims.Features;

internal sealed partial class ClaimRpc
{
    [RequiresScope("claims.read")]
    public override async Task<Wire.ScrubClaimResponse> ScrubClaim(Wire.ScrubClaimRequest request, ServerCallContext context)
    {
        var claim = await Store.LoadClaimAsync(request.Name, "name", context.CancellationToken);
        await Store.RecordReadAsync(context.Method, claim.Name, context.CancellationToken);
        return new() { Findings = { drafting.Examine(claim.Current.Draft).Select(finding => finding.ToWire()) } };
    }
}
