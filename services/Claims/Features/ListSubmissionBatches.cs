using Grpc.Core;
using MedBill.Platform.Hosting;
using MedBill.Platform.Rpc;
using Microsoft.EntityFrameworkCore;
using Wire = MedBill.Contracts.Claims.V1;

namespace MedBill.Claims.Features;

internal sealed partial class ClaimRpc
{
    [RequiresScope("claims.read")]
    public override async Task<Wire.ListSubmissionBatchesResponse> ListSubmissionBatches(Wire.ListSubmissionBatchesRequest request, ServerCallContext context)
    {
        var payer = ClaimQueries.FilterId(request.Payer, "payers", "payer");
        var state = request.State.ToDomain();
        var query = Store.SubmissionBatches.AsNoTracking();
        query = payer is null ? query : query.Where(batch => batch.PayerId == payer);
        query = state is null ? query : query.Where(batch => batch.State == state);
        var (batches, next) = await query.PageAsync(request, batch => batch.Id, context.CancellationToken);
        return new() { SubmissionBatches = { batches.Select(batch => batch.ToWire()) }, NextPageToken = next };
    }
}
