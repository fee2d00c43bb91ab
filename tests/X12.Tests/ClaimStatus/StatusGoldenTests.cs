using MedBill.X12.ClaimStatus;
using MedBill.X12.Findings;

namespace MedBill.X12.Tests.ClaimStatus;

/// <summary>Each golden file is canonical: read into the model and written again it is the same, byte for byte.</summary>
public sealed class StatusGoldenTests
{
    [Theory]
    [InlineData("276-subscriber-and-dependent.x12")]
    public void A_276_comes_back_byte_for_byte(string name)
    {
        var findings = new FindingLog();
        var inquiries = Status276File.Read(Golden.Open(name), findings).ToList();

        var written = Status276File.Write(inquiries[0].Header.Envelope!, inquiries);

        Assert.Empty(findings);
        Assert.Empty(written.Findings);
        Assert.Equal(Golden.Text(name), written.ToText());
    }

    [Theory]
    [InlineData("277-paid-and-records-requested.x12")]
    [InlineData("277-provider-refused.x12")]
    [InlineData("277-receiver-refused.x12")]
    public void A_277_comes_back_byte_for_byte(string name)
    {
        var findings = new FindingLog();
        var answers = Status277File.Read(Golden.Open(name), findings).ToList();

        var written = Status277File.Write(answers[0].Header.Envelope!, answers);

        Assert.Empty(findings);
        Assert.Empty(written.Findings);
        Assert.Equal(Golden.Text(name), written.ToText());
    }
}
