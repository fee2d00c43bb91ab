using MedBill.Platform.Values;

namespace MedBill.Claims.Domain;

/// <summary>
/// One file of the inbound mailbox, as far as it concerns one practice: a TA1, 999 or 277CA that was applied, or what nobody could read.
/// A fact: the same bytes again are known by their hash.
/// </summary>
public sealed class Acknowledgment : IPracticeOwned, IAppendOnly
{
    /// <summary>Files that belong to no practice are stored under this one, which only callers with the scope <c>admin</c> see.</summary>
    public const string Unassigned = "*unassigned";

    /// <summary><c>ack-…</c></summary>
    public required string Id { get; init; }

    public string Practice { get; private set; } = "";

    /// <summary>TA1, 999, 277CA, or empty.</summary>
    public required string TransactionType { get; init; }

    /// <summary>Null when it was read and applied.</summary>
    public string? ReasonCode { get; init; }

    /// <summary>The same in words of ours; empty when there is nothing to say.</summary>
    public string Reason { get; init; } = "";

    public required string FileName { get; init; }

    public required string Sha256 { get; init; }

    public int AcceptedCount { get; init; }

    public int RejectedCount { get; init; }

    public int UnmatchedCount { get; init; }

    public required bool IsQuarantined { get; init; }

    public required DateTimeOffset ReceiveTime { get; init; }
}
