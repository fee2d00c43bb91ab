using MedBill.Gateway.Http;
using Wire = MedBill.Contracts.Claims.V1;

namespace MedBill.Gateway.Claims;

/// <summary>One request for payment, sent by one billing provider to one payer, as a chain of versions.</summary>
[Shows(typeof(Wire.Claim))]
public sealed record ClaimModel : IVersioned
{
    /// <summary>The id: <c>clm-…</c>.</summary>
    public string? Id { get; init; }

    /// <summary>The visit: <c>enc-…</c>.</summary>
    public string? EncounterId { get; init; }

    /// <summary>Who was treated: <c>pat-…</c>.</summary>
    public string? PatientId { get; init; }

    /// <summary>Who is asked to pay: <c>pyr-…</c>.</summary>
    public string? PayerId { get; init; }

    /// <summary>Under which policy of the patient: <c>pol-…</c>.</summary>
    public string? PolicyId { get; init; }

    /// <summary>Where the current version stands.</summary>
    [OneOf(typeof(Wire.Claim.Types.State))]
    public string? State { get; init; }

    /// <summary>Number of the current version, from 1.</summary>
    public int? VersionNumber { get; init; }

    /// <summary>The current version's patient control number (CLM01).</summary>
    public string? PatientControlNumber { get; init; }

    /// <summary>1 original, 7 replacement, 8 void (CLM05-3).</summary>
    public string? FrequencyCode { get; init; }

    /// <summary>The payer's own number of the claim (REF*1K, CLP07), sent back as REF*F8.</summary>
    public string? PayerClaimControlNumber { get; init; }

    /// <summary>Two digits (CLM05-1).</summary>
    public string? PlaceOfServiceCode { get; init; }

    /// <summary>One to twelve ICD-10-CM codes without a dot, the principal one first (HI).</summary>
    public IReadOnlyList<string>? DiagnosisCodes { get; init; }

    /// <summary>One to 50 service lines (2400).</summary>
    public IReadOnlyList<ServiceLineModel>? ServiceLines { get; init; }

    /// <summary>Prior authorization number given by this payer (2300 REF*G1).</summary>
    public string? PriorAuthorizationNumber { get; init; }

    /// <summary>Sum of the service line charges (CLM02). USD.</summary>
    public MoneyModel? TotalCharge { get; init; }

    /// <summary>First date of service.</summary>
    public DateOnly? ServiceDate { get; init; }

    /// <summary>What the edits found when the claim was last made, changed or submitted.</summary>
    public IReadOnlyList<FindingModel>? Findings { get; init; }

    /// <summary>The current version's way to the payer; absent in DRAFT.</summary>
    public SubmissionModel? Submission { get; init; }

    /// <summary>The payer's latest decision; absent before.</summary>
    public AdjudicationModel? Adjudication { get; init; }

    /// <summary>What somebody has to do now.</summary>
    [OneOf(typeof(Wire.Claim.Types.NextAction))]
    public string? NextAction { get; init; }

    /// <summary>When the claim was made.</summary>
    public DateTimeOffset? CreateTime { get; init; }

    /// <summary>Changes with every write; send it back as <c>If-Match</c>. The <c>ETag</c> header says the same.</summary>
    public string? Etag { get; init; }
}

/// <summary>One service on a claim.</summary>
[Shows(typeof(Wire.ServiceLine))]
public sealed record ServiceLineModel
{
    /// <summary>From 1 (2400 LX01).</summary>
    public int? LineNumber { get; init; }

    /// <summary>The line's own number that the payer returns (REF*6R), at most 30 characters.</summary>
    public string? LineItemControlNumber { get; init; }

    /// <summary>CPT or HCPCS code (SV101-2).</summary>
    public string? ProcedureCode { get; init; }

    /// <summary>At most four (SV101-3 to -6).</summary>
    public IReadOnlyList<string>? Modifiers { get; init; }

    /// <summary>What the line costs in all. USD (SV102).</summary>
    public MoneyModel? Charge { get; init; }

    /// <summary>Whole units (SV104).</summary>
    public int? Units { get; init; }

    /// <summary>One to four positions in <c>diagnosisCodes</c>, from 1 (SV107).</summary>
    public IReadOnlyList<int>? DiagnosisPointers { get; init; }

    /// <summary>Date of service (DTP*472).</summary>
    public DateOnly? ServiceDate { get; init; }

    /// <summary>Description of an unlisted code (SV101-7).</summary>
    public string? Description { get; init; }

    /// <summary>Eleven-digit National Drug Code (2410 LIN03).</summary>
    public string? NationalDrugCode { get; init; }
}

