namespace MedBill.X12.Tests;

/// <summary>Files of other projects, kept outside the repository, for reading only. Absent on most machines.</summary>
internal static class SampleFolder
{
    public const string Absent = "The folder shared/samples/x12 is not beside the repository.";

    public static string? Path { get; } = Find();

    public static IEnumerable<string> Files(string transaction)
    {
        Assert.SkipWhen(Path is null, Absent);
        var folder = System.IO.Path.Combine(Path!, transaction);
        return Directory.Exists(folder) ? Directory.EnumerateFiles(folder).Order(StringComparer.Ordinal) : [];
    }

    private static string? Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var samples = System.IO.Path.Combine(folder.FullName, "shared", "samples", "x12");
            if (Directory.Exists(samples))
            {
                return samples;
            }
        }

        return null;
    }
}
