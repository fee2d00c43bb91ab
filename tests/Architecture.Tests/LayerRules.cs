using System.Reflection;
using System.Runtime.CompilerServices;

namespace MedBill.Architecture.Tests;

/// <summary>The rules of ARCHITECTURE.md that hold inside a service, each answering with what breaks it.</summary>
internal static class LayerRules
{
    // Decision 15: the synchronous reads that are allowed. The gateway may call all.
    private static readonly Dictionary<string, string[]> Calls = new()
    {
        ["PatientRegistry"] = [],
        ["Coverage"] = ["Patients"],
        ["Claims"] = ["Patients", "Coverage"],
        ["Remittance"] = ["Coverage", "Patients"],
        ["Collections"] = ["Coverage", "Patients"],
        ["SandboxPayer"] = [],
    };

    private static readonly Dictionary<string, string> OwnArea = new()
    {
        ["PatientRegistry"] = "Patients",
        ["Coverage"] = "Coverage",
        ["Claims"] = "Claims",
        ["Remittance"] = "Remittance",
        ["Collections"] = "Collections",
        ["SandboxPayer"] = "",
    };

    /// <summary>Domain uses the base class library, its own namespace and MedBill.Platform.Values, nothing else.</summary>
    public static IEnumerable<string> DomainIsPure(IEnumerable<Type> domain) =>
        from type in domain
        from used in MemberUse.TypesUsedBy(type)
        where !IsBaseLibrary(used)
            && used.Namespace != "MedBill.Platform.Values"
            && !SameDomain(type, used)
        select $"{type.FullName} uses {used.FullName}";

    /// <summary>No floating point in Domain: money is cents, quantities are whole or decimal.</summary>
    public static IEnumerable<string> DomainHasNoFloatingPoint(IEnumerable<Type> domain) =>
        from type in domain
        where MemberUse.TypesUsedBy(type).Any(used => used == typeof(double) || used == typeof(float))
        select $"{type.FullName} uses floating point";

    /// <summary>No async in Domain: it waits for nothing.</summary>
    public static IEnumerable<string> DomainIsSynchronous(IEnumerable<Type> domain) =>
        from type in domain
        from method in type.GetMethods(
            BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly)
        where method.GetCustomAttribute<AsyncStateMachineAttribute>() is not null
            || typeof(Task).IsAssignableFrom(method.ReturnType)
            || method.ReturnType == typeof(ValueTask)
        select $"{type.FullName}.{method.Name} is asynchronous";

    /// <summary>A service uses its own contracts, events of others, and the contracts of those it may call.</summary>
    public static IEnumerable<string> ContractsAreAllowed(string service, IEnumerable<Type> types) =>
        from type in types
        from used in MemberUse.TypesUsedBy(type)
        let area = ContractArea(used)
        where area is not null && area != OwnArea[service] && !Calls[service].Contains(area)
        select $"{type.FullName} uses {used.FullName}";

    /// <summary>What a service stores knows no contract of another service, and no other service at all.</summary>
    public static IEnumerable<string> StorageIsOwn(string service, IEnumerable<Type> storage) =>
        from type in storage
        from used in MemberUse.TypesUsedBy(type)
        where used.Namespace is { } space && space.StartsWith("MedBill.", StringComparison.Ordinal)
            && !space.StartsWith("MedBill.Platform.", StringComparison.Ordinal)
            && !space.StartsWith($"MedBill.{NamespaceRoot(type)}.", StringComparison.Ordinal)
            && !space.StartsWith($"MedBill.Contracts.{OwnArea[service]}.", StringComparison.Ordinal)
        select $"{type.FullName} uses {used.FullName}";

    private static string NamespaceRoot(Type type) => type.Namespace!.Split('.')[1];

    private static bool IsBaseLibrary(Type type) => type.Namespace is null
        || type.Namespace == "System" || type.Namespace.StartsWith("System.", StringComparison.Ordinal)
        || type.Namespace.StartsWith("Microsoft.CodeAnalysis", StringComparison.Ordinal); // [Embedded] of the compiler

    private static bool SameDomain(Type type, Type used) =>
        used.Namespace is { } space && type.Namespace!.Split('.') is [_, var service, ..]
        && (space + ".").StartsWith($"MedBill.{service}.Domain.", StringComparison.Ordinal);

    // MedBill.Contracts.Claims.V1 is the area Claims; MedBill.Contracts.Claims.Events.V1 is open to all.
    private static string? ContractArea(Type type) =>
        type.Namespace?.Split('.') is ["MedBill", "Contracts", var area, "V1", ..] ? area : null;
}
