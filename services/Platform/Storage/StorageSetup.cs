using System.Data.Common;
using System.Globalization;
using System.Runtime.CompilerServices;
using MedBill.Platform.Hosting;
using MedBill.Platform.Messaging;
using Microsoft.AspNetCore.Builder;
using Microsoft.Data.SqlClient;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace MedBill.Platform.Storage;

/// <summary>Host-wide things a context needs when it writes.</summary>
internal sealed record StorageRuntime(TimeProvider Clock, MachineTime Machine, WriteGate Gate, OutboxSignal Signal, Envelopes Envelopes);

/// <summary>
/// Contexts for the relay. On SQLite they do not wait for the disk: a lease or a mark lost with the power only sends an event twice, which
/// it may be anyway.
/// </summary>
internal sealed record RelayContexts(Func<ServiceDb> Create);

/// <summary>What configuration says about the store.</summary>
internal sealed record StorageSettings(bool SqlServer, string ConnectionString, int? MaxBatchSize, bool Durable)
{
    public static StorageSettings Read(IConfiguration configuration, string appId, bool durable)
    {
        var provider = configuration["Storage:Provider"] ?? "Sqlite";
        if (provider is not ("Sqlite" or "SqlServer"))
        {
            throw new StartRefusedException($"Storage:Provider is Sqlite or SqlServer, not '{provider}'.");
        }

        var connection = configuration["Storage:ConnectionString"];
        if (provider == "SqlServer")
        {
            return new(
                true,
                Readable(connection, text => new SqlConnectionStringBuilder(text), "SQL Server")
                    ?? throw new StartRefusedException("Storage:ConnectionString is required with SqlServer."),
                configuration.GetValue<int?>("Storage:SqlServer:MaxBatchSize"),
                durable);
        }

        var folder = configuration["Storage:Folder"] ?? "data";
        return new(false, Readable(connection, text => new SqliteConnectionStringBuilder(text), "SQLite") ?? $"Data Source={Path.Combine(folder, appId + ".db")}", null, durable);
    }

    // The text itself is kept out of what is said of it: it may hold a password.
    private static string? Readable(string? connection, Func<string, DbConnectionStringBuilder> read, string store)
    {
        if (string.IsNullOrEmpty(connection))
        {
            return null;
        }

        try
        {
            return read(connection).Count > 0 ? connection : null;
        }
        catch (Exception exception) when (exception is ArgumentException or FormatException)
        {
            throw new StartRefusedException($"Storage:ConnectionString cannot be read as one of {store}.");
        }
    }

    /// <summary>The SQLite file.</summary>
    public string File => new SqliteConnectionStringBuilder(ConnectionString).DataSource;
}

/// <summary>Registers a service's store.</summary>
public static class StorageSetup
{
    /// <summary>
    /// Registers <typeparamref name="TDb"/> (inject this one), created as <typeparamref name="TSqlite"/> or
    /// <typeparamref name="TSqlServer"/> by <c>Storage:Provider</c>; each of the two has its own migrations.
    /// </summary>
    /// <param name="builder">The host.</param>
    /// <param name="durable">True where money, control numbers or files are recorded: SQLite then syncs every commit to disk.</param>
    public static void AddStorage<TDb, TSqlite, TSqlServer>(this WebApplicationBuilder builder, bool durable)
        where TDb : ServiceDb
        where TSqlite : TDb
        where TSqlServer : TDb
    {
        ArgumentNullException.ThrowIfNull(builder);
        var services = builder.Services;
        builder.AddSettings(PlatformSettings.Storage);

        // Read late, so that a test's own configuration counts.
        services.AddSingleton(provider => StorageSettings.Read(
            provider.GetRequiredService<IConfiguration>(), provider.GetRequiredService<ServiceIdentity>().AppId, durable));
        services.TryAddSingleton<OutboxSignal>();
        services.TryAddSingleton(EventSettings.Read);
        services.TryAddSingleton<Envelopes>();
        services.AddSingleton(provider => new StorageRuntime(
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<MachineTime>(),
            provider.GetRequiredService<StorageSettings>() is { SqlServer: false } settings ? WriteGate.Of(settings.File) : WriteGate.Open,
            provider.GetRequiredService<OutboxSignal>(),
            provider.GetRequiredService<Envelopes>()));
        services.AddDbContextPool<TSqlite>(Configure);
        services.AddDbContextPool<TSqlServer>(Configure);
        services.AddScoped(provider => Prepare<TDb>(
            provider.GetRequiredService<StorageSettings>().SqlServer
                ? provider.GetRequiredService<TSqlServer>()
                : provider.GetRequiredService<TSqlite>(),
            provider));
        services.AddSingleton(provider => provider.GetRequiredService<StorageSettings>().SqlServer
            ? ForRelay<TSqlServer>(provider)
            : ForRelay<TSqlite>(provider));
        services.AddScoped<ServiceDb>(provider => provider.GetRequiredService<TDb>());
        services.AddScoped<Idempotency>();
        services.AddHostedService<StorageStart>();
        services.AddSingleton<Retention>();
        services.AddHostedService(provider => provider.GetRequiredService<Retention>());
    }

