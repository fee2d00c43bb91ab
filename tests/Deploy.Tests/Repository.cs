using System.Text.RegularExpressions;

namespace MedBill.Deploy.Tests;

/// <summary>The checked-out repository: where the YAML and the code that it is held to lie.</summary>
internal static partial class Repository
{
    /// <summary>The folder that holds MedBill.slnx.</summary>
    public static string Root { get; } = RepositoryFolder.Root;

    /// <summary><c>local</c>, <c>staging</c>, <c>production</c>.</summary>
    public static IReadOnlyList<string> Overlays { get; } = Folders("deploy/overlays");

    /// <summary>Folders of deploy/components, by name.</summary>
    public static IReadOnlyList<string> Components { get; } = Folders("deploy/components");

    /// <summary>App id → project file, as tye.yaml lists them.</summary>
    public static IReadOnlyDictionary<string, string> Projects { get; } = ReadProjects();

    /// <summary>Who calls whom: the third column of ARCHITECTURE.md's table under "Shape".</summary>
    public static IReadOnlyDictionary<string, string[]> Calls { get; } = ReadCalls();

    public static string Read(string path) => File.ReadAllText(Path.Combine(Root, path));

    /// <summary>C# sources of a folder, comments and all, build output left out.</summary>
    public static IEnumerable<string> Sources(string folder) =>
        Directory.EnumerateFiles(Path.Combine(Root, folder), "*.cs", SearchOption.AllDirectories)
            .Where(path => !path.Contains("/obj/", StringComparison.Ordinal) && !path.Contains("/Migrations/", StringComparison.Ordinal))
            .Select(File.ReadAllText);

    /// <summary>YAML files below deploy/, relative to the root.</summary>
    public static IEnumerable<string> DeployFiles(string folder = "deploy") =>
        Directory.EnumerateFiles(Path.Combine(Root, folder), "*.yaml", SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(Root, path)).Order(StringComparer.Ordinal);

    private static string[] Folders(string path) =>
        [.. Directory.GetDirectories(Path.Combine(Root, path)).Select(folder => Path.GetFileName(folder)).Order(StringComparer.Ordinal)];

    private static Dictionary<string, string> ReadProjects() =>
        Service().Matches(Read("tye.yaml")).ToDictionary(match => match.Groups[1].Value, match => match.Groups[2].Value);

    private static Dictionary<string, string[]> ReadCalls()
    {
        var rows = Row().Matches(Read("ARCHITECTURE.md").Split("## Shape")[1].Split("```")[0]);
        var apps = rows.Select(row => row.Groups[1].Value).ToArray();
        var services = apps.Except(["gateway", "sandbox-payer"]).ToArray();
        return rows.ToDictionary(row => row.Groups[1].Value, row => row.Groups[2].Value.Trim() switch
        {
            "–" => [],
            "all" => services,
            var list => list.Split(',', StringSplitOptions.TrimEntries),
        });
    }

    [GeneratedRegex(@"^  - name: ([a-z-]+)\n    project: (\S+)$", RegexOptions.Multiline)]
    private static partial Regex Service();

    [GeneratedRegex(@"^\| `([a-z-]+)` \|[^|]*\|([^|]*)\|[^|]*\|$", RegexOptions.Multiline)]
    private static partial Regex Row();
}
