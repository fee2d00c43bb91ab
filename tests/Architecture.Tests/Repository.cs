using System.Xml.Linq;

namespace MedBill.Architecture.Tests;

/// <summary>The checked-out repository: its files, its projects and what they reference.</summary>
internal static class Repository
{
    public static readonly string[] Services =
        ["PatientRegistry", "Coverage", "Claims", "Remittance", "Collections"];

    public static string Root { get; } = RepositoryFolder.Root;

    /// <summary>Every project as `services/Claims/Claims.csproj`, with the projects it references, spelled likewise.</summary>
    public static IReadOnlyDictionary<string, string[]> ProjectReferences { get; } = Files("*.csproj")
        .ToDictionary(path => path, path => References(path, File.ReadAllText(Path.Combine(Root, path))));

    /// <summary>Paths below the root with forward slashes, build output left out.</summary>
    public static IEnumerable<string> Files(string pattern) =>
        Directory.EnumerateFiles(Root, pattern, SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(Root, path).Replace('\\', '/'))
            .Where(path => !path.StartsWith("artifacts/", StringComparison.Ordinal)
                && !path.StartsWith(".git/", StringComparison.Ordinal)
                && !path.Contains("/obj/", StringComparison.Ordinal)
                && !path.Contains("/bin/", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal);

    public static string[] References(string path, string projectXml) =>
    [
        .. from reference in XDocument.Parse(projectXml).Descendants("ProjectReference")
           let include = reference.Attribute("Include")!.Value.Replace('\\', '/')
           select Path.GetRelativePath(Root, Path.GetFullPath(Path.Combine(Root, Path.GetDirectoryName(path)!, include)))
               .Replace('\\', '/'),
    ];
}
