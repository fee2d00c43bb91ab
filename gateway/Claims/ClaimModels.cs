using MedBill.Gateway.Http;
using Wire = MedBill.Contracts.Claims.V1;

namespace MedBill.Gateway.Claims;

/// <summary>One thing an edit, or a payer's front end, found in a claim.</summary>
public sealed record FindingModel
{
    /// <summary>Stable code, such as DIAGNOSIS_POINTER_INVALID.</summary>
    public string? Code { get; init; }

    /// <summary>How it is to be taken.</summary>
    [OneOf(typeof(Wire.Severity))]
    public string? Severity { get; init; }

    /// <summary>Field path into the claim, such as <c>service_lines[0].modifiers[1]</c>.</summary>
    public string? Field { get; init; }

    /// <summary>Where it would stand in the 837, such as <c>2400 SV107-2</c>.</summary>
    public string? X12Location { get; init; }

    /// <summary>What is wrong, in words of ours, without the patient's data.</summary>
    public string? Message { get; init; }

    /// <summary>What to do.</summary>
    public string? Fix { get; init; }
}

/// <summary>One service on a claim.</summary>
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

    /// <summary>One to four positions in <c>diagnosis_codes</c>, from 1 (SV107).</summary>
    public IReadOnlyList<int>? DiagnosisPointers { get; init; }

    /// <summary>Date of service (DTP*472).</summary>
    public DateOnly? ServiceDate { get; init; }

    /// <summary>Description of an unlisted code (SV101-7).</summary>
    public string? Description { get; init; }

    /// <summary>Eleven-digit National Drug Code (2410 LIN03).</summary>
    public string? NationalDrugCode { get; init; }
}

/// <summary>What a payer took off a charge, or added (CAS).</summary>
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

/// <summary>The payer's decision.</summary>
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

    /// <summary>The remittance it came with: <c>remittances/{remittance}</c>.</summary>
    public string? RemittanceId { get; init; }

    /// <summary>Effective date of the payment (BPR16).</summary>
    public DateOnly? PaymentDate { get; init; }
}

/// <summary>The way of one version of a claim to its payer and back to the first answers.</summary>
public sealed record SubmissionModel
{
    /// <summary>Where the submission stands.</summary>
    [OneOf(typeof(Wire.Submission.Types.State))]
    public string? State { get; init; }

    /// <summary>The batch: <c>submissionBatches/{submission_batch}</c>; empty while queued.</summary>
    public string? SubmissionBatchId { get; init; }

    /// <summary>Each status of the 277CA as <c>category:status:entity</c>, such as <c>A7:164:IL</c>.</summary>
    public IReadOnlyList<string>? StatusCodes { get; init; }

    /// <summary>What the payer's front end found.</summary>
    public IReadOnlyList<FindingModel>? Findings { get; init; }

    /// <summary>When the version was frozen.</summary>
    public DateTimeOffset? QueueTime { get; init; }

    /// <summary>When the file was written.</summary>
    public DateTimeOffset? SendTime { get; init; }

    /// <summary>When the last answer was read.</summary>
    public DateTimeOffset? AnswerTime { get; init; }
}

/// <summary>One request for payment, sent by one billing provider to one payer, as a chain of versions.</summary>
public sealed record ClaimModel
{
    /// <summary>Resource name: <c>claims/{claim}</c>.</summary>
    public string? Id { get; init; }

    /// <summary>The visit: <c>encounters/{encounter}</c>.</summary>
    public string? EncounterId { get; init; }

    /// <summary>Who was treated: <c>patients/{patient}</c>.</summary>
    public string? PatientId { get; init; }

    /// <summary>Who is asked to pay: <c>payers/{payer}</c>.</summary>
    public string? PayerId { get; init; }

    /// <summary>Under which policy: <c>patients/{patient}/policies/{policy}</c>.</summary>
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
}

/// <summary>One version of a claim. Frozen when it is submitted.</summary>
public sealed record ClaimVersionModel
{
    /// <summary>Resource name: <c>claims/{claim}/versions/{version}</c>, where the id is the version's number.</summary>
    public string? Id { get; init; }

    /// <summary>From 1.</summary>
    public int? VersionNumber { get; init; }

    /// <summary>This version's patient control number (CLM01).</summary>
    public string? PatientControlNumber { get; init; }

    /// <summary>1, 7 or 8 (CLM05-3).</summary>
    public string? FrequencyCode { get; init; }

    /// <summary>The payer's number of the claim that this version replaces or voids (REF*F8).</summary>
    public string? OriginalReferenceNumber { get; init; }

    /// <summary>Where this version stands, or stood when the next was opened.</summary>
    [OneOf(typeof(Wire.Claim.Types.State))]
    public string? State { get; init; }

    /// <summary>Sum of the charges. USD.</summary>
    public MoneyModel? TotalCharge { get; init; }

    /// <summary>The service lines.</summary>
    public IReadOnlyList<ServiceLineModel>? ServiceLines { get; init; }

    /// <summary>The diagnosis codes.</summary>
    public IReadOnlyList<string>? DiagnosisCodes { get; init; }

    /// <summary>The way to the payer.</summary>
    public SubmissionModel? Submission { get; init; }

    /// <summary>The payer's decision on this version.</summary>
    public AdjudicationModel? Adjudication { get; init; }

