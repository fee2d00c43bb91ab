using MedBill.Gateway.Http;
using Wire = MedBill.Contracts.Patients.V1;

namespace MedBill.Gateway.Patients;

/// <summary>The billing provider organisation, and the tenant that owns every other record.</summary>
[Shows(typeof(Wire.Practice))]
public sealed record PracticeModel : IVersioned
{
    /// <summary>The id: <c>prc-…</c>.</summary>
    public string? Id { get; init; }

    /// <summary>2010AA NM103, at most 60 characters.</summary>
    public string? DisplayName { get; init; }

    /// <summary>
    /// National Provider Identifier of the organisation, ten digits with a valid check digit (2010AA NM109). Unique in the installation:
    /// a remittance finds its practice by it.
    /// </summary>
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

    /// <summary>Changes with every write; send it back as <c>If-Match</c>. The <c>ETag</c> header says the same.</summary>
    public string? Etag { get; init; }
}

/// <summary>A person who renders, refers or supervises services.</summary>
[Shows(typeof(Wire.Provider))]
public sealed record ProviderModel : IVersioned
{
    /// <summary>The id: <c>prv-…</c>.</summary>
    public string? Id { get; init; }

    /// <summary>The provider's name (2310B NM103-NM107).</summary>
    public PersonNameModel? PersonName { get; init; }

    /// <summary>National Provider Identifier of the person (2310B NM109).</summary>
    public string? Npi { get; init; }

    /// <summary>Taxonomy code (2310B PRV03).</summary>
    public string? TaxonomyCode { get; init; }

    /// <summary>Changes with every write; send it back as <c>If-Match</c>. The <c>ETag</c> header says the same.</summary>
    public string? Etag { get; init; }
}

/// <summary>A place where services are rendered, when it is not the practice's own address.</summary>
[Shows(typeof(Wire.Facility))]
public sealed record FacilityModel : IVersioned
{
    /// <summary>The id: <c>fac-…</c>.</summary>
    public string? Id { get; init; }

    /// <summary>2310C NM103.</summary>
    public string? DisplayName { get; init; }

    /// <summary>National Provider Identifier (2310C NM109).</summary>
    public string? Npi { get; init; }

    /// <summary>Two-digit place of service code (CLM05-1).</summary>
    public string? PlaceOfServiceCode { get; init; }

    /// <summary>Street address with a nine-digit ZIP code (2310C N3, N4).</summary>
    public AddressModel? Address { get; init; }

    /// <summary>Changes with every write; send it back as <c>If-Match</c>. The <c>ETag</c> header says the same.</summary>
    public string? Etag { get; init; }
}

/// <summary>Who is financially responsible for one or several patients.</summary>
[Shows(typeof(Wire.Guarantor))]
public sealed record GuarantorModel : IVersioned
{
    /// <summary>The id: <c>gtr-…</c>.</summary>
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

    /// <summary>Changes with every write; send it back as <c>If-Match</c>. The <c>ETag</c> header says the same.</summary>
    public string? Etag { get; init; }
}

/// <summary>A person who is treated.</summary>
[Shows(typeof(Wire.Patient))]
public sealed record PatientModel : IVersioned
{
    /// <summary>The id: <c>pat-…</c>.</summary>
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
    [Field("administrative_gender")]
    [OneOf(typeof(Wire.AdministrativeGender))]
    public string? Gender { get; init; }

    /// <summary>Home address (N3, N4).</summary>
    public AddressModel? Address { get; init; }

    /// <summary>Ten digits.</summary>
    public string? Phone { get; init; }

    /// <summary>E-mail address.</summary>
    public string? Email { get; init; }

    /// <summary>Who pays: <c>gtr-…</c>; left out when the patient does.</summary>
    public string? GuarantorId { get; init; }

    /// <summary>When the patient was registered.</summary>
    public DateTimeOffset? CreateTime { get; init; }

    /// <summary>Changes with every write; send it back as <c>If-Match</c>. The <c>ETag</c> header says the same.</summary>
    public string? Etag { get; init; }
}

/// <summary>One fact of the medical history that decides what a claim must carry.</summary>
[Shows(typeof(Wire.MedicalHistoryEntry))]
public sealed record MedicalHistoryEntryModel
{
    /// <summary>The id: <c>mhe-…</c>.</summary>
    public string? Id { get; init; }

    /// <summary>What kind of fact it is.</summary>
    [OneOf(typeof(Wire.MedicalHistoryEntry.Types.Kind))]
    public string? Kind { get; init; }

    /// <summary>When it began or happened.</summary>
    public DateOnly? StartDate { get; init; }

    /// <summary>When it ended; not before <c>startDate</c>.</summary>
    public DateOnly? EndDate { get; init; }

    /// <summary>Two-letter state of an automobile accident (CLM11-4); required for that kind.</summary>
    public string? StateCode { get; init; }

    /// <summary>ICD-10-CM code without a dot; required for a condition.</summary>
    public string? DiagnosisCode { get; init; }

    /// <summary>When the fact was recorded.</summary>
    public DateTimeOffset? CreateTime { get; init; }
}

/// <summary>What a desk knows of a patient. At least one of the search members must be there.</summary>
[Shows(typeof(Wire.SearchPatientsRequest))]
public sealed record PatientSearchModel
{
    /// <summary>Start of the family name, any case, at least two characters.</summary>
    public string? FamilyName { get; init; }

    /// <summary>Start of the given name, any case, at least two characters.</summary>
    public string? GivenName { get; init; }

    /// <summary>The birth date.</summary>
    public DateOnly? BirthDate { get; init; }

    /// <summary>Your own key, whole.</summary>
    public string? ExternalId { get; init; }

    /// <summary>The medical record number, whole.</summary>
    public string? MedicalRecordNumber { get; init; }

    /// <summary>At most this many, 1 to 200; 50 when left out.</summary>
    [Field("page_size")]
    public int? Limit { get; init; }

    /// <summary>The <c>nextCursor</c> of the page before; all other members must be the same.</summary>
    [Field("page_token")]
    public string? Cursor { get; init; }
}
