using MedBill.Gateway.Http;
using Wire = MedBill.Contracts.Patients.V1;

namespace MedBill.Gateway.Patients;

/// <summary>Between the public JSON and the wire.</summary>
internal static class PatientMapping
{
    public static PracticeModel ToModel(this Wire.Practice wire) => new()
    {
        Id = Ids.Last(wire.Name),
        DisplayName = Text.OrNull(wire.DisplayName),
        Npi = Text.OrNull(wire.Npi),
        TaxId = Text.OrNull(wire.TaxId),
        TaxonomyCode = Text.OrNull(wire.TaxonomyCode),
        Address = wire.Address.ToModel(),
        PayToAddress = wire.PayToAddress.ToModel(),
        ContactName = Text.OrNull(wire.ContactName),
        ContactPhone = Text.OrNull(wire.ContactPhone),
        SubmitterId = Text.OrNull(wire.SubmitterId),
        CreateTime = wire.CreateTime?.ToDateTimeOffset(),
    };

    public static Wire.Practice ToWire(this PracticeModel model) => new()
    {
        DisplayName = model.DisplayName ?? "",
        Npi = model.Npi ?? "",
        TaxId = model.TaxId ?? "",
        TaxonomyCode = model.TaxonomyCode ?? "",
        Address = model.Address.ToWire(),
        PayToAddress = model.PayToAddress.ToWire(),
        ContactName = model.ContactName ?? "",
        ContactPhone = model.ContactPhone ?? "",
        SubmitterId = model.SubmitterId ?? "",
    };

    public static ProviderModel ToModel(this Wire.Provider wire) => new()
    {
        Id = Ids.Last(wire.Name),
        PersonName = wire.PersonName.ToModel(),
        Npi = Text.OrNull(wire.Npi),
        TaxonomyCode = Text.OrNull(wire.TaxonomyCode),
    };

    public static Wire.Provider ToWire(this ProviderModel model) => new()
    {
        PersonName = model.PersonName.ToPatientsWire(),
        Npi = model.Npi ?? "",
        TaxonomyCode = model.TaxonomyCode ?? "",
    };

    public static FacilityModel ToModel(this Wire.Facility wire) => new()
    {
        Id = Ids.Last(wire.Name),
        DisplayName = Text.OrNull(wire.DisplayName),
        Npi = Text.OrNull(wire.Npi),
        PlaceOfServiceCode = Text.OrNull(wire.PlaceOfServiceCode),
        Address = wire.Address.ToModel(),
    };

    public static Wire.Facility ToWire(this FacilityModel model) => new()
    {
        DisplayName = model.DisplayName ?? "",
        Npi = model.Npi ?? "",
        PlaceOfServiceCode = model.PlaceOfServiceCode ?? "",
        Address = model.Address.ToWire(),
    };

    public static GuarantorModel ToModel(this Wire.Guarantor wire) => new()
    {
        Id = Ids.Last(wire.Name),
        ExternalId = Text.OrNull(wire.ExternalId),
        PersonName = wire.PersonName.ToModel(),
        Address = wire.Address.ToModel(),
        Phone = Text.OrNull(wire.Phone),
        Email = Text.OrNull(wire.Email),
    };

    public static Wire.Guarantor ToWire(this GuarantorModel model) => new()
    {
        ExternalId = model.ExternalId ?? "",
        PersonName = model.PersonName.ToPatientsWire(),
        Address = model.Address.ToWire(),
        Phone = model.Phone ?? "",
        Email = model.Email ?? "",
    };

    public static PatientModel ToModel(this Wire.Patient wire) => new()
    {
        Id = Ids.Last(wire.Name),
        ExternalId = Text.OrNull(wire.ExternalId),
        MedicalRecordNumber = Text.OrNull(wire.MedicalRecordNumber),
        PersonName = wire.PersonName.ToModel(),
        BirthDate = wire.BirthDate.ToModel(),
        Gender = EnumText.Of(wire.AdministrativeGender),
        Address = wire.Address.ToModel(),
        Phone = Text.OrNull(wire.Phone),
        Email = Text.OrNull(wire.Email),
        GuarantorId = Ids.Last(wire.Guarantor),
        CreateTime = wire.CreateTime?.ToDateTimeOffset(),
    };

