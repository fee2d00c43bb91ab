using MedBill.TestKit.Sidecar;

[assembly: CollectionBehavior(DisableTestParallelization = true)]

namespace MedBill.Messaging.Tests;

/// <summary>The files of deploy/ that these tests read.</summary>
internal static class Repository
{
    public static string Root { get; } = RepositoryFolder.Root;

    /// <summary>What production's sidecars get, over Redis.</summary>
    public static DaprFiles Redis => DaprFiles.Read(Folder("base/dapr"), Folder("components/pubsub-redis"));

    /// <summary>What production's sidecars get, over Kafka.</summary>
    public static DaprFiles Kafka => DaprFiles.Read(Folder("base/dapr"), Folder("components/pubsub-kafka"));

    public static string Folder(string path) => Path.Combine(Root, "deploy", path);
}
