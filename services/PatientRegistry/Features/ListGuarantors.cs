using Grpc.Core;
using MedBill.PatientRegistry.Domain;
using MedBill.PatientRegistry.Storage;
using MedBill.Platform.Hosting;
using MedBill.Platform.Rpc;
using MedBill.Platform.Values;
using Microsoft.EntityFrameworkCore;
using Wire = MedBill.Contracts.Patients.V1;

namespace MedBill.PatientRegistry.Features;

internal sealed partial class PatientRpc
{
    [RequiresScope("patients.read")]
    public override async Task<Wire.ListGuarantorsResponse> ListGuarantors(Wire.ListGuarantorsRequest request, ServerCallContext context)
    {
        var (items, next) = await db.Guarantors.AsNoTracking().PageAsync(request, guarantor => guarantor.Id, context.CancellationToken);
        return new() { Guarantors = { items.Select(guarantor => guarantor.ToWire()) }, NextPageToken = next };
    }
}
