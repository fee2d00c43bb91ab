using MedBill.X12.Claims837;
using MedBill.X12.Claims837P;
using MedBill.X12.Segments;

namespace MedBill.SandboxPayer.Tests;

/// <summary>Made-up claims, as the suite would send them.</summary>
internal static class SampleClaims
{
    public static readonly DateOnly Served = new(2026, 3, 10);

    public static ProfessionalClaim Claim(string memberId, params (string Code, long Cents)[] lines) => new()
    {
        BillingProvider = new()
        {
            TaxonomyCode = "207Q00000X",
            Provider = Party.Organization(EntityCodes.BillingProvider, "LAKESIDE FAMILY CARE", "1234567893") with
            {
                Address = new() { Line1 = "12 HARBOR ST", City = "SPRINGFIELD", State = "IL", PostalCode = "627010001" },
                References = [new(ReferenceQualifiers.EmployerId, "123456789")],
            },
        },
        Subscriber = new()
        {
            FilingIndicator = "CI",
            GroupNumber = "GRP7",
            Person = Party.Member("RIVERA", "ANA", memberId) with
            {
                Address = new() { Line1 = "7 OAK LN", City = "SPRINGFIELD", State = "IL", PostalCode = "62702" },
                BirthDate = new(1980, 2, 14),
                Sex = "F",
            },
            Payer = Party.Payer("NORTHWIND HEALTH", "NWIND"),
        },
        PatientControlNumber = "PCN" + memberId.Replace("-", "", StringComparison.Ordinal),
        ChargeCents = lines.Sum(line => line.Cents),
        PlaceOfService = "11",
        Assignment = "A",
        BenefitsAssigned = "Y",
        ReleaseOfInformation = "Y",
        Diagnoses = [Diagnosis.Principal("E119")],
        Lines =
        [
            .. lines.Select((line, index) => new ServiceLine
            {
                Procedure = ProcedureCode.Hcpcs(line.Code),
                ChargeCents = line.Cents,
                Units = 1,
                DiagnosisPointers = [1],
                Dates = [new(DateQualifiers.Service, Served)],
                References = [new(ReferenceQualifiers.LineControlNumber, $"L{index + 1}")],
            }),
        ],
    };
}
