using MedBill.Platform.Values;

namespace MedBill.PatientRegistry.Domain;

public enum EncounterState
{
    Open = 1,
    Charged,
}

/// <summary>One service with its price.</summary>
public sealed record Charge(
    string Id, int LineNumber, string ProcedureCode, IReadOnlyList<string> Modifiers, int Units, long AmountCents,
    IReadOnlyList<int> DiagnosisPointers, DateOnly? ServiceDate, string Description, string NationalDrugCode)
{
    /// <summary>Loop 2400.</summary>
    public void Check(Violations violations, string field, int diagnoses, DateOnly today)
    {
        FieldRules.Procedure(violations, $"{field}.procedure_code", ProcedureCode);
        violations.AddIf(Modifiers.Count > 4, $"{field}.modifiers", "TOO_MANY", "At most four modifiers.", "SV101-3");
        for (var i = 0; i < Modifiers.Count; i++)
        {
            FieldRules.Modifier(violations, $"{field}.modifiers[{i}]", Modifiers[i]);
            violations.AddIf(Modifiers.Take(i).Contains(Modifiers[i]), $"{field}.modifiers[{i}]", "DUPLICATE", "The same modifier twice.", "SV101-3");
        }

        violations.AddIf(Units is < 1 or > 9_999, $"{field}.units", "OUT_OF_RANGE", "1 to 9,999 whole units.", "SV104");
        violations.AddIf(AmountCents is <= 0 or > Encounter.MostCents, $"{field}.amount", "OUT_OF_RANGE", "More than zero, at most 99,999,999.99.", "SV102");
        violations.AddIf(DiagnosisPointers.Count is 0 or > 4, $"{field}.diagnosis_pointers", "POINTER_COUNT", "One to four positions.", "SV107");
        for (var i = 0; i < DiagnosisPointers.Count; i++)
        {
            violations.AddIf(DiagnosisPointers[i] < 1 || DiagnosisPointers[i] > diagnoses, $"{field}.diagnosis_pointers[{i}]", "POINTER_INVALID", "Points at no diagnosis of the encounter.", "SV107");
            violations.AddIf(DiagnosisPointers.Take(i).Contains(DiagnosisPointers[i]), $"{field}.diagnosis_pointers[{i}]", "DUPLICATE", "The same diagnosis twice.", "SV107");
        }

        violations.AddIf(ServiceDate > today, $"{field}.service_date", "DATE_IN_FUTURE", "Not later than today.", "DTP*472");
        FieldRules.Text(violations, $"{field}.description", Description, 80);
        FieldRules.DrugCode(violations, $"{field}.national_drug_code", NationalDrugCode);
    }
}

/// <summary>What may still be corrected of a visit.</summary>
public sealed record EncounterDetails(
    string RenderingProviderId, string? ReferringProviderId, string? FacilityId, string PlaceOfServiceCode, DateOnly ServiceDate,
    IReadOnlyList<string> DiagnosisCodes, string PriorAuthorizationNumber, IReadOnlyList<string> HistoryEntryIds)
{
    public const int MostDiagnoses = 12;

    /// <summary>Loop 2300.</summary>
    public void Check(Violations violations, string field, DateOnly today)
    {
        FieldRules.Place(violations, $"{field}.place_of_service_code", PlaceOfServiceCode);
        violations.AddIf(ServiceDate > today, $"{field}.service_date", "DATE_IN_FUTURE", "Not later than today.", "DTP*472");
        violations.AddIf(DiagnosisCodes.Count is 0 or > MostDiagnoses, $"{field}.diagnosis_codes", "DIAGNOSIS_COUNT", "One to twelve codes.", "HI");
        for (var i = 0; i < DiagnosisCodes.Count; i++)
        {
            FieldRules.Diagnosis(violations, $"{field}.diagnosis_codes[{i}]", DiagnosisCodes[i]);
            violations.AddIf(DiagnosisCodes.Take(i).Contains(DiagnosisCodes[i]), $"{field}.diagnosis_codes[{i}]", "DUPLICATE", "The same code twice.", "HI");
        }

        FieldRules.Text(violations, $"{field}.prior_authorization_number", PriorAuthorizationNumber, 50);
        violations.AddIf(HistoryEntryIds.Count > 20, $"{field}.medical_history_entries", "TOO_MANY", "At most 20 entries.");
    }
}

/// <summary>One visit with its diagnosis codes and charges.</summary>
public sealed class Encounter : RegistryRecord<EncounterDetails>, IPracticeOwned
{
    public const int MostCharges = 50;

    /// <summary>Ten digits: what an amount of an 837 or 835 can hold, of one charge and of all of a visit together.</summary>
    public const long MostCents = 99_999_999_99;

    public override string Name => $"encounters/{Id}";

    public string Practice { get; private set; } = "";

    public required string? ExternalId { get; init; }

    public required string PatientId { get; init; }

    public required string ResponsibleParty { get; init; }

    public required bool SelfPay { get; init; }

    public EncounterState State { get; private set; } = EncounterState.Open;

    /// <summary>Never edited, only added to.</summary>
    public IReadOnlyList<Charge> Charges { get; private set; } = [];

    /// <summary>How often charges were captured.</summary>
    public int Captures { get; private set; }

    public Money TotalCharge => new(Charges.Sum(charge => charge.AmountCents));

    public static Encounter Open(string id, string? externalId, Patient patient, bool selfPay, EncounterDetails details, IReadOnlyList<Charge> charges, DateTimeOffset at)
    {
        var encounter = new Encounter
        {
            Id = id,
            ExternalId = externalId,
            PatientId = patient.Id,
            ResponsibleParty = patient.ResponsibleParty,
            SelfPay = selfPay,
            Details = details,
            CreateTime = at,
        };
        encounter.Record(charges.Count == 0 ? null : encounter.Capture(charges));
        return encounter;
    }

    /// <summary>Adds charges, numbered on from those there are.</summary>
    /// <exception cref="Failure">Precondition TOO_MANY_CHARGES beyond 50 lines (2400), CHARGES_TOO_HIGH beyond ten digits together (CLM02).</exception>
    public void Add(IReadOnlyList<Charge> charges)
    {
        if (Charges.Count + charges.Count > MostCharges)
        {
            throw new Failure(FailureKind.Precondition, "TOO_MANY_CHARGES", $"An encounter has at most {MostCharges} charges.", ("encounter", Name));
        }

        if (IsTooHigh([.. Charges, .. charges]))
        {
            throw new Failure(FailureKind.Precondition, "CHARGES_TOO_HIGH", "The charges of an encounter come to at most 99,999,999.99.", ("encounter", Name));
        }

        Record(Capture(charges));
    }

    /// <summary>No claim could ask for it, and the ledger would refuse to book it.</summary>
    public static bool IsTooHigh(IEnumerable<Charge> charges) => charges.Sum(charge => (decimal)charge.AmountCents) > MostCents;

    public void Change(EncounterDetails details)
    {
        Details = details;
        Record(null);
    }

    private EncounterCharged Capture(IReadOnlyList<Charge> charges)
    {
        var next = Charges.Count;
        IReadOnlyList<Charge> numbered = [.. charges.Select(charge => charge with { LineNumber = ++next })];
        Charges = [.. Charges, .. numbered];
        State = EncounterState.Charged;
        Captures++;
        return new(Captures, numbered);
    }
}

/// <summary>Charges were captured.</summary>
public sealed record EncounterCharged(int CaptureNumber, IReadOnlyList<Charge> Charges);
