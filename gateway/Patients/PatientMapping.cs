using MedBill.Gateway.Http;
using Wire = MedBill.Contracts.Patients.V1;

namespace MedBill.Gateway.Patients;

/// <summary>Practices and people between the public JSON and the wire.</summary>
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
        Etag = Text.OrNull(wire.Etag),
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
        Etag = Text.OrNull(wire.Etag),
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
        Etag = Text.OrNull(wire.Etag),
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
        Etag = Text.OrNull(wire.Etag),
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
        Etag = Text.OrNull(wire.Etag),
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

    public static Wire.SearchPatientsRequest ToWire(this PatientSearchModel model) => new()
    {
        FamilyName = model.FamilyName ?? "",
        GivenName = model.GivenName ?? "",
        BirthDate = model.BirthDate.ToWire(),
        ExternalId = model.ExternalId ?? "",
        MedicalRecordNumber = model.MedicalRecordNumber ?? "",
        PageSize = model.Limit ?? 0,
        PageToken = model.Cursor ?? "",
    };

    public static PersonNameModel? ToModel(this Wire.PersonName? wire) => wire is null ? null : new()
    {
        GivenName = Text.OrNull(wire.GivenName),
        MiddleName = Text.OrNull(wire.MiddleName),
        FamilyName = Text.OrNull(wire.FamilyName),
        Suffix = Text.OrNull(wire.Suffix),
    };

    public static Wire.PersonName? ToPatientsWire(this PersonNameModel? model) => model is null ? null : new()
    {
        GivenName = model.GivenName ?? "",
        MiddleName = model.MiddleName ?? "",
        FamilyName = model.FamilyName ?? "",
        Suffix = model.Suffix ?? "",
    };
}