/// <summary>One thing an edit, or a payer's front end, found in a claim.</summary>
[Shows(typeof(Wire.Finding))]
public sealed record FindingModel
{
    /// <summary>Stable code, such as DIAGNOSIS_POINTER_INVALID.</summary>
    public string? Code { get; init; }

    /// <summary>How it is to be taken.</summary>
    [OneOf(typeof(Wire.Severity))]
    public string? Severity { get; init; }

    /// <summary>
    /// JSON pointer into the claim, such as <c>/serviceLines/0/modifiers/1</c>, or what the finding is about when that is no member of
    /// the claim.
    /// </summary>
    public string? Field { get; init; }

    /// <summary>Where it would stand in the 837, such as <c>2400 SV107-2</c>.</summary>
    public string? X12Location { get; init; }

    /// <summary>What is wrong, in words of ours, without the patient's data.</summary>
    public string? Message { get; init; }

    /// <summary>What to do.</summary>
    public string? Fix { get; init; }
}

/// <summary>The way of one version of a claim to its payer and back to the first answers.</summary>
[Shows(typeof(Wire.Submission))]
public sealed record SubmissionModel
{
    /// <summary>Where the submission stands.</summary>
    [OneOf(typeof(Wire.Submission.Types.State))]
    public string? State { get; init; }

    /// <summary>The batch: <c>sub-…</c>; left out while queued, and when the version was never sent.</summary>
    public string? SubmissionBatchId { get; init; }

    /// <summary>Each status of the 277CA as <c>category:status:entity</c>, such as <c>A7:164:IL</c>.</summary>
    public IReadOnlyList<string>? StatusCodes { get; init; }

    /// <summary>What the payer's front end found, or the writer of the 837.</summary>
    public IReadOnlyList<FindingModel>? Findings { get; init; }

    /// <summary>When the version was frozen.</summary>
    public DateTimeOffset? QueueTime { get; init; }

    /// <summary>When the file was written.</summary>
    public DateTimeOffset? SendTime { get; init; }

    /// <summary>When the last answer was read.</summary>
    public DateTimeOffset? AnswerTime { get; init; }
}

/// <summary>The payer's decision.</summary>
[Shows(typeof(Wire.Adjudication))]
public sealed record AdjudicationModel
{
    /// <summary>What became of the charge.</summary>
    [OneOf(typeof(Wire.Adjudication.Types.Outcome))]
    public string? Outcome { get; init; }

    /// <summary>CLP02.</summary>
    public string? ClaimStatusCode { get; init; }

    /// <summary>CLP04. USD.</summary>
    public MoneyModel? PaidAmount { get; init; }

    /// <summary>Written down by contract. USD.</summary>
    public MoneyModel? ContractualAmount { get; init; }

    /// <summary>Owed by the patient. USD.</summary>
    public MoneyModel? PatientResponsibilityAmount { get; init; }

    /// <summary>Denied and still open. USD.</summary>
    public MoneyModel? DeniedAmount { get; init; }

    /// <summary>Every adjustment.</summary>
    public IReadOnlyList<AdjustmentModel>? Adjustments { get; init; }

    /// <summary>The remittance it came with: <c>era-…</c>.</summary>
    public string? RemittanceId { get; init; }

    /// <summary>Effective date of the payment (BPR16).</summary>
    public DateOnly? PaymentDate { get; init; }
}

/// <summary>What a payer took off a charge, or added (CAS).</summary>
[Shows(typeof(Wire.Adjustment))]
public sealed record AdjustmentModel
{
    /// <summary>Position of the service line, 0 for the claim as a whole.</summary>
    public int? LineNumber { get; init; }

    /// <summary>CO, PR, OA or PI.</summary>
    public string? GroupCode { get; init; }

    /// <summary>Claim adjustment reason code (CARC).</summary>
    public string? ReasonCode { get; init; }

    /// <summary>Positive lowers the payment. USD.</summary>
    public MoneyModel? Amount { get; init; }
}

/// <summary>What the edits found.</summary>
/// <param name="Findings">Empty when the claim can be sent as it is.</param>
public sealed record FindingsModel(IReadOnlyList<FindingModel> Findings);

/// <summary>Which visit to bill.</summary>
[Shows(typeof(Wire.CreateClaimRequest))]
public sealed record ClaimRequestModel
{
    /// <summary>The visit: <c>enc-…</c>.</summary>
    public string? EncounterId { get; init; }
}

/// <summary>Which visits to bill.</summary>
[Shows(typeof(Wire.BatchCreateClaimsRequest))]
public sealed record ClaimBatchModel
{
    /// <summary>One to 100 visits: <c>enc-…</c>; one that is refused refuses all.</summary>
    [Field("encounters")]
    public IReadOnlyList<string>? EncounterIds { get; init; }
}
