using MedBill.Platform.Values;

namespace MedBill.Claims.Domain.Edits;

/// <summary>Service lines: loop 2400.</summary>
internal static class LineEdits
{
    private const int MaxUnits = 9_999;
    private const int MaxDescription = 80;

    public static void Examine(ClaimDraft draft, DateOnly today, FindingList findings)
    {
        var lines = draft.Content.Coding.Lines;
        findings.ErrorIf(
            lines.Count == 0, "SERVICE_LINE_MISSING", "service_lines", "2400 LX",
            "The claim has no service line.", "Record at least one service.");
        findings.ErrorIf(
            lines.Count > Coding.MaxLines, "TOO_MANY_SERVICE_LINES", "service_lines", "2400 LX",
            $"A claim holds at most {Coding.MaxLines} service lines.", "Split the encounter.");
        for (var i = 0; i < lines.Count; i++)
        {
            var field = $"service_lines[{i}]";
            Procedure(lines[i], field, findings);
            Modifiers(lines[i].Modifiers, field, findings);
            Amounts(lines[i], field, findings);
            Pointers(lines[i].DiagnosisPointers, draft.Content.Coding.DiagnosisCodes.Count, field, findings);
            Drug(lines[i], field, findings);
            findings.WarningIf(
                lines.Take(i).Any(lines[i].IsSameServiceAs), "DUPLICATE_SERVICE_LINE", field, "2400 SV101",
                "Another line has the same code, modifiers and date; the payer may take this one for a duplicate.",
                "Add up the units in one line, or add a modifier that tells them apart.");
        }
    }

    private static void Procedure(ServiceLine line, string field, FindingList findings)
    {
        findings.ErrorIf(
            !Identifiers.IsProcedure(line.ProcedureCode), "PROCEDURE_CODE_SHAPE", $"{field}.procedure_code", "2400 SV101-2",
            "This is not the shape of a CPT or HCPCS code.", "Enter the five characters of the code.");
        findings.ErrorIf(
            Identifiers.IsUnlistedProcedure(line.ProcedureCode) && string.IsNullOrWhiteSpace(line.Description),
            "DESCRIPTION_REQUIRED", $"{field}.description", "2400 SV101-7",
            "An unlisted code says nothing by itself.", "Describe the service in at most 80 characters.");
        findings.ErrorIf(
            line.Description.Length > MaxDescription, "DESCRIPTION_TOO_LONG", $"{field}.description", "2400 SV101-7",
            $"The description has more than {MaxDescription} characters.", "Shorten the description.");
    }

    private static void Modifiers(IReadOnlyList<string> modifiers, string field, FindingList findings)
    {
        findings.ErrorIf(
            modifiers.Count > ServiceLine.MaxModifiers, "TOO_MANY_MODIFIERS", $"{field}.modifiers", "2400 SV101",
            $"A line holds at most {ServiceLine.MaxModifiers} modifiers.", "Leave the four that decide the price.");
        for (var k = 0; k < modifiers.Count; k++)
        {
            var (at, x12) = ($"{field}.modifiers[{k}]", $"2400 SV101-{k + 3}");
            findings.ErrorIf(
                !Identifiers.IsModifier(modifiers[k]), "MODIFIER_SHAPE", at, x12,
                "This is not the shape of a modifier.", "Enter two letters or digits.");
            findings.ErrorIf(
                modifiers.Take(k).Contains(modifiers[k]), "MODIFIER_DUPLICATE", at, x12,
                "The modifier is on the line already.", "Remove it.");
        }
    }

    private static void Amounts(ServiceLine line, string field, FindingList findings)
    {
        findings.ErrorIf(
            line.Charge <= Money.Zero, "CHARGE_NOT_POSITIVE", $"{field}.charge", "2400 SV102",
            "The charge is not greater than zero.", "Enter the charge of the line.");
        findings.ErrorIf(
            line.Units < 1, "UNITS_NOT_POSITIVE", $"{field}.units", "2400 SV104",
            "The units are not greater than zero.", "Enter whole units.");
        findings.ErrorIf(
            line.Units > MaxUnits, "UNITS_TOO_MANY", $"{field}.units", "2400 SV104",
            $"A line has at most {MaxUnits} units.", "Split the line.");
    }

    private static void Pointers(IReadOnlyList<int> pointers, int diagnoses, string field, FindingList findings)
    {
        findings.ErrorIf(
            pointers.Count == 0, "DIAGNOSIS_POINTER_MISSING", $"{field}.diagnosis_pointers", "2400 SV107-1",
            "The line points to no diagnosis.", "Point it to the diagnosis it is for.");
        findings.ErrorIf(
            pointers.Count > ServiceLine.MaxPointers, "TOO_MANY_DIAGNOSIS_POINTERS", $"{field}.diagnosis_pointers", "2400 SV107",
            $"A line points to at most {ServiceLine.MaxPointers} diagnoses.", "Leave the four that matter, the main one first.");
        for (var k = 0; k < pointers.Count; k++)
        {
            var (at, x12) = ($"{field}.diagnosis_pointers[{k}]", $"2400 SV107-{k + 1}");
            findings.ErrorIf(
                pointers[k] < 1 || pointers[k] > diagnoses, "DIAGNOSIS_POINTER_INVALID", at, x12,
                "The claim has no diagnosis at this position.", "Point to a position of the diagnosis list, counted from 1.");
            findings.ErrorIf(
                pointers.Take(k).Contains(pointers[k]), "DIAGNOSIS_POINTER_DUPLICATE", at, x12,
                "The line points to this diagnosis already.", "Remove the second pointer.");
        }
    }

    private static void Drug(ServiceLine line, string field, FindingList findings)
    {
        if (line.NationalDrugCode.Length == 0)
        {
            return;
        }

        findings.ErrorIf(
            !Identifiers.IsDigits(line.NationalDrugCode, 11), "NATIONAL_DRUG_CODE_SHAPE", $"{field}.national_drug_code", "2410 LIN03",
            "A National Drug Code has eleven digits without hyphens.", "Fill the 5-4-2 form up with zeros.");

        // 2410 CTP04 and CTP05 are required with LIN, and a charge does not say the drug's own measure.
        findings.Warning(
            "DRUG_QUANTITY_ASSUMED", $"{field}.national_drug_code", "2410 CTP04",
            "The quantity of the drug is sent as the units of the line.", "Check that one unit of the line is one unit of the drug.");
    }
}
