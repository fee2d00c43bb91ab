using MedBill.Platform.Values;

namespace MedBill.Claims.Domain;

/// <summary>
/// What the payer decided (835). Nothing here depends on the order of arrival: each time, decision, denials and next action are worked out
/// from all postings of the claim.
/// </summary>
public sealed partial class Claim
{
    /// <summary>Denials that still need work.</summary>
    public int OpenDenialCount { get; private set; }

    /// <summary>
    /// Records claim payments of a remittance advice. Those recorded before are left out. The claim moves only when its current version
    /// was decided; a late 835 for an older version is that version's.
    /// </summary>
    public void Post(IReadOnlyList<ClaimPosting> postings, Func<string> newDenialId, DateTimeOffset at)
    {
        var fresh = postings.Where(IsNew).ToList();
        if (fresh.Count == 0)
        {
            return;
        }

        _postings.AddRange(fresh);
        var events = new List<object>();
        foreach (var number in fresh.Select(posting => posting.VersionNumber).Distinct().Order())
        {
            events.Add(Decide(Numbered(number)));
        }

        RefreshOriginalReference();
        if (State != ClaimState.Voided)
        {
            events.AddRange(OpenDenials(fresh, newDenialId, at));
        }

        events.AddRange(SettleDenials(IsSettled, at));
        if (fresh.Exists(posting => posting.VersionNumber == CurrentNumber))
        {
            MoveIfAllowed(CurrentNumber, ClaimState.Adjudicated);
        }

        if (IsVoidConfirmed())
        {
            MoveIfAllowed(CurrentNumber, ClaimState.Adjudicated);
            events.AddRange(MakeVoid(at));
        }

        Changed([.. events]);
    }

    /// <summary>Ends the work on a denial by hand. What was denied stays with the payer until it is written off.</summary>
    public void CloseDenial(string denialId, CloseReason reason, DateTimeOffset at)
    {
        _denials.Single(denial => denial.Id == denialId).Close(reason, at);
        OpenDenialCount = _denials.Count(denial => denial.IsOpen);
        Changed(new DenialClosed(denialId, reason));
    }

    private bool IsNew(ClaimPosting posting) =>
        !_postings.Exists(known => known.RemittanceId == posting.RemittanceId && known.ClaimPaymentNumber == posting.ClaimPaymentNumber);

    private ClaimAdjudicated Decide(ClaimVersion version)
    {
        var adjudication = Domain.Adjudication.Of(_postings.Where(posting => posting.VersionNumber == version.Number));
        version.Adjudication = adjudication;
        if (adjudication.PayerClaimControlNumber.Length > 0)
        {
            version.PayerClaimControlNumber = adjudication.PayerClaimControlNumber;
        }

        return new(version.Number, version.TotalCharge, adjudication);
    }

    private List<DenialOpened> OpenDenials(List<ClaimPosting> fresh, Func<string> newDenialId, DateTimeOffset at)
    {
        var opened = new List<DenialOpened>();
        foreach (var posting in fresh.Where(posting => !posting.IsReversal && !IsDiscarded(posting)).Order(ClaimPosting.InTime))
        {
            for (var i = 0; i < posting.Adjustments.Count; i++)
            {
                var adjustment = posting.Adjustments[i];
                if (adjustment.Disposition == AdjustmentDisposition.Denied && adjustment.Amount > Money.Zero)
                {
                    opened.Add(new(DenialOf(posting, i, newDenialId(), at)));
                }
            }
        }

        _denials.AddRange(opened.Select(one => one.Denial));
        return opened;
    }

    private static Denial DenialOf(ClaimPosting posting, int adjustmentNumber, string id, DateTimeOffset at)
    {
        var adjustment = posting.Adjustments[adjustmentNumber];
        return new()
        {
            Id = id,
            ClaimId = posting.ClaimId,
            VersionNumber = posting.VersionNumber,
            RemittanceId = posting.RemittanceId,
            ClaimPaymentNumber = posting.ClaimPaymentNumber,
            AdjustmentNumber = adjustmentNumber,
            LineNumber = adjustment.LineNumber,
            GroupCode = adjustment.GroupCode,
            ReasonCode = adjustment.ReasonCode,
            RemarkCodes = adjustment.RemarkCodes,
            Amount = adjustment.Amount,
            WorkQueue = DenialWorkQueueTable.QueueOf(adjustment.GroupCode, adjustment.ReasonCode),
            OpenTime = at,
        };
    }

    // The denials that need work and that this says are settled; told one by one.
    private List<DenialResolved> SettleDenials(Func<Denial, bool> isSettled, DateTimeOffset at)
    {
        var settled = _denials.Where(denial => denial.IsOpen && isSettled(denial)).ToList();
        settled.ForEach(denial => denial.Resolve(at));
        OpenDenialCount = _denials.Count(denial => denial.IsOpen);
        return [.. settled.Select(denial => new DenialResolved(denial.Id))];
    }

