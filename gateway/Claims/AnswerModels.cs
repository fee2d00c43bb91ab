using MedBill.Gateway.Http;
using Wire = MedBill.Contracts.Claims.V1;

namespace MedBill.Gateway.Claims;

/// <summary>One file of the inbound mailbox that Claims read: a TA1, 999 or 277CA, or what nobody else could read.</summary>
[Shows(typeof(Wire.Acknowledgment))]
public sealed record AcknowledgmentModel
{
    /// <summary>The id: <c>ack-…</c>.</summary>
    public string? Id { get; init; }

    /// <summary>TA1, 999 or 277CA; left out when it is none of them.</summary>
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
[Shows(typeof(Wire.Denial))]
public sealed record DenialModel
{
    /// <summary>The id: <c>den-…</c>.</summary>
    public string? Id { get; init; }

    /// <summary>The claim: <c>clm-…</c>.</summary>
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

    /// <summary>When it was settled or closed.</summary>
    public DateTimeOffset? ResolveTime { get; init; }

    /// <summary>Why it was closed by hand; left out of any other.</summary>
    [OneOf(typeof(Wire.Denial.Types.CloseReason))]
    public string? CloseReason { get; init; }
}

/// <summary>Why the work on a denial ends.</summary>
[Shows(typeof(Wire.CloseDenialRequest))]
public sealed record DenialClosingModel
{
    /// <summary>Why.</summary>
    [OneOf(typeof(Wire.Denial.Types.CloseReason))]
    public string? Reason { get; init; }
}