    /// <summary>When the version was opened.</summary>
    public DateTimeOffset? CreateTime { get; init; }
}

/// <summary>One 837 file with claims for one payer.</summary>
public sealed record SubmissionBatchModel
{
    /// <summary>Resource name: <c>submissionBatches/{submission_batch}</c>.</summary>
    public string? Id { get; init; }

    /// <summary>Whose claims: <c>payers/{payer}</c>.</summary>
    public string? PayerId { get; init; }

    /// <summary>Where the file stands.</summary>
    [OneOf(typeof(Wire.SubmissionBatch.Types.State))]
    public string? State { get; init; }

    /// <summary>ISA13, nine digits. Never used twice between this sender and this receiver.</summary>
    public string? InterchangeControlNumber { get; init; }

    /// <summary>GS06.</summary>
    public string? GroupControlNumber { get; init; }

    /// <summary>How many claims, 1 to 5,000.</summary>
    public int? ClaimCount { get; init; }

    /// <summary>Sum of their charges. USD.</summary>
    public MoneyModel? TotalCharge { get; init; }

    /// <summary>Name of the file in the mailbox.</summary>
    public string? FileName { get; init; }

    /// <summary>When the batch was closed.</summary>
    public DateTimeOffset? CreateTime { get; init; }

    /// <summary>When the file was written.</summary>
    public DateTimeOffset? SendTime { get; init; }

    /// <summary>When the payer's translator answered.</summary>
    public DateTimeOffset? AcknowledgeTime { get; init; }
}

/// <summary>One file of the inbound mailbox that Claims read: a TA1, 999 or 277CA, or what nobody else could read.</summary>
public sealed record AcknowledgmentModel
{
    /// <summary>Resource name: <c>acknowledgments/{acknowledgment}</c>.</summary>
    public string? Id { get; init; }

    /// <summary>TA1, 999, 277CA, or empty when it is none of them.</summary>
    public string? TransactionType { get; init; }

    /// <summary>Where the file stands.</summary>
    [OneOf(typeof(Wire.Acknowledgment.Types.State))]
    public string? State { get; init; }

    /// <summary>Stable code of why it was quarantined, such as NOT_X12.</summary>
    public string? ReasonCode { get; init; }

    /// <summary>The same in words of ours.</summary>
    public string? Reason { get; init; }

    /// <summary>Name the file had in the mailbox.</summary>
    public string? FileName { get; init; }

    /// <summary>SHA-256 of its bytes, lower-case hexadecimal.</summary>
    public string? Sha256 { get; init; }

    /// <summary>Claims the payer took.</summary>
    public int? AcceptedCount { get; init; }

    /// <summary>Claims the payer refused.</summary>
    public int? RejectedCount { get; init; }

    /// <summary>Claims named in it that this suite does not know.</summary>
    public int? UnmatchedCount { get; init; }

    /// <summary>When it was read.</summary>
    public DateTimeOffset? ReceiveTime { get; init; }
}

/// <summary>One amount that a payer denied, to be worked.</summary>
public sealed record DenialModel
{
    /// <summary>Resource name: <c>denials/{denial}</c>.</summary>
    public string? Id { get; init; }

    /// <summary>The claim: <c>claims/{claim}</c>.</summary>
    public string? ClaimId { get; init; }

    /// <summary>Version that was denied.</summary>
    public int? VersionNumber { get; init; }

    /// <summary>Position of the service line, 0 for the claim as a whole.</summary>
    public int? LineNumber { get; init; }

    /// <summary>CO, PR, OA or PI.</summary>
    public string? GroupCode { get; init; }

    /// <summary>Claim adjustment reason code (CARC).</summary>
    public string? ReasonCode { get; init; }

    /// <summary>Remittance advice remark codes (RARC).</summary>
    public IReadOnlyList<string>? RemarkCodes { get; init; }

    /// <summary>What was denied. USD.</summary>
    public MoneyModel? Amount { get; init; }

    /// <summary>Work queue: DATA, ELIG, COB, AUTH, MED, DUP, TF, DOC, BUND, CRED, PT, INFO.</summary>
    public string? WorkQueue { get; init; }

    /// <summary>Whether it still needs work.</summary>
    [OneOf(typeof(Wire.Denial.Types.State))]
    public string? State { get; init; }

    /// <summary>When it was opened.</summary>
    public DateTimeOffset? OpenTime { get; init; }

    /// <summary>When it was settled.</summary>
    public DateTimeOffset? ResolveTime { get; init; }
}

/// <summary>What became of one claim of a <c>BatchSubmitClaims</c>.</summary>
public sealed record SubmissionResultModel
{
    /// <summary>The claim.</summary>
    public string? Id { get; init; }

    /// <summary>Its state now; unspecified when it was not found.</summary>
    [OneOf(typeof(Wire.Claim.Types.State))]
    public string? State { get; init; }

    /// <summary>Stable code of why it was not queued, such as ILLEGAL_TRANSITION, CLAIM_NOT_FOUND or EDITS_FAILED; empty when it was.</summary>
    public string? ReasonCode { get; init; }

    /// <summary>What the edits found.</summary>
    public IReadOnlyList<FindingModel>? Findings { get; init; }
}
