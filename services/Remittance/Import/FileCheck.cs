using MedBill.Remittance.Domain;
using MedBill.X12.Envelopes;
using MedBill.X12.Findings;
using MedBill.X12.Guides;
using MedBill.X12.Remittances835;

namespace MedBill.Remittance.Import;

/// <summary>
/// Looks at a whole file before anything of it counts: a file that breaks off, or is not what it should be, posts nothing at all, so that
/// the whole one may come after it. Content within a set is not judged here: one bad remittance advice does not hold back the others.
/// </summary>
internal sealed class FileCheck(bool acceptsTestFiles)
{
    /// <summary>Most remittance advices in one file.</summary>
    public const int MaxSets = 10_000;

    private const string FunctionalGroup835 = "HP";

    // More findings on envelopes than this, and the file is refused for what was seen of it.
    private const int MaxFindings = 10_000;

    // Tried in this order, so that the plainest reason is given.
    private static readonly (string Code, string Words, string[] Findings)[] Refusals =
    [
        ("NOT_X12", "The file is not an X12 interchange.", ["NOT_X12", "EMPTY_FILE"]),
        ("TRUNCATED", "The file breaks off before its end. Ask for the whole one.",
            ["FILE_TRUNCATED", "ISA_TRUNCATED", "SET_TRAILER_MISSING", "GROUP_TRAILER_MISSING", "INTERCHANGE_TRAILER_MISSING"]),
        ("UNSUPPORTED_VERSION", "Only 005010X221 is read. Ask the sender for it.",
            ["VERSION_4010", "INTERCHANGE_VERSION_UNKNOWN", "GROUP_VERSION_UNKNOWN", "SET_VERSION_DIFFERS"]),
        ("WRONG_TRANSACTION", "The file holds something else than remittance advice (835).", ["SET_IN_WRONG_GROUP"]),
    ];

    /// <summary>Why the file cannot be read; null when it can.</summary>
    public async Task<FileRefusal?> FindAsync(Func<Stream> open, CancellationToken cancel)
    {
        var findings = new FindingLog(MaxFindings);
        Envelopes seen;
        await using (var stream = open())
        {
            seen = await WalkAsync(stream, findings, cancel);
        }

        return OfFindings(findings, seen) ?? OfEnvelopes(seen) ?? await OfPaymentsAsync(open, seen.Sets, cancel);
    }

    private static async Task<Envelopes> WalkAsync(Stream stream, FindingLog findings, CancellationToken cancel)
    {
        var seen = new Envelopes();
        using var reader = new EnvelopeReader(stream, findings);
        while (await reader.ReadAsync(cancel))
        {
            switch (reader.Event)
            {
                case EnvelopeEvent.InterchangeStart:
                    seen.HasTests |= reader.Interchange!.Usage == "T";
                    break;
                case EnvelopeEvent.GroupStart:
                    seen.HasOthers |= reader.Group!.FunctionalId != FunctionalGroup835;
                    break;
                case EnvelopeEvent.SetStart:
                    seen.Sets++;
                    seen.HasOthers |= reader.Set!.Id != GuideId.Remittance835.SetId
                        || !reader.Envelope.Version.StartsWith(GuideId.Remittance835.BaseVersion, StringComparison.Ordinal);
                    break;
                default:
                    break;
            }
        }

        return seen;
    }

    private static FileRefusal? OfFindings(FindingLog findings, Envelopes seen)
    {
        var errors = findings.Where(finding => finding.IsError).ToList();
        foreach (var (code, words, codes) in Refusals)
        {
            if (errors.Find(finding => codes.Contains(finding.Code)) is { } cause)
            {
                return With(code, words, cause);
            }
        }

        if (seen.HasOthers)
        {
            return new(Refusals[^1].Code, Refusals[^1].Words);
        }

        // Errors within a set are the set's own: its remittance advice is quarantined when it is read.
        var envelope = errors.Find(finding => finding.SetControlNumber is null);
        return envelope is not null || findings.Dropped > 0
            ? With("INVALID_ENVELOPE", "Counts or control numbers of the envelope do not fit.", envelope ?? errors.FirstOrDefault())
            : null;
    }

    private FileRefusal? OfEnvelopes(Envelopes seen) => seen switch
    {
        { Sets: 0 } => new(Refusals[^1].Code, "The file holds no remittance advice (835)."),
        { Sets: > MaxSets } => new("TOO_MANY_REMITTANCES", $"The file holds more than {MaxSets} remittance advices."),
        { HasTests: true } when !acceptsTestFiles => new("TEST_FILE", "The file says it is a test (ISA15 T)."),
        _ => null,
    };

    // A set whose BPR or TRN cannot be read yields no payment at all.
    private static async Task<FileRefusal?> OfPaymentsAsync(Func<Stream> open, int sets, CancellationToken cancel)
    {
        var findings = new FindingLog();
        var headers = 0;
        await using var stream = open();
        await foreach (var item in Remittance835File.ReadAsync(stream, findings, cancel: cancel))
        {
            headers += item is RemittanceHeader ? 1 : 0;
        }

        return headers == sets
            ? null
            : With(
                "UNREADABLE_PAYMENT",
                "A remittance advice says no payment (BPR) or no trace number (TRN).",
                findings.FirstOrDefault(finding => finding.IsError && finding.ClaimControlNumber is null));
    }

    private static FileRefusal With(string code, string words, Finding? cause) =>
        new(code, cause is null ? words : $"{words} First: {cause.Code} at {cause.Location}.");

    private sealed class Envelopes
    {
        public int Sets { get; set; }

        public bool HasOthers { get; set; }

        public bool HasTests { get; set; }
    }
}
