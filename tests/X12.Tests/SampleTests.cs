using System.Text.RegularExpressions;
using MedBill.X12.Acknowledgments;
using MedBill.X12.Claims837D;
using MedBill.X12.Claims837I;
using MedBill.X12.Claims837P;
using MedBill.X12.Eligibility;
using MedBill.X12.Findings;
using MedBill.X12.Remittances835;

namespace MedBill.X12.Tests;

/// <summary>Reads every file of <see cref="SampleFolder"/> with every reader.</summary>
public sealed class SampleTests
{
    [Theory]
    [InlineData("837P")]
    [InlineData("835")]
    [InlineData("277CA")]
    [InlineData("999")]
    [InlineData("270")]
    [InlineData("271")]
    [InlineData("broken")]
    [InlineData("837I")]
    [InlineData("837D")]
    [InlineData("837-other")]
    [InlineData("276")]
    [InlineData("277")]
    [InlineData("278")]
    [InlineData("820")]
    [InlineData("834")]
    [InlineData("997")]
    public void No_reader_throws_on_a_file_and_what_is_left_out_is_reported(string transaction)
    {
        foreach (var file in SampleFolder.Files(transaction))
        {
            var bytes = File.ReadAllBytes(file);
            foreach (var (name, read) in Readers)
            {
                var findings = new FindingLog();

                var count = read(new MemoryStream(bytes), findings);

                Assert.True(count > 0 || findings.Count > 0, $"{name} says nothing of {Path.GetFileName(file)}");
            }
        }
    }

    [Theory]
    [InlineData("837P", "CLM")]
    [InlineData("837I", "CLM")]
    [InlineData("837D", "CLM")]
    [InlineData("835", "CLP")]
    public void Every_5010_file_gives_as_many_claims_as_it_has(string transaction, string segment)
    {
        foreach (var file in SampleFolder.Files(transaction))
        {
            var text = File.ReadAllText(file, System.Text.Encoding.Latin1);
            if (!text.Contains("005010", StringComparison.Ordinal))
            {
                continue;
            }

            using var stream = File.OpenRead(file);
            var findings = new FindingLog();

            var count = Readers[transaction](stream, findings);

            var expected = Regex.Count(text, $@"(?<![A-Z0-9]){segment}[*|]");
            // One file has words where amounts belong: those claims are left out, and that is said.
            var unreadable = findings.Where(finding => finding.Code == "AMOUNT_WRONG").Select(finding => finding.SegmentPosition).Distinct().Count();
            Assert.True(count == expected - unreadable, $"{Path.GetFileName(file)}: {count} of {expected}; {string.Join("; ", findings)}");
        }
    }

    [Fact]
    public void Validation_of_any_file_ends_and_says_something_of_the_broken_ones()
    {
        foreach (var file in SampleFolder.Files("broken").Concat(SampleFolder.Files("837P")))
        {
            using var stream = File.OpenRead(file);

            var report = X12File.Validate(stream);

            Assert.True(report.Interchanges.Count > 0 || report.Findings.Count > 0, Path.GetFileName(file));
        }
    }

    private static readonly Dictionary<string, Func<Stream, FindingLog, int>> Readers = new()
    {
        ["837P"] = (stream, findings) => Claim837PFile.Read(stream, findings).Count(),
        ["837I"] = (stream, findings) => Claim837IFile.Read(stream, findings).Count(),
        ["837D"] = (stream, findings) => Claim837DFile.Read(stream, findings).Count(),
        ["835"] = (stream, findings) => Remittance835File.Read(stream, findings).OfType<ClaimPayment>().Count(),
        ["277CA"] = (stream, findings) => ClaimAcknowledgment277CAFile.Read(stream, findings).Count(),
        ["999"] = (stream, findings) => Acknowledgment999File.Read(stream, findings).Count(),
        ["270"] = (stream, findings) => Eligibility270File.Read(stream, findings).Count(),
        ["271"] = (stream, findings) => Eligibility271File.Read(stream, findings).Count(),
    };
}
