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
    public override async Task<Wire.ListFacilitiesResponse> ListFacilities(Wire.ListFacilitiesRequest request, ServerCallContext context)
    {
        var (items, next) = await db.Facilities.AsNoTracking().PageAsync(request, facility => facility.Id, context.CancellationToken);
        return new() { Facilities = { items.Select(facility => facility.ToWire()) }, NextPageToken = next };
    }
}
