using CsCheck;
using MedBill.X12.Envelopes;
using MedBill.X12.Findings;
using MedBill.X12.Guides;
using MedBill.X12.ServiceReviews;

namespace MedBill.X12.Tests.ServiceReviews;

public sealed class ReviewPropertyTests
{
    private static readonly string[] Files =
    [
        "278-request-imaging.x12", "278-request-dependent-admission.x12", "278-response-certified.x12",
        "278-response-modified-and-refused.x12", "278-response-not-found.x12",
    ];

    private static readonly Interchange Interchange = new()
    {
        SenderId = "CLEARWATER",
        ReceiverId = "PRAIRIEHP",
        Timestamp = new DateTime(2026, 3, 16, 11, 1, 0),
        ControlNumber = "000000001",
        Usage = "T",
    };

    private static readonly SetEnvelope Request = GuideId.ServiceReviewRequest278.Envelope(Interchange, 1, 1);

    private static readonly SetEnvelope Response = GuideId.ServiceReviewResponse278.Envelope(Interchange, 1, 1);

    [Fact]
    public void A_request_that_is_written_is_read_as_the_same_and_written_as_the_same_bytes() =>
        ReviewGenerator.Request.Sample(
            request =>
            {
                var written = ServiceReviewRequest278File.Write(Request, request);
                Assert.Empty(written.Findings);
                var findings = new FindingLog();
                var read = Assert.Single(ServiceReviewRequest278File.Read(Golden.Stream(written.ToText()), findings));
                Assert.Empty(findings);
                Assert.Equal(request, read with { Header = read.Header with { Envelope = null } });
                Assert.Equal(written.ToText(), ServiceReviewRequest278File.Write(Request, read).ToText());
            },
            iter: 200);

    [Fact]
    public void A_response_that_is_written_is_read_as_the_same_and_written_as_the_same_bytes() =>
        ReviewGenerator.Response.Sample(
            response =>
            {
                var written = ServiceReviewResponse278File.Write(Response, response);
                Assert.Empty(written.Findings);
                var findings = new FindingLog();
                var read = Assert.Single(ServiceReviewResponse278File.Read(Golden.Stream(written.ToText()), findings));
                Assert.Empty(findings);
                Assert.Equal(response, read with { Header = read.Header with { Envelope = null } });
                Assert.Equal(written.ToText(), ServiceReviewResponse278File.Write(Response, read).ToText());
            },
            iter: 200);

    [Fact]
    public void Changed_bytes_never_throw() =>
        Gen.Select(
            Gen.Int[0, Files.Length - 1].Select(index => Files[index]),
            Gen.Select(Gen.Int[0, 5_000], Gen.Char["*~:^0HLEVSUM123"]).Array[1, 6]).Sample(
            (name, changes) =>
            {
                var text = Golden.Text(name).ToCharArray();
                foreach (var (at, letter) in changes)
                {
                    text[at % text.Length] = letter;
                }

                Assert.InRange(ServiceReviewRequest278File.Read(Golden.Stream(new string(text)), new FindingLog()).Count(), 0, 50);
                Assert.InRange(ServiceReviewResponse278File.Read(Golden.Stream(new string(text)), new FindingLog()).Count(), 0, 50);
                X12File.Validate(Golden.Stream(new string(text)));
            },
            iter: 1_000);
}
