using MedBill.SampleData.Rest;

namespace MedBill.SampleData.Story;

/// <summary>A day of billing as told before it is played: who comes, what is done, how the payer will take it.</summary>
public sealed record DayStory
{
    /// <summary><c>whole</c> or <c>short</c>.</summary>
    public required string Name { get; init; }

    public required IReadOnlyList<PayerStory> Payers { get; init; }

    public required IReadOnlyList<GuarantorStory> Guarantors { get; init; }

    public required IReadOnlyList<PatientStory> Patients { get; init; }

    /// <summary>In the order in which the desk records them.</summary>
    public required IReadOnlyList<VisitStory> Visits { get; init; }

    /// <summary>What responsible parties pay after their statement; who is not named pays nothing.</summary>
    public required IReadOnlyDictionary<string, StatementAnswer> StatementAnswers { get; init; }

    public PatientStory Patient(string key) => Patients.Single(patient => patient.Key == key);

    /// <summary>Who pays for a patient: the key of the guarantor, else the patient's own.</summary>
    public string ResponsibleParty(string patientKey) => Patient(patientKey).GuarantorKey ?? patientKey;

    /// <summary>The same day with fewer visits and only the people who come.</summary>
    public DayStory Only(string name, params string[] visitKeys)
    {
        var visits = Visits.Where(visit => visitKeys.Contains(visit.Key)).ToList();
        var patients = Patients.Where(patient => visits.Any(visit => visit.PatientKey == patient.Key)).ToList();
        return this with
        {
            Name = name,
            Visits = visits,
            Patients = patients,
            Guarantors = [.. Guarantors.Where(guarantor => patients.Any(patient => patient.GuarantorKey == guarantor.Key))],
        };
    }
}

/// <summary>How the sandbox payer treats a member, chosen by the prefix of the member id.</summary>
public enum Treatment
{
    /// <summary>Nobody is asked: the patient pays.</summary>
    SelfPay,

    /// <summary>SIM-PAID.</summary>
    Paid,

    /// <summary>SIM-PART.</summary>
    PatientShare,

    /// <summary>SIM-DENY-197: denied without an authorization number, then paid with one.</summary>
    Authorization,

    /// <summary>SIM-DENY-…: denied, and nobody has decided yet what to do.</summary>
    Denied,

    /// <summary>SIM-REJ-277: the payer does not know the member until the id is corrected.</summary>
    Rejected,

    /// <summary>SIM-BADBAL: the payment does not add up.</summary>
    OutOfBalance,
}

/// <summary>What somebody does about a statement.</summary>
public enum StatementAnswer
{
    /// <summary>Nothing yet.</summary>
    Waits,

    /// <summary>Pays half, cents rounded down.</summary>
    PaysHalf,

    /// <summary>Pays all of it.</summary>
    PaysAll,
}

/// <summary>A payer with one plan.</summary>
public sealed record PayerStory(string Key, string Name, string ElectronicId, string FilingIndicator, int TimelyFilingDays, string PlanName, string GroupNumber);

/// <summary>Somebody who pays for others.</summary>
public sealed record GuarantorStory(string Key, PersonName Name, Address Address, string Phone);

/// <summary>Somebody who is treated.</summary>
public sealed record PatientStory(string Key, PersonName Name, DateOnly BirthDate, string Gender, Address Address)
{
    /// <summary>Null when the patient pays for himself.</summary>
    public string? GuarantorKey { get; init; }

    /// <summary>Null for a self-pay patient.</summary>
    public PolicyStory? Policy { get; init; }

    /// <summary>A fact of the medical history that the visits are about.</summary>
    public AccidentStory? Accident { get; init; }

    public Treatment Treatment => Policy switch
    {
        null => Treatment.SelfPay,
        { MemberId: var id } when id.StartsWith("SIM-PART", StringComparison.Ordinal) => Treatment.PatientShare,
        { MemberId: var id } when id.StartsWith("SIM-DENY-197", StringComparison.Ordinal) => Treatment.Authorization,
        { MemberId: var id } when id.StartsWith("SIM-DENY-", StringComparison.Ordinal) => Treatment.Denied,
        { MemberId: var id } when id.StartsWith("SIM-REJ-277", StringComparison.Ordinal) => Treatment.Rejected,
        { MemberId: var id } when id.StartsWith("SIM-BADBAL", StringComparison.Ordinal) => Treatment.OutOfBalance,
        _ => Treatment.Paid,
    };
}

/// <summary>A patient's cover.</summary>
/// <param name="PayerKey">Whose plan.</param>
/// <param name="MemberId">As on the card; its prefix chooses the treatment.</param>
public sealed record PolicyStory(string PayerKey, string MemberId)
{
    /// <summary>Set when somebody else holds the policy and the patient is the child.</summary>
    public Subscriber? Parent { get; init; }

    /// <summary>The member id as it should have been, for a card that was read wrong.</summary>
    public string? CorrectedMemberId { get; init; }
}

/// <summary>An automobile accident, days before the visit.</summary>
public sealed record AccidentStory(int DaysAgo, string StateCode);

/// <summary>One service on the superbill.</summary>
/// <param name="Code">CPT or HCPCS.</param>
/// <param name="Pointers">Positions of the diagnoses it is for.</param>
public sealed record ServiceStory(string Code, params int[] Pointers)
{
    public int Units { get; init; } = 1;

    public IReadOnlyList<string> Modifiers { get; init; } = [];

    /// <summary>The practice's price for all units.</summary>
    public Money Charge => CodeTable.Price(Code) * Units;
}

/// <summary>One visit.</summary>
public sealed record VisitStory(string Key, string PatientKey, int DaysAgo, IReadOnlyList<string> Diagnoses, IReadOnlyList<ServiceStory> Services)
{
    /// <summary>Which of the practice's providers rendered the services.</summary>
    public int Provider { get; init; }

    /// <summary>At the facility across the street instead of the office.</summary>
    public bool AtFacility { get; init; }

    /// <summary>What the patient pays at the desk on the day, before any payer has answered.</summary>
    public Money DeskPayment { get; init; }

    public string DeskPaymentMethod { get; init; } = "CARD";

    /// <summary>The diagnoses as first keyed in, when that was wrong in a way the edits catch.</summary>
    public IReadOnlyList<string>? MiskeyedDiagnoses { get; init; }

    /// <summary>The last service was forgotten and is added afterwards.</summary>
    public bool LateCharge { get; init; }

    /// <summary>The number the payer gives when asked after a denial for it.</summary>
    public string? AuthorizationNumber { get; init; }

    public Money Charge => Money.Sum(Services.Select(service => service.Charge));
}
