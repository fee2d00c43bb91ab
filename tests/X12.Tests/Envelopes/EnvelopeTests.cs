using MedBill.X12.Acknowledgments;
using MedBill.X12.Claims837P;
using MedBill.X12.Findings;
using MedBill.X12.Segments;

namespace MedBill.X12.Tests.Envelopes;

public sealed class EnvelopeTests
{
    private const string File = "837P-subscriber.x12";

    [Theory]
    [InlineData("SE*32*0001", "SE*31*0001", "SEGMENT_COUNT_WRONG", "SE", 1, "4", null, null)]
    [InlineData("SE*32*0001", "SE*32*0002", "SET_NUMBERS_DIFFER", "SE", 2, "3", null, null)]
    [InlineData("SE*32*0001~", "", "SET_TRAILER_MISSING", "SE", 0, "2", null, null)]
    [InlineData("GE*1*1", "GE*2*1", "SET_COUNT_WRONG", "GE", 1, null, "5", null)]
    [InlineData("GE*1*1", "GE*1*9", "GROUP_NUMBERS_DIFFER", "GE", 2, null, "4", null)]
    [InlineData("GE*1*1~", "", "GROUP_TRAILER_MISSING", "GE", 0, null, "3", null)]
    [InlineData("IEA*1*000000101", "IEA*1*000000102", "INTERCHANGE_NUMBERS_DIFFER", "IEA", 2, null, null, "001")]
    [InlineData("IEA*1*", "IEA*2*", "GROUP_COUNT_WRONG", "IEA", 1, null, null, "021")]
    [InlineData("IEA*1*000000101~", "", "INTERCHANGE_TRAILER_MISSING", "IEA", 0, null, null, "023")]
    [InlineData("*00501*", "*00401*", "VERSION_4010", "ISA", 12, null, null, "017")]
    [InlineData("*0*T*:", "*0*Q*:", "USAGE_WRONG", "ISA", 15, null, null, "020")]
    [InlineData("ISA*00*", "ISA*02*", "ISA_CODE_WRONG", "ISA", 1, null, null, "010")]
    [InlineData("*00*          *ZZ*", "*02*          *ZZ*", "ISA_CODE_WRONG", "ISA", 3, null, null, "012")]
    [InlineData("*ZZ*CLEARWATER", "*12*CLEARWATER", "ISA_CODE_WRONG", "ISA", 5, null, null, "005")]
    [InlineData("*ZZ*PRAIRIEHP", "*XX*PRAIRIEHP", "ISA_CODE_WRONG", "ISA", 7, null, null, "007")]
    [InlineData("*0*T*:", "*2*T*:", "ISA_CODE_WRONG", "ISA", 14, null, null, "019")]
    [InlineData("*260315*1030*^", "*261315*1030*^", "ISA_DATE_WRONG", "ISA", 9, null, null, "014")]
    [InlineData("*260315*1030*^", "*260315*1060*^", "ISA_TIME_WRONG", "ISA", 10, null, null, "015")]
    [InlineData("*20260315*1030*1*X", "*20261315*1030*1*X", "GROUP_DATE_WRONG", "GS", 4, null, null, null)]
    [InlineData("*20260315*1030*1*X", "*20260315*2430*1*X", "GROUP_TIME_WRONG", "GS", 5, null, null, null)]
    [InlineData("*1*X*005010", "*1*T*005010", "GROUP_AGENCY_WRONG", "GS", 7, null, null, null)]
    [InlineData("GS*HC*", "GS*HP*", "SET_IN_WRONG_GROUP", "ST", 1, "18", null, null)]
    [InlineData("ST*837*0001*005010X222A1", "ST*837*0001*005010X222", "SET_VERSION_DIFFERS", "ST", 3, "I6", null, null)]
    [InlineData("GE*1*1~", "REF*G1*1~GE*1*1~", "SEGMENT_OUTSIDE_SET", "REF", 0, null, null, null)]
    public void A_fault_of_an_envelope_is_one_finding_with_its_code(
        string from, string to, string code, string segment, int element, string? set, string? group, string? interchange)
    {
        var findings = new FindingLog();

        var claims = Claim837PFile.Read(Golden.Stream(Golden.Edit(Golden.Text(File), from, to)), findings).ToList();

        var finding = Assert.Single(findings, finding => finding.Code != "SET_OF_OTHER_GUIDE");
        Assert.Equal((code, segment, element), (finding.Code, finding.SegmentId, finding.Element));
        Assert.Equal((set, group, interchange), (finding.SetErrorCode, finding.GroupErrorCode, finding.InterchangeNoteCode));
        Assert.Single(claims);
    }

    [Fact]
    public void A_4010_group_is_refused_by_name_and_not_read()
    {
        var findings = new FindingLog();
        var text = Golden.Text(File).Replace("005010X222A1", "004010X098A1", StringComparison.Ordinal);

        Assert.Empty(Claim837PFile.Read(Golden.Stream(text), findings));

        Assert.Equal(["VERSION_4010", "SET_OF_OTHER_GUIDE"], findings.Select(finding => finding.Code));
        Assert.Equal("2", findings[0].GroupErrorCode);
    }

