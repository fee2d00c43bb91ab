using System.Text;
using MedBill.X12.Findings;
using MedBill.X12.Guides;
using MedBill.X12.Tests.Fuzz;
using MedBill.X12.Tokens;
using MedBill.X12.Validation;

namespace MedBill.X12.Tests.Validation;

/// <summary>The quick look at a segment may say too little, never too much.</summary>
public sealed class SegmentScreenTests
{
    private const int Rounds = 60;

    [Fact]
    public void What_passes_the_quick_look_gives_no_finding_when_looked_at_closely_and_golden_segments_pass()
    {
        var random = new Random(1);
        var (looks, passes) = (0, 0);
        foreach (var name in Golden.Names)
        {
            var golden = Encoding.Latin1.GetBytes(Golden.Text(name));
            for (var round = 0; round < Rounds; round++)
            {
                var bytes = golden.ToList();
                for (var change = 0; change < round; change++)
                {
                    Change(bytes, random);
                }

                var (looked, passed) = Look([.. bytes]);
                (looks, passes) = (looks + looked, passes + passed);
            }
        }

        // Each segment is held against every use of its identifier in every guide: most are of another qualifier.
        Assert.True(passes > 10_000 && passes < looks, $"{passes} of {looks}");
    }

    // Other digits leave a segment whole and make its dates, times and codes wrong.
    private static void Change(List<byte> bytes, Random random)
    {
        var at = random.Next(bytes.Count);
        if (random.Next(4) == 0)
        {
            Mutation.Any(random).Apply(bytes);
        }
        else if (bytes.FindIndex(at, value => char.IsAsciiDigit((char)value)) is >= 0 and var digit)
        {
            bytes[digit] = (byte)('0' + random.Next(10));
        }
    }

    private static (int Looks, int Passes) Look(byte[] bytes)
    {
        var (looks, passes) = (0, 0);
        using var reader = new X12Reader(new MemoryStream(bytes), new FindingLog());
        while (reader.Read())
        {
            foreach (var (guide, loop, rule) in Uses.Value[reader.Segment.Key])
            {
                looks++;
                if (new SegmentScreen(rule, guide.Shapes[rule.Key]).Passes(reader.Segment))
                {
                    passes++;
                    var findings = new FindingLog();
                    new ElementChecks(guide, new FindingContext(findings)).Explain(reader.Segment, 1, rule, loop.Id);
                    Assert.True(findings.Count == 0, $"{(findings.Count == 0 ? null : findings[0])} in {Encoding.Latin1.GetString(reader.Segment.Bytes)}");
                }
            }
        }

        return (looks, passes);
    }

    private static readonly Lazy<ILookup<uint, (GuideTable Guide, LoopRule Loop, SegmentRule Rule)>> Uses = new(() => GuideId.All
        .Select(GuideTable.Of)
        .SelectMany(guide => Loops(guide.Root).Distinct().SelectMany(loop => loop.Segments.Select(rule => (guide, loop, rule))))
        .ToLookup(use => use.rule.Key));

    private static IEnumerable<LoopRule> Loops(LoopRule loop) => [loop, .. loop.Children.SelectMany(Loops)];
}
