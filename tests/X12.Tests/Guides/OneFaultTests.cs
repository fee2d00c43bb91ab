using MedBill.X12.Acknowledgments;
using MedBill.X12.Envelopes;
using MedBill.X12.Findings;
using MedBill.X12.Guides;
using MedBill.X12.Validation;

namespace MedBill.X12.Tests.Guides;

/// <summary>
/// Every segment of the golden files, one fault at a time: removed, doubled, changed with the next, unknown, another qualifier, an element
/// empty or too long. A fault is at most one error, and the 999 that tells of it is sound itself.
/// </summary>
public sealed class OneFaultTests
{
    // Where two things may have happened and the walk takes the other: e.g. a payer's NM1 fits the next level of a 270 as well, or an
    // amount that a neighbour now counts leaves two sums wrong.
    private const double Ambiguous = 0.01;

    // A document within a 275 holds what looks like segments, and a TA1 stands in no set.
    public static TheoryData<string> Files =>
        [.. Golden.Names.Where(name => !name.StartsWith("275", StringComparison.Ordinal) && !name.StartsWith("TA1", StringComparison.Ordinal))];

    public static TheoryData<string> Trees =>
        [.. Golden.Names.Where(name => Golden.Text(name).Contains("~HL*", StringComparison.Ordinal))];

    [Theory]
    [MemberData(nameof(Files))]
    public void A_fault_is_at_most_one_error_and_its_999_is_sound(string name)
    {
        var faults = 0;
        var several = new List<string>();
        foreach (var (what, text) in Broken(Golden.Text(name)))
        {
            var report = X12File.Validate(Golden.Stream(Golden.Recount(text)));
            faults++;
            if (report.Findings.Count(finding => finding.IsError) > 1)
            {
                several.Add($"{what}: {string.Join("; ", report.Findings)}");
            }

            Assert.All(report.Findings, finding => IsPlaced(finding, what));
            IsSound(report.Interchanges[0].Groups[0], what);
        }

        Assert.True(faults > 30);
        Assert.True(several.Count <= faults * Ambiguous, $"{several.Count} of {faults}:\n{string.Join('\n', several)}");
    }

    [Theory]
    [MemberData(nameof(Trees))]
    public void A_level_without_its_HL_is_one_error_where_the_HL_is_missing(string name)
    {
        var segments = Golden.Text(name).Split('~', StringSplitOptions.RemoveEmptyEntries);
        var first = Array.FindIndex(segments, segment => segment.StartsWith("ST*", StringComparison.Ordinal));
        var levels = Enumerable.Range(0, segments.Length).Where(index => segments[index].StartsWith("HL*", StringComparison.Ordinal)).ToList();
        foreach (var level in levels)
        {
            var text = string.Join('~', segments[..level].Concat(segments[(level + 1)..])) + "~";

            var finding = Assert.Single(X12File.Validate(Golden.Stream(Golden.Recount(text))).Findings, finding => finding.IsError);

            // Of the last service of a 278 no number that is skipped tells: its SV1 may as well be one too many.
            var isLastService = level == levels[^1] && segments[level].Contains("*SS*", StringComparison.Ordinal);
            Assert.Equal(level - first + 1, finding.SegmentPosition);
            Assert.True(isLastService || finding is { Code: "SEGMENT_MISSING", SegmentId: "HL" }, $"{segments[level]}: {finding}");
        }
    }

    private static void IsPlaced(Finding finding, string what) => Assert.True(
        finding.SegmentPosition > 0 && finding.ByteOffset > 0 && finding.SegmentId is not null && finding.Rule is not null
            && finding.Message.EndsWith('.') && (finding.SegmentErrorCode ?? finding.SetErrorCode ?? "w") is not null,
        $"{what}: {finding}");

    private static void IsSound(GroupReport group, string what)
    {
        if (group.Group.FunctionalId == "FA")
        {
            return;
        }

        var interchange = new Interchange
        {
            SenderId = "PRAIRIEHP",
            ReceiverId = "CLEARWATER",
            Timestamp = new DateTime(2026, 3, 16, 9, 0, 0, DateTimeKind.Unspecified),
            ControlNumber = "000000201",
        };
        var output = Acknowledgment999File.Write(GuideId.Acknowledgment999.Envelope(interchange, 1, 1), Acknowledgment999.From(group));
        Assert.False(output.IsRefused, $"{what}: {string.Join("; ", output.Findings)}");
        Assert.Empty(X12File.Validate(new MemoryStream(output.Bytes.ToArray())).Findings);
    }

    private static IEnumerable<(string What, string Text)> Broken(string file)
    {
        var segments = file.Split('~', StringSplitOptions.RemoveEmptyEntries);
        var (first, last) = (Array.FindIndex(segments, segment => segment.StartsWith("ST*", StringComparison.Ordinal)) + 1,
            Array.FindIndex(segments, segment => segment.StartsWith("SE*", StringComparison.Ordinal)) - 1);
        for (var index = first; index <= last; index++)
        {
            var segment = segments[index];
            string With(params string[] instead) =>
                string.Join('~', segments[..index].Concat(instead).Concat(segments[(index + 1)..])) + "~";
            yield return ($"without {segment}", With());
            yield return ($"twice {segment}", With(segment, segment));
            yield return ($"unknown before {segment}", With("ZZZ*1", segment));
            if (index < last)
            {
                yield return ($"changed {segment}",
                    string.Join('~', [.. segments[..index], segments[index + 1], segment, .. segments[(index + 2)..]]) + "~");
            }

            var elements = segment.Split('*');
            for (var element = 1; element < elements.Length; element++)
            {
                if (elements[element].Length > 0)
                {
                    var value = elements[element];
                    elements[element] = "";
                    yield return ($"{element} empty in {segment}", With(string.Join('*', elements).TrimEnd('*')));
                    elements[element] = value.Length <= 3 ? "ZQ" : value + new string('9', 90);
                    yield return ($"{element} wrong in {segment}", With(string.Join('*', elements)));
                    elements[element] = value;
                }
            }
        }
    }
}
