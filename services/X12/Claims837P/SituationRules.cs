using MedBill.X12.Findings;
using MedBill.X12.Segments;

namespace MedBill.X12.Claims837P;

/// <summary>Rules of loop 2300: when something must or must not be sent.</summary>
internal static class SituationRules
{
    // A receiver keeps and returns 20 characters, and need not keep more.
    private const int SafeControlNumber = 20;

    public static void Check(ClaimRules rules, ProfessionalClaim claim)
    {
        if (claim.PatientControlNumber.Length > SafeControlNumber)
        {
            rules.Warning("CONTROL_NUMBER_LONG", "Receivers need not keep more than 20 characters of CLM01.",
                new ClaimPlace("2300", "CLM", 1));
        }

        Resubmission(rules, claim);
        Accident(rules, claim);
        Diagnoses(rules, claim);
        Attachments(rules, claim);
        Providers(rules, claim);
        if (claim.PlaceOfService is "21" or "51" or "61" && claim.Dates.Find(DateQualifiers.Admission) is null)
        {
            rules.Warning("ADMISSION_DATE_MISSING", "An inpatient place of service wants the admission date (DTP*435).",
                new ClaimPlace("2300", "CLM", 5, 1));
        }

        if (claim.Amounts.Find(AmountQualifiers.PatientPaid) is { Cents: 0 })
        {
            rules.Warning("PATIENT_PAID_ZERO", "AMT*F5 is sent only when the patient paid something.",
                new ClaimPlace("2300", "AMT", Qualifier: "F5"));
        }
    }

    private static void Resubmission(ClaimRules rules, ProfessionalClaim claim)
    {
        var original = claim.References.Find(ReferenceQualifiers.OriginalClaim);
        if (claim.Frequency is "7" or "8" && original is null)
        {
            rules.Required("ORIGINAL_CLAIM_MISSING", "A replacement or void names the payer's number of the original claim (REF*F8).",
                new ClaimPlace("2300", "REF"));
        }
        else if (claim.Frequency == "1" && original is not null)
        {
            rules.Forbidden("ORIGINAL_CLAIM_FORBIDDEN", "REF*F8 is sent only with frequency 7 or 8.",
                new ClaimPlace("2300", "REF", Qualifier: "F8"));
        }
    }

    private static void Accident(ClaimRules rules, ProfessionalClaim claim)
    {
        var isAuto = claim.RelatedCauses.Contains("AA");
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

        if ((isAuto || claim.RelatedCauses.Contains("OA")) && claim.Dates.Find(DateQualifiers.Accident) is null)
        {
            rules.Required("ACCIDENT_DATE_MISSING", "An accident needs its date (DTP*439).", new ClaimPlace("2300", "DTP"));
        }
    }

    private static void Diagnoses(ClaimRules rules, ProfessionalClaim claim)
    {
        var seen = new HashSet<string>();
        for (var index = 0; index < claim.Diagnoses.Count; index++)
        {
            var (qualifier, code) = claim.Diagnoses[index];
            var place = new ClaimPlace("2300", "HI", Math.Min(index + 1, 12), 2);
            if (!seen.Add(code))
            {
                rules.Error("DIAGNOSIS_REPEATED", "A diagnosis is sent once.", place, elementError: "7");
            }

            if (code.Contains('.', StringComparison.Ordinal))
            {
                rules.Error("DIAGNOSIS_WITH_POINT", "Diagnosis codes are sent without the point.", place, elementError: "6");
            }

            if (qualifier.EndsWith('K') != (index == 0) || qualifier.StartsWith('A') != claim.Diagnoses[0].Qualifier.StartsWith('A'))
            {
                rules.Error("DIAGNOSIS_ORDER", "The first diagnosis is the principal one (ABK), the others are ABF, all of one code set.",
                    place with { Component = 1 }, elementError: "7");
            }
        }

        if (claim.Diagnoses.Count > 0 && claim.Diagnoses[0] is { Qualifier: "ABK" } principal && principal.Code.Length > 0
            && principal.Code[0] is 'V' or 'W' or 'X' or 'Y')
        {
            rules.Error("PRINCIPAL_EXTERNAL_CAUSE", "The principal diagnosis may not be an external cause (V, W, X, Y).",
                new ClaimPlace("2300", "HI", 1, 2), SnipType.CodeSet, elementError: "I6");
        }

        if (claim.Diagnoses.Count > 12)
        {
            rules.Error("TOO_MANY_DIAGNOSES", "A claim holds at most 12 diagnoses.", new ClaimPlace("2300", "HI"), segmentError: "5");
        }
    }

    private static void Attachments(ClaimRules rules, ProfessionalClaim claim)
    {
        foreach (var attachment in claim.Attachments)
        {
            var place = new ClaimPlace("2300", "PWK", 6, Qualifier: attachment.ReportType);
            if (attachment.ControlNumber is null && attachment.Transmission is "BM" or "EL" or "EM" or "FT" or "FX")
            {
                rules.Error("ATTACHMENT_NUMBER_MISSING", "An attachment that follows needs its control number (PWK06).", place,
                    elementError: "I9");
            }
            else if (attachment is { ControlNumber: not null, Transmission: "AA" })
            {
                rules.Error("ATTACHMENT_NUMBER_FORBIDDEN", "An attachment available on request (AA) has no control number.", place,
                    elementError: "I13");
            }
        }
    }

    private static void Providers(ClaimRules rules, ProfessionalClaim claim)
    {
        var billing = claim.BillingProvider.Provider;
        if (claim.RenderingProvider?.Npi is { } rendering && rendering == billing.Npi)
        {
            rules.Forbidden("RENDERING_IS_BILLING",
                "The rendering provider (2310B) is sent only when it differs from the billing provider.",
                new ClaimPlace("2310B", "NM1", Qualifier: EntityCodes.Rendering));
        }

        if (claim.ServiceFacility is { } facility)
        {
            if (!LevelRules.HasNineDigits(facility.Address))
            {
                rules.Error("ZIP_NINE_DIGITS", "The service facility's ZIP code needs nine digits.", new ClaimPlace("2310C", "N4", 3),
                    elementError: "I12");
            }

            if (facility.Address is not null && facility.Address == billing.Address)
            {
                rules.Warning("FACILITY_IS_BILLING",
                    "The service facility (2310C) is sent only when the place differs from the billing address.",
                    new ClaimPlace("2310C", "NM1", Qualifier: EntityCodes.ServiceFacility));
            }
        }

        if (claim.Providers.Find(EntityCodes.PrimaryCareReferring) is not null && claim.ReferringProvider is null)
        {
            rules.Error("PRIMARY_CARE_WITHOUT_REFERRING", "NM1*P3 stands only after a referring provider (NM1*DN).",
                new ClaimPlace("2310A", "NM1", 1, Qualifier: "P3"), elementError: "I6");
        }
    }
}
