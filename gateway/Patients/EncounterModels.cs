using MedBill.Gateway.Http;
using Wire = MedBill.Contracts.Patients.V1;

namespace MedBill.Gateway.Patients;

/// <summary>One visit.</summary>
[Shows(typeof(Wire.Encounter))]
public sealed record EncounterModel : IVersioned
{
    /// <summary>The id: <c>enc-…</c>.</summary>
    public string? Id { get; init; }

    /// <summary>The caller's own key, at most 64 characters, unique in the practice.</summary>
    public string? ExternalId { get; init; }

    /// <summary>Who was seen: <c>pat-…</c>.</summary>
    public string? PatientId { get; init; }

    /// <summary>
    /// Whose account the visit is on: <c>guarantors/gtr-…</c> or <c>patients/pat-…</c>, as it was when the encounter was opened. The service sets it.
    /// </summary>
    public string? ResponsibleParty { get; init; }

    /// <summary>Who rendered the services: <c>prv-…</c> (2310B).</summary>
    public string? RenderingProviderId { get; init; }

    /// <summary>Who referred the patient: <c>prv-…</c> (2310A DN).</summary>
    public string? ReferringProviderId { get; init; }

    /// <summary>Where, when not at the practice: <c>fac-…</c> (2310C).</summary>
    public string? FacilityId { get; init; }

    /// <summary>Two-digit place of service code (CLM05-1).</summary>
    public string? PlaceOfServiceCode { get; init; }

    /// <summary>Date of service; not later than today.</summary>
    public DateOnly? ServiceDate { get; init; }

    /// <summary>One to twelve ICD-10-CM codes without a dot, the principal one first (HI ABK, ABF).</summary>
    public IReadOnlyList<string>? DiagnosisCodes { get; init; }

    /// <summary>At most 50 (2400). On create they come in; afterwards charges are only added.</summary>
    public IReadOnlyList<ChargeModel>? Charges { get; init; }

    /// <summary>Prior authorization number given by the payer, at most 50 characters (2300 REF*G1).</summary>
    public string? PriorAuthorizationNumber { get; init; }

    /// <summary>Who is to be billed first.</summary>
    [OneOf(typeof(Wire.Encounter.Types.BillTo))]
    public string? BillTo { get; init; }

    /// <summary>The medical history entries that this visit is about: <c>mhe-…</c>, of this patient.</summary>
    [Field("medical_history_entries")]
    public IReadOnlyList<string>? MedicalHistoryEntryIds { get; init; }

    /// <summary>Where the visit stands.</summary>
    [OneOf(typeof(Wire.Encounter.Types.State))]
    public string? State { get; init; }

    /// <summary>Sum of the charges. USD.</summary>
    public MoneyModel? TotalCharge { get; init; }

    /// <summary>When the encounter was recorded.</summary>
    public DateTimeOffset? CreateTime { get; init; }

    /// <summary>Changes with every write; send it back as <c>If-Match</c>. The <c>ETag</c> header says the same.</summary>
    public string? Etag { get; init; }
}

/// <summary>One service of an encounter with its price: a service line to be.</summary>
[Shows(typeof(Wire.Charge))]
public sealed record ChargeModel
{
    /// <summary>The id: <c>chg-…</c>.</summary>
    public string? Id { get; init; }

    /// <summary>Position in the encounter, from 1 (2400 LX01).</summary>
    public int? LineNumber { get; init; }

    /// <summary>CPT or HCPCS code, five characters (SV101-2).</summary>
    public string? ProcedureCode { get; init; }

    /// <summary>At most four modifiers of two characters (SV101-3 to -6).</summary>
    public IReadOnlyList<string>? Modifiers { get; init; }

    /// <summary>Whole units, 1 to 9,999 (SV104, UN).</summary>
    public int? Units { get; init; }

    /// <summary>What the line costs in all, not per unit. USD, greater than zero (SV102).</summary>
    public MoneyModel? Amount { get; init; }

    /// <summary>
    /// One to four positions in the encounter's <c>diagnosisCodes</c>, from 1; the first is primary for the line (SV107).
    /// </summary>
    public IReadOnlyList<int>? DiagnosisPointers { get; init; }

    /// <summary>The date of service; the encounter's when absent (DTP*472).</summary>
    public DateOnly? ServiceDate { get; init; }

    /// <summary>What the service was, for an unlisted code, at most 80 characters (SV101-7).</summary>
    public string? Description { get; init; }

    /// <summary>Eleven-digit National Drug Code (2410 LIN03).</summary>
    public string? NationalDrugCode { get; init; }
}

/// <summary>Several visits.</summary>
[Shows(typeof(Wire.BatchCreateEncountersRequest))]
public sealed record EncounterBatchModel
{
    /// <summary>One to 100; one that is refused refuses all.</summary>
    public IReadOnlyList<EncounterModel>? Encounters { get; init; }
}

/// <summary>Several charges.</summary>
[Shows(typeof(Wire.BatchCreateChargesRequest))]
public sealed record ChargeBatchModel
{
    /// <summary>One to 1,000; one that is refused refuses all.</summary>
    [Field("requests")]
    public IReadOnlyList<LateChargeModel>? Charges { get; init; }
}

/// <summary>One charge and the visit it belongs to.</summary>
[Shows(typeof(Wire.CreateChargeRequest), Inner = "charge")]
public sealed record LateChargeModel
{
    /// <summary>The visit: <c>enc-…</c>.</summary>
    public string? EncounterId { get; init; }

    /// <summary>CPT or HCPCS code, five characters (SV101-2).</summary>
    public string? ProcedureCode { get; init; }

    /// <summary>At most four modifiers of two characters (SV101-3 to -6).</summary>
    public IReadOnlyList<string>? Modifiers { get; init; }

    /// <summary>Whole units, 1 to 9,999 (SV104, UN).</summary>
    public int? Units { get; init; }

    /// <summary>What the line costs in all, not per unit. USD, greater than zero (SV102).</summary>
    public MoneyModel? Amount { get; init; }

    /// <summary>One to four positions in the visit's <c>diagnosisCodes</c>, from 1; the first is primary for the line (SV107).</summary>
    public IReadOnlyList<int>? DiagnosisPointers { get; init; }

    /// <summary>The date of service; the visit's when left out (DTP*472).</summary>
    public DateOnly? ServiceDate { get; init; }

    /// <summary>What the service was, for an unlisted code, at most 80 characters (SV101-7).</summary>
    public string? Description { get; init; }

    /// <summary>Eleven-digit National Drug Code (2410 LIN03).</summary>
    public string? NationalDrugCode { get; init; }
}
