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
    public override async Task<Wire.ListEncountersResponse> ListEncounters(Wire.ListEncountersRequest request, ServerCallContext context)
    {
        var encounters = db.Encounters.AsNoTracking();
        if (request.Patient.Length > 0)
        {
            var patient = ResourceName.Id(request.Patient, "patients", "patient");
            encounters = encounters.Where(encounter => encounter.PatientId == patient);
        }

        if (request.State != Wire.Encounter.Types.State.Unspecified)
        {
            var state = request.State == Wire.Encounter.Types.State.Open ? EncounterState.Open : EncounterState.Charged;
            encounters = encounters.Where(encounter => encounter.State == state);
        }

        var (items, next) = await encounters.PageAsync(request, encounter => encounter.Id, context.CancellationToken);
        await db.RecordReadAsync(context.Method, "encounters", context.CancellationToken);
        return new() { Encounters = { items.Select(encounter => encounter.ToWire()) }, NextPageToken = next };
    }
}
