using MedBill.X12.Findings;
using MedBill.X12.Guides;

namespace MedBill.X12.Tests;

/// <summary>The guide tables: every one can be read, and says nothing against a file that is right.</summary>
public sealed class GuideTests
{
    [Fact]
    public void Every_guide_has_a_table_of_its_own() =>
        Assert.All(GuideId.All, guide => Assert.Equal(guide, GuideTable.Of(guide).Id));

    [Fact]
    public void No_golden_file_breaks_its_guide() => Assert.All(Golden.Names, name =>
    {
        var report = X12File.Validate(Golden.Open(name));

        Assert.True(report.Findings.All(finding => finding.Severity < FindingSeverity.Warning), $"{name}: {string.Join('\n', report.Findings)}");
    });

    [Theory]
    [InlineData("835-paid-denied-reversed.x12", "PLB*", "LX*9~PLB*", "SEGMENT_MISSING", "2100", "3")]
    [InlineData("835-paid-denied-reversed.x12", "TRN*1*", "TRN*2*", "CODE_NOT_ALLOWED", "ST", "8")]
    [InlineData("999-rejected.x12", "IK5*R", "IK5*Q", "CODE_NOT_ALLOWED", "2000", "8")]
    [InlineData("270-subscriber.x12", "EQ*30", "EQ*30^1234", "CODE_NOT_ALLOWED", "2110C", "8")]
    [InlineData("277CA-accepted-and-rejected.x12", "QTY*90*", "QTY*91*", "QUALIFIER_WRONG", "2200B", "8")]
    public void A_fault_is_told_with_its_loop(string name, string from, string to, string code, string loop, string segmentError)
    {
        var report = X12File.Validate(Golden.Stream(Golden.Recount(Golden.Edit(Golden.Text(name), from, to))));

        var finding = Assert.Single(report.Findings, finding => finding.Code == code);
        Assert.Equal((loop, segmentError), (finding.Loop, finding.SegmentErrorCode));
        Assert.Equal(FindingSeverity.Error, finding.Severity);
    }

    [Fact]
    public void What_comes_behind_the_loops_inside_a_loop_may_not_come_before_them()
    {
        var text = Golden.Edit(Golden.Text("271-ppo.x12"), "~LS*2120~NM1*PR*2*HARBOR MUTUAL*****PI*HAR02~LE*2120~", "~LS*2120~LE*2120~NM1*PR*2*HARBOR MUTUAL*****PI*HAR02~");

        var finding = Assert.Single(X12File.Validate(Golden.Stream(text)).Findings);

        Assert.Equal(("SEGMENT_OUT_OF_ORDER", "7", "NM1"), (finding.Code, finding.SegmentErrorCode, finding.SegmentId));
    }

    [Theory]
    [InlineData("30^1234^98", "CODE_NOT_ALLOWED", 2, "1234")]
    [InlineData("30^^98", "TOO_SHORT", 2, "")]
    [InlineData("^30", "TOO_SHORT", 1, "")]
    [InlineData("30^", "TOO_SHORT", 2, "")]
    public void Of_an_element_that_repeats_the_wrong_one_is_named(string types, string code, int repeat, string value)
    {
        var report = X12File.Validate(Golden.Stream(Golden.Edit(Golden.Text("270-subscriber.x12"), "EQ*30", "EQ*" + types)));

        var finding = Assert.Single(report.Findings);
        Assert.Equal((code, 1, repeat, value), (finding.Code, finding.Element, finding.Repeat, finding.Value));
    }

    [Theory]
    [InlineData("stupidedi__claim-response.edi", "277")]
    [InlineData("stupidedi__claim-request.edi", "276")]
    [InlineData("stupidedi__era-sample.edi", "835")]
    [InlineData("imsweb-x12-parser__x12_277CA_rejected.txt", "277CA")]
    [InlineData("stupidedi__response-to-generic-request-by-physician-for-patient--dependent--eligibility.edi", "271")]
    public void A_sound_file_of_somebody_else_breaks_no_guide(string name, string transaction)
    {
        var file = SampleFolder.Files(transaction).SingleOrDefault(path => Path.GetFileName(path) == name);
        Assert.SkipWhen(file is null, SampleFolder.Absent);
        using var stream = File.OpenRead(file!);

        Assert.DoesNotContain(X12File.Validate(stream).Findings, finding => finding.IsError);
    }
}
