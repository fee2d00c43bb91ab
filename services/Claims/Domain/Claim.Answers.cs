using MedBill.Platform.Values;

namespace MedBill.Claims.Domain;

/// <summary>Sending a claim, and what the payer's front end answers: 999, TA1, 277CA.</summary>
public sealed partial class Claim
{
    // No answer refused it: the file itself could not be written with it.
    private const string NotSent = "837";

    /// <summary>
    /// Freezes the draft and queues it. Findings that forbid sending are kept and leave it a draft; false then.
    /// </summary>
    /// <param name="findings">What the edits found just now.</param>
    /// <param name="at">Business time.</param>
    /// <param name="machineTime">Machine time, from which the batch window runs.</param>
    public bool Submit(IReadOnlyList<ClaimFinding> findings, DateTimeOffset at, DateTimeOffset machineTime)
    {
        RequireSubmittable();
        var (current, before) = (Current, LastSent);
        current.Findings = findings;
        if (current.HasErrors)
        {
            Changed();
            return false;
        }

        var content = current.Content;
        current.Submission = new()
        {
            ClaimId = Id,
            VersionNumber = current.Number,
            PayerId = content.Payer.Id,
            SenderId = content.Practice.SubmitterId,
            ReceiverId = content.Payer.ElectronicId,
            QueueTime = at,
            WindowStartTime = machineTime,
        };
        MoveTo(ClaimState.Submitted);
        Changed(new ClaimSubmitted(current, before));
        return true;
    }

    /// <summary>Says whether the claim may be submitted, without doing it.</summary>
    public void RequireSubmittable()
    {
        if (State != ClaimState.Draft)
        {
            throw IllegalMove(State, ClaimState.Submitted);
        }

        if (IsSecondBill)
        {
            throw new Failure(
                FailureKind.Precondition,
                "FREQUENCY_NOT_ALLOWED",
                "The payer has decided this claim meanwhile: discard this version, then replace (7) or void (8) what was decided.",
                ("frequency_code", Current.FrequencyCode),
                ("state", State.Code()));
        }
    }

    /// <summary>
    /// The draft is an original, and its payer has decided an earlier version since it was opened: the payer would take it for another bill.
    /// Another payer is no better while something of what the first one decided stands.
    /// </summary>
    public bool IsSecondBill => State == ClaimState.Draft && Current.FrequencyCode == FrequencyCodes.Original && !MayStartAnew;

    /// <summary>The payer's translator took the file that holds this version.</summary>
    public void Acknowledge(int versionNumber, string batchId, IReadOnlyList<ClaimFinding> remarks, DateTimeOffset at)
    {
        var submission = Sent(versionNumber, batchId, at);
        var noted = submission.Note([], remarks, at);
        if (submission.MarkAcknowledged(at))
        {
            Heard(versionNumber, new ClaimAcknowledged(versionNumber, batchId));
        }
        else if (noted)
        {
            Heard(versionNumber);
        }
    }

    /// <summary>The payer took this version into adjudication. After a refusal or a decision it is kept and moves nothing.</summary>
    public void Accept(int versionNumber, FrontEndAnswer answer, DateTimeOffset at)
    {
        var submission = Sent(versionNumber, answer.BatchId, at);
        var noted = submission.Note(answer.StatusCodes, answer.Findings, at) | Learn(versionNumber, answer.PayerClaimControlNumber);
        if (submission.Advance(SubmissionState.Accepted))
        {
            MoveIfAllowed(versionNumber, ClaimState.Accepted);
            Heard(versionNumber, new ClaimAccepted(versionNumber, answer.PayerClaimControlNumber));
        }
        else if (noted)
        {
            Heard(versionNumber);
        }
    }

    /// <summary>
    /// This version was refused before adjudication. After a decision it is kept and moves nothing: rejected is not denied. The number that a
    /// refusal gives is the front end's own: its payer knows no claim by it.
    /// </summary>
    public void Reject(int versionNumber, FrontEndAnswer answer, DateTimeOffset at)
    {
        var submission = Sent(versionNumber, answer.BatchId, at);
        var noted = submission.Note(answer.StatusCodes, answer.Findings, at);
        if (Numbered(versionNumber).Adjudication is null && submission.Advance(SubmissionState.Rejected))
        {
            MoveIfAllowed(versionNumber, ClaimState.Rejected);
            Heard(versionNumber, new ClaimRejected(versionNumber, answer.TransactionType, answer.StatusCodes));
        }
        else if (noted)
        {
            Heard(versionNumber);
        }
    }

