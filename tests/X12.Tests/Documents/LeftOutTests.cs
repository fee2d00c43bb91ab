using MedBill.X12.Claims837P;
using MedBill.X12.Documents;
using MedBill.X12.Envelopes;
using MedBill.X12.Findings;
using MedBill.X12.Tokens;

namespace MedBill.X12.Tests.Documents;

/// <summary>What a typed reader must leave out is said by name, and a document keeps the set as its segments.</summary>
public sealed class LeftOutTests
{
    [Theory]
    [InlineData("834-enrollment.x12", "BGN*00*ENR0701*20260315*1030*CT***2~", "", "HEADER_MISSING")]
    [InlineData("834-enrollment.x12", "BGN*00*ENR0701*20260315*1030*CT***2~", "", "MEMBER_WITHOUT_CONTEXT")]
    [InlineData("275-unsolicited.x12", "BGN*02*ATT0705*20260320~", "", "HEADER_MISSING")]
    [InlineData("275-unsolicited.x12", "BGN*02*ATT0705*20260320~", "", "ATTACHMENT_WITHOUT_CONTEXT")]
    [InlineData("820-summary-bill.x12", "~BPR*", "~XPR*", "REMITTANCE_WITHOUT_CONTEXT")]
    [InlineData("837P-subscriber.x12", "SV1*HC:99214:25*", "SVX*HC:99214:25*", "SERVICE_MISSING")]
    [InlineData("837I-outpatient.x12", "~SV2*", "~SVX*", "SERVICE_MISSING")]
    [InlineData("837D-secondary.x12", "~SV3*", "~SVX*", "SERVICE_MISSING")]
    [InlineData("278-request-imaging.x12", "UM*HS*I*62*22:B**U***Y~", "", "REVIEW_MISSING")]
    [InlineData("278-request-imaging.x12", "HL*3*2*22*1~", "HL*3*2*99*1~", "EVENT_WITHOUT_CONTEXT")]
    [InlineData("278-request-imaging.x12", "HL*4*3*EV*1~", "HL*4*3*99*1~", "SERVICE_WITHOUT_EVENT")]
    public void What_stands_under_nothing_is_left_out_and_said_and_the_set_is_kept(string name, string from, string to, string code)
    {
        var text = Golden.Recount(Golden.Edit(Golden.Text(name), from, to));
        var findings = new FindingLog();

        var document = X12Document.Read(Golden.Stream(text), findings);

        Assert.Contains(findings, finding => finding.Code == code && finding.IsError);
        var raw = Assert.IsType<RawSet>(document.Interchanges[0].Groups[0].Sets[0].Content);
        Assert.Equal(Between(text), raw.Segments.Select(segment => segment.Id));
        Assert.True(document.Write().IsRefused);
    }

    // The segments between ST and SE, as the bare reader finds them.
    private static List<string> Between(string text)
    {
        using var reader = new X12Reader(Golden.Stream(text), new FindingLog());
        var ids = new List<string>();
        while (reader.Read())
        {
            ids.Add(reader.Segment.ToString());
        }

        return ids[(ids.IndexOf("ST") + 1)..ids.IndexOf("SE")];
    }

    [Fact]
    public void A_day_there_is_none_of_is_a_warning_and_its_segment_is_kept()
    {
        var findings = new FindingLog();

        var claim = Assert.Single(Claim837PFile.Read(
            Golden.Stream(Golden.Edit(Golden.Text("837P-subscriber.x12"), "DTP*472*D8*2026", "DTP*472*D8*26")), findings)).Claim;

        var finding = Assert.Single(findings);
        Assert.Equal(("DATE_WRONG", FindingSeverity.Warning, "DTP", 3, "8"),
            (finding.Code, finding.Severity, finding.SegmentId, finding.Element, finding.ElementErrorCode));
        Assert.Equal("DTP", Assert.Single(claim.Lines[0].OtherSegments).Id);
        Assert.Empty(claim.Lines[0].Dates);
    }

    [Fact]
    public void A_file_that_is_too_large_to_be_read_whole_is_given_up_with_one_word()
    {
        var findings = new FindingLog();

        var document = X12Document.Read(
            Golden.Open("837P-subscriber.x12"), findings, new ReadLimits { DocumentBytes = 500 });

        Assert.Equal(("DOCUMENT_TOO_LARGE", FindingSeverity.Fatal), (Assert.Single(findings).Code, findings[0].Severity));
        Assert.Empty(document.Interchanges);
    }

    [Fact]
    public void A_set_that_ends_before_it_says_what_it_is_still_begins()
    {
        var text = Golden.Text("278-request-imaging.x12");
        var empty = text[..text.IndexOf("BHT*", StringComparison.Ordinal)] + "SE*2*0001~GE*1*1~IEA*1*000000501~";

        var unit = Assert.Single(X12File.Read(Golden.Stream(empty), new FindingLog()));

        Assert.Equal(("278", null), (unit.Envelope.Set.Id, unit.Unit));
    }
}
