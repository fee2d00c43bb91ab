using MedBill.Platform.Values;

namespace MedBill.Remittance.Domain;

/// <summary>Where a claim payment stands.</summary>
public enum ClaimPaymentState
{
    /// <summary>Not looked up yet.</summary>
    Pending = 0,

    /// <summary>Its claim is known; not posted yet.</summary>
    Matched = 1,

    /// <summary>No claim was found; its money is unapplied.</summary>
    Unmatched = 2,

    /// <summary>No claim was found, but one that may fit has come since.</summary>
    Recheck = 3,

    /// <summary>Part of a posting.</summary>
    Posted = 4,

    /// <summary>A predetermination (CLP02 25): tells, pays nothing, is never posted.</summary>
    Information = 5,
}

/// <summary>The one table of its moves.</summary>
public static class ClaimPaymentTransitions
{
    private static readonly HashSet<(ClaimPaymentState From, ClaimPaymentState To)> Allowed =
    [
        (ClaimPaymentState.Pending, ClaimPaymentState.Matched),
        (ClaimPaymentState.Pending, ClaimPaymentState.Unmatched),
        (ClaimPaymentState.Pending, ClaimPaymentState.Information),
        (ClaimPaymentState.Matched, ClaimPaymentState.Posted),
        (ClaimPaymentState.Unmatched, ClaimPaymentState.Recheck),

        // By somebody.
        (ClaimPaymentState.Unmatched, ClaimPaymentState.Matched),
        (ClaimPaymentState.Recheck, ClaimPaymentState.Matched),
        (ClaimPaymentState.Recheck, ClaimPaymentState.Unmatched),
    ];

    public static bool Allows(ClaimPaymentState from, ClaimPaymentState to) => Allowed.Contains((from, to));
}

/// <summary>How the claim was found.</summary>
public enum MatchRule
{
    None = 0,

    /// <summary>CLP01.</summary>
    PatientControlNumber = 1,

    /// <summary>CLP07, known from an earlier answer.</summary>
    PayerClaimControlNumber = 2,

    /// <summary>Somebody found it.</summary>
    Manual = 3,
}

/// <summary>What a payer says of one claim (CLP). Its amounts never change; what changes is what we know about it.</summary>
public sealed class ClaimPayment : IPracticeOwned
{
    // CLP02 25: predetermination pricing only, no payment.
    private const string Predetermination = "25";

    // CLP02 22: reversal of a previous payment, its negative mirror.
    private const string Reversal = "22";

    public string Practice { get; private set; } = "";

    public required string RemittanceId { get; init; }

    /// <summary>Position in the remittance advice, from 1.</summary>
    public required int Position { get; init; }

    /// <summary>CLP01.</summary>
    public required string PatientControlNumber { get; init; }

    /// <summary>CLP02.</summary>
    public required string StatusCode { get; init; }

    /// <summary>CLP03.</summary>
    public required Money Charge { get; init; }

    /// <summary>CLP04.</summary>
    public required Money Paid { get; init; }

    /// <summary>CLP07; empty when absent.</summary>
    public required string PayerClaimControlNumber { get; init; }

    public required PaymentDetail Detail { get; init; }

    public ClaimPaymentState State { get; private set; }

    /// <summary>Changes with every move.</summary>
    public int Version { get; private set; } = 1;

    /// <summary>Id of the claim it matches; empty when none.</summary>
    public string ClaimId { get; private set; } = "";

    public int ClaimVersion { get; private set; }

    public MatchRule MatchRule { get; private set; }

    /// <summary>Why it matches no claim, one of <see cref="UnmatchedReasons"/>; empty when it matches or was not looked up yet.</summary>
    public string UnmatchedReason { get; private set; } = "";

    /// <summary>For each line of <see cref="Detail"/> the line of the claim, 0 when none.</summary>
    public IReadOnlyList<int> ClaimLines { get; private set; } = [];

    /// <summary>The posting it is part of; 0 when none.</summary>
    public int ChunkNumber { get; private set; }

    /// <summary>Its money reached no claim.</summary>
    public bool IsUnapplied => State is ClaimPaymentState.Unmatched or ClaimPaymentState.Recheck;

    /// <summary>A predetermination that pays nothing.</summary>
    public bool IsInformation => StatusCode == Predetermination && Paid == Money.Zero;

    /// <summary>A reversal takes away and everything else adds: with the other sign it would book what it reverses a second time.</summary>
    public bool HasItsSign => StatusCode == Reversal ? Charge <= Money.Zero && Paid <= Money.Zero : Charge >= Money.Zero && Paid >= Money.Zero;

    /// <summary>Takes the answer of the search: the claim, or why there is none.</summary>
    public void LookUp(ClaimLookup found)
    {
        var match = found.Match;
        if (State == ClaimPaymentState.Pending && IsInformation)
        {
            MoveTo(ClaimPaymentState.Information);
        }
        else
        {
            MoveTo(match is null ? ClaimPaymentState.Unmatched : ClaimPaymentState.Matched);
            UnmatchedReason = found.UnmatchedReason;
        }

        if (match is not null)
        {
            Take(match);
        }
    }

    /// <summary>Somebody found its claim, which its numbers do not say: it is still held to what was sent.</summary>
    public void Assign(SubmittedClaim claim)
    {
        var reason = ClaimMatching.ObjectionTo(this, claim);
        if (IsUnapplied && reason.Length > 0)
        {
            throw new Failure(FailureKind.Precondition, reason, "Sign and charge of a claim payment have to fit the version of the claim that was sent.");
        }

        MoveTo(ClaimPaymentState.Matched);
        UnmatchedReason = "";
        Take(new(claim, MatchRule.Manual));
    }

    /// <summary>A claim or a payer's number has come that may fit.</summary>
    public void AskAgain() => MoveTo(ClaimPaymentState.Recheck);

    public void Post(int chunkNumber)
    {
        MoveTo(ClaimPaymentState.Posted);
        ChunkNumber = chunkNumber;
    }

    private void Take(ClaimMatch match)
    {
        (ClaimId, ClaimVersion, MatchRule) = (match.Claim.ClaimId, match.Claim.VersionNumber, match.Rule);
        ClaimLines = LineMatching.Match(Detail.Lines, match.Claim.Lines);
    }

    private void MoveTo(ClaimPaymentState next)
    {
        if (!ClaimPaymentTransitions.Allows(State, next))
        {
            throw IllegalTransition.Of("claim payment", State, next);
        }

        State = next;
        Version++;
    }
}
