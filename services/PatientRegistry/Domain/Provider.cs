using MedBill.Platform.Values;

namespace MedBill.PatientRegistry.Domain;

/// <summary>What is known of a person who renders, refers or supervises.</summary>
public sealed record ProviderDetails(PersonName PersonName, string Npi, string TaxonomyCode)
{
    /// <summary>Loops 2310A and 2310B.</summary>
    public void Check(Violations violations, string field)
    {
        FieldRules.Person(violations, $"{field}.person_name", PersonName);
        FieldRules.NationalProvider(violations, $"{field}.npi", Npi);
        FieldRules.Taxonomy(violations, $"{field}.taxonomy_code", TaxonomyCode);
    }
}

/// <summary>A person who renders, refers or supervises services.</summary>
public sealed class Provider : RegistryRecord<ProviderDetails>, IPracticeOwned
{
    public override string Name => $"providers/{Id}";

    public string Practice { get; private set; } = "";

    public static Provider Register(string id, ProviderDetails details, DateTimeOffset at)
    {
        var provider = new Provider { Id = id, Details = details, CreateTime = at };
        provider.Record(null);
        return provider;
    }

    public void Change(ProviderDetails details)
    {
        Details = details;
        Record(null);
    }
}

/// <summary>What is known of a place of care.</summary>
public sealed record FacilityDetails(string DisplayName, string Npi, string PlaceOfServiceCode, Address Address)
{
    /// <summary>Loop 2310C.</summary>
    public void Check(Violations violations, string field)
    {
        FieldRules.Text(violations, $"{field}.display_name", DisplayName, 60, required: true);
        FieldRules.NationalProvider(violations, $"{field}.npi", Npi, required: false);
        FieldRules.Place(violations, $"{field}.place_of_service_code", PlaceOfServiceCode);
        FieldRules.Postal(violations, $"{field}.address", Address, isPlaceOfCare: true);
    }
}

/// <summary>A place where services are rendered, when it is not the practice's own address.</summary>
public sealed class Facility : RegistryRecord<FacilityDetails>, IPracticeOwned
{
    public override string Name => $"facilities/{Id}";

    public string Practice { get; private set; } = "";

    public static Facility Register(string id, FacilityDetails details, DateTimeOffset at)
    {
        var facility = new Facility { Id = id, Details = details, CreateTime = at };
        facility.Record(null);
        return facility;
    }
}
