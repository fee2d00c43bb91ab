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
    public override Task<Wire.Patient> CreatePatient(Wire.CreatePatientRequest request, ServerCallContext context) =>
        idempotency.RunAsync(request, request.RequestId, context, async cancel =>
        {
            _ = caller.Practice;
            var details = await CheckPatientAsync(request.Patient, cancel);
            var now = clock.GetUtcNow();
            var patient = Patient.Register(ResourceName.NewId("pat", now), details, now);
            db.Add(patient);
            await db.SaveAsync(Duplicates.Failure, cancel);
            return patient.ToWire();
        });

    private async Task<PatientDetails> CheckPatientAsync(Wire.Patient wanted, CancellationToken cancel)
    {
        var violations = new Violations();
        var details = wanted.ToDomain("patient", violations);
        details.Check(violations, "patient", Today);
        if (details.GuarantorId is { } guarantor)
        {
            violations.AddIf(!await db.Guarantors.AnyAsync(row => row.Id == guarantor, cancel), "patient.guarantor", "REFERENCE_NOT_FOUND", "There is no such record in this practice.");
        }

        violations.ThrowIfAny();
        return details;
    }
}
