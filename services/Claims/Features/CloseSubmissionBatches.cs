using Grpc.Core;
using MedBill.Platform.Hosting;
using Wire = MedBill.Contracts.Claims.V1;

namespace MedBill.Claims.Features;

internal sealed partial class ClaimRpc
{
    [RequiresScope("claims.submit")]
    public override Task<Wire.CloseSubmissionBatchesResponse> CloseSubmissionBatches(Wire.CloseSubmissionBatchesRequest request, ServerCallContext context)
    {
        _ = caller.Practice;
        var payer = ClaimQueries.FilterId(request.Payer, "payers", "payer");
        return idempotency.RunAsync(
            request,
            request.RequestId,
            context,
            async cancel => new Wire.CloseSubmissionBatchesResponse
            {
                SubmissionBatches = { (await submitting.CloseAsync(payer, cancel)).Select(batch => batch.ToWire()) },
            },
            submitting.Wake);
    }
}
