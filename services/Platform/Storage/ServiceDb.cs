using System.Linq.Expressions;
using System.Reflection;
using Google.Protobuf;
using MedBill.Platform.Messaging;
using MedBill.Platform.Values;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;

namespace MedBill.Platform.Storage;

/// <summary>
/// A service's store. Saving stamps and checks the practice, guards append-only rows, and turns recorded events into outbox rows in the
/// same transaction: no state leaves without its event (architecture 3.6, 3.9).
/// </summary>
public abstract class ServiceDb(DbContextOptions options) : DbContext(options)
{
    /// <summary>Name of the filter by practice, for the rare <c>IgnoreQueryFilters([ServiceDb.PracticeFilter])</c> of a worker.</summary>
    public const string PracticeFilter = "practice";

    private static readonly MethodInfo FilterMethod =
        typeof(ServiceDb).GetMethod(nameof(Filter), BindingFlags.NonPublic | BindingFlags.Instance)!;

    private bool _wroteEvents;

    /// <summary>
    /// Id of the practice whose rows are seen and written: the caller's, or the message's. Null sees none of them. Set when the context is
    /// resolved; a worker sets it by <c>CreatePracticeScope</c>.
    /// </summary>
    public string? Practice { get; internal set; }

    /// <summary>Who is acting; for the audit row.</summary>
    internal (string Subject, string Client) Actor { get; set; }

    /// <summary>Nothing is kept: a write goes as far as its commit, which takes it back and throws <see cref="OnlyChecked"/>.</summary>
    internal bool OnlyChecks { get; set; }

    /// <summary>Clocks, gate and signal of the host. Set when resolved; absent in design-time contexts, which never save.</summary>
    internal StorageRuntime Runtime
    {
        get => field ?? throw new InvalidOperationException("This context was not resolved from a service's host, so it cannot write.");
        set;
    }

    /// <summary>Maps the service's own tables. The platform's tables and the portable rules are added afterwards.</summary>
    protected abstract void Map(ModelBuilder model);

    /// <summary>The protobuf event of a domain event; an exhaustive switch.</summary>
    protected abstract IMessage ToEvent(IAggregate aggregate, object domainEvent);

    /// <summary>Sends an event that no aggregate recorded, with the next save.</summary>
    /// <param name="event">The protobuf event.</param>
    /// <param name="subject">Resource name it is about.</param>
    /// <param name="sequence">Its place among the subject's events; consumers order by it.</param>
    public void Publish(IMessage @event, string subject, int sequence) =>
        Add(Runtime.Envelopes.ToOutbox(@event, subject, sequence, Practice));

    /// <summary>
    /// Runs <paramref name="act"/> in one transaction and commits. On SQLite it holds the file's write gate, so do not call peers inside.
    /// Inside another transaction of this context it just joins. SQL Server may run it again after a deadlock, with nothing tracked: load
    /// what it needs inside.
    /// </summary>
    public Task<T> InTransactionAsync<T>(Func<CancellationToken, Task<T>> act, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(act);
        return Database.CurrentTransaction is not null
            ? act(cancel)
            : Database.CreateExecutionStrategy()
                .ExecuteAsync(act, (_, work, token) => OnceAsync(work, token), verifySucceeded: null, cancel);
    }

    /// <inheritdoc cref="InTransactionAsync{T}"/>
    public Task InTransactionAsync(Func<CancellationToken, Task> act, CancellationToken cancel = default) =>
        InTransactionAsync(
            async token =>
            {
                await act(token);
                return true;
            },
            cancel);

    /// <summary>
    /// Waits for whoever writes these rows, and keeps other writers, and others that hold them, waiting until the transaction ends; what is read
    /// afterwards is what he left. On SQLite there is one writer anyway; on SQL Server, where readers wait for nobody, it is what makes "look,
    /// then write" safe when what is written is not what was looked at.
    /// </summary>
    protected static Task HoldAsync<T>(IQueryable<T> rows, CancellationToken cancel)
        where T : class, IAggregate => rows.ExecuteUpdateAsync(
            set => set.SetProperty(
                row => EF.Property<int>(row, nameof(IAggregate.Version)), row => EF.Property<int>(row, nameof(IAggregate.Version))),
            cancel);

    /// <summary>Writes at once that the current actor has read <paramref name="name"/>; for reads of a person's record.</summary>
    /// <param name="method">Full rpc name, <c>ServerCallContext.Method</c>.</param>
    /// <param name="name">Resource name.</param>
    /// <param name="cancel">Gives up.</param>
    public async Task RecordReadAsync(string method, string name, CancellationToken cancel)
    {
        // Of a call that only checks, nothing is handed out.
        if (OnlyChecks)
        {
            return;
        }

        // One statement is its own transaction.
        using var turn = Database.CurrentTransaction is null ? await Runtime.Gate.EnterAsync(cancel) : default;
        await PlatformSql.InsertAuditAsync(this, method, name, cancel);
    }

    internal async Task AuditAsync(string method, IEnumerable<string> resources, CancellationToken cancel)
    {
        AddRange(resources.Select(resource => new AuditRow
        {
            Time = Runtime.Clock.GetUtcNow(),
            Practice = Practice ?? "",
            Subject = Actor.Subject,
            Client = Actor.Client,
            Method = method,
            Resource = resource,
        }));
        if (ChangeTracker.HasChanges())
        {
            await SaveChangesAsync(cancel);
        }
    }

