using System.Text;
using MedBill.X12.Findings;
using MedBill.X12.Tokens;

namespace MedBill.X12.Tests.Tokens;

public sealed class X12ReaderTests
{
    private const string Isa = "ISA*00*          *00*          *ZZ*CLEARWATER     *ZZ*PRAIRIEHP      *260315*1030*^*00501*000000101*0*T*:";

    [Theory]
    [InlineData("~")]
    [InlineData("~\n")]
    [InlineData("~\r\n")]
    [InlineData("~\r\n   ")]
    [InlineData("\n")]
    [InlineData("\r\n")]
    [InlineData("\n~")]
    [InlineData("\r\n~")]
    [InlineData("'")]
    public void Segments_end_as_the_ISA_says_and_line_breaks_do_not_count(string end)
    {
        var text = string.Join(end, Isa, "GS*HC*A*B*20260315*1030*1*X*005010X222A1", "GE*0*1", "IEA*1*000000101") + end;

        var (segments, findings) = Read(text);

        Assert.Equal([Isa, "GS*HC*A*B*20260315*1030*1*X*005010X222A1", "GE*0*1", "IEA*1*000000101"], segments);
        Assert.Empty(findings);
    }

    [Fact]
    public void Separators_are_found_by_counting_elements_when_the_padding_was_lost()
    {
        var text = "ISA|00||00||ZZ|A|ZZ|B|260315|1030|!|00501|000000101|0|T|>\\GS|HC|A|B|20260315|1030|1|X|005010X222A1\\GE|0|1\\IEA|1|000000101\\";

        var findings = new FindingLog();
        using var reader = new X12Reader(Golden.Stream(text), findings);

        Assert.True(reader.Read());
        Assert.Equal(new Delimiters((byte)'|', (byte)'>', (byte)'!', (byte)'\\'), reader.Segment.Delimiters);
        Assert.True(reader.Read());
        Assert.Equal("005010X222A1", Encoding.ASCII.GetString(reader.Segment[8]));
        Assert.Empty(findings);
    }

    [Fact]
    public void Two_interchanges_may_have_different_separators()
    {
        var other = "ISA|00||00||ZZ|A|ZZ|B|260315|1030|!|00501|000000102|0|T|>\\IEA|0|000000102\\";

        var (segments, findings) = Read(Isa + "~IEA*0*000000101~\n\n" + other);

        Assert.Equal(["ISA", "IEA", "ISA", "IEA"], segments.Select(segment => segment[..3]));
        Assert.Empty(findings);
    }

    [Fact]
    public void A_byte_order_mark_is_skipped_and_noted()
    {
        var findings = new FindingLog();
        using var reader = new X12Reader(new MemoryStream([0xEF, 0xBB, 0xBF, .. Encoding.ASCII.GetBytes(Isa + "~IEA*0*000000101~")]),
            findings);

        Assert.True(reader.Read());
        Assert.Equal("BYTE_ORDER_MARK", Assert.Single(findings).Code);
    }

    [Fact]
    public void Lines_wrapped_inside_segments_are_joined_and_reported_once()
    {
        var (segments, findings) = Read(Isa + "~GS*HC*A*B*2026\r\n0315*1030*1*X*005010X222A1~GE*0\n*1~IEA*1*000000101~");

        Assert.Equal(["GS*HC*A*B*20260315*1030*1*X*005010X222A1", "GE*0*1"], segments[1..3]);
        Assert.Equal("LINE_BREAK_IN_SEGMENT", Assert.Single(findings).Code);
    }

    [Fact]
    public void Text_after_the_last_interchange_is_reported_and_text_with_ISA_in_a_word_too()
    {
        var (segments, findings) = Read(Isa + "~IEA*0*000000101~END OF FILE, DISABLED" + new string('x', 100_000));

        Assert.Equal(2, segments.Count);
        Assert.Equal("TEXT_AFTER_INTERCHANGE", Assert.Single(findings).Code);
    }

    [Fact]
    public void Components_and_repetitions_are_views_of_the_segment()
    {
        using var reader = new X12Reader(Golden.Stream(Isa + "~EB*1**30^98*HC:99213:25~"), new FindingLog());
        Assert.True(reader.Read() && reader.Read());

        var segment = reader.Segment;

        Assert.Equal("98", Encoding.ASCII.GetString(segment.Repetition(3, 2)));
        Assert.Equal("25", Encoding.ASCII.GetString(segment.Component(4, 3)));
        Assert.True(segment.Component(4, 4).IsEmpty && segment.Repetition(3, 3).IsEmpty && segment[9].IsEmpty);
        Assert.Equal(4, segment.ElementCount);
        Assert.Equal(Isa.Length + 1, segment.Offset);
    }

    [Fact]
    public void Reading_costs_no_memory_per_segment()
    {
        var body = Encoding.ASCII.GetBytes("SV1*HC:99213:25*150*UN*1***1:2~DTP*472*D8*20260310~REF*6R*LINE1~");
        var small = Allocated(body, 1_000);
        var large = Allocated(body, 50_000);

        Assert.True(large - small < 50_000, $"{large - small} bytes more for 147,000 segments more");
    }

    [Fact]
    public async Task Reading_without_blocking_gives_the_same()
    {
        using var reader = new X12Reader(new ChoppedStream(Encoding.ASCII.GetBytes(Golden.Text("837P-subscriber.x12")), [7]),
            new FindingLog());
        var count = 0;
        while (await reader.ReadAsync(TestContext.Current.CancellationToken))
        {
            count++;
        }

        Assert.Equal(Golden.Text("837P-subscriber.x12").Count(character => character == '~'), count);
    }

    private static long Allocated(byte[] body, int times)
    {
        using var stream = new RepeatedStream(Encoding.ASCII.GetBytes(Isa + "~"), body, times);
        using var reader = new X12Reader(stream, new FindingLog());
        var before = GC.GetAllocatedBytesForCurrentThread();
        while (reader.Read())
        {
        }

        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    private static (List<string> Segments, FindingLog Findings) Read(string text)
    {
        var findings = new FindingLog();
        using var reader = new X12Reader(Golden.Stream(text), findings);
        var segments = new List<string>();
        while (reader.Read())
        {
            segments.Add(Encoding.Latin1.GetString(reader.Segment.Bytes));
        }

        return (segments, findings);
    }
}
