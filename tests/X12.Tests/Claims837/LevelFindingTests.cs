namespace MedBill.X12.Tests.Claims837;

/// <summary>What rules find above a claim.</summary>
public sealed class LevelFindingTests
{
    [Theory]
    [InlineData("627010001", "62701", "ZIP_NINE_DIGITS", "N4*SPRINGFIELD*IL*62701~")]
    [InlineData("N3*40 QUAY RD~", "N3*PO BOX 40~", "BILLING_PO_BOX", "N3*PO BOX 40~")]
    [InlineData("XX*1234567893~", "XX*1234567890~", "NPI_CHECK_DIGIT", "NM1*85*")]
    [InlineData("DMG*D8*19800214*F~", "", "PATIENT_DEMOGRAPHICS_MISSING", "NM1*IL*")]
    public void It_is_said_once_for_all_claims_below_and_placed_at_its_segment(string from, string to, string code, string segment)
    {
        // Two claims stand under one subscriber.
        var text = Golden.Recount(Golden.Edit(Golden.Text("837I-secondary.x12"), from, to));

        var finding = Assert.Single(X12File.Validate(Golden.Stream(text)).Findings);

        Assert.Equal((code, "PCN0000303"), (finding.Code, finding.ClaimControlNumber));
        Assert.Equal(text.IndexOf(segment, StringComparison.Ordinal), finding.ByteOffset);
        Assert.Equal(
            text[text.IndexOf("ST*", StringComparison.Ordinal)..(int)finding.ByteOffset].Count(character => character == '~') + 1,
            finding.SegmentPosition);
    }

    [Fact]
    public void It_is_said_again_of_the_next_set()
    {
        var text = Golden.Recount(Golden.Edit(Golden.Text("837I-secondary.x12"), "627010001", "62701"));
        var set = text[text.IndexOf("ST*", StringComparison.Ordinal)..text.IndexOf("GE*", StringComparison.Ordinal)];
        var two = text.Replace("GE*1*1", set.Replace("*0001", "*0002", StringComparison.Ordinal) + "GE*2*1", StringComparison.Ordinal);

        Assert.Equal(["0001", "0002"], X12File.Validate(Golden.Stream(two)).Findings.Select(finding => finding.SetControlNumber));
    }

    [Fact]
    public void A_segment_absent_from_a_line_is_placed_at_the_line()
    {
        var text = Golden.Recount(Golden.Edit(Golden.Text("837D-secondary.x12"), "DTP*441*D8*20180601~", ""));

        var finding = Assert.Single(X12File.Validate(Golden.Stream(text)).Findings);

        Assert.Equal(("PRIOR_PLACEMENT_MISSING", text.IndexOf("LX*2~", StringComparison.Ordinal)), (finding.Code, finding.ByteOffset));
    }

    [Fact]
    public void A_broken_level_does_not_hide_what_is_wrong_with_the_claims_below()
    {
        // REF before N4 in 2010AA, and a charge that is not the sum of its lines: two faults, each told.
        var text = Golden.Text("837P-subscriber.x12");
        var (address, tax) = (Segment(text, "N4*"), Segment(text, "REF*EI"));
        var charge = Segment(text, "CLM*");
        text = Golden.Edit(Golden.Edit(text, address + tax, tax + address), charge, Charge(charge));

        Assert.Equal(
            ["SEGMENT_OUT_OF_ORDER 2010AA N4", "CHARGE_NOT_SUM 2300 CLM02"],
            X12File.Validate(Golden.Stream(text)).Findings.Select(finding => $"{finding.Code} {finding.Location.Split(',')[0]}"));
    }

    [Fact]
    public void A_broken_claim_does_not_hide_what_is_wrong_with_the_levels_above()
    {
        var text = Golden.Text("837P-subscriber.x12");
        var line = Segment(text, "SV1*");
        text = Golden.Recount(Golden.Edit(text, line, "DMG*D8*19800101*F~" + line));
        text = Golden.Edit(text, "*XX*1234567893", "*XX*1234567890");

        Assert.Equal(
            ["NPI_CHECK_DIGIT 2010AA NM109", "SEGMENT_UNEXPECTED 2400 DMG"],
            X12File.Validate(Golden.Stream(text)).Findings.Select(finding => $"{finding.Code} {finding.Location.Split(',')[0]}").Order());
    }

    private static string Segment(string text, string start)
    {
        var from = text.IndexOf('~' + start, StringComparison.Ordinal) + 1;
        return text[from..(text.IndexOf('~', from) + 1)];
    }

    private static string Charge(string segment)
    {
        var elements = segment.Split('*');
        elements[2] = "9999";
        return string.Join('*', elements);
    }
}
