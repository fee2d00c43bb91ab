using MedBill.PatientRegistry.Domain;
using MedBill.Platform.Values;
using Microsoft.EntityFrameworkCore;
using Wire = MedBill.Contracts.Patients.V1;

namespace MedBill.PatientRegistry.Features;

/// <summary>Opening visits, one or a hundred: every mistake of every one is said at once, and one query looks up each kind of reference.</summary>
internal sealed partial class PatientRpc
{
    private async Task<IReadOnlyList<Encounter>> OpenAsync(IReadOnlyList<(Wire.Encounter Wire, string Field)> wanted, CancellationToken cancel)
    {
        _ = caller.Practice;
        var violations = new Violations();
        var now = clock.GetUtcNow();
        var drafts = wanted.Select(one => Draft(one.Wire, one.Field, now, violations)).ToList();
        var patientIds = drafts.Select(draft => draft.PatientId).OfType<string>().Distinct().ToList();
        var patients = await db.Patients.AsNoTracking().Where(patient => patientIds.Contains(patient.Id)).ToDictionaryAsync(patient => patient.Id, cancel);
        await CheckReferencesAsync([.. drafts.Select(draft => (draft.Details, draft.PatientId, draft.Field))], violations, cancel);
        var known = patients.Keys.ToHashSet();
        foreach (var draft in drafts)
        {
            var patient = draft.PatientId is null ? null : patients.GetValueOrDefault(draft.PatientId);
            References.Require(known, draft.PatientId, $"{draft.Field}.patient", violations);
            CheckBirth(draft.Details, draft.Charges, patient, draft.Field, violations);
        }

        violations.ThrowIfAny();
        IReadOnlyList<Encounter> encounters =
        [
            .. drafts.Select(draft => Encounter.Open(
                ResourceName.NewId("enc", now), draft.ExternalId, patients[draft.PatientId!], draft.SelfPay, draft.Details, draft.Charges, now)),
        ];
        db.AddRange(encounters);
        await db.SaveAsync(Duplicates.Failure, cancel);
        return encounters;
    }

    private static void CheckBirth(EncounterDetails details, IReadOnlyList<Charge> charges, Patient? patient, string field, Violations violations)
    {
        violations.AddIf(details.ServiceDate < patient?.BirthDate, $"{field}.service_date", "BEFORE_BIRTH", "The patient was not born then.", "DTP*472");
        for (var i = 0; i < charges.Count; i++)
        {
            violations.AddIf(charges[i].ServiceDate < patient?.BirthDate, $"{field}.charges[{i}].service_date", "BEFORE_BIRTH", "The patient was not born then.", "DTP*472");
        }
    }

    private EncounterDraft Draft(Wire.Encounter wire, string field, DateTimeOffset now, Violations violations)
    {
        var details = wire.ToDetails(field, violations);
        details.Check(violations, field, Today);
        FieldRules.Text(violations, $"{field}.external_id", wire.ExternalId, 64);
        violations.AddIf(wire.Charges.Count > Encounter.MostCharges, $"{field}.charges", "TOO_MANY", $"At most {Encounter.MostCharges} charges.", "2400");
        var charges = new List<Charge>();
        for (var i = 0; i < wire.Charges.Count; i++)
        {
            var charge = wire.Charges[i].ToDomain($"{field}.charges[{i}]", now, violations);
            charge.Check(violations, $"{field}.charges[{i}]", details.DiagnosisCodes.Count, Today);
            charges.Add(charge);
        }

        violations.AddIf(Encounter.IsTooHigh(charges), $"{field}.charges", "CHARGES_TOO_HIGH", "Together at most 99,999,999.99.", "CLM02");
        return new(
            References.Id(wire.Patient, "patients", $"{field}.patient", violations),
            wire.ExternalId.Trim() is { Length: > 0 } externalId ? externalId : null,
            wire.BillTo == Wire.Encounter.Types.BillTo.SelfPay,
            details,
            charges,
            field);
    }

    private async Task CheckReferencesAsync(
        IReadOnlyList<(EncounterDetails Details, string? PatientId, string Field)> drafts, Violations violations, CancellationToken cancel)
    {
        var providers = await References.KnownAsync(
            db.Providers, drafts.SelectMany(draft => new[] { draft.Details.RenderingProviderId, draft.Details.ReferringProviderId }).OfType<string>(), row => row.Id, cancel);
        var facilities = await References.KnownAsync(db.Facilities, drafts.Select(draft => draft.Details.FacilityId).OfType<string>(), row => row.Id, cancel);
        var wanted = drafts.SelectMany(draft => draft.Details.HistoryEntryIds).Distinct().ToList();
        var entries = wanted.Count == 0
            ? []
            : await db.MedicalHistoryEntries.AsNoTracking().Where(entry => wanted.Contains(entry.Id)).ToDictionaryAsync(entry => entry.Id, entry => entry.PatientId, cancel);
        foreach (var (details, patientId, field) in drafts)
        {
            References.Require(providers, details.RenderingProviderId, $"{field}.rendering_provider", violations);
            References.Require(providers, details.ReferringProviderId, $"{field}.referring_provider", violations);
            References.Require(facilities, details.FacilityId, $"{field}.facility", violations);
            for (var i = 0; i < details.HistoryEntryIds.Count; i++)
            {
                var id = details.HistoryEntryIds[i];
                violations.AddIf(id.Length > 0 && entries.GetValueOrDefault(id) != patientId, $"{field}.medical_history_entries[{i}]", "REFERENCE_NOT_FOUND", "There is no such record in this practice.");
            }
        }
    }

    private sealed record EncounterDraft(
        string? PatientId, string? ExternalId, bool SelfPay, EncounterDetails Details, IReadOnlyList<Charge> Charges, string Field);
}