    public static Wire.Patient ToWire(this PatientModel model) => new()
    {
        ExternalId = model.ExternalId ?? "",
        MedicalRecordNumber = model.MedicalRecordNumber ?? "",
        PersonName = model.PersonName.ToPatientsWire(),
        BirthDate = model.BirthDate.ToWire(),
        AdministrativeGender = EnumText.To<Wire.AdministrativeGender>(model.Gender),
        Address = model.Address.ToWire(),
        Phone = model.Phone ?? "",
        Email = model.Email ?? "",
        Guarantor = Ids.Name("guarantors", model.GuarantorId),
    };

    public static MedicalHistoryEntryModel ToModel(this Wire.MedicalHistoryEntry wire) => new()
    {
        Id = Ids.Last(wire.Name),
        Kind = EnumText.Of(wire.Kind),
        StartDate = wire.StartDate.ToModel(),
        EndDate = wire.EndDate.ToModel(),
        StateCode = Text.OrNull(wire.StateCode),
        DiagnosisCode = Text.OrNull(wire.DiagnosisCode),
        CreateTime = wire.CreateTime?.ToDateTimeOffset(),
    };

    public static Wire.MedicalHistoryEntry ToWire(this MedicalHistoryEntryModel model) => new()
    {
        Kind = EnumText.To<Wire.MedicalHistoryEntry.Types.Kind>(model.Kind),
        StartDate = model.StartDate.ToWire(),
        EndDate = model.EndDate.ToWire(),
        StateCode = model.StateCode ?? "",
        DiagnosisCode = model.DiagnosisCode ?? "",
    };

    public static ChargeModel ToModel(this Wire.Charge wire) => new()
    {
        Id = Ids.Last(wire.Name),
        LineNumber = wire.LineNumber,
        ProcedureCode = Text.OrNull(wire.ProcedureCode),
        Modifiers = Lists.OrNull(wire.Modifiers),
        Units = wire.Units,
        Amount = wire.Amount.ToModel(),
        DiagnosisPointers = Lists.OrNull(wire.DiagnosisPointers),
        ServiceDate = wire.ServiceDate.ToModel(),
        Description = Text.OrNull(wire.Description),
        NationalDrugCode = Text.OrNull(wire.NationalDrugCode),
    };

    public static Wire.Charge ToWire(this ChargeModel model) => new()
    {
        ProcedureCode = model.ProcedureCode ?? "",
        Modifiers = { model.Modifiers ?? [] },
        Units = model.Units ?? default,
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
        RenderingProviderId = Ids.Last(wire.RenderingProvider),
        ReferringProviderId = Ids.Last(wire.ReferringProvider),
        FacilityId = Ids.Last(wire.Facility),
        PlaceOfServiceCode = Text.OrNull(wire.PlaceOfServiceCode),
        ServiceDate = wire.ServiceDate.ToModel(),
        DiagnosisCodes = Lists.OrNull(wire.DiagnosisCodes),
        Charges = Lists.OrNull(wire.Charges.Select(item => item.ToModel())),
        PriorAuthorizationNumber = Text.OrNull(wire.PriorAuthorizationNumber),
        BillTo = EnumText.Of(wire.BillTo),
        MedicalHistoryEntryIds = Ids.LastOf(wire.MedicalHistoryEntries),
        State = EnumText.Of(wire.State),
        TotalCharge = wire.TotalCharge.ToModel(),
        CreateTime = wire.CreateTime?.ToDateTimeOffset(),
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

    public static PersonNameModel? ToModel(this Wire.PersonName? wire) => wire is null
        ? null
        : new(Text.OrNull(wire.GivenName), Text.OrNull(wire.MiddleName), Text.OrNull(wire.FamilyName), Text.OrNull(wire.Suffix));

    public static Wire.PersonName? ToPatientsWire(this PersonNameModel? model) => model is null
        ? null
        : new()
        {
            GivenName = model.GivenName ?? "",
            MiddleName = model.MiddleName ?? "",
            FamilyName = model.FamilyName ?? "",
            Suffix = model.Suffix ?? "",
        };
}
