using System.Text.RegularExpressions;

namespace MedBill.X12.Tests.Guides;

/// <summary>Each code a finding may have is expected by some test.</summary>
public sealed partial class CodeCoverageTests
{
    [Fact]
    public void Every_code_is_expected_by_a_test()
    {
        var root = Root();
        Assert.SkipWhen(root is null, "The sources are not beside the tests.");
        var tests = string.Concat(Sources(Path.Combine(root!, "tests", "X12.Tests")).Select(File.ReadAllText));
        var codes = Sources(Path.Combine(root!, "services", "X12"))
            .SelectMany(file => Code().Matches(File.ReadAllText(file)).Select(match => match.Groups[1].Value))
            .ToHashSet();

        Assert.True(codes.Count > 150);
        Assert.Empty(codes.Where(code => !tests.Contains($"\"{code}\"", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
    }

    private static IEnumerable<string> Sources(string folder) => Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories)
        .Where(file => !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal));

    private static string? Root()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "MedBill.slnx")))
            {
                return folder.FullName;
            }
        }

        return null;
    }

    [GeneratedRegex("\"([A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+)\"")]
    private static partial Regex Code();
}
