using MedBill.X12.Findings;
using MedBill.X12.ServiceReviews;

namespace MedBill.X12.Tests.ServiceReviews;

/// <summary>Each golden file is canonical: read into the model and written again it is the same, byte for byte.</summary>
public sealed class ReviewGoldenTests
{
    [Theory]
    [InlineData("278-request-imaging.x12")]
    [InlineData("278-request-dependent-admission.x12")]
    public void A_request_comes_back_byte_for_byte(string name)
    {
        var findings = new FindingLog();
        var request = Assert.Single(ServiceReviewRequest278File.Read(Golden.Open(name), findings));

        var written = ServiceReviewRequest278File.Write(request.Header.Envelope!, request);

        Assert.Empty(findings);
        Assert.Empty(written.Findings);
        Assert.Equal(Golden.Text(name), written.ToText());
    }

    [Theory]
    [InlineData("278-response-certified.x12")]
    [InlineData("278-response-modified-and-refused.x12")]
    [InlineData("278-response-not-found.x12")]
    public void A_response_comes_back_byte_for_byte(string name)
    {
        var findings = new FindingLog();
        var response = Assert.Single(ServiceReviewResponse278File.Read(Golden.Open(name), findings));

        var written = ServiceReviewResponse278File.Write(response.Header.Envelope!, response);

        Assert.Empty(findings);
        Assert.Empty(written.Findings);
        Assert.Equal(Golden.Text(name), written.ToText());
    }
}
