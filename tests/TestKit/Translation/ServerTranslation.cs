#pragma warning disable EF1001 // What runs queries is EF's own; its tests replace it the same way.
using System.Collections.Concurrent;
using System.Data.Common;
using System.Linq.Expressions;
using System.Reflection;
using MedBill.Platform.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Query.Internal;
using Microsoft.Extensions.DependencyInjection;

namespace MedBill.TestKit.Translation;

/// <summary>
/// Has every query that a test's SQLite store compiles translated for SQL Server as well, by the same service's other context: one that does not
/// translate fails the test that asked it. No server is reached; the statement is made, noted and not sent.
/// </summary>
public static class ServerTranslation
{
    private const string Suffix = "SqliteDb";

    private static readonly ConcurrentDictionary<Type, DbContextOptions?> Twins = new();

    /// <summary>Statements for SQL Server, by the context they were asked of.</summary>
    public static ConcurrentQueue<(Type Context, string Sql)> Statements { get; } = new();

    /// <summary>Puts it behind every SQLite context that is registered and has a twin.</summary>
    public static void Add(IServiceCollection services)
    {
        ArgumentNullException.ThrowIfNull(services);
        var configure = typeof(EntityFrameworkServiceCollectionExtensions).GetMethods()
            .Single(method => method.Name == nameof(EntityFrameworkServiceCollectionExtensions.ConfigureDbContext)
                && method.GetParameters()[1].ParameterType == typeof(Action<DbContextOptionsBuilder>));
        var contexts = services.Select(service => service.ServiceType).Where(type => type.IsSubclassOf(typeof(ServiceDb)) && TwinOf(type) is not null).Distinct().ToList();
        foreach (var context in contexts)
        {
            Action<DbContextOptionsBuilder> replace = options => options.ReplaceService<IQueryCompiler, TranslatingCompiler>();
            configure.MakeGenericMethod(context).Invoke(null, [services, replace, ServiceLifetime.Singleton]);
        }
    }

    /// <summary>Translates one query of a context, written for it, by its twin.</summary>
    /// <exception cref="InvalidOperationException">SQL Server's provider cannot.</exception>
    internal static void Translate<TResult>(DbContext asked, Expression query, bool async)
    {
        if (TwinOf(asked.GetType()) is not { } options)
        {
            return;
        }

        using var twin = (ServiceDb)Activator.CreateInstance(options.ContextType, options)!;
        typeof(ServiceDb).GetProperty(nameof(ServiceDb.Practice))!.SetValue(twin, ((ServiceDb)asked).Practice);
        var moved = new QueryMove(twin);
        var there = moved.Visit(query);
        if (moved.IsHandWritten)
        {
            return;
        }

        var compiler = twin.GetService<IQueryCompiler>();
        try
        {
            Run(async ? compiler.ExecuteAsync<TResult>(there, CancellationToken.None) : compiler.Execute<TResult>(there));
        }
        catch (StatementMade made)
        {
            Statements.Enqueue((options.ContextType, made.Sql));
        }
    }

    // A list is asked for when it is walked.
    private static void Run(object? result)
    {
        if (result is Task task)
        {
            task.GetAwaiter().GetResult();
        }
        else if (result?.GetType().GetInterfaces().FirstOrDefault(type => type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IAsyncEnumerable<>)) is { } list)
        {
            typeof(ServerTranslation).GetMethod(nameof(Walk), BindingFlags.NonPublic | BindingFlags.Static)!
                .MakeGenericMethod(list.GetGenericArguments()).Invoke(null, BindingFlags.DoNotWrapExceptions, null, [result], null);
        }
        else if (result is System.Collections.IEnumerable rows)
        {
            rows.GetEnumerator().MoveNext();
        }
    }

    private static void Walk<T>(IAsyncEnumerable<T> rows) => rows.GetAsyncEnumerator().MoveNextAsync().AsTask().GetAwaiter().GetResult();

    private static DbContextOptions? TwinOf(Type context) => Twins.GetOrAdd(context, static type =>
    {
        if (!type.Name.EndsWith(Suffix, StringComparison.Ordinal) || type.Assembly.GetType($"{type.FullName![..^Suffix.Length]}SqlServerDb") is not { } twin)
        {
            return null;
        }

        var options = (DbContextOptionsBuilder)Activator.CreateInstance(typeof(DbContextOptionsBuilder<>).MakeGenericType(twin))!;
        return options.UseSqlServer("Server=nowhere").AddInterceptors(NothingIsSent.Instance).Options;
    });

    private sealed class NothingIsSent : DbCommandInterceptor, IDbConnectionInterceptor
    {
        public static NothingIsSent Instance { get; } = new();

        public InterceptionResult ConnectionOpening(DbConnection connection, ConnectionEventData eventData, InterceptionResult result) =>
            InterceptionResult.Suppress();

        public ValueTask<InterceptionResult> ConnectionOpeningAsync(
            DbConnection connection, ConnectionEventData eventData, InterceptionResult result, CancellationToken cancellationToken = default) =>
            new(InterceptionResult.Suppress());

        public override InterceptionResult<DbDataReader> ReaderExecuting(DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result) =>
            throw new StatementMade(command.CommandText);

        public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
            DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default) =>
            throw new StatementMade(command.CommandText);

        public override InterceptionResult<int> NonQueryExecuting(DbCommand command, CommandEventData eventData, InterceptionResult<int> result) =>
            throw new StatementMade(command.CommandText);

        public override ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(
            DbCommand command, CommandEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default) =>
            throw new StatementMade(command.CommandText);
    }

    private sealed class StatementMade(string sql) : Exception
    {
        public string Sql => sql;
    }
}
