using MedBill.X12.Claims837;
using MedBill.X12.Findings;
using MedBill.X12.Segments;

namespace MedBill.X12.Claims837D;

/// <summary>Rules that only dental claims have.</summary>
internal static class DentalRules
{
    private const string ToothWords = "A tooth is 1 to 32 or A to T; a supernumerary one 51 to 82 or AS to TS.";

    public static void Check(ClaimRules rules, DentalClaim claim)
    {
        ServiceDates(rules, claim);
        foreach (var status in claim.ToothStatuses)
        {
            if (!IsTooth(status.Tooth))
            {
                rules.Error("TOOTH_WRONG", ToothWords, new ClaimPlace("2300", "DN2", 1, Qualifier: status.Tooth), SnipType.CodeSet,
                    elementError: "I12");
            }
        }

        for (var index = 0; index < claim.Lines.Count; index++)
        {
            Line(rules, claim, claim.Lines[index], index + 1);
        }
    }

    private static void Line(ClaimRules rules, DentalClaim claim, DentalLine line, int number)
    {
        PractitionerRules.Line(rules, claim, line, number, 3);
        PractitionerRules.Pointers(rules, claim, line, number, 11);
        foreach (var tooth in line.Teeth)
        {
            if (!IsTooth(tooth.Number))
            {
                rules.Error("TOOTH_WRONG", ToothWords, new ClaimPlace("2400", "TOO", 2, Line: number), SnipType.CodeSet,
                    elementError: "I12");
            }
        }

        if (line.Prosthesis == "R" && line.Dates.Find(DateQualifiers.PriorPlacement) is null)
        {
            rules.Required("PRIOR_PLACEMENT_MISSING", "A prosthesis that replaces another needs the date the other was placed (DTP*441).",
                new ClaimPlace("2400", "DTP", Line: number, Qualifier: DateQualifiers.PriorPlacement));
        }
        else if (line.Prosthesis is null or "I" && line.Dates.Find(DateQualifiers.PriorPlacement) is not null)
        {
            rules.Forbidden("PRIOR_PLACEMENT_FORBIDDEN", "DTP*441 is sent only of a prosthesis that replaces another (SV305 = R).",
                new ClaimPlace("2400", "DTP", Line: number, Qualifier: DateQualifiers.PriorPlacement));
        }
    }

    // The day stands at the claim, or at the lines, and nowhere while nothing has been done yet.
    private static void ServiceDates(ClaimRules rules, DentalClaim claim)
    {
        var ofClaim = claim.Dates.Find(DateQualifiers.Service);
        for (var index = 0; index < claim.Lines.Count; index++)
        {
            var ofLine = claim.Lines[index].ServiceDate;
            if (claim.IsPredetermination && ofLine is not null)
            {
                rules.Forbidden("SERVICE_DATE_FORBIDDEN", "A predetermination (CLM19 = PB) has no service date.",
                    new ClaimPlace("2400", "DTP", Line: index + 1, Qualifier: DateQualifiers.Service));
            }
            else if (!claim.IsPredetermination && ofLine is null && ofClaim is null)
            {
                rules.Warning("SERVICE_DATE_MISSING", "A service that was done has its date at the claim or at the line (DTP*472).",
                    new ClaimPlace("2400", "DTP", Line: index + 1, Qualifier: DateQualifiers.Service));
            }
        }

        if (claim.IsPredetermination && ofClaim is not null)
        {
            rules.Forbidden("SERVICE_DATE_FORBIDDEN", "A predetermination (CLM19 = PB) has no service date.",
                new ClaimPlace("2300", "DTP", Qualifier: DateQualifiers.Service));
        }
    }

    private static bool IsTooth(string? tooth) => tooth switch
    {
        null => true,
        [>= 'A' and <= 'T'] or [>= 'A' and <= 'T', 'S'] => true,
        _ => int.TryParse(tooth, out var number) && number is (>= 1 and <= 32) or (>= 51 and <= 82),
    };
}
