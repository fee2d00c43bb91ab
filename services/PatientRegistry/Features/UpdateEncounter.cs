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
    // Charges are facts that were told to others: they are added by BatchCreateCharges and never edited.
    private static readonly string[] NotByUpdate = ["charges", "external_id", "patient", "bill_to"];

    [RequiresScope("patients.write")]
    public override Task<Wire.Encounter> UpdateEncounter(Wire.UpdateEncounterRequest request, ServerCallContext context) =>
        idempotency.RunAsync(request, request.RequestId, context, async cancel =>
        {
            var encounter = await LoadEncounterAsync(request.Encounter.Name, db.Encounters, cancel);
            Etag.Require(request.Encounter.Etag, encounter.Version);
            var violations = new Violations();
            var paths = FieldMasks.Paths(request.UpdateMask, request.Encounter);

            // Named by the mask they are refused; merely repeated, as by a caller that sends back what it read, they are left alone.
            foreach (var path in NotByUpdate.Where(path => request.UpdateMask?.Paths.Contains(path) == true))
            {
                violations.Add($"encounter.{path}", "FIELD_IMMUTABLE", "This cannot be changed.");
            }

            var wanted = encounter.ToWire();
            FieldMasks.Apply(paths.Except(NotByUpdate), request.Encounter, wanted);
            var details = wanted.ToDetails("encounter", violations);
            details.Check(violations, "encounter", Today);
            foreach (var charge in encounter.Charges)
            {
                violations.AddIf(charge.DiagnosisPointers.Any(pointer => pointer > details.DiagnosisCodes.Count), "encounter.diagnosis_codes", "POINTER_INVALID", "A charge points at a code that would be gone.", "SV107");
            }

            CheckBirth(details, [], await db.Patients.AsNoTracking().SingleAsync(patient => patient.Id == encounter.PatientId, cancel), "encounter", violations);
            await CheckReferencesAsync([(details, encounter.PatientId, "encounter")], violations, cancel);
            violations.ThrowIfAny();
            encounter.Change(details);
            await db.SaveChangesAsync(cancel);
            return encounter.ToWire();
        });
}
