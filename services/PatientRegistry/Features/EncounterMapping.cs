using MedBill.PatientRegistry.Domain;
using MedBill.Platform.Rpc;
using MedBill.Platform.Values;
using Wire = MedBill.Contracts.Patients.V1;

namespace MedBill.PatientRegistry.Features;

/// <summary>Visits and charges between domain and wire, both ways.</summary>
internal static class EncounterMapping
{
    public static EncounterDetails ToDetails(this Wire.Encounter encounter, string field, Violations violations) => new(
        References.Id(encounter.RenderingProvider, "providers", $"{field}.rendering_provider", violations) ?? "",
        Optional(encounter.ReferringProvider, "providers", $"{field}.referring_provider", violations),
        Optional(encounter.Facility, "facilities", $"{field}.facility", violations),
        encounter.PlaceOfServiceCode,
        encounter.ServiceDate.ToDate($"{field}.service_date", violations) ?? default,
        [.. encounter.DiagnosisCodes],
        encounter.PriorAuthorizationNumber.Trim(),
        [.. encounter.MedicalHistoryEntries.Select((name, i) => HistoryId(name, $"{field}.medical_history_entries[{i}]", encounter.Patient, violations))]);

    public static Charge ToDomain(this Wire.Charge charge, string field, DateTimeOffset at, Violations violations) => new(
        ResourceName.NewId("chg", at),
        0,
        charge.ProcedureCode,
        [.. charge.Modifiers],
        charge.Units,
        charge.Amount.ToMoney($"{field}.amount", violations).Cents,
        [.. charge.DiagnosisPointers],
        charge.ServiceDate is null ? null : charge.ServiceDate.ToDate($"{field}.service_date", violations),
        charge.Description.Trim(),
        charge.NationalDrugCode);

    public static Wire.Charge ToWire(this Charge charge) => new()
    {
        Name = $"charges/{charge.Id}",
        LineNumber = charge.LineNumber,
        ProcedureCode = charge.ProcedureCode,
        Modifiers = { charge.Modifiers },
        Units = charge.Units,
        Amount = new Money(charge.AmountCents).ToWire(),
        DiagnosisPointers = { charge.DiagnosisPointers },
        ServiceDate = charge.ServiceDate.ToWire(),
        Description = charge.Description,
        NationalDrugCode = charge.NationalDrugCode,
    };

    public static Wire.Encounter ToWire(this Encounter encounter) => new()
    {
        Name = encounter.Name,
        ExternalId = encounter.ExternalId ?? "",
        Patient = $"patients/{encounter.PatientId}",
        ResponsibleParty = encounter.ResponsibleParty,
        RenderingProvider = $"providers/{encounter.Details.RenderingProviderId}",
        ReferringProvider = Name("providers", encounter.Details.ReferringProviderId),
        Facility = Name("facilities", encounter.Details.FacilityId),
        PlaceOfServiceCode = encounter.Details.PlaceOfServiceCode,
        ServiceDate = encounter.Details.ServiceDate.ToWire(),
        DiagnosisCodes = { encounter.Details.DiagnosisCodes },
        Charges = { encounter.Charges.Select(charge => charge.ToWire()) },
        PriorAuthorizationNumber = encounter.Details.PriorAuthorizationNumber,
        BillTo = encounter.SelfPay ? Wire.Encounter.Types.BillTo.SelfPay : Wire.Encounter.Types.BillTo.Insurance,
        MedicalHistoryEntries = { encounter.Details.HistoryEntryIds.Select(id => $"patients/{encounter.PatientId}/medicalHistoryEntries/{id}") },
        State = encounter.State == EncounterState.Open ? Wire.Encounter.Types.State.Open : Wire.Encounter.Types.State.Charged,
        TotalCharge = encounter.TotalCharge.ToWire(),
        Etag = Etag.Of(encounter.Version),
        CreateTime = encounter.CreateTime.ToWire(),
    };

    private static string? Optional(string name, string collection, string field, Violations violations) =>
        name.Length == 0 ? null : References.Id(name, collection, field, violations);

    private static string Name(string collection, string? id) => id is null ? "" : $"{collection}/{id}";

    // The history must be the patient's own.
    private static string HistoryId(string name, string field, string patient, Violations violations)
    {
        var prefix = $"{patient}/medicalHistoryEntries/";
        if (name.StartsWith(prefix, StringComparison.Ordinal) && name.Length > prefix.Length && !name[prefix.Length..].Contains('/', StringComparison.Ordinal))
        {
            return name[prefix.Length..];
        }

        violations.Add(field, "INVALID_RESOURCE_NAME", "An entry of this patient: patients/{patient}/medicalHistoryEntries/{medical_history_entry}.");
        return "";
    }
}
