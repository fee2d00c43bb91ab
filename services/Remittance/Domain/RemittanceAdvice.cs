using MedBill.Platform.Values;

namespace MedBill.Remittance.Domain;

/// <summary>Why nothing of a remittance advice is posted.</summary>
public static class QuarantineReasons
{
    /// <summary>The payee's NPI is not that of a practice known here (for an upload: not that of the uploader's).</summary>
    public const string UnknownPayee = "UNKNOWN_PAYEE";

    /// <summary>A claim or an amount could not be read, so what is left proves nothing.</summary>
    public const string UnreadableContent = "UNREADABLE_CONTENT";

    /// <summary>An amount is larger than any that is booked.</summary>
    public const string AmountTooLarge = "AMOUNT_TOO_LARGE";

    /// <summary>It does not add up.</summary>
    public const string OutOfBalance = "OUT_OF_BALANCE";

    /// <summary>The same payment was accepted before.</summary>
    public const string DuplicatePayment = "DUPLICATE_PAYMENT";

    /// <summary>Another one was accepted under the same TRN, with other content: one of them is not what it says.</summary>
    public const string TraceReused = "TRACE_REUSED";

    /// <summary>Reading it failed again and again; its file, given once more, has it read again.</summary>
    public const string ProcessingFailed = "PROCESSING_FAILED";
}

/// <summary>One remittance advice: one ST of an 835, with one payment.</summary>
public sealed class RemittanceAdvice : IAggregate, IPracticeOwned
{
    private readonly List<object> _events = [];

    private RemittanceAdvice()
    {
    }

    public string Id { get; private init; } = "";

    public string Name => $"remittances/{Id}";

    public string Practice { get; private set; } = "";

    public string FileId { get; private init; } = "";

    /// <summary>Which ST of the file, from 1.</summary>
    public int SetNumber { get; private init; }

    public RemittanceAdviceState State { get; private set; }

    public string ReasonCode { get; private set; } = "";

    public int Version { get; private set; }

    public string PayerName { get; private init; } = "";

    public string PayerId { get; private init; } = "";

    /// <summary>TRN03; empty when absent.</summary>
    public string TraceOriginator { get; private init; } = "";

    public string PayeeNpi { get; private init; } = "";

    public string TraceNumber { get; private init; } = "";

    public string MethodCode { get; private init; } = "";

    public Money PaymentAmount { get; private init; }

    public DateOnly PaymentDate { get; private init; }

    /// <summary>
    /// What makes a payment the same payment within a practice: who gave the trace number and the number itself (TRN), which reassociates
    /// it with the money. Not the payer's id (REF*2U), which may be left out or be another one on another way; it stands in only where TRN03
    /// is missing. Neither amount nor date is part of it: a date may be missing (BPR16) and then be another each time it is sent. It holds for what pays nothing
    /// as well (BPR04 NON): there the trace number is all that tells two remittance advices apart, and its write-offs and patients' shares
    /// would be booked twice. A payer that uses one again for something else is a case for a person: both are there to see, and a
    /// remittance advice kept back is only work.
    /// </summary>
    public string PaymentIdentity => $"{PayingPayer.Canonical(TraceOriginator.Length > 0 ? TraceOriginator : PayerId)}|{TraceNumber}";

    /// <summary>Hash of what it says; empty until it is read.</summary>
    public string ContentHash { get; private set; } = "";

    /// <summary>
    /// Id of the one that was accepted before with this identity or this content, for <c>DUPLICATE_PAYMENT</c> and <c>TRACE_REUSED</c>, also
    /// when it was released since; else empty.
    /// </summary>
    public string EarlierRemittanceId { get; private set; } = "";

    /// <summary>Somebody said that it is a payment of its own, although its trace number had been used for another.</summary>
    public bool IsReleased { get; private set; }

    /// <summary>The identity, unique in the practice, once it is accepted; null before, and in quarantine. With its own id if it was released.</summary>
    public string? AcceptedPayment { get; private set; }

    public int ClaimPaymentCount { get; private set; }

    public Money ProviderAdjustmentAmount { get; private set; }

