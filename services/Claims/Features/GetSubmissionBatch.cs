using Grpc.Core;
using MedBill.Platform.Hosting;
using MedBill.Platform.Values;
using Microsoft.EntityFrameworkCore;
using Wire = MedBill.Contracts.Claims.V1;

namespace MedBill.Claims.Features;

internal sealed partial class ClaimRpc
{
    [RequiresScope("claims.read")]
    public override async Task<Wire.SubmissionBatch> GetSubmissionBatch(Wire.GetSubmissionBatchRequest request, ServerCallContext context)
    {
        var id = ResourceName.Id(request.Name, "submissionBatches");
        var batch = await Store.SubmissionBatches.AsNoTracking().SingleOrDefaultAsync(one => one.Id == id, context.CancellationToken);
        return batch?.ToWire() ?? throw new Failure(
            FailureKind.NotFound, "SUBMISSION_BATCH_NOT_FOUND", "There is no such batch.", ("submission_batch", request.Name));
    }
}
