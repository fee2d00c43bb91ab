namespace MedBill.Collections.Tests.Fixture;

/// <summary>Where the service's own files are.</summary>
internal static class Sources
{
    public static string Service { get; } = Path.Combine(RepositoryFolder.Root, "services", "Collections");

    /// <summary>The service's code, without what is generated.</summary>
    public static IReadOnlyList<(string File, string Text)> Code() =>
    [
        .. Directory.EnumerateFiles(Service, "*.cs", SearchOption.AllDirectories)
            .Where(file => !file.Contains("Migrations", StringComparison.Ordinal))
            .Select(file => (file, File.ReadAllText(file))),
    ];
}