    /// <summary>
    /// The writer of the 837P does not take this version: it was never sent and leaves its batch. For whoever works it, it is rejected like
    /// any other. False when it was sent, or had left its batch.
    /// </summary>
    public bool RefuseToSend(int versionNumber, IReadOnlyList<ClaimFinding> findings)
    {
        var submission = Submitted(versionNumber);
        if (!submission.TakeOut(findings))
        {
            return false;
        }

        MoveIfAllowed(versionNumber, ClaimState.Rejected);
        Changed(new ClaimRejected(versionNumber, NotSent, submission.StatusCodes));
        return true;
    }

    /// <summary>The payer's front end said something that decides nothing: received, forwarded, split, not found.</summary>
    public void Note(int versionNumber, FrontEndAnswer answer, DateTimeOffset at)
    {
        if (Sent(versionNumber, answer.BatchId, at).Note(answer.StatusCodes, answer.Findings, at) | Learn(versionNumber, answer.PayerClaimControlNumber))
        {
            Heard(versionNumber);
        }
    }

    /// <summary>
    /// Nobody has answered for long: the payer, or the clearinghouse, has to be asked, and may have lost it. From now on it may be sent again
    /// under a number of its own; whatever answer still comes counts.
    /// </summary>
    public void FollowUp()
    {
        if (State is ClaimState.Submitted or ClaimState.Accepted && !IsUnanswered)
        {
            IsUnanswered = true;
            Changed();
        }
    }

    // Whatever the payer says of the current version, it has it: the waiting begins anew.
    private void Heard(int versionNumber, params object[] events)
    {
        IsUnanswered &= versionNumber != CurrentNumber;
        Changed(events);
    }

    // An answer proves that the file went out, also when we were stopped before we could write that down.
    private ClaimSubmission Sent(int versionNumber, string batchId, DateTimeOffset at)
    {
        var submission = Submitted(versionNumber);
        submission.MarkSent(batchId, at);
        return submission;
    }

    private ClaimSubmission Submitted(int versionNumber) => Numbered(versionNumber).Submission
        ?? throw new InvalidOperationException("A version that was never submitted cannot be answered.");

    private void MoveIfAllowed(int versionNumber, ClaimState next)
    {
        if (versionNumber == CurrentNumber && ClaimTransitions.Allows(State, next))
        {
            MoveTo(next);
        }
    }

    // A decision's own number (CLP07) outranks the front end's (REF*1K). A draft that must name the payer's number takes it up at once.
    private bool Learn(int versionNumber, string? payerClaimControlNumber)
    {
        var version = Numbered(versionNumber);
        if (string.IsNullOrEmpty(payerClaimControlNumber)
            || payerClaimControlNumber == version.PayerClaimControlNumber
            || version.Adjudication is { PayerClaimControlNumber.Length: > 0 })
        {
            return false;
        }

        version.PayerClaimControlNumber = payerClaimControlNumber;
        RefreshOriginalReference();
        return true;
    }

    private void RefreshOriginalReference()
    {
        var current = Current;
        if (State == ClaimState.Draft && FrequencyCodes.NeedsOriginalReference(current.FrequencyCode))
        {
            current.OriginalReferenceNumber = OriginalReferenceNumber;
        }
    }
}

/// <summary>What a payer's front end said of one version.</summary>
/// <param name="BatchId">The batch the version was sent with.</param>
/// <param name="TransactionType">TA1, 999 or 277CA.</param>
/// <param name="StatusCodes">Codes as the event tells them.</param>
/// <param name="Findings">The same in our words.</param>
/// <param name="PayerClaimControlNumber">REF*1K.</param>
public sealed record FrontEndAnswer(
    string BatchId,
    string TransactionType,
    IReadOnlyList<string> StatusCodes,
    IReadOnlyList<ClaimFinding> Findings,
    string? PayerClaimControlNumber = null);
