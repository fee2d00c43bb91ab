using Grpc.Core;
using MedBill.Collections.Domain.Journal;
using MedBill.Platform.Hosting;
using Wire = MedBill.Contracts.Collections.V1;

namespace MedBill.Collections.Features;

internal sealed partial class CollectionRpc
{
    [RequiresScope("collections.adjust")]
    public override Task<Wire.PatientTransfer> ReversePatientTransfer(Wire.ReversePatientTransferRequest request, ServerCallContext context) =>
        idempotency.RunAsync(request, request.RequestId, context, async cancel =>
        {
            var transfer = await FindPatientTransferAsync(db.PatientTransfers, request.Name, cancel);
            await TakeBackAsync(transfer, request.Etag, CauseType.TransferReversed, cancel);
            return transfer.ToWire();
        });
}
