using System.Reflection;
using MedBill.Claims.Storage;
using MedBill.Collections.Storage;
using MedBill.Coverage.Storage;
using MedBill.PatientRegistry.Storage;
using MedBill.Platform.Storage;
using MedBill.Remittance.Storage;
using Microsoft.EntityFrameworkCore.Design;

namespace MedBill.SqlServer.Tests.Fixture;

/// <summary>A service's store as it is on SQL Server, without a server: its contexts for design time.</summary>
/// <param name="AppId">Whose it is.</param>
/// <param name="Context">The context over SQL Server.</param>
public sealed record Store(string AppId, Type Context)
{
    public static IReadOnlyList<Store> All { get; } =
    [
        new("patient-registry", typeof(PatientRegistrySqlServerDb)),
        new("coverage", typeof(CoverageSqlServerDb)),
        new("claims", typeof(ClaimsSqlServerDb)),
        new("remittance", typeof(RemittanceSqlServerDb)),
        new("collections", typeof(CollectionsSqlServerDb)),
    ];

    /// <summary>The names, for theories.</summary>
    public static TheoryData<string> AppIds => [.. All.Select(store => store.AppId)];

    public static Store Of(string appId) => All.Single(store => store.AppId == appId);

    /// <summary>A context that can say everything about the store but never reaches one.</summary>
    public ServiceDb Open() => Design(Context);

    /// <summary>The same over SQLite.</summary>
    public ServiceDb OpenSqlite() => Design(Twin(Context, "SqlServerDb", "SqliteDb"));

    public override string ToString() => AppId;

    private static Type Twin(Type context, string suffix, string other) =>
        context.Assembly.GetType(context.FullName!.Replace(suffix, other, StringComparison.Ordinal), throwOnError: true)!;

    // What `dotnet ef` uses: a factory beside each context.
    private static ServiceDb Design(Type context)
    {
        var factory = context.Assembly.GetTypes().Single(type => type.BaseType is { IsGenericType: true } made
            && made.GetInterfaces().Any(one => one.IsGenericType && one.GetGenericTypeDefinition() == typeof(IDesignTimeDbContextFactory<>))
            && made.GetGenericArguments().Single() == context);
        return (ServiceDb)factory.GetMethod("CreateDbContext", BindingFlags.Public | BindingFlags.Instance)!
            .Invoke(Activator.CreateInstance(factory, nonPublic: true), [Array.Empty<string>()])!;
    }
}
