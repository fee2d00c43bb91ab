using MedBill.Platform.Values;

namespace MedBill.Claims.Domain;

/// <summary>Why somebody ended the work on a denial.</summary>
public enum CloseReason
{
    /// <summary>What was wrong is put right in another way.</summary>
    CorrectedElsewhere,

    /// <summary>The payer is right; the practice bears it.</summary>
    AcceptedLoss,

    /// <summary>An appeal would cost more than it may bring.</summary>
    NotWorthAppeal,

    /// <summary>Every appeal was refused, or its time limit has passed.</summary>
    AppealExhausted,
}

/// <summary>One amount that a payer denied, to be worked until a later decision settles it.</summary>
public sealed class Denial : IPracticeOwned
{
    /// <summary><c>den-…</c></summary>
    public required string Id { get; init; }

    public string Practice { get; private set; } = "";

    public required string ClaimId { get; init; }

    public required int VersionNumber { get; init; }

    /// <summary>The posting it came with, and the position of the adjustment in it: one denial each.</summary>
    public required string RemittanceId { get; init; }

    public required int ClaimPaymentNumber { get; init; }

    public required int AdjustmentNumber { get; init; }

    /// <summary>0 for the claim as a whole.</summary>
    public required int LineNumber { get; init; }

    public required string GroupCode { get; init; }

    /// <summary>CARC.</summary>
    public required string ReasonCode { get; init; }

    /// <summary>RARC.</summary>
    public required IReadOnlyList<string> RemarkCodes { get; init; }

    public required Money Amount { get; init; }

    public required string WorkQueue { get; init; }

    public required DateTimeOffset OpenTime { get; init; }

    /// <summary>Null while it needs work.</summary>
    public DateTimeOffset? ResolveTime { get; private set; }

    /// <summary>Null unless it was closed by hand.</summary>
    public CloseReason? CloseReason { get; private set; }

    public bool IsOpen => ResolveTime is null;

    public void Resolve(DateTimeOffset at) => ResolveTime ??= at;

    /// <summary>Somebody ends the work on it. What a later decision says of its line is that decision's own.</summary>
    internal void Close(CloseReason reason, DateTimeOffset at)
    {
        if (!IsOpen)
        {
            throw new Failure(FailureKind.Precondition, "DENIAL_NOT_OPEN", "This denial needs no more work.", ("denial", $"denials/{Id}"));
        }

        (ResolveTime, CloseReason) = (at, reason);
    }
}
