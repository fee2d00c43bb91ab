using System.Reflection;
using MedBill.Broken.Domain;
using MedBill.Broken.Features;
using MedBill.Broken.Storage;

namespace MedBill.Architecture.Tests;

public sealed class LayerRuleTests
{
    public static TheoryData<string> Services => [.. Repository.Services, "SandboxPayer"];

    [Theory]
    [MemberData(nameof(Services))]
    public void Domain_is_pure(string service) => Assert.Empty(LayerRules.DomainIsPure(Domain(service)));

    [Theory]
    [MemberData(nameof(Services))]
    public void Domain_has_no_floating_point(string service) =>
        Assert.Empty(LayerRules.DomainHasNoFloatingPoint(Domain(service)));

    [Theory]
    [MemberData(nameof(Services))]
    public void Domain_is_synchronous(string service) => Assert.Empty(LayerRules.DomainIsSynchronous(Domain(service)));

    [Theory]
    [MemberData(nameof(Services))]
    public void A_service_uses_only_contracts_it_may(string service) =>
        Assert.Empty(LayerRules.ContractsAreAllowed(service, Types(service)));

    [Theory]
    [MemberData(nameof(Services))]
    public void What_a_service_stores_is_its_own(string service) =>
        Assert.Empty(LayerRules.StorageIsOwn(service, Types(service, "Storage")));

    [Fact]
    public void The_rules_look_at_real_types() => Assert.All(Repository.Services, service =>
    {
        Assert.NotEmpty(Domain(service));
        Assert.NotEmpty(Types(service, "Storage"));
    });

    [Theory]
    [InlineData(typeof(DomainThatLogs))]
    [InlineData(typeof(DomainThatSpeaksWire))]
    public void An_impure_domain_is_caught(Type broken) => Assert.NotEmpty(LayerRules.DomainIsPure([broken]));

    [Fact]
    public void Floating_point_is_caught() => Assert.NotEmpty(LayerRules.DomainHasNoFloatingPoint([typeof(DomainWithFloats)]));

    [Fact]
    public void Async_is_caught() => Assert.NotEmpty(LayerRules.DomainIsSynchronous([typeof(DomainThatWaits)]));

    [Fact]
    public void A_contract_of_somebody_not_to_be_called_is_caught() =>
        Assert.NotEmpty(LayerRules.ContractsAreAllowed("Claims", [typeof(CallsWhomItMayNot)]));

    [Fact]
    public void Storing_anothers_type_is_caught() =>
        Assert.NotEmpty(LayerRules.StorageIsOwn("Claims", [typeof(StoresAnothersType)]));

    private static Type[] Domain(string service) => Types(service, "Domain");

    private static Type[] Types(string service, string? folder = null) =>
    [
        .. Assembly.Load($"MedBill.{service}").GetTypes().Where(type =>
            (type.Namespace + ".").StartsWith($"MedBill.{service}.{(folder is null ? "" : folder + ".")}", StringComparison.Ordinal)),
    ];
}
