using System.Text.RegularExpressions;
using MedBill.X12.Cli;
using MedBill.X12.Cli.Redaction;
using MedBill.X12.Guides;
using MedBill.X12.Findings;
using MedBill.X12.Tokens;

namespace MedBill.X12.Tests.Cli;

/// <summary>A redacted file is as valid as before, and nothing in it says who it is about.</summary>
public sealed partial class RedactTests
{
    public static TheoryData<string> Names => [.. Golden.Names];

    // What identifies in the golden files; all of it is made up.
    [GeneratedRegex("TESTWELL|RIVERBEND|PRAIRIE|CLEARWATER|PCN0|W0000|MARIA|1234567893|1999999984|123456789|ICN9|MAPLE|ELM ST|19800214|EFT0|CHK0|AUTH7|GRP1|Labs|FIELD|WATER|OAK TOOLS|ACN07|EMP100")]
    private static partial Regex Identifying();

    [Theory]
    [MemberData(nameof(Names))]
    public void What_identifies_is_gone_and_the_file_is_as_valid_as_before(string name)
    {
        var original = Golden.Text(name);

        var (code, redacted, error) = CommandTests.Run(["redact", "--key", "a key"], original);

        Assert.Equal((ExitCode.Ok, ""), (code, error));
        Assert.Empty(Identifying().Matches(redacted));
        Assert.Equal(Segments(original), Segments(redacted));
        var (valid, report, _) = CommandTests.Run(["validate"], redacted);
        Assert.True(valid == ExitCode.Ok, report);
    }

    [Fact]
    public void Amounts_codes_and_sums_stay()
    {
        var (_, redacted, _) = CommandTests.Run(["redact"], Golden.Text("835-medicare-crossover.x12"));

        var (_, summary, _) = CommandTests.Run(["summary"], redacted);
        Assert.Contains("payment 109.76, differences 0", summary, StringComparison.Ordinal);
        Assert.Contains("SVC*HC:99213*160*109.76**1~", redacted, StringComparison.Ordinal);
        Assert.Contains("CAS*CO*45*20**253*2.24~", redacted, StringComparison.Ordinal);
    }

    [Fact]
    public void One_key_makes_the_same_of_the_same_in_every_file_and_another_key_something_else()
    {
        var claim = Golden.Text("837P-subscriber.x12");
        var remittance = Golden.Text("835-paid-denied-reversed.x12");
        var (_, first, _) = CommandTests.Run(["redact", "--key", "a"], claim);
        var (_, again, _) = CommandTests.Run(["redact", "--key", "a"], claim);
        var (_, answer, _) = CommandTests.Run(["redact", "--key", "a"], remittance);
        var (_, other, _) = CommandTests.Run(["redact", "--key", "b"], claim);
        var (_, keyless, _) = CommandTests.Run(["redact"], claim);

        Assert.Equal(first, again);
        Assert.NotEqual(first, other);
        Assert.NotEqual(first, keyless);
        Assert.Equal(Element(first, "CLM*"), Element(answer, "CLP*"));
    }

    [Fact]
    public void Days_move_together_so_that_intervals_stay()
    {
        var (_, redacted, _) = CommandTests.Run(["redact", "--key", "a"], Golden.Text("835-paid-denied-reversed.x12"));

        Assert.Equal(6, Day(redacted, "DTM*050*").DayNumber - Day(redacted, "DTM*232*").DayNumber);
        Assert.NotEqual(new DateOnly(2026, 3, 10), Day(redacted, "DTM*232*"));
    }

