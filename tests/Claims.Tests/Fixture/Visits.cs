using Coverage = MedBill.Contracts.Coverage.V1;
using Patients = MedBill.Contracts.Patients.V1;

namespace MedBill.Claims.Tests.Fixture;

/// <summary>Visits as PatientRegistry and Coverage tell of them; each can be billed as it is. All people are made up.</summary>
internal static class Visits
{
    public const string SubmitterId = "SUB001";
    public const string ElectronicPayerId = "PAYER01";

    private static int _numbers;

    /// <summary>A name no other test uses.</summary>
    public static string Unique(string prefix) => $"{prefix}-{Interlocked.Increment(ref _numbers):D26}";

    public static Patients.Practice Practice() => new()
    {
        Name = "practices/prc-00000000000000000000000001",
        DisplayName = "EXAMPLE FAMILY MEDICINE",
        Npi = "1234567893",
        TaxId = "123456789",
        TaxonomyCode = "207Q00000X",
        Address = Address("100 MAIN ST", "SPRINGFIELD", "627010001"),
        ContactName = "BILLING DESK",
        ContactPhone = "5555550100",
        SubmitterId = SubmitterId,
    };

    /// <summary>210.00: an office visit and a blood test, for diabetes and hypertension.</summary>
    public static Patients.BillingRecord Record()
    {
        var patient = $"patients/{Unique("pat")}";
        return new()
        {
            Encounter = new()
            {
                Name = $"encounters/{Unique("enc")}",
                Patient = patient,
                PlaceOfServiceCode = "11",
                ServiceDate = Date(2026, 3, 1),
                DiagnosisCodes = { "E119", "I10" },
                State = Patients.Encounter.Types.State.Charged,
                ResponsibleParty = $"guarantors/{Unique("gtr")}",
                BillTo = Patients.Encounter.Types.BillTo.Insurance,
                Charges = { Charge(1, "99214", 18_000, [1, 2], "25"), Charge(2, "83036", 3_000, [1]) },
            },
            Patient = new()
            {
                Name = patient,
                MedicalRecordNumber = "MRN100",
                PersonName = new() { FamilyName = "DOE", GivenName = "JANE" },
                BirthDate = Date(1980, 2, 14),
                AdministrativeGender = Patients.AdministrativeGender.Female,
                Address = Address("5 ELM ST", "SPRINGFIELD", "62702"),
            },
            RenderingProvider = new()
            {
                PersonName = new() { FamilyName = "SMITH", GivenName = "ALEX" },
                Npi = "1999999984",
                TaxonomyCode = "207Q00000X",
            },
        };
    }

    public static Patients.Charge Charge(int line, string code, long cents, int[] pointers, params string[] modifiers) => new()
    {
        LineNumber = line,
        ProcedureCode = code,
        Amount = Cents(cents),
        Units = 1,
        DiagnosisPointers = { pointers },
        Modifiers = { modifiers },
    };

    /// <summary>Cover of the patient's own, by a payer no other test knows.</summary>
    public static Coverage.ResolvedPolicy Cover(string patient)
    {
        var payer = $"payers/{Unique("pyr")}";
        return new()
        {
            Policy = new()
            {
                Name = $"{patient}/policies/{Unique("pol")}",
                Payer = payer,
                MemberId = "W000000001",
                GroupNumber = "GRP100",
                Relationship = Coverage.Policy.Types.Relationship.Self,
                CoordinationOrder = 1,
                EffectiveDate = Date(2026, 1, 1),
            },
            Plan = new() { Payer = payer, DisplayName = "PPO", GroupNumber = "PLAN1" },
            Payer = new()
            {
                Name = payer,
                DisplayName = "EXAMPLE PAYER",
                PayerId = ElectronicPayerId,
                ClaimFilingIndicatorCode = "CI",
                TimelyFilingDays = 90,
            },
        };
    }

    /// <summary>The patient is the child of somebody else, who holds the policy.</summary>
    public static void HeldByParent(this Coverage.ResolvedPolicy cover)
    {
        cover.Policy.Relationship = Coverage.Policy.Types.Relationship.Child;
        cover.Policy.Subscriber = new()
        {
            PersonName = new() { FamilyName = "DOE", GivenName = "MARIA", MiddleName = "T" },
            BirthDate = Date(1955, 5, 5),
            AdministrativeGender = Coverage.AdministrativeGender.Female,
        };
    }

    /// <summary>The same payer as another cover, and so the same batch.</summary>
    public static void By(this Coverage.ResolvedPolicy cover, string payer) =>
        cover.Payer.Name = cover.Policy.Payer = cover.Plan.Payer = payer;

    public static Google.Type.Date Date(int year, int month, int day) => new() { Year = year, Month = month, Day = day };

    public static Google.Type.Money Cents(long cents) =>
        new() { CurrencyCode = "USD", Units = cents / 100, Nanos = (int)(cents % 100) * 10_000_000 };

    public static long Cents(this Google.Type.Money amount) => (amount.Units * 100) + (amount.Nanos / 10_000_000);

    public static Google.Type.PostalAddress Address(string street, string city, string postalCode) => new()
    {
        RegionCode = "US",
        AddressLines = { street },
        Locality = city,
        AdministrativeArea = "IL",
        PostalCode = postalCode,
    };
}
