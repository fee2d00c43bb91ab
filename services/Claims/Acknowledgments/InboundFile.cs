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
            Interchanges = All(open, stream => InterchangeAcknowledgmentFile.Read(stream, findings)),
            Groups = All(open, stream => Acknowledgment999File.Read(stream, findings)),
            ClaimAnswers = All(open, stream => ClaimAcknowledgment277CAFile.Read(stream, findings)),
        };
        return file with { Refusal = RefusalOf(findings) };
    }

    // What stands in it, without reading the sets.
    private static InboundFile Survey(Func<Stream> open, FindingLog findings)
    {
        var (receiver, hasTa1, has999, has277, other) = ("", false, false, false, false);
        using var stream = open();
        using var reader = new EnvelopeReader(stream, findings);
        while (reader.Read())
        {
            receiver = receiver.Length > 0 ? receiver : reader.Interchange?.ReceiverId ?? "";
            switch (reader.Event)
            {
                case EnvelopeEvent.InterchangeAcknowledgment:
                    hasTa1 = true;
                    break;
                case EnvelopeEvent.SetStart when Follows(reader.Envelope, GuideId.Acknowledgment999):
                    has999 = true;
                    break;
                case EnvelopeEvent.SetStart when Follows(reader.Envelope, GuideId.ClaimAcknowledgment277CA):
                    has277 = true;
                    break;
                case EnvelopeEvent.SetStart:
                    other = true;
                    break;
                default:
                    break;
            }
        }

        return new()
        {
            ReceiverId = receiver,
            TransactionType = hasTa1 && !has999 && !has277 ? "TA1" : has999 ? "999" : has277 ? "277CA" : "",
            Refusal = RefusalOf(findings)
                ?? (other ? new("UNSUPPORTED_TRANSACTION", "The file holds a transaction that is read by no service, or one beside others it may not stand with.") : null),
        };
    }

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
