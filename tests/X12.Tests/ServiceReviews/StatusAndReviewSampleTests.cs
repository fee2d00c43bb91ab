using MedBill.X12.ClaimStatus;
using MedBill.X12.Findings;
using MedBill.X12.ServiceReviews;

namespace MedBill.X12.Tests.ServiceReviews;

/// <summary>Reads and validates every 276, 277 and 278 of <see cref="SampleFolder"/>; each was looked at, and only what is wrong with it is
/// said.</summary>
public sealed class StatusAndReviewSampleTests
{
    private static readonly Dictionary<string, string> Wrong = new()
    {
        ["stupidedi__1.era"] = "INTERCHANGE_NUMBERS_DIFFER",
        ["stupidedi__request-for-home-health-care.edi"] = "SEGMENT_COUNT_WRONG",
    };

    [Theory]
    [InlineData("276")]
    [InlineData("277")]
    [InlineData("278")]
    public void Every_file_is_read_whole_and_only_true_things_are_said_of_it(string transaction)
    {
        foreach (var file in SampleFolder.Files(transaction))
        {
            var (name, bytes) = (Path.GetFileName(file), File.ReadAllBytes(file));
            var codes = X12File.Validate(new MemoryStream(bytes)).Findings.Select(finding => finding.Code).Distinct();
            if (System.Text.Encoding.Latin1.GetString(bytes).Contains("*00401*", StringComparison.Ordinal))
            {
                Assert.Equal(["VERSION_4010"], codes);
                continue;
            }

            Assert.Equal(Wrong.TryGetValue(name, out var code) ? [code] : Array.Empty<string>(), codes);
            var text = System.Text.Encoding.Latin1.GetString(bytes);
            var read = transaction switch
            {
                "276" => Status276File.Read(new MemoryStream(bytes), new FindingLog()).Sum(inquiry => inquiry.Claims.Count),
                "277" => Status277File.Read(new MemoryStream(bytes), new FindingLog()).Sum(answer =>
                    answer.Claims.Count + (answer.ProviderStatus is null ? 0 : 1)),
                _ => ServiceReviewRequest278File.Read(new MemoryStream(bytes), new FindingLog()).Count()
                    + ServiceReviewResponse278File.Read(new MemoryStream(bytes), new FindingLog()).Count(),
            };
            Assert.Equal(System.Text.RegularExpressions.Regex.Count(text, transaction == "278" ? @"\*EV\*" : @"TRN\*"), read);
        }
    }
}
