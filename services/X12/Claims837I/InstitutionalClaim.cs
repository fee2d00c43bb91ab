using MedBill.X12.Claims837;
using MedBill.X12.Segments;

namespace MedBill.X12.Claims837I;

/// <summary>
/// An institutional claim (loop 2300) with all the context it stands in. Its providers are 71 attending, 72 operating, ZZ other operating,
/// 82 rendering, 77 facility and DN referring.
/// </summary>
public sealed record InstitutionalClaim : HealthCareClaim
{
    /// <summary>CLM05-1: the first two digits of the type of bill, e.g. 11 hospital inpatient, 13 hospital outpatient.</summary>
    public required string FacilityType { get; init; }

    /// <summary>DTP*096, with HHMM.</summary>
    public TimeOnly? DischargeHour { get; init; }

    /// <summary>CL101: 1 emergency, 2 urgent, 3 elective, 4 newborn, 5 trauma, 9 not known.</summary>
    public string? AdmissionType { get; init; }

    /// <summary>CL102: where the patient came from.</summary>
    public string? AdmissionSource { get; init; }

    /// <summary>CL103: where the patient went; 30 is still a patient.</summary>
    public string? PatientStatus { get; init; }

    /// <summary>HI*ABK.</summary>
    public Diagnosis? PrincipalDiagnosis { get; init; }

    /// <summary>HI*ABJ, of an inpatient.</summary>
    public Diagnosis? AdmittingDiagnosis { get; init; }

    /// <summary>HI*APR: why an outpatient came, at most 3.</summary>
    public ValueList<Diagnosis> ReasonsForVisit { get; init; }

    /// <summary>HI*ABN: what happened, at most 12.</summary>
    public ValueList<Diagnosis> ExternalCauses { get; init; }

    /// <summary>HI*DR: the diagnosis related group.</summary>
    public string? Drg { get; init; }

    /// <summary>HI*ABF, at most 24.</summary>
    public ValueList<Diagnosis> OtherDiagnoses { get; init; }

    /// <summary>HI*BBR.</summary>
    public InstitutionalProcedure? PrincipalProcedure { get; init; }

    /// <summary>HI*BBQ, at most 24.</summary>
    public ValueList<InstitutionalProcedure> OtherProcedures { get; init; }

    /// <summary>HI*BI, at most 24.</summary>
    public ValueList<OccurrenceSpan> OccurrenceSpans { get; init; }

    /// <summary>HI*BH, at most 24.</summary>
    public ValueList<Occurrence> Occurrences { get; init; }

    /// <summary>HI*BE, at most 24.</summary>
    public ValueList<ValueCode> ValueCodes { get; init; }

    /// <summary>HI*BG: condition codes, at most 24.</summary>
    public ValueList<string> ConditionCodes { get; init; }

    /// <summary>HI*TC: treatment codes, at most 24.</summary>
    public ValueList<string> TreatmentCodes { get; init; }

    /// <summary>Loop 2400: 1 to 999 service lines.</summary>
    public ValueList<InstitutionalLine> Lines { get; init; }

    /// <summary>The type of bill as on paper: 0, the facility type and the frequency, e.g. 0111.</summary>
    public string TypeOfBill => $"0{FacilityType}{Frequency}";

    /// <summary>Whether the type of bill is one of inpatients.</summary>
    public bool IsInpatient => FacilityType is "11" or "12" or "18" or "21" or "22" or "28" or "41" or "65" or "66" or "86";

    /// <summary>DTP*434: the days the bill covers.</summary>
    public QualifiedDate? StatementPeriod => Dates.Find(DateQualifiers.Statement);

    /// <summary>DTP*435: admission, or start of care.</summary>
    public QualifiedDate? Admission => Dates.Find(DateQualifiers.Admission);

    /// <summary>Loop 2310A.</summary>
    public Party? AttendingProvider => Providers.Find(EntityCodes.Attending);

    /// <summary>Loop 2310B.</summary>
    public Party? OperatingPhysician => Providers.Find(EntityCodes.Operating);

    /// <summary>Loop 2310C.</summary>
    public Party? OtherOperatingPhysician => Providers.Find(EntityCodes.OtherOperating);

    internal override ReadOnlySpan<HealthCareLine> LinesOfAnyKind => Lines.As<HealthCareLine>();
}

/// <summary>HI*BBR or BBQ: a procedure of an inpatient stay.</summary>
/// <param name="Qualifier">BBR principal, BBQ other; BR and BQ for ICD-9; CAH for a code of advanced billing concepts.</param>
/// <param name="Code">The code without a dot.</param>
/// <param name="Date">The day it was done.</param>
public sealed record InstitutionalProcedure(string Qualifier, string Code, DateOnly Date)
{
    /// <summary>The principal ICD-10-PCS procedure.</summary>
    public static InstitutionalProcedure Principal(string code, DateOnly date) => new("BBR", code, date);

    /// <summary>Another ICD-10-PCS procedure.</summary>
    public static InstitutionalProcedure Other(string code, DateOnly date) => new("BBQ", code, date);
}

/// <summary>HI*BH: something that happened on a day, e.g. 11 onset of symptoms.</summary>
/// <param name="Code">The occurrence code.</param>
/// <param name="Date">The day.</param>
public sealed record Occurrence(string Code, DateOnly Date);

/// <summary>HI*BI: something that lasted, e.g. 74 leave of absence.</summary>
/// <param name="Code">The occurrence span code.</param>
/// <param name="From">The first day.</param>
/// <param name="To">The last day.</param>
public sealed record OccurrenceSpan(string Code, DateOnly From, DateOnly To);

/// <summary>HI*BE: a value code with its amount of money, days, units or whatever the code counts.</summary>
/// <param name="Code">The value code, e.g. 01 semi-private room rate, 80 covered days.</param>
/// <param name="Amount">The amount.</param>
public sealed record ValueCode(string Code, decimal Amount);
