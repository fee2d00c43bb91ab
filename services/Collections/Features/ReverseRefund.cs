using Grpc.Core;
using MedBill.Platform.Hosting;
using Wire = MedBill.Contracts.Collections.V1;

namespace MedBill.Collections.Features;

internal sealed partial class CollectionRpc
{
    [RequiresScope("collections.adjust")]
    public override Task<Wire.Refund> ReverseRefund(Wire.ReverseRefundRequest request, ServerCallContext context) =>
        idempotency.RunAsync(request, request.RequestId, context, async cancel =>
        {
            var refund = await FindRefundAsync(db.Refunds, request.Name, cancel);
            await TakeBackAsync(refund, request.Etag, cancel);
            return refund.ToWire();
        });
}
