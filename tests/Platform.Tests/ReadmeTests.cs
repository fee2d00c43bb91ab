using System.Text.RegularExpressions;

namespace MedBill.Platform.Tests;

public sealed partial class ReadmeTests
{
    private static readonly string Folder = Path.Combine(RepositoryFolder.Root, "services", "Platform");
    private static readonly string Readme = File.ReadAllText(Path.Combine(Folder, "README.md"));
    private static readonly string Code = string.Concat(
        Directory.GetFiles(Folder, "*.cs", SearchOption.AllDirectories).Select(File.ReadAllText));

    [Fact]
    public void Every_reason_in_the_code_is_in_the_readme() => Assert.Empty(
        Reasons(Code).Except(Named(Readme)).Except(Platform.Hosting.PlatformSettings.All.Select(setting => setting.Name)));

    [Fact]
    public void Every_reason_in_the_readme_is_in_the_code() =>
        Assert.All(Named(Readme).Where(name => Upper().IsMatch(name)), name => Assert.Contains(name, Code, StringComparison.Ordinal));

    [Fact]
    public void Every_instrument_is_in_the_readme() =>
        Assert.Empty(Instrument().Matches(Code).Select(match => match.Groups[1].Value).Except(Named(Readme)));

    [Fact]
    public void A_reason_nobody_wrote_down_would_be_found() =>
        Assert.Equal(["NEW_REASON"], Reasons("""throw new Failure(kind, "NEW_REASON", "…")""").Except(Named(Readme)));

    private static IEnumerable<string> Reasons(string code) => Quoted().Matches(code).Select(match => match.Groups[1].Value).Distinct();

    private static IEnumerable<string> Named(string readme) =>
        Backticked().Matches(readme).Select(match => match.Groups[1].Value).Distinct();

    [GeneratedRegex("\"([A-Z][A-Z0-9]+(?:_[A-Z0-9]+)+)\"")]
    private static partial Regex Quoted();

    [GeneratedRegex("^[A-Z][A-Z0-9]+(_[A-Z0-9]+)+$")]
    private static partial Regex Upper();

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Backticked();

    [GeneratedRegex("\"(medbill\\.[a-z_.]+)\"")]
    private static partial Regex Instrument();
}
