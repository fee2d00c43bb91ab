using MedBill.Platform.Values;

namespace MedBill.PatientRegistry.Domain;

public enum HistoryKind
{
    OnsetOfIllness = 1,
    LastMenstrualPeriod,
    AutoAccident,
    Employment,
    OtherAccident,
    Hospitalization,
    Condition,
}

/// <summary>One fact of the medical history that decides what a claim must carry.</summary>
public sealed record HistoryDetails(HistoryKind Kind, DateOnly StartDate, DateOnly? EndDate, string StateCode, string DiagnosisCode)
{
    public void Check(Violations violations, string field, DateOnly today)
    {
        violations.AddIf(!Enum.IsDefined(Kind), $"{field}.kind", "VALUE_UNKNOWN", "One of the kinds of this API.");
        violations.AddIf(StartDate > today, $"{field}.start_date", "DATE_IN_FUTURE", "Not later than today.");
        violations.AddIf(EndDate < StartDate, $"{field}.end_date", "DATE_ORDER", "Not before the start date.");
        if (Kind == HistoryKind.AutoAccident)
        {
            FieldRules.StateCode(violations, $"{field}.state_code", StateCode);
        }

        violations.AddIf(Kind != HistoryKind.AutoAccident && StateCode.Length > 0, $"{field}.state_code", "NOT_FOR_THIS_KIND", "Only an automobile accident has a state.", "CLM11-4");
        if (Kind == HistoryKind.Condition || DiagnosisCode.Length > 0)
        {
            FieldRules.Diagnosis(violations, $"{field}.diagnosis_code", DiagnosisCode);
        }
    }
}

/// <summary>A fact of a patient's history, never changed.</summary>
public sealed class MedicalHistoryEntry : IPracticeOwned, IAppendOnly
{
    public required string Id { get; init; }

    public required string PatientId { get; init; }

    public string Practice { get; private set; } = "";

    public required HistoryDetails Details { get; init; }

    public required DateTimeOffset CreateTime { get; init; }

    public string Name => $"patients/{PatientId}/medicalHistoryEntries/{Id}";
}
