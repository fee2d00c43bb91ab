using MedBill.X12.Findings;
using MedBill.X12.Segments;

namespace MedBill.X12.Claims837;

/// <summary>Rules that professional and dental claims have in common.</summary>
internal static class PractitionerRules
{
    private static readonly string[] DiagnosisQualifiers = ["ABK", "ABF", "BK", "BF", "TQ"];

    public static void Check(ClaimRules rules, PractitionerClaim claim)
    {
        Accident(rules, claim);
        Diagnoses(rules, claim);
        Providers(rules, claim);
        if (claim.Amounts.Find(AmountQualifiers.PatientPaid) is { Cents: 0 })
        {
            rules.Warning("PATIENT_PAID_ZERO", "AMT*F5 is sent only when the patient paid something.",
                new ClaimPlace("2300", "AMT", Qualifier: "F5"));
        }
    }

    /// <summary>What a line says over against its claim.</summary>
    /// <param name="rules">Where findings go.</param>
    /// <param name="claim">The claim.</param>
    /// <param name="line">The line.</param>
    /// <param name="number">Its number, from 1.</param>
    /// <param name="placeElement">The element of the service segment with the place of service.</param>
    public static void Line(ClaimRules rules, PractitionerClaim claim, PractitionerLine line, int number, int placeElement)
    {
        if (line.PlaceOfService is not null && line.PlaceOfService == claim.PlaceOfService)
        {
            rules.Discouraged("PLACE_REPEATED",
                $"{rules.Shape.Service}{placeElement:00} is sent only when it differs from the claim's place of service.",
                new ClaimPlace("2400", rules.Shape.Service, placeElement, Line: number), "I10");
        }

        if (line.RenderingProvider?.Npi is { } rendering && rendering == claim.RenderingProvider?.Npi)
        {
            rules.Discouraged("LINE_RENDERING_REPEATED",
                "The line's rendering provider (2420A) is sent only when it differs from the claim's.",
                new ClaimPlace("2420A", "NM1", Line: number, Qualifier: EntityCodes.Rendering));
        }
    }

    /// <summary>Each pointer is the position of a diagnosis, and comes once.</summary>
    public static void Pointers(ClaimRules rules, PractitionerClaim claim, PractitionerLine line, int number, int element)
    {
        var pointers = line.DiagnosisPointers;
        if (claim.Diagnoses.Count == 0 || rules.HasFaulty("HI"))
        {
            // How many diagnoses there are cannot be told, and that is said.
            return;
        }

        for (var index = 0; index < pointers.Count; index++)
        {
            var place = new ClaimPlace("2400", rules.Shape.Service, element, index + 1, number);
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

    private static void Accident(ClaimRules rules, PractitionerClaim claim)
    {
        var isAuto = claim.RelatedCauses.AsSpan().Contains("AA");
        if (isAuto && claim.AccidentState is null && claim.AccidentCountry is null)
        {
            rules.Error("ACCIDENT_STATE_MISSING", "An automobile accident needs the state (CLM11-4).",
                new ClaimPlace("2300", "CLM", 11, 4), elementError: "I9");
        }
        else if (!isAuto && claim.AccidentState is not null)
        {
            rules.Error("ACCIDENT_STATE_FORBIDDEN", "CLM11-4 is sent only for an automobile accident (AA).",
                new ClaimPlace("2300", "CLM", 11, 4), elementError: "I13");
        }

        if (claim.RelatedCauses.Distinct().Count() < claim.RelatedCauses.Count)
        {
            rules.Discouraged("RELATED_CAUSE_REPEATED", "A related cause (CLM11) is sent once.", new ClaimPlace("2300", "CLM", 11, 2), "7");
        }

        if (claim.RelatedCauses.Count == 0 && claim.Dates.Find(DateQualifiers.Accident) is not null)
        {
            rules.Discouraged("ACCIDENT_DATE_ALONE", "An accident's date (DTP*439) is sent only with its cause (CLM11).",
                new ClaimPlace("2300", "DTP", Qualifier: DateQualifiers.Accident));
        }

        if ((isAuto || claim.RelatedCauses.AsSpan().Contains("OA")) && claim.Dates.Find(DateQualifiers.Accident) is null)
        {
            rules.Required("ACCIDENT_DATE_MISSING", "An accident needs its date (DTP*439).",
                new ClaimPlace("2300", "DTP", Qualifier: DateQualifiers.Accident));
        }
    }

    private static void Diagnoses(ClaimRules rules, PractitionerClaim claim)
    {
        var diagnoses = claim.Diagnoses;
        if (diagnoses.Count == 0 && HasPointers(claim))
        {
            rules.Required("DIAGNOSIS_MISSING", "Lines point to diagnoses, and the claim has none. Send them (HI).", new ClaimPlace("2300", "HI"));
        }

        DiagnosisRules.Check(rules, diagnoses, DiagnosisQualifiers);
        for (var index = 0; index < diagnoses.Count; index++)
        {
            if (diagnoses[index].Qualifier == "TQ")
            {
                continue;
            }

            if (diagnoses[index].Qualifier.EndsWith('K') != (index == 0)
                || diagnoses[index].Qualifier.StartsWith('A') != diagnoses[0].Qualifier.StartsWith('A'))
            {
                rules.Error("DIAGNOSIS_ORDER", "The first diagnosis is the principal one (ABK), the others are ABF, all of one code set.",
                    rules.Code(index, 1, DiagnosisQualifiers), elementError: "7");
            }
        }
    }

    private static bool HasPointers(PractitionerClaim claim)
    {
        foreach (var line in claim.LinesOfAnyKind)
        {
            if (line is PractitionerLine { DiagnosisPointers.Count: > 0 })
            {
                return true;
            }
        }

        return false;
    }

    private static void Providers(ClaimRules rules, PractitionerClaim claim)
    {
        if (claim.RenderingProvider?.Npi is { } rendering && rendering == claim.BillingProvider.Provider.Npi)
        {
            rules.Discouraged("RENDERING_IS_BILLING",
                "The rendering provider (2310B) is sent only when it differs from the billing provider.",
                new ClaimPlace("2310B", "NM1", Qualifier: EntityCodes.Rendering));
        }

        if (claim.Providers.Count(provider => provider.EntityCode == EntityCodes.Referring) > 1)
        {
            rules.Discouraged("REFERRING_TWICE", "A second referral stands as NM1*P3, the primary care provider's; NM1*DN comes once.",
                new ClaimPlace("2310A", "NM1", Qualifier: EntityCodes.Referring));
        }

        if (claim.Providers.Find(EntityCodes.PrimaryCareReferring) is not null && claim.ReferringProvider is null)
        {
            rules.Error("PRIMARY_CARE_WITHOUT_REFERRING", "NM1*P3 stands only after a referring provider (NM1*DN).",
                new ClaimPlace("2310A", "NM1", 1, Qualifier: "P3"), elementError: "I6");
        }
    }
}
