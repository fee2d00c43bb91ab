using MedBill.X12.Claims837;
using MedBill.X12.Findings;
using MedBill.X12.Segments;

namespace MedBill.X12.Claims837I;

/// <summary>Rules of the codes in an institutional claim's HI segments: which a stay has, which a visit, and of what form they are.</summary>
internal static class CodeRules
{
    private static readonly string[] Principal = ["ABK", "BK"];
    private static readonly string[] Admitting = ["ABJ", "BJ"];
    private static readonly string[] Reasons = ["APR", "PR"];
    private static readonly string[] Causes = ["ABN", "BN"];
    private static readonly string[] Others = ["ABF", "BF"];
    private static readonly string[] PrincipalAndOthers = ["ABK", "BK", "ABF", "BF"];
    private static readonly string[] PrincipalProcedure = ["BBR", "BR", "CAH"];
    private static readonly string[] OtherProcedures = ["BBQ", "BQ"];

    public static void Check(ClaimRules rules, InstitutionalClaim claim)
    {
        Diagnoses(rules, claim);
        Procedures(rules, claim);
        PresentOnAdmission(rules, claim);
        if (claim.IsInpatient && claim.ReasonsForVisit.Count > 0)
        {
            rules.Forbidden("REASON_FOR_VISIT_FORBIDDEN", "The reason for the visit (HI*APR) is sent of outpatients only.",
                rules.Code(0, 0, Reasons));
        }

        if (!claim.IsInpatient)
        {
            Visit(rules, claim);
        }

        if (claim.Reference(ReferenceQualifiers.AccidentState) is not null
            && !claim.Occurrences.Any(occurrence => occurrence.Code is "01" or "02" or "03" or "04" or "05" or "06"))
        {
            rules.Warning("ACCIDENT_OCCURRENCE_MISSING",
                "The state of an accident (REF*LU) wants the accident itself: an occurrence 01 to 06 with its date (HI*BH).",
                new ClaimPlace("2300", "REF", Qualifier: ReferenceQualifiers.AccidentState));
        }
    }

    private static void Visit(ClaimRules rules, InstitutionalClaim claim)
    {
        if (claim.AdmittingDiagnosis is not null)
        {
            rules.Warning("ADMITTING_DIAGNOSIS_OUTPATIENT", "The admitting diagnosis (HI*ABJ) is sent of inpatients only.",
                rules.Code(0, 0, Admitting));
        }

        if (claim.PrincipalProcedure is not null)
        {
            rules.Warning("PROCEDURE_OUTPATIENT", "Procedures (HI*BBR) are sent of inpatients only; those of outpatients stand at the lines.",
                rules.Code(0, 0, PrincipalProcedure));
        }

        // A hospital's emergency room, urgent care or observation, and the patient did not come by appointment.
        if (claim.FacilityType is "13" or "85" && claim.AdmissionType is "1" or "2" or "5" && claim.ReasonsForVisit.Count == 0
            && claim.Lines.Any(line => line.RevenueCode is ['0', '4', '5', _] or "0516" or "0526" or "0762"))
        {
            rules.Warning("REASON_FOR_VISIT_MISSING", "An unscheduled visit of an outpatient wants its reason (HI*APR).",
                new ClaimPlace("2300", "HI", Qualifier: "APR"));
        }
    }

    private static void Diagnoses(ClaimRules rules, InstitutionalClaim claim)
    {
        ValueList<Diagnosis> coded = claim.PrincipalDiagnosis is { } principal
            ? [principal, .. claim.OtherDiagnoses]
            : claim.OtherDiagnoses;
        DiagnosisRules.Check(rules, coded, PrincipalAndOthers);
        WithoutPoints(rules, claim.AdmittingDiagnosis is { } admitting ? [admitting] : [], Admitting);
        WithoutPoints(rules, claim.ReasonsForVisit, Reasons);
        WithoutPoints(rules, claim.ExternalCauses, Causes);
        for (var index = 0; index < claim.ExternalCauses.Count; index++)
        {
            var cause = claim.ExternalCauses[index];
            if (cause.Qualifier == "ABN" && !DiagnosisRules.IsExternalCause(cause.Code))
            {
                rules.Error("EXTERNAL_CAUSE_WRONG", "An external cause (HI*ABN) is a code that begins with V, W, X or Y.",
                    rules.Code(index, 2, Causes), SnipType.CodeSet, elementError: "I6");
            }
        }

        CodeSet(rules, claim.OtherDiagnoses, Others, claim);
        CodeSet(rules, claim.AdmittingDiagnosis is { } one ? [one] : [], Admitting, claim);
        CodeSet(rules, claim.ReasonsForVisit, Reasons, claim);
        CodeSet(rules, claim.ExternalCauses, Causes, claim);
    }

