using System.Text;
using CsCheck;
using MedBill.X12.Envelopes;
using MedBill.X12.Findings;
using MedBill.X12.Tests.Tokens;
using MedBill.X12.Tokens;

namespace MedBill.X12.Tests.Attachments275;

/// <summary>BIN and BDS are taken by their length, whatever bytes they hold and however the input is cut.</summary>
public sealed class BinarySegmentTests
{
    private const string Isa = "ISA*00*          *00*          *ZZ*CLEARWATER     *ZZ*PRAIRIEHP      *260315*1030*^*00501*000000101*0*T*:";

    private static readonly ReadLimits Small = new() { SegmentBytes = 128 };

    private const string Marks = "~*:^\r\n\0";

    private static readonly string[] Ends = ["~", "~\r\n", "\n", "\r\n"];

    // Bytes that mean something to the reader come often.
    private static readonly Gen<byte> Nasty = Gen.OneOf(Gen.Int[0, Marks.Length - 1].Select(index => (byte)Marks[index]), Gen.Byte);

    [Fact]
    public void Any_bytes_come_back_however_the_input_is_cut() =>
        Gen.Select(Nasty.Array[0, 200].Array[1, 4], Gen.Int[1, 40].Array[1, 12], Gen.Bool, Gen.Int[0, 3].Select(index => Ends[index])).Sample(
            (payloads, sizes, filtered, end) =>
            {
                var file = File(payloads, filtered, end);
                var whole = Read(new MemoryStream(file), ReadLimits.Default, out var findings);

                Assert.Empty(findings);
                Assert.Equal(payloads.Select(Convert.ToHexString), whole.Where(segment => segment.Data is not null).Select(segment => segment.Data));
                Assert.Equal(whole, Read(new ChoppedStream(file, sizes), ReadLimits.Default, out _));

                // The same with payloads that are too large to be held: their places are right.
                var passed = Read(new MemoryStream(file), Small, out findings);
                Assert.Empty(findings);
                Assert.Equal(passed, Read(new ChoppedStream(file, sizes), Small, out _));
                Assert.Equal(payloads.Select(Convert.ToHexString), passed.Where(segment => segment.Range is not null)
                    .Select(segment => Convert.ToHexString(file.AsSpan((int)segment.Range!.Value.Offset, (int)segment.Range.Value.Length))));
                Assert.Equal(whole.Select(segment => (segment.Id, segment.Offset)), passed.Select(segment => (segment.Id, segment.Offset)));
            },
            iter: 400);

    [Fact]
    public void A_wrong_length_is_said_the_same_however_the_input_is_cut() =>
        Gen.Select(Nasty.Array[0, 60], Gen.Int[0, 300], Gen.Int[1, 20].Array[1, 8], Gen.Bool).Sample(
            (payload, announced, sizes, small) =>
            {
                byte[] file = [.. Encoding.ASCII.GetBytes($"{Isa}~GS*PI*A*B*20260315*1030*1*X*005010X210~BIN*{announced}*"), .. payload,
                    .. "~LX*2~TRN*1*A~GE*1*1~IEA*1*000000101~"u8];
                var limits = small ? Small : ReadLimits.Default;

                var whole = Read(new MemoryStream(file), limits, out var findings);

                Assert.Equal(whole, Read(new ChoppedStream(file, sizes), limits, out var chopped));
                Assert.Equal(findings.Select(finding => (finding.Code, finding.ByteOffset)), chopped.Select(finding => (finding.Code, finding.ByteOffset)));
            },
            iter: 600);

    [Theory]
    [InlineData(2)]
    [InlineData(8)]
    [InlineData(20)]
    [InlineData(900)]
    public void A_wrong_length_is_named_and_reading_goes_on_behind_the_data(int announced)
    {
        var segments = Read(new MemoryStream(Encoding.ASCII.GetBytes($"{Isa}~BIN*{announced}*data ~ more~LX*2~IEA*1*000000101~")),
            ReadLimits.Default, out var findings);

        var finding = Assert.Single(findings);
        Assert.Equal(("BINARY_LENGTH_WRONG", "BIN", 1, 784), (finding.Code, finding.SegmentId, finding.Element, finding.DataElement));
        Assert.Contains("11 bytes", finding.Message, StringComparison.Ordinal);
        Assert.Equal(["ISA", "BIN", "LX", "IEA"], segments.Select(segment => segment.Id));
        Assert.Equal(Convert.ToHexString("data ~ more"u8), segments[1].Data);
        Assert.False(segments[1].Range!.Value.IsInSegment);
    }

