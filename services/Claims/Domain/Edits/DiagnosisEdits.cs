namespace MedBill.Claims.Domain.Edits;

/// <summary>HI: one principal diagnosis, at most twelve in all, none twice.</summary>
internal static class DiagnosisEdits
{
    public static void Examine(ClaimDraft draft, DateOnly today, FindingList findings)
    {
        var codes = draft.Content.Coding.DiagnosisCodes;
        findings.ErrorIf(
            codes.Count == 0, "DIAGNOSIS_MISSING", "diagnosis_codes", "2300 HI01",
            "The claim has no diagnosis.", "Record the principal diagnosis.");
        findings.ErrorIf(
            codes.Count > Coding.MaxDiagnoses, "TOO_MANY_DIAGNOSES", "diagnosis_codes", "2300 HI",
            $"A claim holds at most {Coding.MaxDiagnoses} diagnoses.", "Leave out those no service line points to, or split the claim.");
        for (var i = 0; i < codes.Count; i++)
        {
            var (code, field, x12) = (codes[i], $"diagnosis_codes[{i}]", $"2300 HI{i + 1:00}-2");
            findings.ErrorIf(
                !Identifiers.IsDiagnosis(code), "DIAGNOSIS_CODE_SHAPE", field, x12,
                "This is not the shape of an ICD-10-CM code.", "Enter three to seven letters and digits without a dot.");
            findings.ErrorIf(
                codes.Take(i).Contains(code), "DIAGNOSIS_DUPLICATE", field, x12,
                "The diagnosis is on the claim already.", "Remove it and point the lines to the first.");
        }

        findings.ErrorIf(
            codes.Count > 0 && Identifiers.IsDiagnosis(codes[0]) && Identifiers.IsExternalCause(codes[0]),
            "PRINCIPAL_DIAGNOSIS_EXTERNAL_CAUSE", "diagnosis_codes[0]", "2300 HI01-2",
            "An external cause (V, W, X, Y) cannot be the principal diagnosis.", "Put the injury first and the cause after it.");
    }
}
