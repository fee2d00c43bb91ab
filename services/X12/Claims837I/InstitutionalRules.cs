using MedBill.X12.Claims837;
using MedBill.X12.Findings;
using MedBill.X12.Segments;

namespace MedBill.X12.Claims837I;

/// <summary>Rules of an institutional claim's stay, providers and lines. Its codes have <see cref="CodeRules"/>.</summary>
internal static class InstitutionalRules
{
    private const string StillPatient = "30";

    public static void Check(ClaimRules rules, InstitutionalClaim claim)
    {
        if (claim.FacilityType.Length == 1 || (claim.FacilityType.Length == 2 && !claim.FacilityType.All(char.IsAsciiDigit)))
        {
            rules.Error("TYPE_OF_BILL_WRONG", "CLM05-1 is the first two digits of the type of bill, without the leading zero.",
                new ClaimPlace("2300", "CLM", 5, 1), SnipType.CodeSet, elementError: "I12");
        }

        Stay(rules, claim);
        Providers(rules, claim);
        for (var index = 0; index < claim.Lines.Count; index++)
        {
            Line(rules, claim, claim.Lines[index], index + 1);
        }
    }

    private static void Stay(ClaimRules rules, InstitutionalClaim claim)
    {
        if (claim.Admission is { } admission && claim.StatementPeriod is { } period && admission.From > period.Last)
        {
            rules.Error("ADMISSION_AFTER_STATEMENT", "The admission (DTP*435) is later than the last day of the statement (DTP*434).",
                new ClaimPlace("2300", "DTP", 3, Qualifier: DateQualifiers.Admission), elementError: "I12");
        }

        if (!claim.IsInpatient || claim.IsPredetermination)
        {
            return;
        }

        if (claim.Admission is null)
        {
            rules.Required("ADMISSION_DATE_MISSING", "A bill of an inpatient needs the admission (DTP*435).",
                new ClaimPlace("2300", "DTP", Qualifier: DateQualifiers.Admission));
        }

        if (claim.AdmittingDiagnosis is null)
        {
            rules.Warning("ADMITTING_DIAGNOSIS_MISSING", "A bill of an inpatient wants the admitting diagnosis (HI*ABJ).",
                new ClaimPlace("2300", "HI", Qualifier: "ABJ"));
        }

        // 1 is a whole stay, 4 its last part: then the patient has left. 2 and 3 are parts before the last.
        var hasLeft = claim.PatientStatus is not (null or StillPatient);
        if (claim.Frequency is "1" or "4")
        {
            if (claim.PatientStatus == StillPatient)
            {
                rules.Warning("PATIENT_STATUS_FREQUENCY", "Frequency 1 and 4 say the stay has ended; CL103 says still a patient (30).",
                    new ClaimPlace("2300", "CL1", 3));
            }
            else if (hasLeft && claim.DischargeHour is null)
            {
                rules.Warning("DISCHARGE_HOUR_MISSING", "The last bill of an inpatient wants the discharge hour (DTP*096).",
                    new ClaimPlace("2300", "DTP", Qualifier: DateQualifiers.Discharge));
            }
        }
        else if (claim.Frequency is "2" or "3" && hasLeft)
        {
            rules.Warning("PATIENT_STATUS_FREQUENCY", "Frequency 2 and 3 say the stay goes on; CL103 says the patient has left.",
                new ClaimPlace("2300", "CL1", 3));
        }
    }

    private static void Providers(ClaimRules rules, InstitutionalClaim claim)
    {
        // Ambulance (revenue code 054x) is transport nobody attends.
        if (claim.AttendingProvider is null && !claim.Lines.All(line => line.RevenueCode.StartsWith("054", StringComparison.Ordinal)))
        {
            rules.Required("ATTENDING_MISSING", "A claim with more than transport needs its attending provider (2310A, NM1*71).",
                new ClaimPlace("2310A", "NM1", Qualifier: EntityCodes.Attending));
        }

        var attending = claim.AttendingProvider?.Npi;
        if (attending is not null && claim.RenderingProvider?.Npi == attending)
        {
            rules.Forbidden("RENDERING_IS_ATTENDING",
                "The rendering provider (2310D) is sent only when it differs from the attending provider.",
                new ClaimPlace("2310D", "NM1", Qualifier: EntityCodes.Rendering));
        }

        if (attending is not null && claim.ReferringProvider?.Npi == attending)
        {
            rules.Forbidden("REFERRING_IS_ATTENDING",
                "The referring provider (2310F) is sent only when it differs from the attending provider.",
                new ClaimPlace("2310F", "NM1", Qualifier: EntityCodes.Referring));
        }

        if (claim.OtherOperatingPhysician is not null && claim.OperatingPhysician is null)
        {
            rules.Warning("OTHER_OPERATING_ALONE", "NM1*ZZ names one more operating physician; the first one is NM1*72.",
                new ClaimPlace("2310C", "NM1", Qualifier: EntityCodes.OtherOperating));
        }
    }

    private static void Line(ClaimRules rules, InstitutionalClaim claim, InstitutionalLine line, int number)
    {
        if (line.RevenueCode.Length != 4 || !line.RevenueCode.All(char.IsAsciiDigit))
        {
            rules.Error("REVENUE_CODE_WRONG", "A revenue code is four digits; a code of three has a leading zero.",
                new ClaimPlace("2400", "SV2", 1, Line: number), SnipType.CodeSet, elementError: "I12");
        }

        CommonRules.Units(rules, line.Units, new ClaimPlace("2400", "SV2", 5, Line: number));
        if (line.NonCoveredCents > line.ChargeCents)
        {
            rules.Warning("NON_COVERED_TOO_MUCH", "The part of a charge that is not covered (SV207) is not more than the charge (SV203).",
                new ClaimPlace("2400", "SV2", 7, Line: number));
        }

        if (line.ServiceDate is { } service && claim.StatementPeriod is { } period
            && (service.From < period.From || service.Last > period.Last))
        {
            rules.Warning("SERVICE_OUTSIDE_STATEMENT", "The service date is not within the statement's days (DTP*434).",
                new ClaimPlace("2400", "DTP", 3, Line: number, Qualifier: DateQualifiers.Service));
        }

        var known = claim.RenderingProvider?.Npi ?? claim.AttendingProvider?.Npi;
        if (line.RenderingProvider?.Npi is { } rendering && rendering == known)
        {
            rules.Forbidden("LINE_RENDERING_REPEATED",
                "The line's rendering provider (2420C) is sent only when it differs from the claim's.",
                new ClaimPlace("2420C", "NM1", Line: number, Qualifier: EntityCodes.Rendering));
        }

        CommonRules.Drug(rules, line.Drug, number);
    }
}
