using Google.Type;
using MedBill.PatientRegistry.Domain;
using MedBill.Platform.Rpc;
using MedBill.Platform.Values;
using Money = MedBill.Platform.Values.Money;
using Wire = MedBill.Contracts.Patients.V1;

namespace MedBill.PatientRegistry.Features;

/// <summary>People and places between domain and wire, both ways.</summary>
internal static class PatientMapping
{
    public static PersonName ToDomain(this Wire.PersonName? name) =>
        new(name?.GivenName.Trim() ?? "", name?.MiddleName.Trim() ?? "", name?.FamilyName.Trim() ?? "", name?.Suffix.Trim() ?? "");

    public static Wire.PersonName ToWire(this PersonName name) =>
        new() { GivenName = name.Given, MiddleName = name.Middle, FamilyName = name.Family, Suffix = name.Suffix };

    public static Address ToDomain(this PostalAddress? address) =>
        new([.. address?.AddressLines.Select(line => line.Trim()) ?? []], address?.Locality.Trim() ?? "", address?.AdministrativeArea ?? "", address?.PostalCode ?? "");

    public static PostalAddress ToWire(this Address address) => new()
    {
        RegionCode = "US",
        AddressLines = { address.Lines },
        Locality = address.City,
        AdministrativeArea = address.State,
        PostalCode = address.PostalCode,
    };

    public static PracticeDetails ToDomain(this Wire.Practice practice) => new(
        practice.DisplayName.Trim(), practice.Npi, practice.TaxId, practice.TaxonomyCode, practice.Address.ToDomain(),
        practice.PayToAddress?.ToDomain(), practice.ContactName.Trim(), practice.ContactPhone, practice.SubmitterId);

    public static Wire.Practice ToWire(this Practice practice) => new()
    {
        Name = practice.Name,
        DisplayName = practice.Details.DisplayName,
        Npi = practice.Details.Npi,
        TaxId = practice.Details.TaxId,
        TaxonomyCode = practice.Details.TaxonomyCode,
        Address = practice.Details.Address.ToWire(),
        PayToAddress = practice.Details.PayToAddress?.ToWire(),
        ContactName = practice.Details.ContactName,
        ContactPhone = practice.Details.ContactPhone,
        SubmitterId = practice.Details.SubmitterId,
        Etag = Etag.Of(practice.Version),
        CreateTime = practice.CreateTime.ToWire(),
    };

    public static ProviderDetails ToDomain(this Wire.Provider provider) => new(provider.PersonName.ToDomain(), provider.Npi, provider.TaxonomyCode);

    public static Wire.Provider ToWire(this Provider provider) => new()
    {
        Name = provider.Name,
        PersonName = provider.Details.PersonName.ToWire(),
        Npi = provider.Details.Npi,
        TaxonomyCode = provider.Details.TaxonomyCode,
        Etag = Etag.Of(provider.Version),
    };

    public static FacilityDetails ToDomain(this Wire.Facility facility) =>
        new(facility.DisplayName.Trim(), facility.Npi, facility.PlaceOfServiceCode, facility.Address.ToDomain());

    public static Wire.Facility ToWire(this Facility facility) => new()
    {
        Name = facility.Name,
        DisplayName = facility.Details.DisplayName,
        Npi = facility.Details.Npi,
        PlaceOfServiceCode = facility.Details.PlaceOfServiceCode,
        Address = facility.Details.Address.ToWire(),
        Etag = Etag.Of(facility.Version),
    };

    public static GuarantorDetails ToDomain(this Wire.Guarantor guarantor) => new(
        guarantor.ExternalId.Trim(), guarantor.PersonName.ToDomain(), guarantor.Address.ToDomain(), guarantor.Phone, guarantor.Email.Trim());

    public static Wire.Guarantor ToWire(this Guarantor guarantor) => new()
    {
        Name = guarantor.Name,
        ExternalId = guarantor.Details.ExternalId,
        PersonName = guarantor.Details.PersonName.ToWire(),
        Address = guarantor.Details.Address.ToWire(),
        Phone = guarantor.Details.Phone,
        Email = guarantor.Details.Email,
        Etag = Etag.Of(guarantor.Version),
    };

    public static PatientDetails ToDomain(this Wire.Patient patient, string field, Violations violations) => new(
        patient.ExternalId.Trim(),
        patient.MedicalRecordNumber.Trim(),
        patient.PersonName.ToDomain(),
        patient.BirthDate.ToDate($"{field}.birth_date", violations) ?? default,
        patient.AdministrativeGender switch
        {
            Wire.AdministrativeGender.Female => AdministrativeGender.Female,
            Wire.AdministrativeGender.Male => AdministrativeGender.Male,
            _ => AdministrativeGender.Unknown,
        },
        patient.Address.ToDomain(),
        patient.Phone,
        patient.Email.Trim(),
        patient.Guarantor.Length == 0 ? null : References.Id(patient.Guarantor, "guarantors", $"{field}.guarantor", violations));

    public static Wire.Patient ToWire(this Patient patient) => new()
    {
        Name = patient.Name,
        ExternalId = patient.Details.ExternalId,
        MedicalRecordNumber = patient.Details.MedicalRecordNumber,
        PersonName = patient.Details.PersonName.ToWire(),
        BirthDate = patient.Details.BirthDate.ToWire(),
        AdministrativeGender = patient.Details.Gender switch
        {
            AdministrativeGender.Female => Wire.AdministrativeGender.Female,
            AdministrativeGender.Male => Wire.AdministrativeGender.Male,
            _ => Wire.AdministrativeGender.Unknown,
        },
        Address = patient.Details.Address.ToWire(),
        Phone = patient.Details.Phone,
        Email = patient.Details.Email,
        Guarantor = patient.GuarantorId is null ? "" : $"guarantors/{patient.GuarantorId}",
        Etag = Etag.Of(patient.Version),
        CreateTime = patient.CreateTime.ToWire(),
    };

    public static HistoryDetails ToDomain(this Wire.MedicalHistoryEntry entry, string field, Violations violations) => new(
        (HistoryKind)(int)entry.Kind,
        entry.StartDate.ToDate($"{field}.start_date", violations) ?? default,
        entry.EndDate is null ? null : entry.EndDate.ToDate($"{field}.end_date", violations),
        entry.StateCode,
        entry.DiagnosisCode);

    public static Wire.MedicalHistoryEntry ToWire(this MedicalHistoryEntry entry) => new()
    {
        Name = entry.Name,
        Kind = (Wire.MedicalHistoryEntry.Types.Kind)(int)entry.Details.Kind,
        StartDate = entry.Details.StartDate.ToWire(),
        EndDate = entry.Details.EndDate.ToWire(),
        StateCode = entry.Details.StateCode,
        DiagnosisCode = entry.Details.DiagnosisCode,
        CreateTime = entry.CreateTime.ToWire(),
    };
}
