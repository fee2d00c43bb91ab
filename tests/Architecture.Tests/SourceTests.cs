using System.Text.RegularExpressions;

namespace MedBill.Architecture.Tests;

/// <summary>Rules that are read off the files themselves.</summary>
public sealed partial class SourceTests
{
    private static readonly string[] TopLevel =
        ["protos", "services", "gateway", "deploy", "tests", ".ci", ".config", ".github", ".git", "artifacts"];

    [Fact]
    public void The_top_level_holds_the_design_cards_folders_and_no_other()
    {
        var others = Directory.GetDirectories(Repository.Root).Select(path => Path.GetFileName(path)!)
            .Except(TopLevel).Except([".vs", ".idea", ".vscode", "TestResults"]).ToList();
        Assert.Empty(others);
    }

    [Fact]
    public void Platform_knows_no_business() => Assert.Empty(
        from path in Repository.Files("*.cs")
        where path.StartsWith("services/Platform/", StringComparison.Ordinal)
        from word in BusinessWords(File.ReadAllText(Path.Combine(Repository.Root, path)))
        select $"{path}: {word}");

    [Theory]
    [InlineData("public sealed class ClaimTable;")]
    [InlineData("// settles with the payer")]
    [InlineData("var remittanceId = 1;")]
    [InlineData("string patient;")]
    public void A_business_word_is_caught(string code) => Assert.NotEmpty(BusinessWords(code));

    [Fact]
    public void DotNets_own_claims_are_not_business() =>
        Assert.Empty(BusinessWords("ClaimsPrincipal user; ClaimTypes.Name; new Claim(a, b); user.FindFirst; ClaimsIdentity i;"));

    [Fact]
    public void No_source_file_is_too_long_to_read() => Assert.Empty(
        from path in Repository.Files("*.cs")
        where !path.Contains("/Migrations/", StringComparison.Ordinal) && !LongByNature(path)
        let lines = File.ReadLines(Path.Combine(Repository.Root, path)).Count()
        where lines > 400
        select $"{path}: {lines} lines");

    [Fact]
    public void Nothing_is_left_for_later() => Assert.Empty(
        from path in Repository.Files("*.cs")
        where !path.EndsWith("SourceTests.cs", StringComparison.Ordinal)
        from line in File.ReadLines(Path.Combine(Repository.Root, path))
        where Unfinished().IsMatch(line)
        select $"{path}: {line.Trim()}");

    [Theory]
    [InlineData("// TODO: later")]
    [InlineData("throw new NotImplementedException();")]
    public void Unfinished_work_is_caught(string line) => Assert.Matches(Unfinished(), line);

    [Fact]
    public void Every_setting_that_is_read_stands_in_the_operators_table()
    {
        var table = File.ReadAllText(Path.Combine(Repository.Root, "deploy/README.md"));

        Assert.Empty(
            from path in Repository.Files("*.cs")
            where (path.StartsWith("services/", StringComparison.Ordinal) || path.StartsWith("gateway/", StringComparison.Ordinal))
                && !path.Contains("/Migrations/", StringComparison.Ordinal) && !path.StartsWith("services/X12", StringComparison.Ordinal)
            from name in SettingNames(File.ReadAllText(Path.Combine(Repository.Root, path)))
            where !table.Contains($"| `{name}` |", StringComparison.Ordinal)
            select $"{path}: {name}");
    }

    [Theory]
    [InlineData("configuration[\"Storage:Folder\"]", "Storage:Folder")]
    [InlineData("configuration[\"DAPR_GRPC_PORT\"]", "DAPR_GRPC_PORT")]
    [InlineData("Configuration.GetValue(\"Mailbox:PollInterval\", x)", "Mailbox:PollInterval")]
    public void A_setting_that_is_read_is_seen(string code, string name) => Assert.Equal([name], SettingNames(code));

    private static IEnumerable<string> SettingNames(string code) => SettingName().Matches(code).Select(match => match.Groups[1].Value);

    [GeneratedRegex("\"([A-Z][A-Za-z]+(?::[A-Z][A-Za-z]+)+|(?:DAPR_|APP_API_|OTEL_)[A-Z_]+)\"")]
    private static partial Regex SettingName();

    [Fact]
    public void Vague_type_names_are_not_used() => Assert.Empty(
        from path in Repository.Files("*.cs")
        where !path.StartsWith("tests/", StringComparison.Ordinal)
        from Match match in VagueName().Matches(File.ReadAllText(Path.Combine(Repository.Root, path)))
        select $"{path}: {match.Value}");

    [Theory]
    [InlineData("public sealed class ClaimManager")]
    [InlineData("internal static class DateHelper")]
    public void A_vague_type_name_is_caught(string code) => Assert.Matches(VagueName(), code);

    // Tables and fixtures may be long.
    private static bool LongByNature(string path) =>
        path.Contains("/Guides/", StringComparison.Ordinal) || path.Contains("Fixture", StringComparison.Ordinal)
        || path.EndsWith("Table.cs", StringComparison.Ordinal) || path.EndsWith("Tables.cs", StringComparison.Ordinal);

    private static IEnumerable<string> BusinessWords(string source) =>
        BusinessWord().Matches(DotNetClaims().Replace(source, "")).Select(match => match.Value).Distinct();

    [GeneratedRegex("claim|patient|payer|remit", RegexOptions.IgnoreCase)]
    private static partial Regex BusinessWord();

    // System.Security.Claims: what a token says of its bearer.
    [GeneratedRegex(@"System\.Security\.Claims|Claims(Principal|Identity)|ClaimTypes?|ClaimValueTypes|new Claim\(|\bClaim\b(?= \w+[,)])|JwtRegisteredClaimNames|\.Claims\b|MapInboundClaims|RoleClaimType|NameClaimType|HasClaim|RequireClaim|FindClaim")]
    private static partial Regex DotNetClaims();

    [GeneratedRegex(@"\b(TODO|FIXME|HACK|XXX)\b|NotImplementedException|for now\b|placeholder", RegexOptions.IgnoreCase)]
    private static partial Regex Unfinished();

    [GeneratedRegex(@"\b(class|record|struct|interface|enum) \w*(Manager|Helper|Util|Utils|Common|Base|Info)\b")]
    private static partial Regex VagueName();
}
