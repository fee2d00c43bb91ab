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

    /// <summary>The file is larger than files may be here.</summary>
    public const string FileTooLarge = "FILE_TOO_LARGE";

    /// <summary>Reading it failed again and again.</summary>
    public const string ProcessingFailed = "PROCESSING_FAILED";

    /// <summary><c>ack-…</c></summary>
    public required string Id { get; init; }

    public string Practice { get; private set; } = "";

    /// <summary>TA1, 999, 277CA, or empty.</summary>
    public required string TransactionType { get; init; }

    /// <summary>Null when it was read and applied.</summary>
    public string? ReasonCode { get; init; }

    /// <summary>The same in words of ours; empty when there is nothing to say.</summary>
    public string Reason { get; init; } = "";

    /// <summary>Set aside for a reason that may pass: the same bytes are read when they come again, and their row takes the place of this one.</summary>
    public bool IsUnread => ReasonCode is FileTooLarge or ProcessingFailed;

    public required string FileName { get; init; }

    public required string Sha256 { get; init; }

    public int AcceptedCount { get; init; }

    public int RejectedCount { get; init; }

    public int UnmatchedCount { get; init; }

    public required bool IsQuarantined { get; init; }

    public required DateTimeOffset ReceiveTime { get; init; }
}
