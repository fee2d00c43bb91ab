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
    public override async Task<Wire.Encounter> GetEncounter(Wire.GetEncounterRequest request, ServerCallContext context)
    {
        var encounter = await LoadEncounterAsync(request.Name, db.Encounters.AsNoTracking(), context.CancellationToken);
        await db.RecordReadAsync(context.Method, encounter.Name, context.CancellationToken);
        return encounter.ToWire();
    }

    private static async Task<Encounter> LoadEncounterAsync(string name, IQueryable<Encounter> encounters, CancellationToken cancel)
    {
        var id = ResourceName.Id(name, "encounters");
        return await encounters.SingleOrDefaultAsync(encounter => encounter.Id == id, cancel) ?? throw NoSuchEncounter(name);
    }

    private static Failure NoSuchEncounter(string name) => new(FailureKind.NotFound, "ENCOUNTER_NOT_FOUND", "There is no such encounter.", ("name", name));
}
