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
    [RequiresScope("patients.write")]
    public override Task<Wire.Patient> UpdatePatient(Wire.UpdatePatientRequest request, ServerCallContext context) =>
        idempotency.RunAsync(request, request.RequestId, context, async cancel =>
        {
            var patient = await LoadPatientAsync(request.Patient.Name, db.Patients, cancel);
            Etag.Require(request.Patient.Etag, patient.Version);
            var wanted = patient.ToWire();
            FieldMasks.Apply(FieldMasks.Paths(request.UpdateMask, request.Patient), request.Patient, wanted);
            patient.Change(await CheckPatientAsync(wanted, cancel));
            await db.SaveAsync(Duplicates.Failure, cancel);
            return patient.ToWire();
        });
}
