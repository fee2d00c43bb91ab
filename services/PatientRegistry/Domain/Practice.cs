using MedBill.Platform.Values;

namespace MedBill.PatientRegistry.Domain;

/// <summary>What is known of a practice.</summary>
public sealed record PracticeDetails(
    string DisplayName, string Npi, string TaxId, string TaxonomyCode, Address Address, Address? PayToAddress,
    string ContactName, string ContactPhone, string SubmitterId)
{
    /// <summary>Loops 1000A and 2010AA, 2010AB.</summary>
    public void Check(Violations violations, string field)
    {
        FieldRules.Text(violations, $"{field}.display_name", DisplayName, 60, required: true);
        FieldRules.NationalProvider(violations, $"{field}.npi", Npi);
        FieldRules.TaxId(violations, $"{field}.tax_id", TaxId);
        FieldRules.Taxonomy(violations, $"{field}.taxonomy_code", TaxonomyCode);
        FieldRules.Postal(violations, $"{field}.address", Address, isPlaceOfCare: true);
        if (PayToAddress is not null)
        {
            FieldRules.Postal(violations, $"{field}.pay_to_address", PayToAddress, isPlaceOfCare: false);
        }

        FieldRules.Text(violations, $"{field}.contact_name", ContactName, 60, required: true);
        FieldRules.Phone(violations, $"{field}.contact_phone", ContactPhone, required: true);
        FieldRules.Submitter(violations, $"{field}.submitter_id", SubmitterId);
    }
}

/// <summary>The billing provider organisation, and the tenant that owns every other record.</summary>
public sealed class Practice : RegistryRecord<PracticeDetails>
{
    public override string Name => $"practices/{Id}";

    /// <summary>Unique in the installation.</summary>
    public string Npi { get; private set; } = "";

    public static Practice Register(string id, PracticeDetails details, DateTimeOffset at)
    {
        var practice = new Practice { Id = id, Details = details, CreateTime = at, Npi = details.Npi };
        practice.Record(new PracticeChanged());
        return practice;
    }

    public void Change(PracticeDetails details)
    {
        (Details, Npi) = (details, details.Npi);
        Record(new PracticeChanged());
    }
}

/// <summary>Others need to know whose NPI it is.</summary>
public sealed record PracticeChanged;
