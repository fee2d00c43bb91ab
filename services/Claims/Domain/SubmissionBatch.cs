using System.Globalization;
using MedBill.Platform.Values;

namespace MedBill.Claims.Domain;

/// <summary>
/// One 837 file with the claims of one practice for one payer. Its control numbers are taken in the transaction that assigns its claims;
/// what the file says follows from stored rows and from <see cref="CreateTime"/> alone, so it can be written again byte for byte.
/// </summary>
public sealed class SubmissionBatch : IAggregate, IPracticeOwned
{
    /// <summary>CLM segments in one ST.</summary>
    public const int MaxClaims = 5_000;

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

    public required int ClaimCount { get; init; }

    public required Money TotalCharge { get; init; }

    /// <summary>When it was closed: ISA09, ISA10, GS04, GS05, BHT04, BHT05.</summary>
    public required DateTimeOffset CreateTime { get; init; }

    public BatchState State { get; private set; }

    public DateTimeOffset? SendTime { get; private set; }

    public DateTimeOffset? AcknowledgeTime { get; private set; }

    /// <summary>TA105 of the last TA1 that answered it; empty before.</summary>
    public string InterchangeNoteCode { get; private set; } = "";

    /// <summary>Machine time until which one worker writes it, or nobody tries again.</summary>
    public DateTimeOffset? LeaseEndTime { get; private set; }

    /// <summary>How often its file was begun. More than once means that the payer may have seen it twice.</summary>
    public int WriteCount { get; private set; }

    /// <summary>Nine digits.</summary>
    public string InterchangeControlNumber => ControlNumber.ToString("D9", CultureInfo.InvariantCulture);

    /// <summary>GS06: the same number without leading zeros.</summary>
    public string GroupControlNumber => ControlNumber.ToString(CultureInfo.InvariantCulture);

    public string FileName => $"837P-{InterchangeControlNumber}.x12";

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
