namespace MedBill.Claims.Domain.Edits;

/// <summary>The patient: loop 2010BA when the patient is the subscriber, else 2010CA.</summary>
internal static class PatientEdits
{
    public static void Examine(ClaimDraft draft, DateOnly today, FindingList findings)
    {
        var patient = draft.Content.Patient;
        var loop = draft.Content.Policy.IsSelf ? "2010BA" : "2010CA";
        Name(patient.Name, "patient.person_name", loop, "patient", findings);
        findings.Address(patient.Address, nineDigits: false, "patient.address", loop, "patient's");
        findings.ErrorIf(
            patient.BirthDate is null, "REQUIRED_DATA_MISSING", "patient.birth_date", $"{loop} DMG02",
            "The birth date of the patient is missing.", "Record the birth date of the patient.");
        findings.ErrorIf(
            patient.BirthDate > today, "BIRTH_DATE_IN_FUTURE", "patient.birth_date", $"{loop} DMG02",
            "The patient's birth date is still to come.", "Correct the birth date.");
        findings.ErrorIf(
            patient.GenderCode is not ("F" or "M" or "U"), "REQUIRED_DATA_MISSING", "patient.administrative_gender", $"{loop} DMG03",
            "The administrative gender of the patient is missing.", "Record it as the payer knows it; unknown is allowed.");
        findings.Fit(draft.Content.MedicalRecordNumber, 50, "patient.medical_record_number", "2300 REF02", "medical record number");
    }

    public static void Name(PersonName name, string field, string loop, string whose, FindingList findings)
    {
        findings.Text(name.Family, 60, $"{field}.family_name", $"{loop} NM103", $"family name of the {whose}");
        findings.Text(name.Given, 35, $"{field}.given_name", $"{loop} NM104", $"given name of the {whose}");
        findings.Fit(name.Middle, 25, $"{field}.middle_name", $"{loop} NM105", $"middle name of the {whose}");
        findings.Fit(name.Suffix, 10, $"{field}.suffix", $"{loop} NM107", $"name suffix of the {whose}");
    }
}
