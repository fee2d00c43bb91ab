using Google.Type;
using MedBill.Contracts.Patients.V1;
using MedBill.PatientRegistry;
using MedBill.TestKit;

namespace MedBill.PatientRegistry.Tests;

/// <summary>The real host with a registered practice, and synthetic people.</summary>
public sealed class PatientRegistryHost() : ServiceHost("patient-registry", PatientRegistryApp.Build)
{
    public PatientService.PatientServiceClient Patients => Client<PatientService.PatientServiceClient>("patients.read", "patients.write");

    public PatientService.PatientServiceClient Admin => Client<PatientService.PatientServiceClient>("patients.read", "patients.write", "admin");

    public static PostalAddress Home() => new()
    {
        RegionCode = "US",
        AddressLines = { "7 OAK LN" },
        Locality = "SPRINGFIELD",
        AdministrativeArea = "IL",
        PostalCode = "62702",
    };

    public static Patient Somebody(string externalId = "") => new()
    {
        ExternalId = externalId,
        PersonName = new() { GivenName = "ANA", FamilyName = "RIVERA" },
        BirthDate = new() { Year = 1980, Month = 2, Day = 14 },
        AdministrativeGender = AdministrativeGender.Female,
        Address = Home(),
    };

    public async Task<Provider> ProviderAsync() => await Patients.CreateProviderAsync(new()
    {
        Provider = new() { PersonName = new() { GivenName = "SAM", FamilyName = "OKAFOR" }, Npi = "1999999984", TaxonomyCode = "207Q00000X" },
    });

    public async Task<Encounter> VisitAsync(string patient, string provider, params Charge[] charges)
    {
        var encounter = new Encounter
        {
            Patient = patient,
            RenderingProvider = provider,
            PlaceOfServiceCode = "11",
            ServiceDate = new() { Year = 2026, Month = 3, Day = 2 },
            DiagnosisCodes = { "E119", "I10" },
            Charges = { charges },
        };
        return await Patients.CreateEncounterAsync(new() { Encounter = encounter });
    }

    public static Charge Charge(string code = "99213", long dollars = 150, params int[] pointers) => new()
    {
        ProcedureCode = code,
        Units = 1,
        Amount = new() { CurrencyCode = "USD", Units = dollars },
        DiagnosisPointers = { pointers.Length == 0 ? [1] : pointers },
    };
}