    public int DifferenceCount { get; private set; }

    public IReadOnlyList<BalanceDifference> Differences { get; private set; } = [];

    public int UnmatchedCount { get; private set; }

    /// <summary>Money of claim payments that match no claim.</summary>
    public Money UnappliedAmount { get; private set; }

    /// <summary>How many claim payments are stored: where reading goes on after a crash.</summary>
    public int StoredThrough { get; private set; }

    /// <summary>Position of the last claim payment that was looked up: where matching goes on.</summary>
    public int MatchedThrough { get; private set; }

    /// <summary>Position of the last claim payment of the last regular chunk: where posting goes on.</summary>
    public int PostedThrough { get; private set; }

    public int ChunkCount { get; private set; }

    /// <summary>Paid on the claims posted so far.</summary>
    public Money PostedAmount { get; private set; }

    public DateTimeOffset ReceiveTime { get; private init; }

    public DateTimeOffset? PostTime { get; private set; }

    /// <summary>Begun, to be stored step by step.</summary>
    public static RemittanceAdvice Begin(string id, RemittanceFile file, int setNumber, PaymentHeader header) => new()
    {
        Id = id,
        FileId = file.Id,
        SetNumber = setNumber,
        Version = 1,
        PayerName = header.PayerName,
        PayerId = header.PayerId,
        TraceOriginator = header.TraceOriginator,
        PayeeNpi = header.PayeeNpi,
        TraceNumber = header.TraceNumber,
        MethodCode = header.MethodCode,
        PaymentAmount = header.Amount,
        PaymentDate = header.Date,
        ReceiveTime = file.ReceiveTime,
    };

    /// <summary>The next claim payments are stored.</summary>
    public void Store(int count)
    {
        Require(RemittanceAdviceState.Reading);
        StoredThrough += count;
        Version++;
    }

    /// <summary>Nobody here is the payee: it waits, unread, until its practice is known.</summary>
    public void HoldForPayee(ReadingResult result)
    {
        Take(result);
        Quarantine(QuarantineReasons.UnknownPayee);
    }

    /// <summary>Reading it failed again and again: put aside, so that it is not tried for ever.</summary>
    public void GiveUp()
    {
        Require(RemittanceAdviceState.Reading);
        Quarantine(QuarantineReasons.ProcessingFailed);
    }

    /// <summary>The payee's practice is known by now, or what failed may be gone: reads it for its practice.</summary>
    public void ReadAgain()
    {
        if (ReasonCode is not (QuarantineReasons.UnknownPayee or QuarantineReasons.ProcessingFailed))
        {
            throw IllegalTransition.Of("remittance", State, RemittanceAdviceState.Reading);
        }

        MoveTo(RemittanceAdviceState.Reading);
    }

    /// <summary>It is a payment of its own, says somebody who asked the payer: reads it again, since what is left of it (PLB) is not stored.</summary>
    public void Release()
    {
        if (State == RemittanceAdviceState.Quarantined && ReasonCode != QuarantineReasons.TraceReused)
        {
            throw new Failure(
                FailureKind.Precondition,
                "RELEASE_NOT_ALLOWED",
                $"Only what is in quarantine with {QuarantineReasons.TraceReused} is released; this is there with {ReasonCode}.",
                ("reason_code", ReasonCode));
        }

        MoveTo(RemittanceAdviceState.Reading);
        IsReleased = true;
    }

