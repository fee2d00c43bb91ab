using Google.Protobuf.Reflection;

namespace MedBill.Contracts.Tests;

/// <summary>The contracts as protoc reads them, comments included, and the baseline they are held against.</summary>
internal static class ContractSet
{
    public static string RepositoryRoot { get; } = RepositoryFolder.Root;

    public static FileDescriptorSet Current { get; } = Read(Path.Combine(AppContext.BaseDirectory, "contracts.binpb"));

    public static string BaselinePath { get; } = Path.Combine(RepositoryRoot, "protos", "baseline.binpb");

    public static IEnumerable<FileDescriptorProto> Ours(FileDescriptorSet set) =>
        set.File.Where(file => file.Package.StartsWith("medbill.", StringComparison.Ordinal));

    public static FileDescriptorSet Read(string path) => FileDescriptorSet.Parser.ParseFrom(File.ReadAllBytes(path));
}
