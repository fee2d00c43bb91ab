using MedBill.X12.Acknowledgments;
using MedBill.X12.ClaimStatus;
using MedBill.X12.Eligibility;
using MedBill.X12.Findings;
using MedBill.X12.Remittances835;

namespace MedBill.X12.Tests.Guides;

/// <summary>Faults of envelopes, and what readers say that no guide's walk goes along with.</summary>
public sealed class EnvelopeFaultTests
{
    private const string File = "837P-subscriber.x12";

    [Theory]
    [InlineData("*260315*1030*^", "*261399*1030*^", "ISA_DATE_WRONG", "ISA09")]
    [InlineData("*20260315*1030*1*X*", "*20261399*1030*1*X*", "GROUP_DATE_WRONG", "GS04")]
    [InlineData("*1030*1*X*", "*1030*A1*X*", "GROUP_NUMBER_WRONG", "GS06", "GE*1*1~", "GE*1*A1~")]
    [InlineData("*000000101*0*T", "*00000010A*0*T", "INTERCHANGE_NUMBER_WRONG", "ISA13", "IEA*1*000000101", "IEA*1*00000010A")]
    [InlineData("ST*837*0001*", "ST*837*001*", "SET_NUMBER_WRONG", "ST02", "SE*32*0001", "SE*32*001")]
    [InlineData("IEA*1*000000101~", "IEA*1*000000101", "TERMINATOR_MISSING", "")]
    public void An_envelope_s_fault_is_one_finding(string from, string to, string code, string place, string? and = null, string? instead = null)
    {
        var text = Golden.Edit(Golden.Text(File), from, to);
        text = and is null ? text : Golden.Edit(text, and, instead!);

        var finding = Assert.Single(X12File.Validate(Golden.Stream(text)).Findings);

        Assert.Equal((code, place), (finding.Code, finding.Location.Split(',')[0].StartsWith("byte", StringComparison.Ordinal) ? "" : finding.Location.Split(',')[0]));
    }

    [Fact]
    public void Numbers_that_come_twice_are_told_at_their_level()
    {
        var text = Golden.Text(File);
        var group = Part(text, "GS*", "IEA*");
        var set = Part(text, "ST*", "GE*");

        Assert.Equal("INTERCHANGE_NUMBER_REPEATED", Only(text + text));
        Assert.Equal("GROUP_NUMBER_REPEATED", Only(Golden.Edit(Golden.Edit(text, group, group + group), "IEA*1*", "IEA*2*")));
        Assert.Equal("SET_NUMBER_REPEATED", Only(Golden.Edit(Golden.Edit(text, set, set + set), "GE*1*", "GE*2*")));
    }

    [Fact]
    public void A_file_that_breaks_off_inside_a_segment_says_so_and_which_trailers_are_missing()
    {
        var text = Golden.Text(File);

        var codes = X12File.Validate(Golden.Stream(text[..text.IndexOf("*UN*1***1:2", StringComparison.Ordinal)])).Findings.Select(finding => finding.Code);

        Assert.Equal(["FILE_TRUNCATED", "SET_TRAILER_MISSING", "GROUP_TRAILER_MISSING", "INTERCHANGE_TRAILER_MISSING"], codes);
    }

    [Fact]
    public void Separators_must_differ_and_be_named()
    {
        var same = Golden.Text(File).Replace("*^*00501", "*:*00501", StringComparison.Ordinal);
        var none = Golden.Edit(Golden.Text(File), "*T*:~", "*T*~");

        Assert.Contains(X12File.Validate(Golden.Stream(same)).Findings, finding => finding is { Code: "SEPARATORS_WRONG", IsError: true });
        Assert.Contains(X12File.Validate(Golden.Stream(none)).Findings, finding => finding is { Code: "COMPONENT_SEPARATOR_MISSING", IsError: true });
    }

    [Fact]
    public void An_interchange_without_a_group_or_an_answer_is_nobody_s()
    {
        var text = Golden.Text(File);

        Assert.Equal("NO_GROUP", X12File.Peek(Golden.Stream(text[..106] + "IEA*0*000000101~")).Finding?.Code);
        var findings = new FindingLog();
        Assert.Empty(InterchangeAcknowledgmentFile.Read(Golden.Stream(Golden.Edit(Golden.Text("TA1-duplicate.x12"), "*260315*1030*R", "*261399*1030*R")), findings));
        Assert.Contains(findings, finding => finding.Code == "INTERCHANGE_ANSWER_WRONG");
    }

    [Fact]
    public void A_reader_says_what_it_leaves_out()
    {
        Assert.Contains("PAYMENT_MISSING", Read835("BPR*C*109.76*C*CHK************20260501~", ""));
        Assert.Contains("TRACE_MISSING", Read835("TRN*1*CHK0004567*1512345678~", ""));
        Assert.Contains("NUMBER_WRONG", Read835("HC:99213*160*109.76**1~", "HC:99213*160*109.76**X~"));
        Assert.Contains("REASON_MISSING", Read835("CAS*PR*2*28~", "CAS*PR**28~"));
        Assert.Contains("HL_LEVEL_UNKNOWN", Read270("HL*3*2*22*0~", "HL*3*2*99*0~"));
        Assert.Contains("HL_PARENT_MISSING", Read270("HL*2*1*21*1~", ""));
        Assert.Contains("PERSON_WITHOUT_CONTEXT", Read276("HL*3*2*19*1~", ""));
    }

    private static string Part(string text, string from, string to) =>
        text[text.IndexOf(from, StringComparison.Ordinal)..text.IndexOf(to, StringComparison.Ordinal)];

    private static string Only(string text) => Assert.Single(X12File.Validate(Golden.Stream(text)).Findings).Code;

    private static IEnumerable<string> Read835(string from, string to) => Codes(
        "835-medicare-crossover.x12", from, to,
        (stream, findings) => Remittance835File.Read(stream, findings).Count());

    private static IEnumerable<string> Read270(string from, string to) => Codes(
        "270-subscriber.x12", from, to, (stream, findings) => Eligibility270File.Read(stream, findings).Count());

    private static IEnumerable<string> Read276(string from, string to) => Codes(
        "276-subscriber-and-dependent.x12", from, to, (stream, findings) => Status276File.Read(stream, findings).Count());

    private static IEnumerable<string> Codes(string file, string from, string to, Func<Stream, FindingLog, int> read)
    {
        var findings = new FindingLog();
        read(Golden.Stream(Golden.Recount(Golden.Edit(Golden.Text(file), from, to))), findings);
        return findings.Select(finding => finding.Code);
    }
}
