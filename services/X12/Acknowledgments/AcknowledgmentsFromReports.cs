using MedBill.X12.Envelopes;
using MedBill.X12.Findings;
using MedBill.X12.Segments;
using MedBill.X12.Validation;

namespace MedBill.X12.Acknowledgments;

public sealed partial record Acknowledgment999
{
    // IK502 to IK506, AK905 to AK909.
    private const int MostCodes = 5;

    // What one 999 says of one set; the rest is the same kind of fault again, as a rule.
    private const int MostSegments = 100;

    private const int MostElements = 20;

    /// <summary>The 999 that answers a group. A group of acknowledgments (GS01 = FA) is never answered: do not ask for it.</summary>
    /// <param name="report">What validation found.</param>
    /// <param name="upTo">
    /// The last kind of finding that counts. Balancing is never a 999's business: those claims are refused by the 277CA.
    /// </param>
    public static Acknowledgment999 From(GroupReport report, SnipType upTo = SnipType.Situation)
    {
        ArgumentNullException.ThrowIfNull(report);
        var sets = new List<SetAcknowledgment>();
        foreach (var set in report.Sets)
        {
            sets.Add(OfSet(set, upTo));
        }

        var groupCodes = Codes(report.Findings, finding => finding.IsError ? finding.GroupErrorCode : null);
        var accepted = groupCodes.Count > 0 ? 0 : sets.Count(set => set.IsAccepted);
        return new Acknowledgment999
        {
            FunctionalId = report.Group.FunctionalId,
            GroupControlNumber = report.Group.ControlNumber,
            Version = report.Group.Version,
            Sets = sets.ToValueList(),
            Status = accepted == 0 ? "R" : accepted < sets.Count ? "P" : sets.Any(set => set.Status == "E") ? "E" : "A",
            IncludedSets = report.AnnouncedSets,
            ReceivedSets = sets.Count,
            AcceptedSets = accepted,
            ErrorCodes = groupCodes,
        };
    }

    private static SetAcknowledgment OfSet(SetReport set, SnipType upTo)
    {
        var counted = set.Findings.Where(finding => Counts(finding, upTo)).ToList();
        // Findings beyond the limit are not kept; the set is refused for them all the same.
        var hasErrors = counted.Any(finding => finding.IsError)
            || set.ErrorCount > set.Findings.Count(finding => finding.IsError);
        var errors = counted
            .Where(finding => finding.SegmentErrorCode is not null && finding.SegmentId is not null && !LacksItsElement(finding))
            .GroupBy(finding => (finding.SegmentPosition, finding.SegmentId, finding.Loop, finding.SegmentErrorCode))
            .OrderBy(group => group.Key.SegmentPosition)
            .Take(MostSegments)
            .Select(group => OfSegment([.. group], set.Set.Id))
            .ToList();
        var codes = Codes(counted, finding => finding.IsError ? finding.SetErrorCode ?? SegmentsInError(finding) : null);
        return new SetAcknowledgment
        {
            SetId = set.Set.Id,
            SetControlNumber = set.Set.ControlNumber,
            Implementation = set.Set.Implementation,
            Errors = errors.ToValueList(),
            Status = hasErrors ? "R" : errors.Count > 0 ? "E" : "A",
            ErrorCodes = codes,
        };
    }

    private static bool Counts(Finding finding, SnipType upTo) =>
        finding.Snip <= upTo && finding.Snip != SnipType.Balancing && finding.Severity > FindingSeverity.Note;

    // IK304 = 8 announces an IK4; a fault for which IK403 has no code, a separator too much, cannot be told by a 999.
    private static bool LacksItsElement(Finding finding) => finding is { SegmentErrorCode: "8", IsError: false, ElementErrorCode: null };

    // IK502: 5 segments in error by X12's own rules, I5 by the guide's.
    private static string? SegmentsInError(Finding finding) =>
        finding.SegmentErrorCode is null ? null : finding.Snip == SnipType.Syntax ? "5" : "I5";

    private static SegmentError OfSegment(List<Finding> findings, string setId)
    {
        var first = findings[0];
        var elements = findings
            .Where(finding => finding is { Element: > 0, ElementErrorCode: not null })
            .Take(MostElements)
            .Select(finding => new ElementError
            {
                Element = finding.Element,
                Component = finding.Component,
                Repeat = finding.Repeat,
                DataElement = finding.DataElement,
                Code = finding.ElementErrorCode!,
                BadValue = string.IsNullOrEmpty(finding.Value) ? null : finding.Value,
            })
            .ToList();
        return new SegmentError
        {
            SegmentId = first.SegmentId!,
            Position = first.SegmentPosition,
            Loop = first.Loop,
            Code = first.SegmentErrorCode,
            Contexts = setId == "837" && first.ClaimControlNumber is { Length: > 0 } claim ? [new ErrorContext("CLM01", claim)] : [],
            Elements = elements.ToValueList(),
        };
    }

    private static ValueList<string> Codes(IEnumerable<Finding> findings, Func<Finding, string?> code) =>
        findings.Select(code).OfType<string>().Distinct().Take(MostCodes).ToList().ToValueList();
}

public sealed partial record InterchangeAcknowledgment
{
    /// <summary>The TA1 that answers an interchange.</summary>
    public static InterchangeAcknowledgment From(InterchangeReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        var worst = report.Findings
            .Where(finding => finding.InterchangeNoteCode is not null)
            .OrderByDescending(finding => finding.Severity)
            .FirstOrDefault();
        return From(report.Interchange, worst?.InterchangeNoteCode, worst?.IsError == true);
    }

    /// <summary>The TA1 for a reason the file itself does not show, such as 025, a control number received before.</summary>
    public static InterchangeAcknowledgment Refusal(Interchange interchange, string noteCode) =>
        From(interchange, noteCode, isRefused: true);

    private static InterchangeAcknowledgment From(Interchange interchange, string? noteCode, bool isRefused)
    {
        ArgumentNullException.ThrowIfNull(interchange);
        return new InterchangeAcknowledgment
        {
            ControlNumber = interchange.ControlNumber,
            Timestamp = interchange.Timestamp,
            Status = isRefused ? "R" : noteCode is null ? "A" : "E",
            NoteCode = noteCode ?? "000",
        };
    }
}
