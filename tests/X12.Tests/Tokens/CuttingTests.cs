using System.Text;
using CsCheck;
using MedBill.X12.Claims837P;
using MedBill.X12.Documents;
using MedBill.X12.Envelopes;
using MedBill.X12.Findings;
using MedBill.X12.Remittances835;

namespace MedBill.X12.Tests.Tokens;

/// <summary>Units are read where they stand in the reader's buffer, or copied when it moves on: nobody may notice which.</summary>
public sealed class CuttingTests
{
    private static readonly ReadLimits Small = new() { UnitSegments = 12, UnitBytes = 300 };

    private static readonly Gen<(string Name, int[] Sizes, int Left)> Cuts = Gen.Select(
        Gen.Int[0, Golden.Names.Length - 1].Select(index => Golden.Names[index]), Gen.Int[1, 2_000].Array[1, 20], Gen.Int[0, 60]);

    [Fact]
    public void Any_cutting_of_the_input_gives_the_same_units() =>
        Cuts.Sample(
            (name, sizes, left) =>
            {
                var bytes = Twice(name, left);
                foreach (var limits in (ReadLimits[])[ReadLimits.Default, Small])
                {
                    var (whole, cut) = (new FindingLog(), new FindingLog());
                    Assert.Equal(Units(new MemoryStream(bytes), whole, limits), Units(new ChoppedStream(bytes, sizes), cut, limits));
                    Assert.Equal<Finding>(whole, cut);
                    var isRemittance = name.StartsWith("835", StringComparison.Ordinal);
                    Assert.Equal(Typed(new MemoryStream(bytes), whole, limits, isRemittance), Typed(new ChoppedStream(bytes, sizes), cut, limits, isRemittance));
                    Assert.Equal<Finding>(whole, cut);
                }
            },
            iter: 200);

    [Fact]
    public void Any_cutting_of_the_input_gives_the_same_findings() =>
        Cuts.Sample(
            (name, sizes, left) =>
            {
                var bytes = Twice(name, left);
                Assert.Equal(X12File.Validate(new MemoryStream(bytes)).Findings, X12File.Validate(new ChoppedStream(bytes, sizes)).Findings);
            },
            iter: 200);

    private static List<SetUnit> Units(Stream stream, FindingLog findings, ReadLimits limits) => [.. X12File.Read(stream, findings, limits)];

    /// <summary>By the reader of one guide, which takes many segments at once: nothing of a file of another.</summary>
    private static List<object> Typed(Stream stream, FindingLog findings, ReadLimits limits, bool isRemittance) => isRemittance
        ? [.. Remittance835File.Read(stream, findings, limits)]
        : [.. Claim837PFile.Read(stream, findings, limits)];

    /// <summary>The file twice, without one of its segments the second time: long enough for several runs, and not without fault.</summary>
    private static byte[] Twice(string name, int left)
    {
        var text = Golden.Text(name);
        var segments = text.Split('~');
        var faulty = string.Join('~', segments.Where((_, index) => index != left || index == 0));
        return Encoding.Latin1.GetBytes(string.Concat(text, faulty));
    }
}
