using MedBill.Platform.Values;

namespace MedBill.Claims.Domain;

/// <summary>
/// One version's way to its payer and back to the first answers. It has states of its own, which only go forward; what the claim makes
/// of an answer is the claim's business.
/// </summary>
public sealed class ClaimSubmission : IPracticeOwned
{
    /// <summary>Answers beyond this are not kept: no payer sends so many for one claim.</summary>
    public const int MaxStatusCodes = 50;

    public required string ClaimId { get; init; }

    public required int VersionNumber { get; init; }

    public string Practice { get; private set; } = "";

    /// <summary>Whose batch it goes into, and between whom: ISA06 and ISA08 must fit every claim of a file.</summary>
    public required string PayerId { get; init; }

    public required string SenderId { get; init; }

    public required string ReceiverId { get; init; }

    public SubmissionState State { get; private set; }

    /// <summary><c>sub-…</c>; null while no batch has taken it, and once it was taken out of its batch.</summary>
    public string? BatchId { get; private set; }

    /// <summary>When the version was frozen; business time.</summary>
    public required DateTimeOffset QueueTime { get; init; }

    /// <summary>The same instant on machine time, from which the batch window runs.</summary>
    public required DateTimeOffset WindowStartTime { get; init; }

    public DateTimeOffset? SendTime { get; private set; }

    /// <summary>When the translator's answer (999) was read.</summary>
    public DateTimeOffset? AcknowledgeTime { get; private set; }

    /// <summary>When the last answer was read.</summary>
    public DateTimeOffset? AnswerTime { get; private set; }

    /// <summary>Each status of a 277CA as <c>category:status:entity</c>, or code of a 999 or TA1, in the order they came.</summary>
    public IReadOnlyList<string> StatusCodes { get; private set; } = [];

    /// <summary>What the payer's front end found, or our own writer of the 837P.</summary>
    public IReadOnlyList<ClaimFinding> Findings { get; private set; } = [];

    internal void MarkSent(string batchId, DateTimeOffset at)
    {
        BatchId ??= batchId;
        SendTime ??= at;
        Advance(SubmissionState.Sent);
    }

    /// <summary>It will not be sent, for these findings, and is in no batch. False when it was sent, or known.</summary>
    internal bool TakeOut(IReadOnlyList<ClaimFinding> findings)
    {
        if (State != SubmissionState.Queued)
        {
            return false;
        }

        (State, BatchId) = (SubmissionState.Rejected, null);
        StatusCodes = [.. findings.Select(finding => finding.Code).Distinct().Take(MaxStatusCodes)];
        Findings = [.. findings.Take(MaxStatusCodes)];
        return true;
    }

    /// <summary>False when it was known.</summary>
    internal bool MarkAcknowledged(DateTimeOffset at)
    {
        if (AcknowledgeTime is not null)
        {
            return false;
        }

        (AcknowledgeTime, AnswerTime) = (at, at);
        Advance(SubmissionState.Acknowledged);
        return true;
    }

    /// <summary>False when it was known.</summary>
    internal bool Advance(SubmissionState next)
    {
        if (next <= State)
        {
            return false;
        }

        State = next;
        return true;
    }

    /// <summary>Keeps what an answer said. False when all of it was known.</summary>
    internal bool Note(IReadOnlyList<string> codes, IReadOnlyList<ClaimFinding> findings, DateTimeOffset at)
    {
        string[] freshCodes = [.. codes.Except(StatusCodes).Take(MaxStatusCodes - StatusCodes.Count)];
        ClaimFinding[] freshFindings = [.. findings.Except(Findings).Take(MaxStatusCodes - Findings.Count)];
        if (freshCodes.Length == 0 && freshFindings.Length == 0)
        {
            return false;
        }

        StatusCodes = [.. StatusCodes, .. freshCodes];
        Findings = [.. Findings, .. freshFindings];
        AnswerTime = at;
        return true;
    }
}
