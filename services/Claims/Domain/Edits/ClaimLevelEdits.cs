using MedBill.Platform.Values;

namespace MedBill.Claims.Domain.Edits;

/// <summary>CLM and the references of loop 2300.</summary>
internal static class ClaimLevelEdits
{
    // HIPAA's use of DE 782: ten digits with the cents.
    private static readonly Money Largest = new(9_999_999_999);

    public static void Examine(ClaimDraft draft, DateOnly today, FindingList findings)
    {
        findings.ErrorIf(
            !PatientControlNumber.IsValid(draft.PatientControlNumber), "PATIENT_CONTROL_NUMBER_INVALID", "patient_control_number", "2300 CLM01",
            "The patient control number is not 1 to 20 letters and digits.", "Open the next version: it gets a number of its own.");
        var coding = draft.Content.Coding;
        findings.ErrorIf(
            !Identifiers.IsPlaceOfService(coding.PlaceOfServiceCode), "PLACE_OF_SERVICE_UNKNOWN", "place_of_service_code", "2300 CLM05-1",
            "The place of service is not a code of the set in force.", "Choose a two-digit place of service, such as 11 for office.");
        findings.ErrorIf(
            coding.PriorAuthorizationNumber.Length > 50, "AUTHORIZATION_NUMBER_TOO_LONG", "prior_authorization_number", "2300 REF02 (G1)",
            "The authorization number has more than 50 characters.", "Copy the number from the payer's answer.");
        Total(draft, findings);
        Frequency(draft, findings);
    }

    private static void Total(ClaimDraft draft, FindingList findings)
    {
        findings.ErrorIf(
            draft.TotalCharge != Money.Sum(draft.Content.Coding.Lines.Select(line => line.Charge)), "TOTAL_CHARGE_MISMATCH", "total_charge", "2300 CLM02",
            "The total is not the sum of the service lines.", "Save the lines again.");
        findings.ErrorIf(
            draft.TotalCharge > Largest, "TOTAL_CHARGE_TOO_LARGE", "total_charge", "2300 CLM02",
            "The total has more than ten digits.", "Split the claim.");
        findings.WarningIf(
            draft.Content.Recorded is { } recorded && draft.TotalCharge != Money.Sum(recorded.Lines.Select(line => line.Charge)),
            "CHARGE_NOT_AS_CAPTURED", "total_charge", "2300 CLM02",
            "The claim asks for another sum than the encounter's charges; the difference stays booked as charged and not billed.",
            "Restore the charges of the lines, or capture what is missing at the encounter.");
    }

    private static void Frequency(ClaimDraft draft, FindingList findings)
    {
        var needsOriginal = FrequencyCodes.NeedsOriginalReference(draft.FrequencyCode);
        findings.ErrorIf(
            !needsOriginal && draft.FrequencyCode != FrequencyCodes.Original, "FREQUENCY_CODE_INVALID", "frequency_code", "2300 CLM05-3",
            "The frequency is none of 1, 7 and 8.", "Open a version with frequency 1, 7 or 8.");
        findings.ErrorIf(
            needsOriginal && string.IsNullOrEmpty(draft.OriginalReferenceNumber),
            "ORIGINAL_REFERENCE_NUMBER_MISSING", "payer_claim_control_number", "2300 REF02 (F8)",
            "A replacement or void must name the payer's own number of the claim, and the payer has not told it yet.",
            "Wait for the payer's acknowledgment or remittance, or ask the payer.");
        findings.ErrorIf(
            !needsOriginal && !string.IsNullOrEmpty(draft.OriginalReferenceNumber),
            "ORIGINAL_REFERENCE_NUMBER_NOT_ALLOWED", "payer_claim_control_number", "2300 REF02 (F8)",
            "An original claim may not name a number of the payer.", "Open a version with frequency 7 to replace a decided claim.");
        findings.ErrorIf(
            draft.OriginalReferenceNumber?.Length > 50, "TEXT_TOO_LONG", "payer_claim_control_number", "2300 REF02 (F8)",
            "The payer's number has more than 50 characters.", "Ask the payer for the number of the claim.");
    }
}
