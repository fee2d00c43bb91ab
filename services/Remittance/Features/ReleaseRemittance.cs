using Grpc.Core;
using MedBill.Platform.Hosting;
using MedBill.Platform.Rpc;
using MedBill.Platform.Values;
using MedBill.Remittance.Domain;
using Microsoft.EntityFrameworkCore;
using Wire = MedBill.Contracts.Remittance.V1;

namespace MedBill.Remittance.Features;

internal sealed partial class RemittanceRpc
{
    [RequiresScope("remittance.post")]
    public override Task<Wire.Remittance> ReleaseRemittance(Wire.ReleaseRemittanceRequest request, ServerCallContext context) =>
        idempotency.RunAsync(
            request,
            request.RequestId,
            context,
            async cancel =>
            {
                var advice = await LoadRemittanceAsync(ResourceName.Id(request.Name, "remittances"), cancel);
                Etag.Require(request.Etag, advice.Version);

                advice.Release();

                if (await db.Files.AnyAsync(file => file.Id == advice.FileId && file.State == RemittanceFileState.Quarantined, cancel))
                {
                    throw new Failure(FailureKind.Precondition, "FILE_QUARANTINED", "The rest of its file could not be read: give the same file once more first.");
                }

                await db.SaveChangesAsync(cancel);
                return advice.ToWire();
            },
            intake.Wake);
}
