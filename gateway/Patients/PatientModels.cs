using MedBill.Gateway.Http;
using Wire = MedBill.Contracts.Patients.V1;

namespace MedBill.Gateway.Patients;

/// <summary>The billing provider organisation, and the tenant that owns every other record.</summary>
public sealed record PracticeModel
{
    /// <summary>Resource name: <c>practices/{practice}</c>.</summary>
    public string? Id { get; init; }

    /// <summary>2010AA NM103, at most 60 characters.</summary>
    public string? DisplayName { get; init; }

    /// <summary>National Provider Identifier of the organisation, ten digits with a valid check digit (2010AA NM109). Unique in the installation: a remittance finds its practice by it.</summary>
    public string? Npi { get; init; }

    /// <summary>Employer identification number, nine digits without a hyphen (2010AA REF*EI).</summary>
    public string? TaxId { get; init; }

    /// <summary>Taxonomy code, ten characters (2000A PRV03).</summary>
    public string? TaxonomyCode { get; init; }

    /// <summary>Street address, no PO box; nine-digit ZIP code (2010AA N3, N4).</summary>
    public AddressModel? Address { get; init; }

    /// <summary>Where payments go when not to <c>address</c>; a PO box is allowed (2010AB).</summary>
    public AddressModel? PayToAddress { get; init; }

    /// <summary>Who answers for the files sent (1000A PER02).</summary>
    public string? ContactName { get; init; }

    /// <summary>Ten digits (1000A PER04).</summary>
    public string? ContactPhone { get; init; }

    /// <summary>Electronic transmitter identification number (1000A NM109, ISA06, GS02): 2 to 15 letters and digits.</summary>
    public string? SubmitterId { get; init; }

    /// <summary>When the practice was registered.</summary>
    public DateTimeOffset? CreateTime { get; init; }
}

/// <summary>A person who renders, refers or supervises services.</summary>
public sealed record ProviderModel
{
    /// <summary>Resource name: <c>providers/{provider}</c>.</summary>
    public string? Id { get; init; }

    /// <summary>The provider's name (2310B NM103-NM107).</summary>
    public PersonNameModel? PersonName { get; init; }

    /// <summary>National Provider Identifier of the person (2310B NM109).</summary>
    public string? Npi { get; init; }

    /// <summary>Taxonomy code (2310B PRV03).</summary>
    public string? TaxonomyCode { get; init; }
}

/// <summary>A place where services are rendered, when it is not the practice's own address.</summary>
public sealed record FacilityModel
{
    /// <summary>Resource name: <c>facilities/{facility}</c>.</summary>
    public string? Id { get; init; }

    /// <summary>2310C NM103.</summary>
    public string? DisplayName { get; init; }

    /// <summary>National Provider Identifier (2310C NM109).</summary>
    public string? Npi { get; init; }

    /// <summary>Two-digit place of service code (CLM05-1).</summary>
    public string? PlaceOfServiceCode { get; init; }

    /// <summary>Street address with a nine-digit ZIP code (2310C N3, N4).</summary>
    public AddressModel? Address { get; init; }
}

/// <summary>Who is financially responsible for one or several patients.</summary>
public sealed record GuarantorModel
{
    /// <summary>Resource name: <c>guarantors/{guarantor}</c>.</summary>
    public string? Id { get; init; }

    /// <summary>The caller's own key, at most 64 characters, unique in the practice.</summary>
    public string? ExternalId { get; init; }

    /// <summary>The guarantor's name.</summary>
    public PersonNameModel? PersonName { get; init; }

    /// <summary>Where statements go.</summary>
    public AddressModel? Address { get; init; }

    /// <summary>Ten digits.</summary>
    public string? Phone { get; init; }

    /// <summary>E-mail address.</summary>
    public string? Email { get; init; }
}

/// <summary>A person who is treated.</summary>
public sealed record PatientModel
{
    /// <summary>Resource name: <c>patients/{patient}</c>.</summary>
    public string? Id { get; init; }

    /// <summary>The caller's own key, at most 64 characters, unique in the practice.</summary>
    public string? ExternalId { get; init; }

    /// <summary>Medical record number, at most 50 characters, unique in the practice (2300 REF*EA).</summary>
    public string? MedicalRecordNumber { get; init; }

    /// <summary>The patient's name.</summary>
    public PersonNameModel? PersonName { get; init; }

    /// <summary>Not later than today (DMG02).</summary>
    public DateOnly? BirthDate { get; init; }

    /// <summary>DMG03.</summary>
    [OneOf(typeof(Wire.AdministrativeGender))]
    public string? Gender { get; init; }

    /// <summary>Home address (N3, N4).</summary>
    public AddressModel? Address { get; init; }

    /// <summary>Ten digits.</summary>
    public string? Phone { get; init; }

    /// <summary>E-mail address.</summary>
    public string? Email { get; init; }

    /// <summary>Who pays: <c>guarantors/{guarantor}</c>; empty when the patient does.</summary>
    public string? GuarantorId { get; init; }

