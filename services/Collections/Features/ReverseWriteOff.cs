using Grpc.Core;
using MedBill.Platform.Hosting;
using Wire = MedBill.Contracts.Collections.V1;

namespace MedBill.Collections.Features;

internal sealed partial class CollectionRpc
{
    [RequiresScope("collections.adjust")]
    public override Task<Wire.WriteOff> ReverseWriteOff(Wire.ReverseWriteOffRequest request, ServerCallContext context) =>
        idempotency.RunAsync(request, request.RequestId, context, async cancel =>
        {
            var writeOff = await FindWriteOffAsync(db.WriteOffs, request.Name, cancel);
            await TakeBackAsync(writeOff, request.Etag, cancel);
            return writeOff.ToWire();
        });
}
