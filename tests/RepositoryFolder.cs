namespace MedBill;

/// <summary>Where the working copy is that a test runs in; a part of every test project (tests/Directory.Build.props).</summary>
internal static class RepositoryFolder
{
    /// <summary>The folder that holds MedBill.slnx.</summary>
    public static string Root { get; } = Find(AppContext.BaseDirectory);

    private static string Find(string folder) => File.Exists(Path.Combine(folder, "MedBill.slnx"))
        ? folder
        : Find(Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("The tests run inside the repository."));
}