    private static void WithoutPoints(ClaimRules rules, ValueList<Diagnosis> diagnoses, string[] qualifiers)
    {
        for (var index = 0; index < diagnoses.Count; index++)
        {
            DiagnosisRules.WithoutPoint(rules, diagnoses[index].Code, index, qualifiers);
        }
    }

    // ICD-10 qualifiers begin with A; one claim speaks one ICD.
    private static void CodeSet(ClaimRules rules, ValueList<Diagnosis> diagnoses, string[] qualifiers, InstitutionalClaim claim)
    {
        for (var index = 0; index < diagnoses.Count; index++)
        {
            if (claim.PrincipalDiagnosis is { } principal
                && principal.Qualifier.StartsWith('A') != diagnoses[index].Qualifier.StartsWith('A'))
            {
                rules.Error("CODE_SETS_MIXED", "All diagnoses of a claim are ICD-10 or all ICD-9.", rules.Code(index, 1, qualifiers),
                    elementError: "7");
            }
        }
    }

    private static void Procedures(ClaimRules rules, InstitutionalClaim claim)
    {
        // One that could not be read is kept as it came, and its fault is said.
        var hasPrincipal = claim.PrincipalProcedure is not null
            || claim.OtherSegments.Any(segment => segment.Id == "HI" && segment.Element(1).StartsWith("BBR", StringComparison.Ordinal));
        if (claim.OtherProcedures.Count > 0 && !hasPrincipal)
        {
            rules.Required("PRINCIPAL_PROCEDURE_MISSING", "Other procedures (HI*BBQ) need a principal one (HI*BBR) before them.",
                rules.Code(0, 0, OtherProcedures));
        }

        Procedure(rules, claim.PrincipalProcedure, 0, PrincipalProcedure);
        for (var index = 0; index < claim.OtherProcedures.Count; index++)
        {
            Procedure(rules, claim.OtherProcedures[index], index, OtherProcedures);
        }
    }

    private static void Procedure(ClaimRules rules, InstitutionalProcedure? procedure, int index, string[] qualifiers)
    {
        if (procedure is { Qualifier: "BBR" or "BBQ" }
            && !(procedure.Code.Length == 7 && procedure.Code.All(char.IsAsciiLetterOrDigit)))
        {
            rules.Error("PROCEDURE_CODE_WRONG", "An ICD-10-PCS code is seven letters and digits.", rules.Code(index, 2, qualifiers),
                SnipType.CodeSet, elementError: "I12");
        }
    }

    // Health status (Z) and most external causes are exempt from it.
    private static void PresentOnAdmission(ClaimRules rules, InstitutionalClaim claim)
    {
        ReadOnlySpan<(ValueList<Diagnosis> Diagnoses, string[] Qualifiers)> kinds =
        [
            (claim.PrincipalDiagnosis is { } principal ? [principal] : [], Principal),
            (claim.OtherDiagnoses, Others),
            (claim.ExternalCauses, Causes),
        ];
        foreach (var (diagnoses, qualifiers) in kinds)
        {
            for (var index = 0; index < diagnoses.Count; index++)
            {
                var diagnosis = diagnoses[index];
                if (diagnosis.PresentOnAdmission is not null && !claim.IsInpatient)
                {
                    rules.Warning("PRESENT_ON_ADMISSION_OUTPATIENT", "Present on admission (component 9) is said of inpatients only.",
                        rules.Code(index, 9, qualifiers));
                }
                else if (diagnosis is { PresentOnAdmission: null, Qualifier: ['A', ..] } && claim.FacilityType == "11"
                    && !DiagnosisRules.IsExternalCause(diagnosis.Code) && !diagnosis.Code.StartsWith('Z'))
                {
                    rules.Warning("PRESENT_ON_ADMISSION_MISSING",
                        "Of an inpatient of a hospital each diagnosis says whether it was present on admission (component 9), unless exempt.",
                        rules.Code(index, 9, qualifiers));
                }
            }
        }
    }
}
