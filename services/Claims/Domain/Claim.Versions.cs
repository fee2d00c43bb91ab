using MedBill.Platform.Values;

namespace MedBill.Claims.Domain;

/// <summary>Opening the next version of a claim, and discarding one that was opened by mistake.</summary>
public sealed partial class Claim
{
    /// <summary>
    /// The frequency of the next version when the caller names none. A claim the payer never decided, or returned as unprocessable, starts
    /// again as an original; a decided one is replaced, or, when the void itself was refused or lost, voided again.
    /// </summary>
    public string NextFrequencyCode =>
        MayStartAnew ? FrequencyCodes.Original
        : State != ClaimState.Adjudicated && Current.FrequencyCode == FrequencyCodes.Void ? FrequencyCodes.Void
        : FrequencyCodes.Replacement;

    // Nothing of what was decided would be billed a second time.
    private bool MayStartAnew => IsNothingDecided && (DecidedByPayer is not { } last || last.Adjudication!.IsReturned);

    private bool WasDecidedByPayer => DecidedByPayer is not null;

    /// <summary>The latest version that the payer who is asked now has decided; what a replacement or void refers to.</summary>
    public ClaimVersion? DecidedByPayer =>
        _versions.Where(version => version.Adjudication is not null && version.Content.Payer.Id == PayerId).MaxBy(version => version.Number);

    /// <summary>The payer has answered, or has not for so long that the claim is taken for lost.</summary>
    public bool MayHaveNextVersion =>
        ClaimTransitions.Allows(State, ClaimState.Draft) && (State is not (ClaimState.Submitted or ClaimState.Accepted) || IsUnanswered);

    /// <summary>Says whether a next version with this frequency may be opened.</summary>
    public void RequireNextVersion(string frequencyCode)
    {
        if (!MayHaveNextVersion)
        {
            throw IllegalMove(State, ClaimState.Draft);
        }

        var isOriginal = !FrequencyCodes.NeedsOriginalReference(frequencyCode);
        if (isOriginal ? !MayStartAnew : !WasDecidedByPayer)
        {
            throw new Failure(
                FailureKind.Precondition,
                "FREQUENCY_NOT_ALLOWED",
                isOriginal
                    ? "A payer has decided this claim: what it decided is replaced (7) or voided (8) first."
                    : "The payer has not decided this claim: its next version is an original (1).",
                ("frequency_code", frequencyCode),
                ("state", State.Code()));
        }

        if (_versions.Count >= MaxVersions)
        {
            throw new Failure(FailureKind.Precondition, "TOO_MANY_VERSIONS", $"A claim has at most {MaxVersions} versions.");
        }
    }

    /// <summary>Opens the next version (decision 17).</summary>
    public void OpenVersion(
        string frequencyCode, ClaimOrigin origin, string controlNumber, Func<ClaimDraft, IReadOnlyList<ClaimFinding>> examine, DateTimeOffset at)
    {
        RequireNextVersion(frequencyCode);
        var original = FrequencyCodes.NeedsOriginalReference(frequencyCode) ? OriginalReferenceNumber : null;
        var version = ClaimVersion.Open(Id, _versions.Max(one => one.Number) + 1, controlNumber, frequencyCode, original, origin.Content, at);
        Take(origin);
        Add(version, examine(version.Draft));
        MoveTo(ClaimState.Draft);
        Changed(new ClaimVersionOpened(version.Number, frequencyCode));
    }

    /// <summary>
    /// Discards a next version: a draft, or one that was refused though the payer had decided before, when that decision is to stand. It stays,
    /// VOIDED, and its number is not used again; the version before stands again, and is what the payer is asked for.
    /// </summary>
    public void DiscardVersion(int number)
    {
        var version = Numbered(number);
        if (version.State != ClaimState.Draft && !IsRefusedCorrection(version))
        {
            throw IllegalMove(version.State, ClaimState.Voided);
        }

        var before = _versions.Where(one => one.Number < number && one.State != ClaimState.Voided).MaxBy(one => one.Number) ?? throw new Failure(
            FailureKind.Precondition, "FIRST_VERSION", "A claim keeps its first version; withdraw the claim instead.", ("claim", Name));
        var wasSent = version.Submission is not null;
        version.State = ClaimState.Voided;
        CurrentNumber = before.Number;
        PayerId = before.Content.Payer.Id;

        MoveTo(StandingOf(before));
        Changed(new ClaimVersionDiscarded(number, wasSent ? version : null, wasSent ? before : null));
    }

    // It may have been answered or decided since the next one was opened.
    private static ClaimState StandingOf(ClaimVersion version) => version switch
    {
        { Adjudication: not null } => ClaimState.Adjudicated,
        { Submission.State: SubmissionState.Rejected } => ClaimState.Rejected,
        { Submission.State: SubmissionState.Accepted } => ClaimState.Accepted,
        _ => ClaimState.Submitted,
    };

    // What an earlier version came to can stand without it. Of a claim that was never decided the next version is an original, or it is withdrawn.
    private bool IsRefusedCorrection(ClaimVersion version) =>
        version is { State: ClaimState.Rejected, Adjudication: null }
        && version.Number == CurrentNumber
        && _versions.Exists(one => one.Number < version.Number && one.State != ClaimState.Voided && one.Adjudication is not null);
}
