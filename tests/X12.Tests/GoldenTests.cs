using MedBill.X12.Acknowledgments;
using MedBill.X12.Claims837P;
using MedBill.X12.Eligibility;
using MedBill.X12.Findings;
using MedBill.X12.Remittances835;
using MedBill.X12.Writing;

namespace MedBill.X12.Tests;

/// <summary>Each golden file is canonical: read into the model and written again it is the same, byte for byte, without a
/// finding.</summary>
public sealed class GoldenTests
{
    [Theory]
    [InlineData("837P-subscriber.x12")]
    [InlineData("837P-secondary.x12")]
    [InlineData("837P-dependent-accident.x12")]
    public void An_837P_comes_back_byte_for_byte(string name) => ComesBack(name, findings =>
    {
        var claims = Claim837PFile.Read(Golden.Open(name), findings).ToList();
        return Claim837PFile.Write(claims[0].Envelope, claims[0].Header, [.. claims.Select(received => received.Claim)]);
    });

    [Theory]
    [InlineData("835-paid-denied-reversed.x12")]
    [InlineData("835-medicare-crossover.x12")]
    public void An_835_comes_back_byte_for_byte(string name) => ComesBack(name, findings =>
    {
        var remittance = Assert.Single(Remittance835File.ReadAll(Golden.Open(name), findings));
        return Remittance835File.Write(remittance.Header.Envelope!, remittance);
    });

    [Theory]
    [InlineData("277CA-accepted-and-rejected.x12")]
    public void A_277CA_comes_back_byte_for_byte(string name) => ComesBack(name, findings =>
    {
        var acknowledgment = Assert.Single(ClaimAcknowledgment277CAFile.Read(Golden.Open(name), findings));
        return ClaimAcknowledgment277CAFile.Write(acknowledgment.Envelope!, acknowledgment);
    });

    [Theory]
    [InlineData("999-accepted.x12")]
    [InlineData("999-rejected.x12")]
    public void A_999_comes_back_byte_for_byte(string name) => ComesBack(name, findings =>
    {
        var acknowledgment = Assert.Single(Acknowledgment999File.Read(Golden.Open(name), findings));
        return Acknowledgment999File.Write(acknowledgment.Envelope!, acknowledgment);
    });

    [Fact]
    public void A_TA1_comes_back_byte_for_byte() => ComesBack("TA1-duplicate.x12", findings =>
    {
        var acknowledgment = Assert.Single(InterchangeAcknowledgmentFile.Read(Golden.Open("TA1-duplicate.x12"), findings));
        return InterchangeAcknowledgmentFile.Write(acknowledgment.Interchange!, acknowledgment);
    });

    [Theory]
    [InlineData("270-subscriber.x12")]
    [InlineData("270-dependent.x12")]
    public void A_270_comes_back_byte_for_byte(string name) => ComesBack(name, findings =>
    {
        var inquiries = Eligibility270File.Read(Golden.Open(name), findings).ToList();
        return Eligibility270File.Write(Assert.Single(inquiries).Header.Envelope!, inquiries);
    });

    [Theory]
    [InlineData("271-ppo.x12")]
    [InlineData("271-not-found.x12")]
    public void A_271_comes_back_byte_for_byte(string name) => ComesBack(name, findings =>
    {
        var answers = Eligibility271File.Read(Golden.Open(name), findings).ToList();
        return Eligibility271File.Write(Assert.Single(answers).Header.Envelope!, answers);
    });

    private static void ComesBack(string name, Func<FindingLog, X12Output> readAndWrite)
    {
        var findings = new FindingLog();

        var written = readAndWrite(findings);

        Assert.Empty(findings);
        Assert.Empty(written.Findings);
        Assert.Equal(Golden.Text(name), written.ToText());
    }
}
