using MedBill.X12.Claims837P;
using MedBill.X12.Findings;

namespace MedBill.X12.Tests.Claims837P;

public sealed class Claim837PGoldenTests
{
    [Theory]
    [InlineData("837P-subscriber.x12")]
    [InlineData("837P-secondary.x12")]
    [InlineData("837P-dependent-accident.x12")]
    public void A_canonical_file_is_written_back_byte_for_byte(string name)
    {
        var findings = new FindingLog();

        var claims = Claim837PFile.Read(Golden.Open(name), findings).ToList();
        var written = Claim837PFile.Write(claims[0].Envelope, claims[0].Header, [.. claims.Select(received => received.Claim)]);

        Assert.Empty(findings);
        Assert.Empty(written.Findings);
        Assert.Equal(Golden.Text(name), written.ToText());
    }
}
