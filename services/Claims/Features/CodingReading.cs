using MedBill.Claims.Domain;
using MedBill.Platform.Rpc;
using MedBill.Platform.Values;
using Wire = MedBill.Contracts.Claims.V1;

namespace MedBill.Claims.Features;

/// <summary>
/// Wire → the editable part of a claim. What cannot be stored is a violation; what can be stored but not sent is left to the edits, so
/// that a draft may be wrong while it is worked on.
/// </summary>
internal static class CodingReading
{
    private const int MaxCode = 10;

    public static Coding Read(Wire.Claim claim)
    {
        var violations = new Violations();
        Text(claim.PlaceOfServiceCode, MaxCode, "claim.place_of_service_code", violations);
        Text(claim.PriorAuthorizationNumber, 60, "claim.prior_authorization_number", violations);
        violations.AddIf(
            claim.DiagnosisCodes.Count > Coding.MaxDiagnoses, "claim.diagnosis_codes", "TOO_MANY_DIAGNOSES",
            $"A claim holds at most {Coding.MaxDiagnoses} diagnoses.", "2300 HI");
        violations.AddIf(
            claim.ServiceLines.Count > Coding.MaxLines, "claim.service_lines", "TOO_MANY_SERVICE_LINES",
            $"A claim holds at most {Coding.MaxLines} service lines.", "2400 LX");
        for (var i = 0; i < claim.DiagnosisCodes.Count; i++)
        {
            Text(claim.DiagnosisCodes[i], MaxCode, $"claim.diagnosis_codes[{i}]", violations);
        }

        ServiceLine[] lines = [.. claim.ServiceLines.Select((line, i) => Line(line, i, violations))];
        violations.ThrowIfAny();
        return new()
        {
            PlaceOfServiceCode = claim.PlaceOfServiceCode,
            PriorAuthorizationNumber = claim.PriorAuthorizationNumber,
            DiagnosisCodes = [.. claim.DiagnosisCodes],
            Lines = lines,
        };
    }

    private static ServiceLine Line(Wire.ServiceLine line, int index, Violations violations)
    {
        var field = $"claim.service_lines[{index}]";
        Text(line.ProcedureCode, MaxCode, $"{field}.procedure_code", violations);
        Text(line.Description, 80, $"{field}.description", violations);
        Text(line.NationalDrugCode, 20, $"{field}.national_drug_code", violations);
        violations.AddIf(
            line.Modifiers.Count > ServiceLine.MaxModifiers, $"{field}.modifiers", "TOO_MANY_MODIFIERS",
            $"A line holds at most {ServiceLine.MaxModifiers} modifiers.", "2400 SV101");
        violations.AddIf(
            line.DiagnosisPointers.Count > ServiceLine.MaxPointers, $"{field}.diagnosis_pointers", "TOO_MANY_DIAGNOSIS_POINTERS",
            $"A line points to at most {ServiceLine.MaxPointers} diagnoses.", "2400 SV107");
        for (var k = 0; k < line.Modifiers.Count; k++)
        {
            Text(line.Modifiers[k], MaxCode, $"{field}.modifiers[{k}]", violations);
        }

        var charge = line.Charge.ToMoney($"{field}.charge", violations);
        violations.AddIf(charge > MaxCharge, $"{field}.charge", "AMOUNT_OUT_OF_RANGE", "An amount has at most ten digits.", "2400 SV102");
        violations.AddIf(charge < Money.Zero, $"{field}.charge", "AMOUNT_NEGATIVE", "A charge is not negative.", "2400 SV102");
        violations.AddIf(line.Units is < 0 or > 9_999, $"{field}.units", "UNITS_OUT_OF_RANGE", "Units are 1 to 9,999.", "2400 SV104");
        return new()
        {
            Number = index + 1,
            ProcedureCode = line.ProcedureCode,
            Modifiers = [.. line.Modifiers],
            Charge = charge,
            Units = line.Units,
            DiagnosisPointers = [.. line.DiagnosisPointers],
            ServiceDate = line.ServiceDate.ToDate($"{field}.service_date", violations) ?? default,
            Description = line.Description,
            NationalDrugCode = line.NationalDrugCode,
        };
    }

    private static Money MaxCharge => new(9_999_999_999);

    private static void Text(string text, int max, string field, Violations violations)
    {
        violations.AddIf(text.Length > max, field, "FIELD_TOO_LONG", $"At most {max} characters.");
        violations.AddIf(text.Any(char.IsControl), field, "CONTROL_CHARACTER", "Control characters are not allowed.");
    }
}
