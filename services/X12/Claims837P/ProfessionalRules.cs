using MedBill.X12.Claims837;
using MedBill.X12.Segments;

namespace MedBill.X12.Claims837P;

/// <summary>Rules that only professional claims have.</summary>
internal static class ProfessionalRules
{
    public static void Check(ClaimRules rules, ProfessionalClaim claim)
    {
        if (claim.PlaceOfService is "21" or "51" or "61" && claim.Dates.Find(DateQualifiers.Admission) is null)
        {
            rules.Warning("ADMISSION_DATE_MISSING", "An inpatient place of service wants the admission date (DTP*435).",
                new ClaimPlace("2300", "CLM", 5, 1));
        }

        ProfessionalSituations.Check(rules, claim);
        for (var index = 0; index < claim.Lines.Count; index++)
        {
            Line(rules, claim, claim.Lines[index], index + 1);
        }
    }

    private static void Line(ClaimRules rules, ProfessionalClaim claim, ServiceLine line, int number)
    {
        PractitionerRules.Line(rules, claim, line, number, 5);
        CommonRules.Units(rules, line.Units, new ClaimPlace("2400", "SV1", 4, Line: number));
        if (line.Units < 0)
        {
            rules.Discouraged("UNITS_NEGATIVE", "A count of units is not below zero.", new ClaimPlace("2400", "SV1", 4, Line: number), "I12");
        }

        PractitionerRules.Pointers(rules, claim, line, number, 7);
        CommonRules.Drug(rules, line.Drug, number);
    }
}
