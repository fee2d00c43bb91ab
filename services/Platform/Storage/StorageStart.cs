using MedBill.Platform.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace MedBill.Platform.Storage;

/// <summary>SQLite migrates before anything else starts; SQL Server is migrated by the <c>migrate</c> verb, before the rollout.</summary>
internal sealed class StorageStart(
    IServiceScopeFactory scopes, StorageSettings settings, ILogger<StorageStart> logger) : IHostedLifecycleService
{
    public async Task StartingAsync(CancellationToken cancellationToken)
    {
        if (!settings.SqlServer)
        {
            await MigrateAsync(cancellationToken);
        }
    }

    /// <summary>
    /// Brings the database to this version's shape. Safe to repeat, and in several processes at once: on SQL Server EF takes a lock in the
    /// database, which must exist (making it is the operator's job, deploy/sql); a SQLite file has a <see cref="StartLock"/> beside it.
    /// </summary>
    /// <exception cref="StartRefusedException">There is no such database, or it does not answer.</exception>
    public async Task MigrateAsync(CancellationToken cancel)
    {
        using var alone = settings.SqlServer ? null : await StartLock.TakeAsync(settings.File, cancel);
        await using var scope = scopes.CreateAsyncScope();
        var database = scope.ServiceProvider.GetRequiredService<ServiceDb>().Database;
        if (settings.SqlServer && !await database.CanConnectAsync(cancel))
        {
            throw new StartRefusedException("The database does not answer, or is not there: deploy/sql makes it. Storage:ConnectionString says which it is.");
        }

        if (!database.GetMigrations().Any())
        {
            await database.EnsureCreatedAsync(cancel);
            return;
        }

        var pending = (await database.GetPendingMigrationsAsync(cancel)).Count();
        if (pending > 0)
        {
            if (!settings.SqlServer && await database.CanConnectAsync(cancel))
            {
                // A process killed while migrating leaves EF's lock row behind, and the next would wait for it for ever. Whoever else is
                // alive waits for the start lock.
                await database.ExecuteSqlRawAsync("DROP TABLE IF EXISTS \"__EFMigrationsLock\"", cancel);
            }

            await database.MigrateAsync(cancel);
            Log.Migrated(logger, pending);
        }
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}

/// <summary>Forgets, hourly and on machine time: applied messages and answers after 30 days, published events after 7.</summary>
internal sealed class Retention(IServiceScopeFactory scopes, MachineTime machine, ILogger<Retention> logger)
    : PollingWorker(machine, TimeSpan.FromHours(1), logger)
{
    // Small pieces: each is one short write transaction.
    private const int Piece = 1000;
    private static readonly TimeSpan InboxAge = TimeSpan.FromDays(30);
    private static readonly TimeSpan OutboxAge = TimeSpan.FromDays(7);

    public override async Task<int> SweepAsync(CancellationToken cancel)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<ServiceDb>();
        var now = Machine.GetUtcNow();
        var removed = await RemoveAsync(db, db.Set<InboxRow>().Where(row => row.ReceivedTime < now - InboxAge), cancel)
            + await RemoveAsync(db, db.Set<OutboxRow>().Where(row => row.PublishedTime < now - OutboxAge), cancel)
            + await RemoveAsync(db, db.Set<IdempotencyRow>().Where(row => row.ExpireTime < now), cancel);
        if (removed > 0)
        {
            Log.Retained(logger, removed);
        }

        return removed;
    }

    private static async Task<int> RemoveAsync<T>(ServiceDb db, IQueryable<T> old, CancellationToken cancel)
        where T : class
    {
        int total = 0, removed;
        do
        {
            removed = await db.InTransactionAsync(token => old.Take(Piece).ExecuteDeleteAsync(token), cancel);
            total += removed;
        }
        while (removed == Piece);
        return total;
    }
}
