using System.Text;
using System.Text.Json;
using MedBill.X12.Cli;

namespace MedBill.X12.Tests.Cli;

/// <summary>The command line as its users call it.</summary>
public sealed class CommandTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("x12-cli").FullName;

    public static TheoryData<string> Names => [.. Golden.Names];

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_sound_file_is_accepted()
    {
        var (code, output, error) = Run(["validate", Save("837P-subscriber.x12")]);

        Assert.Equal(ExitCode.Ok, code);
        Assert.Contains("accepted, 1 interchange(s), 1 set(s), 0 error(s)", output, StringComparison.Ordinal);
        Assert.Equal("", error);
    }

    [Fact]
    public void A_broken_file_is_told_with_place_value_and_remedy_and_ends_with_1()
    {
        var broken = Golden.Edit(Golden.Text("837P-subscriber.x12"), "HI*ABK:", "HI*XYZ:");

        var (code, output, _) = Run(["validate"], broken);

        Assert.Equal(ExitCode.Errors, code);
        Assert.Contains("refused", output, StringComparison.Ordinal);
        Assert.Contains("claim PCN0000001", output, StringComparison.Ordinal);
        Assert.Contains("Found: XYZ", output, StringComparison.Ordinal);
    }

    [Fact]
    public void Findings_come_as_JSON_with_the_codes_of_a_999_and_what_would_be_answered()
    {
        var broken = Golden.Edit(Golden.Text("837P-subscriber.x12"), "SBR*P", "SBR*?");

        var (code, output, _) = Run(["validate", "--json", "-"], broken);

        Assert.Equal(ExitCode.Errors, code);
        var file = JsonDocument.Parse(output).RootElement.GetProperty("files")[0];
        var finding = file.GetProperty("findings")[0];
        Assert.Equal(("SBR", 1, "8", "7"), (
            finding.GetProperty("segment").GetString(), finding.GetProperty("element").GetInt32(),
            finding.GetProperty("ik304").GetString(), finding.GetProperty("ik403").GetString()));
        Assert.Equal("R", file.GetProperty("acknowledgments")[0].GetProperty("groups")[0].GetProperty("ak9").GetString());
    }

    [Fact]
    public void Several_files_are_judged_and_the_worst_decides()
    {
        var bad = Path.Combine(_folder, "bad.x12");
        File.WriteAllText(bad, "%PDF-1.7");

        var (code, output, _) = Run(["validate", Save("270-subscriber.x12"), bad]);

        Assert.Equal(ExitCode.Errors, code);
        Assert.Contains("NOT_X12", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("837P-dependent-accident.x12", "837P 005010X222A1", "claims 1, lines 4, charges 460.00")]
    [InlineData("835-paid-denied-reversed.x12", "835 005010X221A1", "payment 78.00, differences 0, claims 4, lines 5")]
    [InlineData("271-ppo.x12", "271 005010X279A1", "persons 1, active 1")]
    [InlineData("277CA-accepted-and-rejected.x12", "277CA 005010X214", "notRejected 1, rejected 1")]
    [InlineData("999-rejected.x12", "999 005010X231A1", "setsReceived 1, setsAccepted 0")]
    public void A_summary_says_what_a_file_holds(string name, string set, string figures)
    {
        var (code, output, _) = Run(["summary", Save(name)]);

        Assert.Equal(ExitCode.Ok, code);
        Assert.Contains(set, output, StringComparison.Ordinal);
        Assert.Contains(figures, output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_summary_as_JSON_holds_cents()
    {
        var (_, output, _) = Run(["summary", "--json"], Golden.Text("835-medicare-crossover.x12"));

        var set = JsonDocument.Parse(output).RootElement.GetProperty("files")[0].GetProperty("sets")[0];
        Assert.Equal(10_976, set.GetProperty("figures").GetProperty("paymentCents").GetInt64());
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_file_goes_to_typed_JSON_and_back_byte_for_byte(string name)
    {
        var (toJson, json, errors) = Run(["convert", Save(name)]);
        var (toX12, x12, errorsBack) = Run(["convert"], json);

        Assert.Equal((ExitCode.Ok, ExitCode.Ok, "", ""), (toJson, toX12, errors, errorsBack));
        Assert.Equal(Golden.Text(name), x12);
        Assert.DoesNotContain("\"segments\"", json, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{", "no document")]
    [InlineData("{\"interchange\": []}", "could not be mapped")]
    public void JSON_that_is_no_document_is_refused(string json, string words)
    {
        var (code, output, error) = Run(["convert"], json);

        Assert.Equal((ExitCode.Errors, ""), (code, output));
        Assert.Contains(words, error, StringComparison.Ordinal);
    }

    [Fact]
    public void JSON_that_breaks_the_guide_writes_nothing()
    {
        var (_, json, _) = Run(["convert", Save("837P-subscriber.x12")]);
        var target = Path.Combine(_folder, "out.x12");

        var (code, _, error) = Run(["convert", "--out", target], Golden.Edit(json, "\"chargeCents\": 21000", "\"chargeCents\": 21001"));

        Assert.Equal(ExitCode.Errors, code);
        Assert.Contains("Nothing was written", error, StringComparison.Ordinal);
        Assert.False(File.Exists(target));
    }

    [Fact]
    public void A_file_of_several_claims_is_split_into_valid_files_of_one()
    {
        var text = Golden.Text("837P-subscriber.x12");
        var claim = text[text.IndexOf("CLM*", StringComparison.Ordinal)..text.IndexOf("SE*", StringComparison.Ordinal)];
        var two = Golden.Recount(text.Replace(claim, claim + claim.Replace("PCN0000001", "PCN0000002", StringComparison.Ordinal), StringComparison.Ordinal));
        var target = Path.Combine(_folder, "claims");

        var (code, output, _) = Run(["split", "--by", "claim", "--out", target], two);

        Assert.Equal(ExitCode.Ok, code);
        Assert.StartsWith("2 file(s)", output, StringComparison.Ordinal);
        var files = Directory.GetFiles(target).Order(StringComparer.Ordinal).ToArray();
        Assert.Equal(["part-00001.x12", "part-00002.x12"], files.Select(Path.GetFileName));
        Assert.Equal(ExitCode.Ok, Run(["validate", .. files]).Code);
        Assert.Equal(text, File.ReadAllText(files[0]));
        Assert.Equal(text.Replace("PCN0000001", "PCN0000002", StringComparison.Ordinal), File.ReadAllText(files[1]));
    }

    [Theory]
    [InlineData("interchange", 2)]
    [InlineData("group", 2)]
    [InlineData("set", 2)]
    [InlineData("claim", 2)]
    public void Each_part_stands_in_envelopes_of_its_own(string by, int count)
    {
        var target = Path.Combine(_folder, by);

        var (code, _, error) = Run(
            ["split", "--by", by, "--out", target], Golden.Text("837P-dependent-accident.x12") + Golden.Text("835-medicare-crossover.x12"));

        Assert.Equal(ExitCode.Ok, code);
        var files = Directory.GetFiles(target).Order(StringComparer.Ordinal).ToArray();
        Assert.Equal(count, files.Length);
        Assert.Equal(Golden.Text("837P-dependent-accident.x12"), File.ReadAllText(files[0]));
        Assert.Equal(Golden.Text("835-medicare-crossover.x12"), File.ReadAllText(files[1]));
        Assert.Equal(by == "claim", error.Contains("no 837", StringComparison.Ordinal));
    }

    [Fact]
    public void A_folder_that_holds_something_is_not_written_into()
    {
        Save("270-subscriber.x12");

        var (code, _, error) = Run(["split", "--out", _folder], Golden.Text("270-subscriber.x12"));

        Assert.Equal(ExitCode.Usage, code);
        Assert.Contains("not empty", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(new[] { "frobnicate" }, "no command frobnicate")]
    [InlineData(new[] { "validate", "--out", "x" }, "no option --out")]
    [InlineData(new[] { "validate", "--most", "0" }, "--most does not take 0")]
    [InlineData(new[] { "redact", "--key" }, "--key needs a value")]
    [InlineData(new[] { "convert", "a", "b" }, "needs --out DIR")]
    [InlineData(new[] { "split" }, "--out")]
    [InlineData(new[] { "validate", "/no/such/file" }, "cannot be read")]
    public void A_wrong_command_ends_with_2_and_says_why(string[] args, string words)
    {
        var (code, output, error) = Run(args);

        Assert.Equal((ExitCode.Usage, ""), (code, output));
        Assert.Contains(words, error, StringComparison.Ordinal);
    }

    [Fact]
    public void Help_names_every_verb()
    {
        var (code, output, _) = Run(["help"]);

        Assert.Equal(ExitCode.Ok, code);
        Assert.All(new[] { "validate", "summary", "convert", "split", "redact" }, verb => Assert.Contains(verb, output, StringComparison.Ordinal));
    }

    private string Save(string name)
    {
        var path = Path.Combine(_folder, name);
        File.WriteAllText(path, Golden.Text(name));
        return path;
    }

    internal static (ExitCode Code, string Output, string Error) Run(string[] args, string input = "")
    {
        using var output = new MemoryStream();
        using var error = new StringWriter();
        var code = Commands.Run(args, new Terminal(new MemoryStream(Encoding.Latin1.GetBytes(input)), output, error));
        return (code, Encoding.UTF8.GetString(output.ToArray()), error.ToString());
    }
}