    /// <summary>When the patient was registered.</summary>
    public DateTimeOffset? CreateTime { get; init; }
}

/// <summary>One fact of the medical history that decides what a claim must carry.</summary>
public sealed record MedicalHistoryEntryModel
{
    /// <summary>Resource name: <c>patients/{patient}/medicalHistoryEntries/{medical_history_entry}</c>.</summary>
    public string? Id { get; init; }

    /// <summary>What kind of fact it is.</summary>
    [OneOf(typeof(Wire.MedicalHistoryEntry.Types.Kind))]
    public string? Kind { get; init; }

    /// <summary>When it began or happened.</summary>
    public DateOnly? StartDate { get; init; }

    /// <summary>When it ended; not before <c>start_date</c>.</summary>
    public DateOnly? EndDate { get; init; }

    /// <summary>Two-letter state of an automobile accident (CLM11-4); required for that kind.</summary>
    public string? StateCode { get; init; }

    /// <summary>ICD-10-CM code without a dot; required for a condition.</summary>
    public string? DiagnosisCode { get; init; }

    /// <summary>When the fact was recorded.</summary>
    public DateTimeOffset? CreateTime { get; init; }
}

/// <summary>One service of an encounter with its price: a service line to be.</summary>
public sealed record ChargeModel
{
    /// <summary>The charge's own id: <c>charges/{charge}</c>.</summary>
    public string? Id { get; init; }

    /// <summary>Position in the encounter, from 1 (2400 LX01).</summary>
    public int? LineNumber { get; init; }

    /// <summary>CPT or HCPCS code, five characters (SV101-2).</summary>
    public string? ProcedureCode { get; init; }

    /// <summary>At most four modifiers of two characters (SV101-3 to -6).</summary>
    public IReadOnlyList<string>? Modifiers { get; init; }

    /// <summary>Whole units, 1 to 9,999 (SV104, UN).</summary>
    public int? Units { get; init; }

    /// <summary>What the line costs in all, not per unit. USD, greater than zero (SV102).</summary>
    public MoneyModel? Amount { get; init; }

    /// <summary>One to four positions in the encounter's <c>diagnosis_codes</c>, from 1; the first is primary for the line (SV107).</summary>
    public IReadOnlyList<int>? DiagnosisPointers { get; init; }

    /// <summary>The date of service; the encounter's when absent (DTP*472).</summary>
    public DateOnly? ServiceDate { get; init; }

    /// <summary>What the service was, for an unlisted code, at most 80 characters (SV101-7).</summary>
    public string? Description { get; init; }

    /// <summary>Eleven-digit National Drug Code (2410 LIN03).</summary>
    public string? NationalDrugCode { get; init; }
}

/// <summary>One visit.</summary>
public sealed record EncounterModel
{
    /// <summary>Resource name: <c>encounters/{encounter}</c>.</summary>
    public string? Id { get; init; }

    /// <summary>The caller's own key, at most 64 characters, unique in the practice.</summary>
    public string? ExternalId { get; init; }

    /// <summary>Who was seen: <c>patients/{patient}</c>.</summary>
    public string? PatientId { get; init; }

    /// <summary>Who rendered the services: <c>providers/{provider}</c> (2310B).</summary>
    public string? RenderingProviderId { get; init; }

    /// <summary>Who referred the patient: <c>providers/{provider}</c> (2310A DN).</summary>
    public string? ReferringProviderId { get; init; }

    /// <summary>Where, when not at the practice: <c>facilities/{facility}</c> (2310C).</summary>
    public string? FacilityId { get; init; }

    /// <summary>Two-digit place of service code (CLM05-1).</summary>
    public string? PlaceOfServiceCode { get; init; }

    /// <summary>Date of service; not later than today.</summary>
    public DateOnly? ServiceDate { get; init; }

    /// <summary>One to twelve ICD-10-CM codes without a dot, the principal one first (HI ABK, ABF).</summary>
    public IReadOnlyList<string>? DiagnosisCodes { get; init; }

    /// <summary>At most 50 (2400). On create they come in; afterwards charges are only added.</summary>
    public IReadOnlyList<ChargeModel>? Charges { get; init; }

    /// <summary>Prior authorization number given by the payer, at most 50 characters (2300 REF*G1).</summary>
    public string? PriorAuthorizationNumber { get; init; }

    /// <summary>Who is to be billed first.</summary>
    [OneOf(typeof(Wire.Encounter.Types.BillTo))]
    public string? BillTo { get; init; }

    /// <summary>Names of the medical history entries that this visit is about.</summary>
    public IReadOnlyList<string>? MedicalHistoryEntryIds { get; init; }

    /// <summary>Where the visit stands.</summary>
    [OneOf(typeof(Wire.Encounter.Types.State))]
    public string? State { get; init; }

    /// <summary>Sum of the charges. USD.</summary>
    public MoneyModel? TotalCharge { get; init; }

    /// <summary>When the encounter was recorded.</summary>
    public DateTimeOffset? CreateTime { get; init; }
}
