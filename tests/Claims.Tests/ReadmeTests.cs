using System.Text.RegularExpressions;
using MedBill.Claims.Submission;
using MedBill.Claims.Tests.Fixture;

namespace MedBill.Claims.Tests;

/// <summary>The README and the code name the same reasons, findings and settings.</summary>
public sealed partial class ReadmeTests
{
    private static readonly string Folder = Path.Combine(RepositoryFolder.Root, "services/Claims");
    private static readonly string Readme = File.ReadAllText(Path.Combine(Folder, "README.md"));
    private static readonly string Code = Read("*.cs");

    [Fact]
    public void Every_reason_in_the_code_is_in_the_readme() => Assert.Empty(Codes(Code).Except(Named(Readme)));

    [Fact]
    public void Every_reason_in_the_readme_is_in_the_code() => Assert.Empty(Named(Readme).Except(Codes(Code)));

    [Fact]
    public void A_reason_nobody_wrote_down_would_be_found() =>
        Assert.Equal(["NEW_REASON"], Codes("""throw new Failure(kind, "NEW_REASON", "…")""").Except(Named(Readme)));

    [Fact]
    public void Every_setting_is_in_the_readme() => Assert.All(
        typeof(SubmissionSettings).GetProperties(), setting => Assert.Contains($"`Submission:{setting.Name}`", Readme, StringComparison.Ordinal));

    [Fact]
    public void Every_setting_in_the_readme_is_one() => Assert.Empty(
        Setting().Matches(Readme).Select(match => match.Groups[1].Value).Except(typeof(SubmissionSettings).GetProperties().Select(setting => setting.Name)));

    private static string Read(string pattern) => string.Concat(
        Directory.GetFiles(Folder, pattern, SearchOption.AllDirectories).Where(path => !path.Contains("Migrations", StringComparison.Ordinal)).Select(File.ReadAllText));

    // Quoted in the code, also as the beginning of a code that ends in a number.
    private static IEnumerable<string> Codes(string code) => Quoted().Matches(code).Select(match => match.Groups[1].Value).Distinct();

    // Named in the README; the states of a claim stand there too, in one word each.
    private static IEnumerable<string> Named(string readme) => Upper().Matches(readme).Select(match => match.Value).Distinct().Except(Kinds);

    // What gRPC calls the kinds of failure.
    private static string[] Kinds => ["NOT_FOUND", "FAILED_PRECONDITION", "ALREADY_EXISTS", "RESOURCE_EXHAUSTED", "INVALID_ARGUMENT"];

    [GeneratedRegex("\"([A-Z][A-Z0-9]+(?:_[A-Z0-9]+)+)\"")]
    private static partial Regex Quoted();

    [GeneratedRegex("\\b[A-Z][A-Z0-9]+(?:_[A-Z0-9]+)+\\b")]
    private static partial Regex Upper();

    [GeneratedRegex("`Submission:([A-Za-z]+)`")]
    private static partial Regex Setting();
}
