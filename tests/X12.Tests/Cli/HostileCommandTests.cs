using MedBill.X12.Cli;

namespace MedBill.X12.Tests.Cli;

/// <summary>What a careless or hostile user gives the command line.</summary>
public sealed class HostileCommandTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("x12-hostile-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("{\"interchanges\":[null]}")]
    [InlineData("{\"interchanges\":null}")]
    [InlineData("{\"interchanges\":[{\"interchange\":null,\"groups\":[]}]}")]
    [InlineData("{\"interchanges\":[{}]}")]
    public void JSON_with_nulls_where_things_belong_is_no_document(string json)
    {
        var (code, output, error) = CommandTests.Run(["convert"], json);

        Assert.Equal((ExitCode.Errors, ""), (code, output));
        Assert.Contains("no document", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"groups\": [", "\"groups\": [null,")]
    [InlineData("\"sets\": [", "\"sets\": [null,")]
    [InlineData("\"lines\": [", "\"lines\": [null,")]
    [InlineData("\"submitter\": {", "\"submitter\": null, \"receiver\": {")]
    [InlineData("\"header\": {", "\"header\": null, \"claims\": [], \"x\": {")]
    [InlineData("\"qualifier\": \"HC\",", "")]
    public void Every_null_and_every_gap_is_named_not_stumbled_over(string from, string to)
    {
        var (_, json, _) = CommandTests.Run(["convert"], Golden.Text("837P-subscriber.x12"));

        var (code, output, error) = CommandTests.Run(["convert"], Golden.Edit(json, from, to));

        Assert.Equal((ExitCode.Errors, ""), (code, output));
        Assert.Contains("no document", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("convert", ".json")]
    [InlineData("redact", ".x12")]
    public void Several_files_go_to_a_folder_each_under_its_name(string verb, string extension)
    {
        var (first, second) = (Save("270-subscriber"), Save("999-accepted"));
        var target = Path.Combine(_folder, "out");

        var (code, _, error) = CommandTests.Run([verb, "--out", target, first, Path.Combine(_folder, "absent.x12"), second]);

        Assert.Equal(ExitCode.Usage, code);
        Assert.Contains("absent.x12 cannot be read", error, StringComparison.Ordinal);
        Assert.Equal(["270-subscriber" + extension, "999-accepted" + extension], Directory.GetFiles(target).Select(file => Path.GetFileName(file)).Order());
        Assert.Equal(ExitCode.Ok, CommandTests.Run([verb, "--out", Path.Combine(_folder, "again"), first, second]).Code);
    }

    [Fact]
    public void Several_files_are_split_into_one_folder_and_names_must_differ()
    {
        var (first, second) = (Save("270-subscriber"), Save("999-accepted"));

        Assert.Equal(ExitCode.Ok, CommandTests.Run(["split", "--out", Path.Combine(_folder, "parts"), first, second]).Code);
        Assert.Equal(2, Directory.GetFiles(Path.Combine(_folder, "parts")).Length);
        Assert.Contains("Two of the files are named", CommandTests.Run(["redact", "--out", _folder, first, first]).Error, StringComparison.Ordinal);
        Assert.Contains("no name", CommandTests.Run(["redact", "--out", _folder, first, "-"]).Error, StringComparison.Ordinal);
        Assert.Contains("is a file", CommandTests.Run(["redact", "--out", first, first, second]).Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("set", "SE*32*0001~", "The set 0001 has no SE")]
    [InlineData("claim", "SE*32*0001~", "The set 0001 has no SE")]
    [InlineData("group", "GE*1*1~", "The group 1 has no GE")]
    [InlineData("interchange", "IEA*1*000000101~", "The interchange 000000101 has no IEA")]
    public void A_part_without_an_end_is_left_out_and_that_is_said(string by, string trailer, string words)
    {
        var whole = Golden.Text("837P-subscriber.x12");

        var (code, _, error) = CommandTests.Run(
            ["split", "--by", by, "--out", Path.Combine(_folder, by)], Golden.Edit(whole, trailer, "") + whole);

        Assert.Equal(ExitCode.Errors, code);
        Assert.Contains(words, error, StringComparison.Ordinal);
        Assert.Single(Directory.GetFiles(Path.Combine(_folder, by)));
    }

    [Fact]
    public void Output_that_cannot_be_written_ends_in_words_and_a_code()
    {
        using var disk = new FullDisk();
        using var error = new StringWriter();

        var code = Commands.Run(["convert", Save("270-subscriber")], new Terminal(Stream.Null, disk, error));

        Assert.Equal(ExitCode.Usage, code);
        Assert.Contains("No space left", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_device_is_written_to_not_replaced()
    {
        Assert.SkipUnless(File.Exists("/dev/null"), "There is no /dev/null here.");

        var (code, _, error) = CommandTests.Run(["redact", "--out", "/dev/null", Save("270-subscriber")]);

        Assert.Equal((ExitCode.Ok, ""), (code, error));
        Assert.Empty(File.ReadAllBytes("/dev/null"));
    }

    [Theory]
    [InlineData("validate", "--help")]
    [InlineData("split", "-h")]
    public void Help_is_at_hand_behind_every_verb(string verb, string word)
    {
        var (code, output, _) = CommandTests.Run([verb, word]);

        Assert.Equal(ExitCode.Ok, code);
        Assert.StartsWith("usage:", output, StringComparison.Ordinal);
    }

    private string Save(string name)
    {
        var file = Path.Combine(_folder, name + ".x12");
        File.WriteAllText(file, Golden.Text(name + ".x12"));
        return file;
    }

    private sealed class FullDisk : MemoryStream
    {
        public override void Write(byte[] buffer, int offset, int count) => throw new IOException("No space left on device");

        public override void Write(ReadOnlySpan<byte> buffer) => throw new IOException("No space left on device");
    }
}