    internal static DbContextOptionsBuilder Quiet(this DbContextOptionsBuilder options) => options
        .EnableServiceProviderCaching()
        .ConfigureWarnings(warnings => warnings.Ignore(
            CoreEventId.SaveChangesFailed, // thrown as well, and its text may repeat a value
            RelationalEventId.CommandError,
            RelationalEventId.PendingModelChangesWarning)); // a test holds the model to its migrations

    private static RelayContexts ForRelay<TContext>(IServiceProvider provider)
        where TContext : ServiceDb
    {
        var settings = provider.GetRequiredService<StorageSettings>();
        var options = new DbContextOptionsBuilder<TContext>();

        // Another connection string is another pool, so a connection that syncs less is never handed to anyone else.
        var connection = settings.SqlServer ? settings.ConnectionString : settings.ConnectionString + ";Default Timeout=29";
        Configure(settings with { Durable = false, ConnectionString = connection }, options);
        var runtime = provider.GetRequiredService<StorageRuntime>();
        return new(() =>
        {
            var db = (ServiceDb)Activator.CreateInstance(typeof(TContext), options.Options)!;
            db.Runtime = runtime;
            return db;
        });
    }

    private static void Configure(IServiceProvider provider, DbContextOptionsBuilder options) =>
        Configure(provider.GetRequiredService<StorageSettings>(), options);

    private static void Configure(StorageSettings settings, DbContextOptionsBuilder options)
    {
        options.Quiet().AddInterceptors(DatabaseSpans.Instance);
        if (settings.SqlServer)
        {
            options.UseSqlServer(settings.ConnectionString, sql =>
            {
                sql.EnableRetryOnFailure(5, TimeSpan.FromSeconds(5), null);
                if (settings.MaxBatchSize is { } size)
                {
                    sql.MaxBatchSize(size);
                }
            });
        }
        else
        {
            options.UseSqlite(settings.ConnectionString, sqlite => sqlite.UseParameterizedCollectionMode(ParameterTranslationMode.Parameter))
                .AddInterceptors(settings.Durable ? SqlitePragmas.Full : SqlitePragmas.Normal);
        }
    }

    private static TDb Prepare<TDb>(TDb db, IServiceProvider provider)
        where TDb : ServiceDb
    {
        var caller = provider.GetRequiredService<Caller>();
        db.Runtime = provider.GetRequiredService<StorageRuntime>();
        db.Practice = caller.PracticeOrNone;
        db.Actor = (caller.Subject, caller.ClientId);
        db.OnlyChecks = caller.OnlyChecks;
        return db;
    }
}

/// <summary>Sets each SQLite connection up once in its life; pooled ones keep what was set.</summary>
internal sealed class SqlitePragmas(string synchronous) : DbConnectionInterceptor
{
    private static readonly ConditionalWeakTable<object, object> Done = [];

    public static SqlitePragmas Full { get; } = new("FULL");

    public static SqlitePragmas Normal { get; } = new("NORMAL");

    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData) => SetUp(connection);

    public override Task ConnectionOpenedAsync(
        DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        SetUp(connection);
        return Task.CompletedTask;
    }

    private void SetUp(DbConnection connection)
    {
        if (connection is SqliteConnection { Handle: { } handle } && Done.TryAdd(handle, handle))
        {
            using var command = connection.CreateCommand();

            // busy_timeout is for other processes (a migrate or dead-letters command, a second replica); in this one the write gate waits.
            command.CommandText =
                $"PRAGMA busy_timeout=5000; PRAGMA foreign_keys=ON; PRAGMA synchronous={synchronous}; PRAGMA temp_store=MEMORY;";
            command.ExecuteNonQuery();
        }
    }
}

/// <summary>Lets <c>dotnet ef</c> make a SQLite context: derive once beside the context, nothing more.</summary>
public abstract class SqliteDesign<TDb> : IDesignTimeDbContextFactory<TDb>
    where TDb : ServiceDb
{
    /// <inheritdoc/>
    public TDb CreateDbContext(string[] args) => Design.Create<TDb>(options => options.UseSqlite("Data Source=design.db"));
}

/// <summary>Lets <c>dotnet ef</c> make a SQL Server context: derive once beside the context, nothing more.</summary>
public abstract class SqlServerDesign<TDb> : IDesignTimeDbContextFactory<TDb>
    where TDb : ServiceDb
{
    /// <inheritdoc/>
    public TDb CreateDbContext(string[] args) => Design.Create<TDb>(options => options.UseSqlServer("Server=design"));
}

internal static class Design
{
    public static TDb Create<TDb>(Action<DbContextOptionsBuilder<TDb>> provider)
        where TDb : ServiceDb
    {
        var options = new DbContextOptionsBuilder<TDb>();
        provider(options);
        return (TDb)Activator.CreateInstance(typeof(TDb), options.Options)!;
    }
}