    /// <inheritdoc/>
    public override async Task<int> SaveChangesAsync(bool acceptAllChangesOnSuccess, CancellationToken cancellationToken = default)
    {
        ChangeTracker.DetectChanges();
        ChangeTracker.AutoDetectChangesEnabled = false;
        try
        {
            Prepare();
            if (Database.CurrentTransaction is not null)
            {
                return await base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken);
            }

            RefuseWhenOnlyChecking();
            using var turn = await Runtime.Gate.EnterAsync(cancellationToken);
            var rows = await base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken);
            Committed();
            return rows;
        }
        finally
        {
            ChangeTracker.AutoDetectChangesEnabled = true;
        }
    }

    /// <summary>Not for services: saving waits for the write gate, so it is asynchronous.</summary>
    public override int SaveChanges(bool acceptAllChangesOnSuccess) =>
        throw new NotSupportedException("Save with SaveChangesAsync.");

    /// <inheritdoc/>
    protected sealed override void OnModelCreating(ModelBuilder modelBuilder)
    {
        ArgumentNullException.ThrowIfNull(modelBuilder);
        Map(modelBuilder);
        PlatformTables.Map(modelBuilder);
        PortableModel.Apply(modelBuilder, Database.IsSqlServer());
        var owned = modelBuilder.Model.GetEntityTypes()
            .Where(type => typeof(IPracticeOwned).IsAssignableFrom(type.ClrType) && type.BaseType is null);
        foreach (var entity in owned)
        {
            FilterMethod.MakeGenericMethod(entity.ClrType).Invoke(this, [modelBuilder]);
        }
    }

    /// <inheritdoc/>
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder) =>
        PortableModel.Conventions(configurationBuilder);

    private void Filter<T>(ModelBuilder model)
        where T : class
    {
        Expression<Func<T, bool>> mine = row => EF.Property<string>(row, nameof(IPracticeOwned.Practice)) == Practice;
        model.Entity<T>().HasQueryFilter(PracticeFilter, mine);
    }

    private async Task<T> OnceAsync<T>(Func<CancellationToken, Task<T>> work, CancellationToken cancel)
    {
        try
        {
            T result;
            using (await Runtime.Gate.EnterAsync(cancel))
            {
                // Microsoft.Data.Sqlite begins IMMEDIATE: the write lock is taken before the first read.
                await using var transaction = await Database.BeginTransactionAsync(cancel);
                result = await work(cancel);
                RefuseWhenOnlyChecking();

                // Once the answer is made, a caller going away must not leave it open whether it was kept.
                await transaction.CommitAsync(CancellationToken.None);
            }

            Committed();
            return result;
        }
        catch
        {
            _wroteEvents = false;
            ChangeTracker.Clear();
            throw;
        }
    }

    private void RefuseWhenOnlyChecking()
    {
        if (OnlyChecks)
        {
            throw new OnlyChecked();
        }
    }

    private void Committed()
    {
        if (_wroteEvents)
        {
            _wroteEvents = false;
            Runtime.Signal.Set();
        }
    }

    private void Prepare()
    {
        // A copy: taking events adds rows.
        foreach (var entry in ChangeTracker.Entries().Where(one => one.State != EntityState.Unchanged).ToList())
        {
            CheckRow(entry);
            if (entry.Entity is IAggregate aggregate)
            {
                CheckVersion(entry, aggregate);
                TakeEvents(aggregate);
            }
        }

        _wroteEvents |= ChangeTracker.Entries<OutboxRow>().Any(entry => entry.State == EntityState.Added);
    }

    private void TakeEvents(IAggregate aggregate)
    {
        foreach (var domainEvent in aggregate.TakeEvents())
        {
            Publish(ToEvent(aggregate, domainEvent), aggregate.Name, aggregate.Version);
        }
    }

    private void CheckRow(EntityEntry entry)
    {
        if (entry.Entity is IAppendOnly && entry.State != EntityState.Added)
        {
            throw new InvalidOperationException($"{entry.Metadata.ShortName()} is append-only: it cannot become {entry.State}.");
        }

        if (entry.Entity is not IPracticeOwned owned)
        {
            return;
        }

        if (entry.State == EntityState.Added && string.IsNullOrEmpty(owned.Practice) && Practice is not null)
        {
            entry.Property(nameof(IPracticeOwned.Practice)).CurrentValue = Practice;
        }
        else if (owned.Practice != Practice || !Equals(entry.Property(nameof(IPracticeOwned.Practice)).OriginalValue, Practice))
        {
            throw new InvalidOperationException($"{entry.Metadata.ShortName()} belongs to another practice than the one acting.");
        }
    }

    private static void CheckVersion(EntityEntry entry, IAggregate aggregate)
    {
        var version = entry.Property(nameof(IAggregate.Version));
        if (entry.State == EntityState.Modified && Equals(version.OriginalValue, aggregate.Version))
        {
            throw new InvalidOperationException($"{entry.Metadata.ShortName()} was changed without a new version: its etag would lie.");
        }
    }
}

/// <summary>A write that was only to be checked came to its commit: nothing more is wrong with it, and nothing of it was kept.</summary>
internal sealed class OnlyChecked : Exception;