    [Fact]
    public void A_bad_set_does_not_spoil_its_neighbours()
    {
        var set = Golden.Text(File)[Golden.Text(File).IndexOf("ST*", StringComparison.Ordinal)..Golden.Text(File).IndexOf("GE*",
            StringComparison.Ordinal)];
        string Numbered(string number) => set.Replace("*0001", "*" + number, StringComparison.Ordinal)
            .Replace("PCN0000001", "PCN" + number, StringComparison.Ordinal);
        var bad = Numbered("0002").Replace("*210*", "*TWO*", StringComparison.Ordinal);
        var text = Golden.Edit(Golden.Edit(Golden.Text(File), set, Numbered("0001") + bad + Numbered("0003")), "GE*1*1", "GE*3*1");
        var findings = new FindingLog();

        var claims = Claim837PFile.Read(Golden.Stream(text), findings).ToList();

        Assert.Equal(["PCN0001", "PCN0003"], claims.Select(received => received.Claim.PatientControlNumber));
        var finding = Assert.Single(findings);
        Assert.Equal(("AMOUNT_WRONG", "0002", "PCN0002"), (finding.Code, finding.SetControlNumber, finding.ClaimControlNumber));
    }

    [Fact]
    public void Sets_with_the_same_number_in_a_group_are_found()
    {
        var text = Golden.Text(File);
        var set = text[text.IndexOf("ST*", StringComparison.Ordinal)..text.IndexOf("GE*", StringComparison.Ordinal)];
        var report = X12File.Validate(Golden.Stream(Golden.Edit(Golden.Edit(text, set, set + set), "GE*1*1", "GE*2*1")));

        var sets = Assert.Single(Assert.Single(report.Interchanges).Groups).Sets;
        Assert.Empty(sets[0].Findings);
        Assert.Equal("23", Assert.Single(sets[1].Findings).SetErrorCode);
    }

    [Fact]
    public void A_finding_of_a_set_that_breaks_off_stays_with_that_set()
    {
        var text = Golden.Text(File);
        var set = text[text.IndexOf("ST*", StringComparison.Ordinal)..text.IndexOf("GE*", StringComparison.Ordinal)];
        var second = set.Replace("*0001", "*0002", StringComparison.Ordinal);
        var broken = set[..set.IndexOf("LX*1", StringComparison.Ordinal)].Replace("REF*EI*123456789~", "", StringComparison.Ordinal);
        var report = X12File.Validate(Golden.Stream(Golden.Edit(Golden.Edit(text, set, broken + second), "GE*1*1", "GE*2*1")));

        var sets = report.Interchanges[0].Groups[0].Sets;
        Assert.Equal(("0001", "0002"), (sets[0].Set.ControlNumber, sets[1].Set.ControlNumber));
        Assert.Contains(sets[0].Findings, finding => finding.Code == "SET_TRAILER_MISSING");
        Assert.Contains(sets[0].Findings, finding => finding is { Code: "SEGMENT_MISSING", SegmentId: "REF" });
        Assert.DoesNotContain(sets[0].Findings, finding => finding is { Code: "SEGMENT_MISSING", SegmentId: "LX" });
        Assert.All(sets[0].Findings, finding => Assert.Equal("0001", finding.SetControlNumber));
        Assert.Empty(sets[1].Findings);
        Assert.Equal(["R", "A"], Acknowledgment999.From(report.Interchanges[0].Groups[0]).Sets.Select(answer => answer.Status));
    }

    [Theory]
    [InlineData("837P-subscriber.x12", "HC")]
    [InlineData("835-medicare-crossover.x12", "HP")]
    [InlineData("277CA-accepted-and-rejected.x12", "HN")]
    [InlineData("999-accepted.x12", "FA")]
    [InlineData("270-subscriber.x12", "HS")]
    [InlineData("271-ppo.x12", "HB")]
    [InlineData("TA1-duplicate.x12", "TA1")]
    public void The_first_group_says_whose_file_it_is(string name, string functionalId) =>
        Assert.Equal(new FilePeek(functionalId, null), X12File.Peek(Golden.Open(name)));

    [Fact]
    public void A_TA1_before_a_999_leaves_the_file_to_the_999()
    {
        var text = Golden.Edit(Golden.Text("999-accepted.x12"), "GS*FA", "TA1*000000101*260315*1030*A*000~GS*FA");

        Assert.Equal("FA", X12File.Peek(Golden.Stream(text)).FunctionalId);
        Assert.Single(Acknowledgment999File.Read(Golden.Stream(text), new FindingLog()));
        Assert.Single(InterchangeAcknowledgmentFile.Read(Golden.Stream(text), new FindingLog()));
    }

    [Fact]
    public void Lists_compare_by_content()
    {
        ValueList<string> one = ["25", "59"];
        ValueList<string> other = ["25", "59"];

        Assert.True(one == other && one.GetHashCode() == other.GetHashCode());
        Assert.True(one != ["59", "25"]);
        Assert.Empty(default(ValueList<string>));
        Assert.Throws<IndexOutOfRangeException>(() => default(ValueList<string>)[0]);
    }
}
