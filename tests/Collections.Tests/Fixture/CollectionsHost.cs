using MedBill.Collections.Tests.Fixture;
using MedBill.TestKit;

[assembly: AssemblyFixture(typeof(CollectionsHost))]

namespace MedBill.Collections.Tests.Fixture;

/// <summary>The real service beside a registry of synthetic people. All tests share one, each as a practice of its own.</summary>
public sealed class CollectionsHost() : ServiceHost("collections", CollectionsApp.Build)
{
    public FakePatientRegistry Registry { get; } = new();

    public override async ValueTask InitializeAsync()
    {
        await AddPeerAsync("patient-registry", Registry);
        await base.InitializeAsync();
    }
}
