using System.Text.RegularExpressions;

namespace MedBill.Remittance.Tests;

/// <summary>The README tells every reason and every setting, and no other.</summary>
public sealed partial class ReadmeTests
{
    private static readonly string Folder = Path.Combine(RepositoryFolder.Root, "services", "Remittance");
    private static readonly string Readme = File.ReadAllText(Path.Combine(Folder, "README.md"));
    private static readonly string Code = string.Concat(Directory.GetFiles(Folder, "*.cs", SearchOption.AllDirectories)
        .Where(file => !file.Contains("Migrations", StringComparison.Ordinal)).Order(StringComparer.Ordinal).Select(File.ReadAllText));

    [Fact]
    public void Its_reasons_are_those_of_the_code() => Assert.Equal(
        Reasons(Code).Order(StringComparer.Ordinal), Named(Section("Reasons")).Where(name => Upper().IsMatch(name)).Order(StringComparer.Ordinal));

    [Fact]
    public void Its_settings_are_those_of_the_code() => Assert.Equal(
        Setting().Matches(Code).Select(match => match.Groups[1].Value).Where(name => !name.StartsWith("Storage:", StringComparison.Ordinal)).Distinct().Order(StringComparer.Ordinal),
        SettingRow().Matches(Section("Settings")).Select(match => match.Groups[1].Value).Order(StringComparer.Ordinal));

    [Fact]
    public void A_reason_nobody_wrote_down_would_be_found() =>
        Assert.Equal(["NEW_REASON"], Reasons("""throw new Failure(kind, "NEW_REASON", "…", ["FINDING_CODE", "OTHER_CODE"])"""));

    // Lists of codes are findings of the X12 reader: what a file is refused for, not what a caller is told.
    private static IEnumerable<string> Reasons(string code) =>
        Quoted().Matches(CodeList().Replace(code, "")).Select(match => match.Groups[1].Value).Distinct();

    private static IEnumerable<string> Named(string text) => Backticked().Matches(text).Select(match => match.Groups[1].Value).Distinct();

    private static string Section(string title) => Regex.Match(Readme, $@"^## {title}$(.*?)(?=^## |\z)", RegexOptions.Multiline | RegexOptions.Singleline).Value;

    [GeneratedRegex("\"([A-Z][A-Z0-9_]{4,})\"")]
    private static partial Regex Quoted();

    [GeneratedRegex("""\[("[A-Z0-9_]+",?\s*)+\]""")]
    private static partial Regex CodeList();

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Backticked();

    [GeneratedRegex("^[A-Z][A-Z0-9_]+$")]
    private static partial Regex Upper();

    [GeneratedRegex("\"([A-Z][A-Za-z]+:[A-Z][A-Za-z:]+)\"")]
    private static partial Regex Setting();

    [GeneratedRegex(@"^\| `([A-Za-z:]+)` \|", RegexOptions.Multiline)]
    private static partial Regex SettingRow();
}
