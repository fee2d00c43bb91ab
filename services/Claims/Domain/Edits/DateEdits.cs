namespace MedBill.Claims.Domain.Edits;

/// <summary>Dates of service against today, the patient, the policy and the filing limit.</summary>
internal static class DateEdits
{
    /// <summary>So many days before the filing limit it is worth saying.</summary>
    private const int NearDays = 7;

    public static void Examine(ClaimDraft draft, DateOnly today, FindingList findings)
    {
        var content = draft.Content;
        for (var i = 0; i < content.Coding.Lines.Count; i++)
        {
            Line(content, content.Coding.Lines[i].ServiceDate, $"service_lines[{i}].service_date", today, findings);
        }

        if (content.Payer.TimelyFilingDays > 0 && content.ServiceDate is { } first)
        {
            TimelyFiling(After(first, content.Payer.TimelyFilingDays), today, findings);
        }
    }

    private static void Line(ClaimContent content, DateOnly date, string field, DateOnly today, FindingList findings)
    {
        const string X12 = "2400 DTP03 (472)";
        findings.ErrorIf(
            date > today, "SERVICE_DATE_IN_FUTURE", field, X12,
            "The date of service is still to come.", "Correct the date, or bill after the service.");
        findings.ErrorIf(
            date < content.Patient.BirthDate, "SERVICE_DATE_BEFORE_BIRTH", field, X12,
            "The date of service is before the patient's birth.", "Correct the date of service or the birth date.");
        findings.ErrorIf(
            date < content.Policy.EffectiveDate || date > content.Policy.EndDate, "SERVICE_DATE_OUTSIDE_POLICY", field, X12,
            "The policy was not in force on the date of service.", "Bill the policy that was in force, or correct its dates.");
    }

    private static void TimelyFiling(DateOnly limit, DateOnly today, FindingList findings)
    {
        findings.WarningIf(
            today > limit, "TIMELY_FILING_PASSED", "service_date", "2400 DTP03 (472)",
            "The payer's filing limit has passed; expect a denial (CARC 29).", "Keep the proof of an earlier submission at hand for the appeal.");
        findings.WarningIf(
            today <= limit && After(today, NearDays) >= limit, "TIMELY_FILING_NEAR", "service_date", "2400 DTP03 (472)",
            $"The payer's filing limit ends within {NearDays} days.", "Send the claim today.");
    }

    // A date of service comes from outside: it may be the last day there is.
    private static DateOnly After(DateOnly date, int days) => DateOnly.FromDayNumber((int)Math.Min((long)date.DayNumber + days, DateOnly.MaxValue.DayNumber));
}