    [Fact]
    public void A_wrong_length_of_data_too_large_to_be_held_costs_one_segment()
    {
        var text = $"{Isa}~BIN*199*{new string('x', 200)}~LX*2~LX*3~IEA*1*000000101~";

        var segments = Read(new MemoryStream(Encoding.ASCII.GetBytes(text)), Small, out var findings);

        Assert.Equal("BINARY_LENGTH_WRONG", Assert.Single(findings).Code);
        Assert.Equal(["ISA", "LX", "LX", "IEA"], segments.Select(segment => segment.Id));
    }

    [Theory]
    [InlineData("BIN*100000*abc")]
    [InlineData("BIN*10*abc")]
    [InlineData("BDS*B64*10*abc")]
    [InlineData("BIN*3*abc")]
    public void Data_that_reaches_past_the_end_of_the_file_is_never_read(string cut)
    {
        var segments = Read(new MemoryStream(Encoding.ASCII.GetBytes(Isa + "~" + cut)), ReadLimits.Default, out var findings);

        Assert.Equal(["ISA"], segments.Select(segment => segment.Id));
        Assert.Equal(("BINARY_CUT", FindingSeverity.Fatal), (Assert.Single(findings).Code, findings[0].Severity));
    }

    [Theory]
    [InlineData("BIN~")]
    [InlineData("BIN*5~")]
    [InlineData("BIN*x*ab~")]
    [InlineData("BDS*B64*~")]
    [InlineData("BINX*2*~~~")]
    [InlineData("BHT*2*~~~")]
    public void What_is_no_binary_segment_ends_at_the_terminator(string text)
    {
        var segments = Read(new MemoryStream(Encoding.ASCII.GetBytes(Isa + "~" + text + "IEA*1*000000101~")), ReadLimits.Default, out _);

        Assert.Equal(["ISA", text.Split('~', '*')[0], "IEA"], segments.Select(segment => segment.Id));
        Assert.Null(segments[1].Range);
    }

    [Fact]
    public void A_payload_of_a_gigabyte_is_passed_over_in_one_buffer()
    {
        const long Length = 1_000_000_000;
        using var stream = new RepeatedStream(Encoding.ASCII.GetBytes($"{Isa}~BIN*{Length}*"), new byte[1_000_000], Length / 1_000_000);
        var findings = new FindingLog();
        using var reader = new X12Reader(stream, findings);
        var before = GC.GetAllocatedBytesForCurrentThread();

        Assert.True(reader.Read());
        Assert.False(reader.Read());

        Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < 100_000);
        Assert.Equal("BINARY_CUT", Assert.Single(findings).Code);
    }

    private static byte[] File(byte[][] payloads, bool filtered, string end)
    {
        var bytes = new List<byte>();
        Text(Isa + end);
        foreach (var payload in payloads)
        {
            Text($"{(filtered ? "BDS*B64*" : "BIN*")}{payload.Length}*");
            bytes.AddRange(payload);
            Text(end);
            Text("LX*1" + end);
        }

        Text("IEA*1*000000101" + end);
        return [.. bytes];

        void Text(string text) => bytes.AddRange(Encoding.ASCII.GetBytes(text));
    }

    private static List<Token> Read(Stream stream, ReadLimits limits, out FindingLog findings)
    {
        findings = [];
        using var reader = new X12Reader(stream, findings, limits);
        var segments = new List<Token>();
        while (reader.Read())
        {
            var segment = reader.Segment;
            var range = segment.Binary;
            segments.Add(new Token(Encoding.Latin1.GetString(segment.Id), segment.Offset, range,
                range is null ? null : Convert.ToHexString(segment[segment.ElementCount])));
        }

        return segments;
    }

    private sealed record Token(string Id, long Offset, BinaryRange? Range, string? Data);
}
