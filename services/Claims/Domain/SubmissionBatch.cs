using System.Globalization;
using MedBill.Platform.Values;

namespace MedBill.Claims.Domain;

/// <summary>
/// One 837 file with the claims of one practice for one payer. Its control numbers are taken in the transaction that assigns its claims;
/// what the file says follows from stored rows and from <see cref="CreateTime"/> alone. Once it was begun, its bytes are kept until it is sent
/// (<see cref="BegunFile"/>).
/// </summary>
public sealed class SubmissionBatch : IAggregate, IPracticeOwned
{
    /// <summary>CLM segments in one ST.</summary>
    public const int MaxClaims = 5_000;

    /// <summary>Refusals of the writer after which it is looked for the claims that are to blame.</summary>
    public const int RefusalsToSift = 3;

    private readonly List<object> _events = [];

    /// <summary><c>sub-…</c></summary>
    public required string Id { get; init; }

    public string Name => $"submissionBatches/{Id}";

    public string Practice { get; private set; } = "";

    public int Version { get; private set; } = 1;

    /// <summary><c>pyr-…</c></summary>
    public required string PayerId { get; init; }

    /// <summary>ISA06.</summary>
    public required string SenderId { get; init; }

    /// <summary>ISA08.</summary>
    public required string ReceiverId { get; init; }

    /// <summary>ISA13 and GS06, and BHT03: one number, unique in the installation.</summary>
    public required int ControlNumber { get; init; }

    /// <summary>ISA15: P or T.</summary>
    public required string UsageCode { get; init; }

    public int ClaimCount { get; private set; }

    public Money TotalCharge { get; private set; }

    /// <summary>When it was closed: ISA09, ISA10, GS04, GS05, BHT04, BHT05.</summary>
    public required DateTimeOffset CreateTime { get; init; }

    public BatchState State { get; private set; }

    public DateTimeOffset? SendTime { get; private set; }

    public DateTimeOffset? AcknowledgeTime { get; private set; }

    /// <summary>TA105 of the last TA1 that answered it; empty before.</summary>
    public string InterchangeNoteCode { get; private set; } = "";

    /// <summary>Machine time until which one worker writes it, or nobody tries again.</summary>
    public DateTimeOffset? LeaseEndTime { get; private set; }

    /// <summary>How often its file was put into the mailbox, or may have been. More than once means that the payer may have seen it twice.</summary>
    public int WriteCount { get; private set; }

    /// <summary>How often the writer of the 837P would not write its file.</summary>
    public int RefusalCount { get; private set; }

    /// <summary>The writer will not take it as it is, and nobody outside has seen it: it may be changed.</summary>
    public bool IsToBeSifted => State == BatchState.Closed && RefusalCount >= RefusalsToSift && WriteCount == 0;

    /// <summary>Nine digits.</summary>
    public string InterchangeControlNumber => ControlNumber.ToString("D9", CultureInfo.InvariantCulture);

    /// <summary>GS06: the same number without leading zeros.</summary>
    public string GroupControlNumber => ControlNumber.ToString(CultureInfo.InvariantCulture);

    public string FileName => $"837P-{InterchangeControlNumber}.x12";

    /// <summary>What it holds when it is closed.</summary>
    internal void Fill(int claimCount, Money totalCharge) => (ClaimCount, TotalCharge) = (claimCount, totalCharge);

    /// <summary>
    /// Claims leave it before its file was ever written. One that loses its last claim is rejected and keeps what it held: its number is
    /// never used.
    /// </summary>
    public void TakeOut(int claimCount, Money totalCharge, DateTimeOffset at)
    {
        if (!IsToBeSifted)
        {
            throw new InvalidOperationException("A batch whose file may have left the house keeps its claims.");
        }

        if (claimCount < ClaimCount)
        {
            (ClaimCount, TotalCharge) = (ClaimCount - claimCount, TotalCharge - totalCharge);
        }
        else
        {
            (State, AcknowledgeTime) = (BatchState.Rejected, at);
        }

        Changed();
    }

    /// <summary>The file is in the outbound mailbox, or an answer to it proves that it was. False when that was known.</summary>
    public bool MarkSent(DateTimeOffset at)
    {
        if (State != BatchState.Closed)
        {
            return false;
        }

        (State, SendTime) = (BatchState.Sent, at);
        Changed(new SubmissionBatchSent());
        return true;
    }

    /// <summary>Taken whole (999 A or E).</summary>
    public void Acknowledge(DateTimeOffset at)
    {
        MarkSent(at);
        if (State == BatchState.Sent)
        {
            (State, AcknowledgeTime) = (BatchState.Acknowledged, at);
            Changed();
        }
    }

    /// <summary>Refused whole (TA1 R, 999 R).</summary>
    public void Reject(DateTimeOffset at)
    {
        MarkSent(at);
        if (State != BatchState.Rejected)
        {
            (State, AcknowledgeTime) = (BatchState.Rejected, at);
            Changed();
        }
    }

    /// <summary>Keeps what a TA1 said.</summary>
    public void NoteInterchange(string noteCode, DateTimeOffset at)
    {
        MarkSent(at);
        if (InterchangeNoteCode != noteCode)
        {
            InterchangeNoteCode = noteCode;
            Changed();
        }
    }

    public IReadOnlyList<object> TakeEvents()
    {
        object[] taken = [.. _events];
        _events.Clear();
        return taken;
    }

    private void Changed(params object[] events)
    {
        Version++;
        _events.AddRange(events);
    }
}

/// <summary>
/// The file of a batch, from when it may have left the house until it is known that it has: a newer release must not write others under a number
/// that the payer may have seen. Megabytes, so it stands by itself: whoever reads batches does not read their files.
/// </summary>
public sealed class BegunFile : IPracticeOwned
{
    /// <summary><c>sub-…</c></summary>
    public required string BatchId { get; init; }

    public string Practice { get; private set; } = "";

    public required byte[] Bytes { get; init; }
}
