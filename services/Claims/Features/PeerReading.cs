using MedBill.Claims.Domain;
using MedBill.Platform.Rpc;
using Coverage = MedBill.Contracts.Coverage.V1;
using Patients = MedBill.Contracts.Patients.V1;
using Wire = Google.Type;

namespace MedBill.Claims.Features;

/// <summary>Records of PatientRegistry and Coverage → parts of a claim's content. Total: what is missing stays missing, the edits say so.</summary>
internal static class PeerReading
{
    public static BillingPractice Practice(Patients.Practice practice) => new()
    {
        Name = practice.DisplayName,
        Npi = practice.Npi,
        TaxId = practice.TaxId,
        TaxonomyCode = practice.TaxonomyCode,
        Address = Address(practice.Address) ?? new("", "", "", "", ""),
        PayToAddress = Address(practice.PayToAddress),
        ContactName = practice.ContactName,
        ContactPhone = practice.ContactPhone,
        SubmitterId = practice.SubmitterId,
    };

    public static ClaimPayer Payer(Coverage.Payer payer) => new()
    {
        Id = BillableEncounter.LastId(payer.Name),
        Name = payer.DisplayName,
        ElectronicId = payer.PayerId,
        FilingIndicatorCode = payer.ClaimFilingIndicatorCode,
        TimelyFilingDays = payer.TimelyFilingDays,
    };

    public static ClaimPolicy Policy(Coverage.ResolvedPolicy cover) => new()
    {
        Id = BillableEncounter.LastId(cover.Policy.Name),
        MemberId = cover.Policy.MemberId,

        // The card's number when it differs from the plan's.
        GroupNumber = cover.Policy.GroupNumber.Length > 0 ? cover.Policy.GroupNumber : cover.Plan?.GroupNumber ?? "",
        RelationshipCode = cover.Policy.Relationship switch
        {
            Coverage.Policy.Types.Relationship.Self => ClaimPolicy.Self,
            Coverage.Policy.Types.Relationship.Spouse => "01",
            Coverage.Policy.Types.Relationship.Child => "19",
            Coverage.Policy.Types.Relationship.LifePartner => "53",
            Coverage.Policy.Types.Relationship.Other => "G8",
            _ => "",
        },
        EffectiveDate = cover.Policy.EffectiveDate.ToDate("policy.effective_date"),
        EndDate = cover.Policy.EndDate.ToOptionalDate("policy.end_date"),
    };

    public static Person Subscriber(Coverage.Subscriber subscriber) => new()
    {
        Name = Name(subscriber.PersonName?.FamilyName, subscriber.PersonName?.GivenName, subscriber.PersonName?.MiddleName, subscriber.PersonName?.Suffix),
        BirthDate = subscriber.BirthDate.ToOptionalDate("policy.subscriber.birth_date"),
        GenderCode = GenderCode((int)subscriber.AdministrativeGender),
        Address = Address(subscriber.Address),
    };

    public static Person Patient(Patients.Patient patient) => new()
    {
        Name = Name(patient.PersonName),
        BirthDate = patient.BirthDate.ToOptionalDate("patient.birth_date"),
        GenderCode = GenderCode((int)patient.AdministrativeGender),
        Address = Address(patient.Address),
    };

    public static ClaimProvider Provider(Patients.Provider? provider) =>
        new(Name(provider?.PersonName), provider?.Npi ?? "", provider?.TaxonomyCode ?? "");

    public static ServiceFacility Facility(Patients.Facility facility) =>
        new(facility.DisplayName, facility.Npi, Address(facility.Address) ?? new("", "", "", "", ""));

    /// <summary>Null for a standing condition, which a claim does not tell.</summary>
    public static RelatedFact? Fact(Patients.MedicalHistoryEntry entry)
    {
        RelatedFactKind? kind = entry.Kind switch
        {
            Patients.MedicalHistoryEntry.Types.Kind.OnsetOfIllness => RelatedFactKind.OnsetOfIllness,
            Patients.MedicalHistoryEntry.Types.Kind.LastMenstrualPeriod => RelatedFactKind.LastMenstrualPeriod,
            Patients.MedicalHistoryEntry.Types.Kind.AutoAccident => RelatedFactKind.AutoAccident,
            Patients.MedicalHistoryEntry.Types.Kind.Employment => RelatedFactKind.Employment,
            Patients.MedicalHistoryEntry.Types.Kind.OtherAccident => RelatedFactKind.OtherAccident,
            Patients.MedicalHistoryEntry.Types.Kind.Hospitalization => RelatedFactKind.Hospitalization,
            _ => null,
        };
        return kind is { } known
            ? new(known, entry.StartDate.ToOptionalDate("start_date"), entry.EndDate.ToOptionalDate("end_date"), entry.StateCode)
            : null;
    }

    private static PersonName Name(Patients.PersonName? name) => Name(name?.FamilyName, name?.GivenName, name?.MiddleName, name?.Suffix);

    private static PersonName Name(string? family, string? given, string? middle, string? suffix) => new(family ?? "", given ?? "", middle ?? "", suffix ?? "");

    // Both areas number the administrative gender alike: 1 female, 2 male, 3 unknown.
    private static string GenderCode(int gender) => gender switch
    {
        (int)Patients.AdministrativeGender.Female => "F",
        (int)Patients.AdministrativeGender.Male => "M",
        (int)Patients.AdministrativeGender.Unknown => "U",
        _ => "",
    };

    private static PostalAddress? Address(Wire.PostalAddress? address) => address is null
        ? null
        : new(
            address.AddressLines.ElementAtOrDefault(0) ?? "",
            address.AddressLines.ElementAtOrDefault(1) ?? "",
            address.Locality,
            address.AdministrativeArea,
            string.Concat(address.PostalCode.Where(char.IsAsciiLetterOrDigit)));
}
