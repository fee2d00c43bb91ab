using MedBill.X12.Findings;
using MedBill.X12.Reading;
using MedBill.X12.Tokens;

namespace MedBill.X12.Validation;

/// <summary>Asks the receiver's own rules about each unit and places what they say.</summary>
internal sealed class PayerChecks(FindingContext context, IReadOnlyList<IPayerRule> rules)
{
    public void Check(object unit, SegmentBuffer segments)
    {
        foreach (var rule in rules)
        {
            foreach (var finding in rule.Check(unit))
            {
                context.Report(Placed(finding, segments) with { Snip = SnipType.Payer });
            }
        }
    }

    private static Finding Placed(Finding finding, SegmentBuffer segments)
    {
        if (finding.SegmentPosition != 0 || segments.Count == 0)
        {
            return finding;
        }

        // The unit's first segment when the one named is absent.
        var key = SegmentKey.Pack(finding.SegmentId ?? "");
        var index = Enumerable.Range(0, segments.Count).FirstOrDefault(index => segments.Key(index) == key);
        return finding with
        {
            SegmentId = finding.SegmentId ?? segments[index].ToString(),
            SegmentPosition = segments.Position(index),
            ByteOffset = segments[index].Offset,
        };
    }
}
