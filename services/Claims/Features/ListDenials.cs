using Grpc.Core;
using MedBill.Platform.Hosting;
using MedBill.Platform.Rpc;
using Microsoft.EntityFrameworkCore;
using Wire = MedBill.Contracts.Claims.V1;

namespace MedBill.Claims.Features;

internal sealed partial class ClaimRpc
{
    [RequiresScope("claims.read")]
    public override async Task<Wire.ListDenialsResponse> ListDenials(Wire.ListDenialsRequest request, ServerCallContext context)
    {
        var claim = ClaimQueries.FilterId(request.Claim, "claims", "claim");
        var query = Store.Denials.AsNoTracking();
        query = claim is null ? query : query.Where(denial => denial.ClaimId == claim);
        query = query.InState(request.State);
        query = request.WorkQueue.Length == 0 ? query : query.Where(denial => denial.WorkQueue == request.WorkQueue);
        var (denials, next) = await query.PageAsync(request, denial => denial.Id, context.CancellationToken);
        await Store.RecordReadAsync(context.Method, "denials", context.CancellationToken);
        return new() { Denials = { denials.Select(denial => denial.ToWire()) }, NextPageToken = next };
    }
}
