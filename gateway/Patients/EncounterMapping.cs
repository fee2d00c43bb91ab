using MedBill.Gateway.Http;
using Wire = MedBill.Contracts.Patients.V1;

namespace MedBill.Gateway.Patients;

/// <summary>Visits and charges between the public JSON and the wire.</summary>
internal static class EncounterMapping
{
    public static ChargeModel ToModel(this Wire.Charge wire) => new()
    {
        Id = Ids.Last(wire.Name),
        LineNumber = wire.LineNumber,
        ProcedureCode = Text.OrNull(wire.ProcedureCode),
        Modifiers = [.. wire.Modifiers],
        Units = wire.Units,
        Amount = wire.Amount.ToModel(),
        DiagnosisPointers = [.. wire.DiagnosisPointers],
        ServiceDate = wire.ServiceDate.ToModel(),
        Description = Text.OrNull(wire.Description),
        NationalDrugCode = Text.OrNull(wire.NationalDrugCode),
    };

    public static Wire.Charge ToWire(this ChargeModel model) => new()
    {
        ProcedureCode = model.ProcedureCode ?? "",
        Modifiers = { model.Modifiers ?? [] },
        Units = model.Units ?? 0,
        Amount = model.Amount.ToWire(),
        DiagnosisPointers = { model.DiagnosisPointers ?? [] },
        ServiceDate = model.ServiceDate.ToWire(),
        Description = model.Description ?? "",
        NationalDrugCode = model.NationalDrugCode ?? "",
    };

    public static EncounterModel ToModel(this Wire.Encounter wire) => new()
    {
        Id = Ids.Last(wire.Name),
        ExternalId = Text.OrNull(wire.ExternalId),
        PatientId = Ids.Last(wire.Patient),
        ResponsibleParty = Text.OrNull(wire.ResponsibleParty),
        RenderingProviderId = Ids.Last(wire.RenderingProvider),
        ReferringProviderId = Ids.Last(wire.ReferringProvider),
        FacilityId = Ids.Last(wire.Facility),
        PlaceOfServiceCode = Text.OrNull(wire.PlaceOfServiceCode),
        ServiceDate = wire.ServiceDate.ToModel(),
        DiagnosisCodes = [.. wire.DiagnosisCodes],
        Charges = [.. wire.Charges.Select(item => item.ToModel())],
        PriorAuthorizationNumber = Text.OrNull(wire.PriorAuthorizationNumber),
        BillTo = EnumText.Of(wire.BillTo),
        MedicalHistoryEntryIds = Ids.LastOf(wire.MedicalHistoryEntries),
        State = EnumText.Of(wire.State),
        TotalCharge = wire.TotalCharge.ToModel(),
        CreateTime = wire.CreateTime?.ToDateTimeOffset(),
        Etag = Text.OrNull(wire.Etag),
    };

    public static Wire.Encounter ToWire(this EncounterModel model) => new()
    {
        ExternalId = model.ExternalId ?? "",
        Patient = Ids.Name("patients", model.PatientId),
        RenderingProvider = Ids.Name("providers", model.RenderingProviderId),
        ReferringProvider = Ids.Name("providers", model.ReferringProviderId),
        Facility = Ids.Name("facilities", model.FacilityId),
        PlaceOfServiceCode = model.PlaceOfServiceCode ?? "",
        ServiceDate = model.ServiceDate.ToWire(),
        DiagnosisCodes = { model.DiagnosisCodes ?? [] },
        Charges = { (model.Charges ?? []).Select(item => item.ToWire()) },
        PriorAuthorizationNumber = model.PriorAuthorizationNumber ?? "",
        BillTo = EnumText.To<Wire.Encounter.Types.BillTo>(model.BillTo),
        MedicalHistoryEntries = { Ids.History(model.PatientId, model.MedicalHistoryEntryIds) },
    };

    public static Wire.CreateChargeRequest ToWire(this LateChargeModel model) => new()
    {
        Encounter = Ids.Name("encounters", model.EncounterId),
        Charge = new()
        {
            ProcedureCode = model.ProcedureCode ?? "",
            Modifiers = { model.Modifiers ?? [] },
            Units = model.Units ?? 0,
            Amount = model.Amount.ToWire(),
            DiagnosisPointers = { model.DiagnosisPointers ?? [] },
            ServiceDate = model.ServiceDate.ToWire(),
            Description = model.Description ?? "",
            NationalDrugCode = model.NationalDrugCode ?? "",
        },
    };
}
