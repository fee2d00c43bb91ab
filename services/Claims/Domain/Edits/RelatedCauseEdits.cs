namespace MedBill.Claims.Domain.Edits;

/// <summary>Employment and accidents (CLM11) and the dates of the medical history (2300 DTP).</summary>
internal static class RelatedCauseEdits
{
    private static readonly string[] Inpatient = ["21", "51", "61"];

    public static void Examine(ClaimDraft draft, DateOnly today, FindingList findings)
    {
        var content = draft.Content;
        for (var i = 0; i < content.RelatedFacts.Count; i++)
        {
            Fact(content.RelatedFacts[i], $"medical_history_entries[{i}]", content.ServiceDate, findings);
        }

        var causes = content.RelatedFacts.Where(IsCause).Select(fact => fact.Kind).Distinct().Count();
        findings.ErrorIf(
            causes > 2, "TOO_MANY_RELATED_CAUSES", "medical_history_entries", "2300 CLM11",
            "A claim tells at most two causes: employment, automobile accident, other accident.", "Leave the two that the visit is about.");
        var accidentDates = content.RelatedFacts.Where(fact => fact.IsAccident && fact.StartDate is not null).Select(fact => fact.StartDate).Distinct().Count();
        findings.ErrorIf(
            accidentDates > 1, "ACCIDENT_DATES_DIFFER", "medical_history_entries", "2300 DTP03 (439)",
            "The accidents of this claim have different dates, and a claim tells one.", "Leave the accident that the visit is about.");
        findings.WarningIf(
            Inpatient.Contains(content.Coding.PlaceOfServiceCode) && !content.RelatedFacts.Any(fact => fact.Kind == RelatedFactKind.Hospitalization),
            "ADMISSION_DATE_MISSING", "medical_history_entries", "2300 DTP03 (435)",
            "The services were rendered to an inpatient, and no hospital stay is recorded.", "Record the hospital stay in the medical history.");
    }

    private static void Fact(RelatedFact fact, string field, DateOnly? serviceDate, FindingList findings)
    {
        if (fact.IsAccident)
        {
            findings.ErrorIf(
                fact.StartDate is null, "ACCIDENT_DATE_MISSING", $"{field}.start_date", "2300 DTP03 (439)",
                "An accident needs its date.", "Record when the accident happened.");
            findings.ErrorIf(
                fact.Kind == RelatedFactKind.AutoAccident && !Identifiers.IsStateCode(fact.StateCode),
                "ACCIDENT_STATE_MISSING", $"{field}.state_code", "2300 CLM11-4",
                "An automobile accident needs the state it happened in.", "Record the two-letter state code.");
        }

        findings.ErrorIf(
            fact.StartDate > serviceDate, "RELATED_DATE_AFTER_SERVICE", $"{field}.start_date", $"2300 {Location(fact.Kind)}",
            "What the visit is about cannot have begun after it.", "Correct the date in the medical history.");
    }

    private static bool IsCause(RelatedFact fact) => fact.IsAccident || fact.Kind == RelatedFactKind.Employment;

    private static string Location(RelatedFactKind kind) => kind switch
    {
        RelatedFactKind.OnsetOfIllness => "DTP03 (431)",
        RelatedFactKind.LastMenstrualPeriod => "DTP03 (484)",
        RelatedFactKind.Hospitalization => "DTP03 (435)",
        RelatedFactKind.Employment => "CLM11",
        _ => "DTP03 (439)",
    };
}
