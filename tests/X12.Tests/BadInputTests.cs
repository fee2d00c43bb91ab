using System.Text;
using MedBill.X12.Claims837P;
using MedBill.X12.Envelopes;
using MedBill.X12.Findings;
using MedBill.X12.Tests.Tokens;

namespace MedBill.X12.Tests;

/// <summary>Input that is no X12, or too much of it: an exact finding, and no more time or memory than it deserves.</summary>
public sealed class BadInputTests
{
    public static TheoryData<string, byte[], string> NotX12 => new()
    {
        { "empty", [], "EMPTY_FILE" },
        { "blanks", "  \r\n\0"u8.ToArray(), "EMPTY_FILE" },
        { "one byte", "X"u8.ToArray(), "NOT_X12" },
        { "one byte of ISA", "I"u8.ToArray(), "ISA_TRUNCATED" },
        { "PDF", "%PDF-1.7 and so on"u8.ToArray(), "NOT_X12" },
        { "UTF-16", Encoding.Unicode.GetPreamble().Concat(Encoding.Unicode.GetBytes("ISA*00*")).ToArray(), "NOT_X12" },
        { "UTF-16 without mark", Encoding.BigEndianUnicode.GetBytes("ISA*00*"), "NOT_X12" },
        { "JSON", "{\"claim\":1}"u8.ToArray(), "NOT_X12" },
        { "letters as separators", Encoding.ASCII.GetBytes("ISAX" + new string('Y', 600)), "ISA_UNREADABLE" },
        { "ISA without end", Encoding.ASCII.GetBytes("ISA*" + new string('Y', 600)), "ISA_UNREADABLE" },
    };

    [Theory]
    [MemberData(nameof(NotX12))]
    public void What_is_not_X12_is_named_for_what_it_is(string what, byte[] bytes, string code)
    {
        var peek = X12File.Peek(new MemoryStream(bytes));
        var report = X12File.Validate(new MemoryStream(bytes));

        Assert.True(peek.FunctionalId is null, what);
        Assert.Equal(code, peek.Finding!.Code);
        Assert.Equal(code, Assert.Single(report.Findings).Code);
        Assert.False(report.IsAccepted);
    }

    [Fact]
    public void An_ISA_cut_at_any_position_is_said_to_be_cut()
    {
        var isa = Golden.Text("837P-subscriber.x12")[..106];
        for (var length = 1; length < isa.Length; length++)
        {
            var findings = new FindingLog();

            Assert.Empty(Claim837PFile.Read(Golden.Stream(isa[..length]), findings));

            Assert.Equal("ISA_TRUNCATED", Assert.Single(findings).Code);
        }
    }

    [Fact]
    public void A_file_cut_at_any_position_never_gives_a_claim_that_was_not_whole()
    {
        var text = Golden.Text("837P-subscriber.x12");
        var whole = Assert.Single(Claim837PFile.Read(Golden.Stream(text), new FindingLog())).Claim;
        for (var length = 107; length < text.Length - 1; length++)
        {
            var findings = new FindingLog();

            var claims = Claim837PFile.Read(Golden.Stream(text[..length]), findings).ToList();

            Assert.True(findings.HasErrors, $"cut at {length}");
            Assert.All(claims, received => Assert.True(
                received.Claim.ChargeCents == whole.ChargeCents
                    && received.Claim.Lines.All(line => whole.Lines.Any(same => same.ChargeCents == line.ChargeCents)),
                $"cut at {length}"));
        }
    }

    [Fact]
    public void A_flood_of_terminators_is_one_finding()
    {
        var findings = new FindingLog();
        using var stream = new RepeatedStream(Start(), "~"u8.ToArray(), 50_000_000);

        Assert.Empty(Claim837PFile.Read(stream, findings));

        Assert.Equal(["EMPTY_SEGMENT", "SET_TRAILER_MISSING", "GROUP_TRAILER_MISSING", "INTERCHANGE_TRAILER_MISSING", "NO_CLAIM"],
            findings.Select(finding => finding.Code));
    }

    [Fact]
    public void A_segment_of_ten_million_bytes_is_skipped_not_stored()
    {
        var findings = new FindingLog();
        using var stream = new RepeatedStream([.. Start(), .. "NTE*ADD*"u8], "X"u8.ToArray(), 10_000_000);
        var before = GC.GetAllocatedBytesForCurrentThread();

        Assert.Empty(Claim837PFile.Read(stream, findings));

        Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < 1_000_000);
        Assert.Contains(findings, finding => finding.Code == "SEGMENT_TOO_LONG");
    }

    [Fact]
    public void Endless_levels_are_counted_not_kept()
    {
        using var stream = new RepeatedStream(Start(), "HL*1**20*1~"u8.ToArray(), 200_000);
        var findings = new FindingLog(limit: 10);

        Assert.Empty(Claim837PFile.Read(stream, findings));

        Assert.Equal(10, findings.Count);
        Assert.True(findings.Dropped > 190_000);
    }

    [Fact]
    public void A_claim_without_end_is_left_out_when_it_passes_the_limit()
    {
        using var stream = new RepeatedStream([.. Start(), .. "CLM*A*1~"u8], "REF*G1*1~"u8.ToArray(), 100_000);
        var findings = new FindingLog();

        Assert.Empty(Claim837PFile.Read(stream, findings, new ReadLimits { UnitSegments = 100 }));

        Assert.Equal(1, findings.Count(finding => finding.Code == "UNIT_TOO_LARGE"));
    }

    private static byte[] Start() => Encoding.ASCII.GetBytes(
        "ISA*00*          *00*          *ZZ*CLEARWATER     *ZZ*PRAIRIEHP      *260315*1030*^*00501*000000101*0*T*:~"
        + "GS*HC*CLEARWATER*PRAIRIEHP*20260315*1030*1*X*005010X222A1~ST*837*0001*005010X222A1~");
}