    // What is said of a version that was discarded is nobody's work and settles nothing; what it moves is reviewed.
    private bool IsDiscarded(ClaimPosting posting) =>
        posting.VersionNumber != CurrentNumber && Numbered(posting.VersionNumber).State == ClaimState.Voided;

    private bool IsSettled(Denial denial)
    {
        var origin = _postings.Find(posting => posting.RemittanceId == denial.RemittanceId && posting.ClaimPaymentNumber == denial.ClaimPaymentNumber)
            ?? throw new InvalidOperationException("A denial was loaded without the posting it came with.");
        var valid = _postings.Where(posting => !IsDiscarded(posting)).ToList();
        return valid.Exists(posting => posting.VersionNumber <= origin.VersionNumber && posting.Settles(denial, origin, Numbered(posting.VersionNumber).TotalCharge))
            || valid.Where(posting => !posting.IsReversal && posting.VersionNumber > origin.VersionNumber)
                .GroupBy(posting => posting.VersionNumber)
                .Any(ofNext => IsReplaced(denial, Numbered(ofNext.Key), [.. ofNext]));
    }

    // A later version stands in the place of the one that was denied, whatever became of it: of the denied line once that line is decided, if
    // it is still the same service, and of everything once all of it is.
    private bool IsReplaced(Denial denial, ClaimVersion next, List<ClaimPosting> decisions)
    {
        if (decisions.Exists(posting => posting.IsWhole(next.TotalCharge)))
        {
            return true;
        }

        var lines = next.Content.Coding.Lines;
        return (decisions.Exists(posting => posting.IsAbout(denial.LineNumber)) && IsSameService(denial, lines))
            || lines.All(line => decisions.Exists(posting => posting.IsAbout(line.Number)))
            || (decisions.Exists(posting => posting.Lines.Count == 0) && Money.Sum(decisions.Select(posting => posting.Charge)) >= next.TotalCharge);
    }

    private bool IsSameService(Denial denial, IReadOnlyList<ServiceLine> lines) =>
        Numbered(denial.VersionNumber).Content.Coding.Lines.FirstOrDefault(line => line.Number == denial.LineNumber) is { } denied
        && lines.FirstOrDefault(line => line.Number == denial.LineNumber) is { } next
        && next.IsSameServiceAs(denied);

    // Frequency 8 asks the payer to take everything back. It has when all of what it decided last is reversed (CLP02 22), under whichever
    // version it names, and nothing of what it ever decided is left. A denial that a replacement overtook is not always reversed, and moved nothing.
    private bool IsVoidConfirmed() =>
        Current.FrequencyCode == FrequencyCodes.Void
        && State is ClaimState.Submitted or ClaimState.Accepted or ClaimState.Rejected or ClaimState.Adjudicated
        && IsNothingDecided
        && IsLastDecisionReversed();

    // The decision may be split into several claim payments. Each is reversed by a mirror of its own; those that are not, by one that takes
    // all of them back at once.
    private bool IsLastDecisionReversed()
    {
        var decisions = _postings.Where(posting => !posting.IsReversal).Order(ClaimPosting.InTime).ToList();
        if (decisions.Count == 0)
        {
            return false;
        }

        var version = Numbered(decisions[^1].VersionNumber);
        var ofVersion = decisions.Where(posting => posting.VersionNumber == version.Number).ToList();
        var reversals = _postings.Where(posting => posting.IsReversal).Order(ClaimPosting.InTime).ToList();
        var left = new List<ClaimPosting>();

        // The latest first, and each by the earliest that can be its mirror: what is left over may then be anybody's.
        foreach (var decision in ofVersion.AsEnumerable().Reverse().Where(one => !ofVersion.Exists(later => later.Overtakes(one, version.TotalCharge))))
        {
            if (reversals.Find(reversal => reversal.MayReverse([decision])) is { } mirror)
            {
                reversals.Remove(mirror);
            }
            else
            {
                left.Add(decision);
            }
        }

        return left.Count == 0 || reversals.Exists(reversal => reversal.MayReverse(left));
    }

    private NextAction NextActionOfDecision()
    {
        if (OpenDenialCount > 0)
        {
            return NextAction.WorkDenial;
        }

        return Current.Adjudication switch
        {
            { Outcome: AdjudicationOutcome.Reversed } => NextAction.AwaitPayer, // a correction follows a reversal
            { IsForwarded: true } => NextAction.AwaitPayer, // the next payer may pay what this one left to the patient
            { PatientResponsibility: var owed } when owed > Money.Zero => NextAction.BillPatient,
            _ => NextAction.None,
        };
    }
}
