using MedBill.Platform.Values;

namespace MedBill.Remittance.Domain;

/// <summary>Where a file stands.</summary>
public enum RemittanceFileState
{
    /// <summary>Stored; not read yet.</summary>
    Received = 1,

    /// <summary>Read; its remittance advices stand for themselves.</summary>
    Parsed = 2,

    /// <summary>Cannot be read; kept as it came.</summary>
    Quarantined = 3,
}

/// <summary>The one table of its moves.</summary>
public static class RemittanceFileTransitions
{
    private static readonly HashSet<(RemittanceFileState From, RemittanceFileState To)> Allowed =
    [
        (RemittanceFileState.Received, RemittanceFileState.Parsed),
        (RemittanceFileState.Received, RemittanceFileState.Quarantined),

        // Only for PROCESSING_FAILED: the same bytes came once more.
        (RemittanceFileState.Quarantined, RemittanceFileState.Received),
    ];

    public static bool Allows(RemittanceFileState from, RemittanceFileState to) => Allowed.Contains((from, to));
}

/// <summary>
/// One 835 file. It may carry payments of several practices, so it belongs to none of them: who may see it is a row of
/// <see cref="FileReader"/> each.
/// </summary>
public sealed class RemittanceFile : IAggregate
{
    /// <summary>Longest name an uploader may give.</summary>
    public const int MaxNameLength = 100;

    /// <summary>256 MB.</summary>
    public const long MaxSizeBytes = 256L * 1024 * 1024;

    public required string Id { get; init; }

    public string Name => $"remittanceFiles/{Id}";

    /// <summary>The practice that uploaded it, whose payments alone it may carry; <see cref="PracticeIds.Unassigned"/> from the mailbox.</summary>
    public required string Owner { get; init; }

    public required string FileName { get; init; }

    public required string Sha256 { get; init; }

    public required long SizeBytes { get; init; }

    public required DateTimeOffset ReceiveTime { get; init; }

    public RemittanceFileState State { get; private set; } = RemittanceFileState.Received;

    public string ReasonCode { get; private set; } = "";

    public string Reason { get; private set; } = "";

    public int Version { get; private set; } = 1;

    public bool IsUpload => Owner != PracticeIds.Unassigned;

    public void Parse() => MoveTo(RemittanceFileState.Parsed);

    public void Quarantine(FileRefusal refusal)
    {
        MoveTo(RemittanceFileState.Quarantined);
        (ReasonCode, Reason) = (refusal.Code, refusal.Words);
    }

    /// <summary>Nothing is wrong with it as far as anybody knows, but reading it failed again and again.</summary>
    public bool HasFailed => State == RemittanceFileState.Quarantined && ReasonCode == FileRefusal.ProcessingFailed.Code;

    /// <summary>Its bytes came once more after reading them had failed: they are read once more.</summary>
    public void ReceiveAgain()
    {
        if (!HasFailed)
        {
            throw IllegalTransition.Of("remittance file", State, RemittanceFileState.Received);
        }

        MoveTo(RemittanceFileState.Received);
        (ReasonCode, Reason) = ("", "");
    }

    public IReadOnlyList<object> TakeEvents() => [];

    private void MoveTo(RemittanceFileState next)
    {
        if (!RemittanceFileTransitions.Allows(State, next))
        {
            throw IllegalTransition.Of("remittance file", State, next);
        }

        State = next;
        Version++;
    }
}

/// <summary>Why a file cannot be read.</summary>
/// <param name="Code">Stable UPPER_SNAKE.</param>
/// <param name="Words">The same in words; nothing of the file's content.</param>
public sealed record FileRefusal(string Code, string Words)
{
    /// <summary>For somebody to look at; when the cause is gone, the same bytes are given once more.</summary>
    public static readonly FileRefusal ProcessingFailed = new(QuarantineReasons.ProcessingFailed, "Reading the file failed again and again. Give the same file once more to have it read.");
}

/// <summary>A practice that may see a file. A practice takes the same bytes once.</summary>
public sealed class FileReader : IPracticeOwned
{
    public required string Practice { get; init; }

    public required string Sha256 { get; init; }

    /// <summary>The file of these bytes that is read for it: another one only after this one failed.</summary>
    public required string FileId { get; set; }
}

/// <summary>Practice ids with a meaning of their own.</summary>
public static class PracticeIds
{
    /// <summary>Owns what has no practice yet; a caller with scope admin sees it.</summary>
    public const string Unassigned = "*unassigned";
}

internal static class IllegalTransition
{
    public static Failure Of(string what, Enum from, Enum to) => new(
        FailureKind.Precondition,
        "ILLEGAL_TRANSITION",
        $"A {what} that is {from.Code()} cannot become {to.Code()}.",
        ("from", from.Code()),
        ("to", to.Code()));
}
