namespace MedBill.SampleData.Rest;

// The public JSON of patient-registry, both ways: members that only come back are null on the way out.

public sealed record PersonName(string GivenName, string FamilyName, string? MiddleName = null, string? Suffix = null);

public sealed record Address(IReadOnlyList<string> Lines, string City, string State, string PostalCode);

public sealed record Practice
{
    public string? Id { get; init; }

    public required string DisplayName { get; init; }

    public required string Npi { get; init; }

    public required string TaxId { get; init; }

    public required string TaxonomyCode { get; init; }

    public required Address Address { get; init; }

    public Address? PayToAddress { get; init; }

    public required string ContactName { get; init; }

    public required string ContactPhone { get; init; }

    public required string SubmitterId { get; init; }
}

public sealed record Provider
{
    public string? Id { get; init; }

    public required PersonName PersonName { get; init; }

    public required string Npi { get; init; }

    public required string TaxonomyCode { get; init; }
}

public sealed record Facility
{
    public string? Id { get; init; }

    public required string DisplayName { get; init; }

    public string? Npi { get; init; }

    public required string PlaceOfServiceCode { get; init; }

    public required Address Address { get; init; }
}

public sealed record Guarantor
{
    public string? Id { get; init; }

    public string? ExternalId { get; init; }

    public required PersonName PersonName { get; init; }

    public required Address Address { get; init; }

    public string? Phone { get; init; }
}

public sealed record Patient
{
    public string? Id { get; init; }

    public string? ExternalId { get; init; }

    public string? MedicalRecordNumber { get; init; }

    public required PersonName PersonName { get; init; }

    public required DateOnly BirthDate { get; init; }

    public required string Gender { get; init; }

    public required Address Address { get; init; }

    public string? Phone { get; init; }

    public string? GuarantorId { get; init; }
}

public sealed record MedicalHistoryEntry
{
    public string? Id { get; init; }

    public required string Kind { get; init; }

    public required DateOnly StartDate { get; init; }

    public string? StateCode { get; init; }

    public string? DiagnosisCode { get; init; }
}

public sealed record Charge
{
    public string? Id { get; init; }

    /// <summary>Only in <c>charges:batchCreate</c>.</summary>
    public string? EncounterId { get; init; }

    public required string ProcedureCode { get; init; }

    public IReadOnlyList<string>? Modifiers { get; init; }

    public required int Units { get; init; }

    public required Money Amount { get; init; }

    public required IReadOnlyList<int> DiagnosisPointers { get; init; }
}

public sealed record Encounter
{
    public string? Id { get; init; }

    public string? ExternalId { get; init; }

    public required string PatientId { get; init; }

    public required string RenderingProviderId { get; init; }

    public string? ReferringProviderId { get; init; }

    public string? FacilityId { get; init; }

    public required string PlaceOfServiceCode { get; init; }

    public required DateOnly ServiceDate { get; init; }

    public required IReadOnlyList<string> DiagnosisCodes { get; init; }

    public IReadOnlyList<Charge>? Charges { get; init; }

    public string? BillTo { get; init; }

    public IReadOnlyList<string>? MedicalHistoryEntryIds { get; init; }

    public string? State { get; init; }

    public Money? TotalCharge { get; init; }
}

/// <summary>What a batch call answers.</summary>
public sealed record Items<T>([property: System.Text.Json.Serialization.JsonPropertyName("items")] IReadOnlyList<T> All);