    /// <summary>Every claim payment is stored: accepts it or puts it aside.</summary>
    /// <param name="result">What reading showed.</param>
    /// <param name="earlier">The one that was accepted already as this payment, or with its trace number and content, if any.</param>
    public void FinishReading(ReadingResult result, EarlierRemittance? earlier)
    {
        Require(RemittanceAdviceState.Reading);
        Take(result);
        if (result.IsIncomplete)
        {
            Quarantine(QuarantineReasons.UnreadableContent);
        }
        else if (result.HasAmountTooLarge)
        {
            Quarantine(QuarantineReasons.AmountTooLarge);
        }
        else if (result.DifferenceCount > 0)
        {
            Quarantine(QuarantineReasons.OutOfBalance);
            _events.Add(new FoundOutOfBalance());
        }
        else if (earlier is not null && (!IsReleased || earlier.ContentHash == ContentHash))
        {
            // The same content is the same payment, whatever anybody said: another copy of it was accepted meanwhile.
            EarlierRemittanceId = earlier.Id;
            Quarantine(earlier.ContentHash == ContentHash ? QuarantineReasons.DuplicatePayment : QuarantineReasons.TraceReused);
        }
        else
        {
            MoveTo(RemittanceAdviceState.Balanced);
            (ReasonCode, AcceptedPayment) = ("", IsReleased ? $"{PaymentIdentity}|{Id}" : PaymentIdentity);
            _events.Add(new Accepted());
        }
    }

    /// <summary>The claim payments up to this position were looked up.</summary>
    /// <param name="through">Position of the last of them.</param>
    /// <param name="unmatched">How many of them match no claim.</param>
    /// <param name="unapplied">Their money.</param>
    public void LookUp(int through, int unmatched, Money unapplied)
    {
        Require(RemittanceAdviceState.Balanced);
        MatchedThrough = through;
        UnmatchedCount += unmatched;
        UnappliedAmount += unapplied;
        Version++;
    }

    /// <summary>Every claim payment was looked up.</summary>
    public void Match()
    {
        MoveTo(RemittanceAdviceState.Matched);
        _events.Add(new Matched());
    }

    /// <summary>The next chunk, in the order of the file.</summary>
    /// <returns>Its number.</returns>
    public int Post(int throughPosition, Money paid)
    {
        Require(RemittanceAdviceState.Matched);
        PostedThrough = throughPosition;
        return AddChunk(paid);
    }

    /// <summary>Everything that matched is posted.</summary>
    public void FinishPosting(DateTimeOffset at)
    {
        MoveTo(RemittanceAdviceState.Posted);
        PostTime = at;
        _events.Add(new PostedWhole());
    }

    /// <summary>A further chunk, of claim payments whose claims came later.</summary>
    /// <returns>Its number.</returns>
    public int PostLate(int claims, Money paid)
    {
        Require(RemittanceAdviceState.Posted);
        UnmatchedCount -= claims;
        UnappliedAmount -= paid;
        return AddChunk(paid);
    }

    /// <summary>The further chunks are posted.</summary>
    public void FinishPostingLate()
    {
        Require(RemittanceAdviceState.Posted);
        Version++;
        _events.Add(new PostedWhole());
    }

    public IReadOnlyList<object> TakeEvents()
    {
        object[] taken = [.. _events];
        _events.Clear();
        return taken;
    }

    private int AddChunk(Money paid)
    {
        PostedAmount += paid;
        Version++;
        return ++ChunkCount;
    }

    private void Take(ReadingResult result)
    {
        ContentHash = result.ContentHash;
        ClaimPaymentCount = result.ClaimPaymentCount;
        ProviderAdjustmentAmount = result.ProviderAdjustmentAmount;
        Differences = result.Differences;
        DifferenceCount = result.DifferenceCount;
    }

    private void Quarantine(string reasonCode)
    {
        MoveTo(RemittanceAdviceState.Quarantined);
        ReasonCode = reasonCode;
    }

    private void Require(RemittanceAdviceState state)
    {
        if (State != state)
        {
            throw new InvalidOperationException($"A remittance advice that is {State.Code()} takes no such step.");
        }
    }

    private void MoveTo(RemittanceAdviceState next)
    {
        if (!RemittanceAdviceTransitions.Allows(State, next))
        {
            throw IllegalTransition.Of("remittance", State, next);
        }

        State = next;
        Version++;
    }
}

/// <summary>It was read and adds up.</summary>
public sealed record Accepted;

/// <summary>It does not add up.</summary>
public sealed record FoundOutOfBalance;

/// <summary>Every claim payment was looked up.</summary>
public sealed record Matched;

/// <summary>All that matched is posted; again after each late match.</summary>
public sealed record PostedWhole;
