using MedBill.X12.Findings;
using MedBill.X12.Segments;

namespace MedBill.X12.Claims837P;

/// <summary>Rules of loop 2400 and the sum of its charges.</summary>
internal static class LineRules
{
    private const int MostLines = 50;

    public static void Check(ClaimRules rules, ProfessionalClaim claim)
    {
        if (claim.Lines.Count is 0 or > MostLines)
        {
            rules.Error("LINE_COUNT", "A professional claim has 1 to 50 service lines.", new ClaimPlace("2400", "LX"),
                segmentError: claim.Lines.Count == 0 ? "3" : "4");
        }

        long sum = 0;
        for (var index = 0; index < claim.Lines.Count; index++)
        {
            var line = claim.Lines[index];
            sum += line.ChargeCents;
            Line(rules, claim, line, index + 1);
        }

        if (sum != claim.ChargeCents)
        {
            rules.Error("CHARGE_NOT_SUM", "The claim's charge (CLM02) is not the sum of its line charges (SV102).",
                new ClaimPlace("2300", "CLM", 2), SnipType.Balancing);
        }

        if (claim.ChargeCents < 0)
        {
            rules.Error("CHARGE_NEGATIVE", "A charge is not below zero.", new ClaimPlace("2300", "CLM", 2), elementError: "I12");
        }
    }

    private static void Line(ClaimRules rules, ProfessionalClaim claim, ServiceLine line, int number)
    {
        Pointers(rules, claim, line, number);
        if (line.ChargeCents < 0)
        {
            rules.Error("CHARGE_NEGATIVE", "A charge is not below zero.", new ClaimPlace("2400", "SV1", 2, Line: number),
                elementError: "I12");
        }

        if (line.PlaceOfService is not null && line.PlaceOfService == claim.PlaceOfService)
        {
            rules.Error("PLACE_REPEATED", "SV105 is sent only when it differs from the claim's place of service.",
                new ClaimPlace("2400", "SV1", 5, Line: number), elementError: "I10");
        }

        if (line.Providers.Find(EntityCodes.Rendering)?.Npi is { } rendering && rendering == claim.RenderingProvider?.Npi)
        {
            rules.Forbidden("LINE_RENDERING_REPEATED",
                "The line's rendering provider (2420A) is sent only when it differs from the claim's.",
                new ClaimPlace("2420A", "NM1", Line: number, Qualifier: EntityCodes.Rendering));
        }

        if (line.Drug is { Qualifier: "N4" } drug && !(drug.Ndc.Length == 11 && drug.Ndc.All(char.IsAsciiDigit)))
        {
            rules.Error("NDC_WRONG", "An NDC is eleven digits without hyphens.", new ClaimPlace("2410", "LIN", 3, Line: number),
                SnipType.CodeSet, elementError: "I12");
        }
    }

    private static void Pointers(ClaimRules rules, ProfessionalClaim claim, ServiceLine line, int number)
    {
        var pointers = line.DiagnosisPointers;
        if (pointers.Count is 0 or > 4)
        {
            rules.Error("POINTER_COUNT", "A line points to one to four diagnoses.", new ClaimPlace("2400", "SV1", 7, 1, number),
                elementError: "1");
        }

        for (var index = 0; index < pointers.Count; index++)
        {
            var place = new ClaimPlace("2400", "SV1", 7, index + 1, number);
            if (pointers[index] < 1 || pointers[index] > claim.Diagnoses.Count)
            {
                rules.Error("POINTER_WRONG", "A pointer is the position of a diagnosis of the claim.", place, elementError: "7");
            }
            else if (pointers.AsSpan()[..index].Contains(pointers[index]))
            {
                rules.Error("POINTER_REPEATED", "A line points to a diagnosis once.", place, elementError: "7");
            }
        }
    }
}
