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
    public override async Task<Wire.Facility> GetFacility(Wire.GetFacilityRequest request, ServerCallContext context)
    {
        var facility = await LoadFacilityAsync(request.Name, db.Facilities.AsNoTracking(), context.CancellationToken);
        return facility.ToWire();
    }

    private static async Task<Facility> LoadFacilityAsync(string name, IQueryable<Facility> facilities, CancellationToken cancel)
    {
        var id = ResourceName.Id(name, "facilities");
        return await facilities.SingleOrDefaultAsync(facility => facility.Id == id, cancel)
            ?? throw new Failure(FailureKind.NotFound, "FACILITY_NOT_FOUND", "There is no such facility.", ("name", name));
    }
}
