using MedBill.X12.Acknowledgments;
using MedBill.X12.Envelopes;
using MedBill.X12.Findings;
using MedBill.X12.Guides;

namespace MedBill.Claims.Acknowledgments;

/// <summary>Why a file cannot be applied, now or later.</summary>
/// <param name="Code">UPPER_SNAKE.</param>
/// <param name="Words">In words of ours, with nothing from the file.</param>
internal sealed record Refusal(string Code, string Words);

/// <summary>
/// What an inbound file says, read whole before anything of it is applied: a file with an error in its envelopes, or a set that cannot be
/// read, is refused as a whole, because whoever sent it will send it again whole.
/// </summary>
internal sealed record InboundFile
{
    /// <summary>
    /// TA1s, and segments of sets, of one file: what they say is held until all of it is known to be sound. An answer to one claim takes
    /// about seven.
    /// </summary>
    public const int MaxSegments = 500_000;

    /// <summary>TA1, 999 or 277CA; of several the first in this order that is there; empty when none is.</summary>
    public string TransactionType { get; private init; } = "";

    /// <summary>ISA08: whom the sender takes us for; empty when it cannot be read.</summary>
    public string ReceiverId { get; private init; } = "";

    public IReadOnlyList<InterchangeAcknowledgment> Interchanges { get; private init; } = [];

    public IReadOnlyList<Acknowledgment999> Groups { get; private init; } = [];

    public IReadOnlyList<ClaimAcknowledgment277CA> ClaimAnswers { get; private init; } = [];

    public Refusal? Refusal { get; private init; }

    public static InboundFile Read(Func<Stream> open)
    {
        var findings = new FindingLog();
        var file = Survey(open, findings);
        if (file.Refusal is not null || file.TransactionType.Length == 0)
        {
            return file with { Refusal = file.Refusal ?? new("NO_ANSWER", "The file holds no TA1, 999 or 277CA.") };
        }

        file = file with
        {
            Interchanges = file.HasTa1 ? All(open, stream => InterchangeAcknowledgmentFile.Read(stream, findings)) : [],
            Groups = file.Has999 ? All(open, stream => Acknowledgment999File.Read(stream, findings)) : [],
            ClaimAnswers = file.Has277 ? All(open, stream => ClaimAcknowledgment277CAFile.Read(stream, findings)) : [],
        };
        return file with { Refusal = RefusalOf(findings) };
    }

    /// <summary>ISA08 of a file that is not read; empty when there is none.</summary>
    public static string ReceiverOf(Func<Stream> open)
    {
        using var stream = open();
        using var reader = new EnvelopeReader(stream, new FindingLog());
        return reader.Read() ? reader.Interchange?.ReceiverId ?? "" : "";
    }

    private bool HasTa1 { get; init; }

    private bool Has999 { get; init; }

    private bool Has277 { get; init; }

    // What stands in it, without reading the sets.
    private static InboundFile Survey(Func<Stream> open, FindingLog findings)
    {
        var file = new InboundFile();
        var segments = 0;
        using var stream = open();
        using var reader = new EnvelopeReader(stream, findings);
        while (segments <= MaxSegments && reader.Read())
        {
            file = file.ReceiverId.Length > 0 ? file : file with { ReceiverId = reader.Interchange?.ReceiverId ?? "" };
            segments += reader.Event is EnvelopeEvent.SetSegment or EnvelopeEvent.InterchangeAcknowledgment ? 1 : 0;
            file = reader.Event switch
            {
                EnvelopeEvent.InterchangeAcknowledgment => file with { HasTa1 = true },
                EnvelopeEvent.SetStart when Follows(reader.Envelope, GuideId.Acknowledgment999) => file with { Has999 = true },
                EnvelopeEvent.SetStart when Follows(reader.Envelope, GuideId.ClaimAcknowledgment277CA) => file with { Has277 = true },
                EnvelopeEvent.SetStart => file with { Refusal = Unsupported },
                _ => file,
            };
        }

        return file with
        {
            TransactionType = file.Has999 ? "999" : file.Has277 ? "277CA" : file.HasTa1 ? "TA1" : "",
            Refusal = segments > MaxSegments ? TooMany : RefusalOf(findings) ?? file.Refusal,
        };
    }

    private static Refusal Unsupported => new(
        "UNSUPPORTED_TRANSACTION", "The file holds a transaction that is read by no service, or one beside others it may not stand with.");

    private static Refusal TooMany => new(
        "TOO_MANY_ANSWERS", $"The file holds more than {MaxSegments} segments, more than are read at once; have it sent in smaller files.");

    private static bool Follows(SetEnvelope envelope, GuideId guide) =>
        envelope.Set.Id == guide.SetId && envelope.Version.StartsWith(guide.BaseVersion, StringComparison.Ordinal);

    private static List<T> All<T>(Func<Stream> open, Func<Stream, IEnumerable<T>> read)
    {
        using var stream = open();
        return [.. read(stream)];
    }

    private static Refusal? RefusalOf(FindingLog findings) => findings.HasErrors
        ? findings.Where(finding => finding.IsError).OrderByDescending(finding => finding.Severity)
            .Select(finding => new Refusal(finding.Code, finding.Message)).FirstOrDefault() ?? new("UNREADABLE", "The file cannot be read.")
        : null;
}
