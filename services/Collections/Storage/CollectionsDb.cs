using System.Diagnostics;
using Google.Protobuf;
using MedBill.Collections.Domain.Accounts;
using MedBill.Collections.Domain.Journal;
using MedBill.Collections.Domain.Payments;
using MedBill.Collections.Domain.Statements;
using MedBill.Platform.Rpc;
using MedBill.Platform.Storage;
using MedBill.Platform.Values;
using Microsoft.EntityFrameworkCore;
using Events = MedBill.Contracts.Collections.Events.V1;

namespace MedBill.Collections.Storage;

/// <summary>The store of Collections.</summary>
public abstract class CollectionsDb(DbContextOptions options) : ServiceDb(options)
{
    public DbSet<Account> Accounts => Set<Account>();

    public DbSet<JournalEntry> JournalEntries => Set<JournalEntry>();

    public DbSet<JournalLine> JournalLines => Set<JournalLine>();

    public DbSet<JournaledPosting> JournaledPostings => Set<JournaledPosting>();

    public DbSet<Payment> Payments => Set<Payment>();

    public DbSet<Statement> Statements => Set<Statement>();

    public DbSet<StatementItem> StatementItems => Set<StatementItem>();

    /// <summary>
    /// A key that is there already means a lost race (two first sights of one party, or of one cause, on two replicas), since every key
    /// is looked for before: the same work succeeds when it is done again.
    /// </summary>
    public override async Task<int> SaveChangesAsync(bool acceptAllChangesOnSuccess, CancellationToken cancellationToken = default)
    {
        try
        {
            return await base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken);
        }
        catch (DbUpdateException exception) when (DatabaseFaults.IsDuplicate(exception))
        {
            throw new Failure(FailureKind.Contention, "CONCURRENT_WRITE", "Another write came first; try again.") { RetryAfter = TimeSpan.FromSeconds(1) };
        }
    }

    protected override void Map(ModelBuilder model) => CollectionsTables.Map(model);

    protected override IMessage ToEvent(IAggregate aggregate, object domainEvent) => (aggregate, domainEvent) switch
    {
        (Payment payment, PaymentReceived) => new Events.PaymentReceived
        {
            Payment = payment.Name,
            Account = $"accounts/{payment.AccountId}",
            Amount = payment.Amount.ToWire(),
            PaymentDate = payment.PaymentDate.ToWire(),
        },
        (Payment payment, PaymentReversed) => new Events.PaymentReversed
        {
            Payment = payment.Name,
            Account = $"accounts/{payment.AccountId}",
            Amount = payment.Amount.ToWire(),
        },
        (Statement statement, StatementIssued) => new Events.StatementIssued
        {
            Statement = statement.Name,
            Account = $"accounts/{statement.AccountId}",
            StatementDate = statement.StatementDate.ToWire(),
            AmountDue = statement.AmountDue.ToWire(),
        },
        _ => throw new UnreachableException(),
    };
}

public sealed class CollectionsSqliteDb(DbContextOptions<CollectionsSqliteDb> options) : CollectionsDb(options);

public sealed class CollectionsSqlServerDb(DbContextOptions<CollectionsSqlServerDb> options) : CollectionsDb(options);

internal sealed class CollectionsSqliteDesign : SqliteDesign<CollectionsSqliteDb>;

internal sealed class CollectionsSqlServerDesign : SqlServerDesign<CollectionsSqlServerDb>;