    [Fact]
    public void The_envelopes_days_move_with_the_others_and_do_not_tell_by_how_much()
    {
        var (_, redacted, _) = CommandTests.Run(["redact", "--key", "a"], Golden.Text("837P-subscriber.x12"));
        var (_, answer, _) = CommandTests.Run(["redact", "--key", "a"], Golden.Text("TA1-duplicate.x12"));
        var moved = Day(redacted, "BHT*0019*00*" + Element(redacted, "BHT*0019*00*") + "*");

        Assert.NotEqual(new DateOnly(2026, 3, 15), moved);
        Assert.Equal(moved, Day(redacted, "GS*HC*" + string.Join('*', redacted[(redacted.IndexOf("GS*HC*", StringComparison.Ordinal) + 6)..].Split('*')[..2]) + "*"));
        Assert.Contains(moved.ToString("*yyMMdd*", System.Globalization.CultureInfo.InvariantCulture), redacted[..106], StringComparison.Ordinal);
        Assert.DoesNotContain("260315", redacted + answer, StringComparison.Ordinal);
        Assert.DoesNotContain("20260315", redacted, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("PRV*BI*PXC*207Q00000X~", "PRV*BI*PXC*207Q00000X~")]
    [InlineData("PRV*BI*SY*123456780~", @"PRV\*BI\*SY\*(?!123456780)\d{9}~")]
    [InlineData("REF*LU*IL~", @"REF\*LU\*IL~")]
    [InlineData("REF*LU*SITE77~", @"REF\*LU\*(?!SITE77)[A-Z]{4}\d\d~")]
    [InlineData("SV4*RX12345~", @"SV4\*(?!RX12345)[A-Z]{2}\d{5}~")]
    [InlineData("VEH*1*1HGCM82633A004352~", @"VEH\*\d\*(?!1HGCM82633A004352)[A-Z0-9]{17}~")]
    public void A_number_behind_a_qualifier_is_kept_only_where_it_is_a_code(string segment, string wanted)
    {
        var text = Golden.Edit(Golden.Text("837P-subscriber.x12"), "PRV*BI*PXC*207Q00000X~", segment);

        var (_, redacted, _) = CommandTests.Run(["redact"], text);

        Assert.Matches(wanted.Contains('\\', StringComparison.Ordinal) ? wanted : Regex.Escape(wanted), redacted);
    }

    [Fact]
    public void Line_breaks_stay_line_breaks()
    {
        var original = Golden.Text("270-subscriber.x12").Replace("~", "~\r\n", StringComparison.Ordinal);

        var (_, redacted, _) = CommandTests.Run(["redact"], original);

        Assert.Equal(original.Count(character => character == '\n') - 1, redacted.Count(character => character == '\n'));
    }

    [Theory]
    [InlineData("SE*32*0001~", "")]
    [InlineData("GE*1*1~", "")]
    [InlineData("IEA*1*000000101~", "")]
    [InlineData("~ST*837", "~HL*1**20*1~ST*837")]
    public void A_broken_file_is_replaced_as_it_is_and_that_is_said(string from, string to)
    {
        var (code, redacted, error) = CommandTests.Run(["redact", "--key", "a key"], Golden.Edit(Golden.Text("837P-subscriber.x12"), from, to));

        Assert.Equal(ExitCode.Errors, code);
        Assert.Empty(Identifying().Matches(redacted));
        Assert.Contains("The envelopes", error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_segment_nobody_knows_is_replaced_whole()
    {
        var text = Golden.Edit(Golden.Text("837P-subscriber.x12"), "~HI*ABK", "~ZZZ*SECRET NAME:1234*X~HI*ABK");

        var (_, redacted, _) = CommandTests.Run(["redact"], text);

        Assert.Matches(@"~ZZZ\*[A-Z]{6} [A-Z]{4}:\d{4}\*[A-Z]~", redacted);
        Assert.DoesNotContain("SECRET", redacted, StringComparison.Ordinal);
    }

    // The terminators within a document are none.
    [Theory]
    [InlineData("NM1*IL*1*MUSTER****MI*adv-raw-270~", "adv-raw-270")]
    [InlineData("NM1*X3*2*MUSTER****PI*UMO987654321~", "UMO987654321")]
    [InlineData("REF*BLT*22029500123407X~", "22029500123407X")]
    [InlineData("CLM*1*5***11:B:1:99887766*Y*A*Y*Y~", "99887766")]
    [InlineData("HI*MEM00012345:J029~", "MEM00012345")]
    public void A_value_too_long_for_a_code_is_replaced_whatever_its_place(string segment, string value)
    {
        var file = Golden.Text("837P-subscriber.x12").Replace("SE*", segment + "SE*", StringComparison.Ordinal);

        var (_, redacted, _) = CommandTests.Run(["redact"], file);

        Assert.Contains(segment[..segment.IndexOf('*', StringComparison.Ordinal)], redacted, StringComparison.Ordinal);
        Assert.DoesNotContain(value, redacted, StringComparison.Ordinal);
    }

    private static int Segments(string text)
    {
        using var reader = new X12Reader(Golden.Stream(text), new FindingLog());
        var count = 0;
        while (reader.Read())
        {
            count++;
        }

        return count;
    }

    [Fact]
    public void An_element_X12_does_not_give_a_segment_is_replaced()
    {
        var text = Golden.Edit(Golden.Text("837P-subscriber.x12"), "SBR*P*18*GRP100******CI~", "SBR*P*18*GRP100******CI*SECRET~");

        var (_, redacted, _) = CommandTests.Run(["redact"], text);

        Assert.Matches(@"~SBR\*P\*18\*[A-Z]{3}\d{3}\*{6}CI\*[A-Z]{6}~", redacted);
        Assert.DoesNotContain("SECRET", redacted, StringComparison.Ordinal);
    }

    // Data elements of up to 80 characters that hold codes: procedures, code lists, DRGs and weights, line numbers, taxonomy and remarks.
    private static readonly int[] CodeElements = [234, 350, 799, 1271, 1705];

    // Elements of free form that these guides use for a code: a tooth, what a context points at, a language.
    private static readonly string[] CodePlaces = ["DN201-1", "CTX01-1", "LUI02-1"];

    [Fact]
    public void Every_element_with_room_for_a_name_or_a_number_is_replaced_or_holds_a_code()
    {
        var open = new List<string>();
        foreach (var (key, shape) in SegmentShapes.All)
        {
            var id = string.Concat(new[] { (char)(key >> 16), (char)((key >> 8) & 0xFF), (char)(key & 0xFF) }.Where(character => character != 0));
            if (id is "MIA" or "MOA" || RedactionTable.Default.Of(id, "", "") is not { } places)
            {
                continue;
            }

            foreach (var (number, element) in shape.Elements.Index())
            {
                var parts = element.Components.Length == 0 ? [element] : element.Components;
                open.AddRange(parts.Index()
                    .Where(part => part.Item is { Type: "AN", Max: >= 17 } && !CodeElements.Contains(part.Item.Number))
                    .Where(part => !places.Any(place => (place.Element == 0 || place.Element == number + 1)
                        && (place.Component == 0 || place.Component == part.Index + 1)))
                    .Select(part => $"{id}{number + 1:00}-{part.Index + 1}"));
            }
        }

        Assert.Equal(CodePlaces.Order(), open.Order());
    }

    private static string Element(string text, string before)
    {
        var start = text.IndexOf(before, StringComparison.Ordinal) + before.Length;
        return text[start..text.IndexOf('*', start)];
    }

    private static DateOnly Day(string text, string before) =>
        DateOnly.ParseExact(text.AsSpan(text.IndexOf(before, StringComparison.Ordinal) + before.Length, 8), "yyyyMMdd");
}
