using Grpc.Core;
using MedBill.Platform.Hosting;
using MedBill.Platform.Rpc;
using Wire = MedBill.Contracts.Claims.V1;

namespace MedBill.Claims.Features;

internal sealed partial class ClaimRpc
{
    [RequiresScope("claims.read")]
    public override async Task<Wire.ListAcknowledgmentsResponse> ListAcknowledgments(Wire.ListAcknowledgmentsRequest request, ServerCallContext context)
    {
        var query = VisibleAcknowledgments();
        query = request.State.ToQuarantined() is { } quarantined ? query.Where(one => one.IsQuarantined == quarantined) : query;
        var (acknowledgments, next) = await query.PageAsync(request, one => one.Id, context.CancellationToken);
        return new() { Acknowledgments = { acknowledgments.Select(one => one.ToWire()) }, NextPageToken = next };
    }
}
