using MedBill.Gateway.Http;
using Wire = MedBill.Contracts.Claims.V1;

namespace MedBill.Gateway.Claims;

/// <summary>One 837 file with claims for one payer.</summary>
[Shows(typeof(Wire.SubmissionBatch))]
public sealed record SubmissionBatchModel
{
    /// <summary>The id: <c>sub-…</c>.</summary>
    public string? Id { get; init; }

    /// <summary>Whose claims: <c>pyr-…</c>.</summary>
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

/// <summary>What became of one claim of a <c>BatchSubmitClaims</c>.</summary>
[Shows(typeof(Wire.SubmissionResult))]
public sealed record SubmissionResultModel
{
    /// <summary>The claim: <c>clm-…</c>.</summary>
    [Field("name")]
    public string? ClaimId { get; init; }

    /// <summary>Its state now; left out when it was not found.</summary>
    [OneOf(typeof(Wire.Claim.Types.State))]
    public string? State { get; init; }

    /// <summary>
    /// Stable code of why it was not queued, such as ILLEGAL_TRANSITION, CLAIM_NOT_FOUND or EDITS_FAILED; left out when it was.
    /// </summary>
    public string? ReasonCode { get; init; }

    /// <summary>What the edits found.</summary>
    public IReadOnlyList<FindingModel>? Findings { get; init; }
}

/// <summary>Which claims to submit.</summary>
[Shows(typeof(Wire.BatchSubmitClaimsRequest))]
public sealed record SubmissionRequestModel
{
    /// <summary>One to 1,000 claims: <c>clm-…</c>.</summary>
    [Field("names")]
    public IReadOnlyList<string>? ClaimIds { get; init; }
}

/// <summary>Which batches to close.</summary>
[Shows(typeof(Wire.CloseSubmissionBatchesRequest))]
public sealed record CloseBatchesModel
{
    /// <summary>Only this payer's: <c>pyr-…</c>; left out: every payer's.</summary>
    public string? PayerId { get; init; }
}
