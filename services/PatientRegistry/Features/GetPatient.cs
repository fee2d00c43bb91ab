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
    public override async Task<Wire.Patient> GetPatient(Wire.GetPatientRequest request, ServerCallContext context)
    {
        var patient = await LoadPatientAsync(request.Name, db.Patients.AsNoTracking(), context.CancellationToken);
        await db.RecordReadAsync(context.Method, patient.Name, context.CancellationToken);
        return patient.ToWire();
    }

    private static async Task<Patient> LoadPatientAsync(string name, IQueryable<Patient> patients, CancellationToken cancel)
    {
        var id = ResourceName.Id(name, "patients");
        return await patients.SingleOrDefaultAsync(patient => patient.Id == id, cancel) ?? throw NoSuchPatient(name);
    }

    private static Failure NoSuchPatient(string name) => new(FailureKind.NotFound, "PATIENT_NOT_FOUND", "There is no such patient.", ("name", name));
}
