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
    public override Task<Wire.MedicalHistoryEntry> CreateMedicalHistoryEntry(Wire.CreateMedicalHistoryEntryRequest request, ServerCallContext context) =>
        idempotency.RunAsync(request, request.RequestId, context, async cancel =>
        {
            var patient = await LoadPatientAsync(request.Parent, db.Patients.AsNoTracking(), cancel);
            var violations = new Violations();
            var details = request.MedicalHistoryEntry.ToDomain("medical_history_entry", violations);
            details.Check(violations, "medical_history_entry", Today);
            violations.ThrowIfAny();
            var now = clock.GetUtcNow();
            var entry = new MedicalHistoryEntry { Id = ResourceName.NewId("mhe", now), PatientId = patient.Id, Details = details, CreateTime = now };
            db.Add(entry);
            await db.SaveChangesAsync(cancel);
            return entry.ToWire();
        });
}
