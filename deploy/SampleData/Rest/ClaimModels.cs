namespace MedBill.SampleData.Rest;

// The public JSON of claims.

public sealed record Finding(string Code, string Severity, string? Field, string? X12Location, string? Message, string? Fix);

public sealed record ServiceLine
{
    public int? LineNumber { get; init; }

    public required string ProcedureCode { get; init; }

    public IReadOnlyList<string>? Modifiers { get; init; }

    public required Money Charge { get; init; }

    public required int Units { get; init; }

    public required IReadOnlyList<int> DiagnosisPointers { get; init; }

    public required DateOnly ServiceDate { get; init; }

    public string? Description { get; init; }
}

public sealed record Adjudication(
    string Outcome,
    string? ClaimStatusCode,
    Money PaidAmount,
    Money ContractualAmount,
    Money PatientResponsibilityAmount,
    Money DeniedAmount);

public sealed record Submission(string State, string? SubmissionBatchId, IReadOnlyList<string>? StatusCodes, IReadOnlyList<Finding>? Findings);

public sealed record Claim
{
    public required string Id { get; init; }

    public required string EncounterId { get; init; }

    public required string PayerId { get; init; }

    public required string State { get; init; }

    public int VersionNumber { get; init; }

    public string? PatientControlNumber { get; init; }

    public string? FrequencyCode { get; init; }

    public string? PayerClaimControlNumber { get; init; }

    public string? PriorAuthorizationNumber { get; init; }

    public IReadOnlyList<string>? DiagnosisCodes { get; init; }

    public IReadOnlyList<ServiceLine>? ServiceLines { get; init; }

    public Money TotalCharge { get; init; }

    public IReadOnlyList<Finding>? Findings { get; init; }

    public Submission? Submission { get; init; }

    public Adjudication? Adjudication { get; init; }

    public string? NextAction { get; init; }
}

public sealed record ClaimVersion(
    int VersionNumber,
    string? PatientControlNumber,
    string? FrequencyCode,
    string? OriginalReferenceNumber,
    string State,
    Submission? Submission,
    Adjudication? Adjudication);

public sealed record Findings([property: System.Text.Json.Serialization.JsonPropertyName("findings")] IReadOnlyList<Finding>? All);

public sealed record SubmissionResult(string ClaimId, string? State, string? ReasonCode, IReadOnlyList<Finding>? Findings);

public sealed record SubmissionBatch(string Id, string? PayerId, string State, int ClaimCount, string? FileName);

public sealed record Denial(
    string Id, string ClaimId, int VersionNumber, int? LineNumber, string GroupCode, string ReasonCode, Money Amount, string? WorkQueue, string State);
