using MedBill.X12.Findings;
using MedBill.X12.Segments;

namespace MedBill.X12.Claims837;

/// <summary>Rules of the principal and other diagnoses of a claim.</summary>
internal static class DiagnosisRules
{
    private const int Few = 24;

    /// <summary>Checks the diagnoses, the principal one first.</summary>
    /// <param name="rules">Where findings go.</param>
    /// <param name="diagnoses">Principal and other diagnoses, in the order of the claim.</param>
    /// <param name="qualifiers">Those the diagnoses have among the codes of HI.</param>
    public static void Check(ClaimRules rules, ValueList<Diagnosis> diagnoses, string[] qualifiers)
    {
        // A claim has room for a few; a set is for one that has far too many.
        var seen = diagnoses.Count > Few ? new HashSet<string>() : null;
        for (var index = 0; index < diagnoses.Count; index++)
        {
            if (seen is null ? IsRepeated(diagnoses, index) : !seen.Add(diagnoses[index].Code))
            {
                rules.Error("DIAGNOSIS_REPEATED", "A diagnosis is sent once.", rules.Code(index, 2, qualifiers), elementError: "7");
            }

            WithoutPoint(rules, diagnoses[index].Code, index, qualifiers);
            if (diagnoses[index].Qualifier is "ABK" or "ABF" && !IsIcd10(diagnoses[index].Code))
            {
                rules.Warning("DIAGNOSIS_SHAPE", "An ICD-10-CM code is a letter, a digit, a digit or A or B, and up to four letters or digits.",
                    rules.Code(index, 2, qualifiers));
            }
        }

        if (diagnoses.Count > 0 && diagnoses[0] is { Qualifier: "ABK" } principal && IsExternalCause(principal.Code))
        {
            rules.Error("PRINCIPAL_EXTERNAL_CAUSE", "The principal diagnosis may not be an external cause (V, W, X, Y).",
                rules.Code(0, 2, qualifiers), SnipType.CodeSet, elementError: "I6");
        }
    }

    private static bool IsRepeated(ValueList<Diagnosis> diagnoses, int index)
    {
        for (var before = 0; before < index; before++)
        {
            if (diagnoses[before].Code == diagnoses[index].Code)
            {
                return true;
            }
        }

        return false;
    }

    public static void WithoutPoint(ClaimRules rules, string code, int index, params ReadOnlySpan<string> qualifiers)
    {
        if (code.Contains('.', StringComparison.Ordinal))
        {
            rules.Error("DIAGNOSIS_WITH_POINT", "Diagnosis codes are sent without the point.", rules.Code(index, 2, qualifiers),
                elementError: "6");
        }
    }

    // Shape alone: whether there is such a code, and on which days, is for the code sets (SNIP 5). A point has been told of.
    private static bool IsIcd10(string code)
    {
        if (code.Contains('.', StringComparison.Ordinal))
        {
            return true;
        }

        if (code.Length is < 3 or > 7 || !char.IsAsciiLetterUpper(code[0]) || !char.IsAsciiDigit(code[1])
            || !(char.IsAsciiDigit(code[2]) || code[2] is 'A' or 'B'))
        {
            return false;
        }

        foreach (var character in code.AsSpan(3))
        {
            if (!char.IsAsciiLetterUpper(character) && !char.IsAsciiDigit(character))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Whether an ICD-10-CM code tells what happened, not what the patient has.</summary>
    public static bool IsExternalCause(string code) => code.Length > 0 && code[0] is 'V' or 'W' or 'X' or 'Y';
}
