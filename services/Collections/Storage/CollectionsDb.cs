using System.Diagnostics;
using System.Text.Json;
using Google.Protobuf;
using MedBill.Collections.Domain;
using MedBill.Platform.Rpc;
using MedBill.Platform.Storage;
using MedBill.Platform.Values;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
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

    protected override void Map(ModelBuilder model)
    {
        ArgumentNullException.ThrowIfNull(model);
        model.Entity<Account>(account =>
        {
            account.ToTable("accounts");
            account.HasKey(row => row.Id);
            account.Ignore(row => row.Name).Ignore(row => row.CreditToApply);
            account.HasIndex(row => new { row.Practice, row.ResponsibleParty }).IsUnique();
            account.HasIndex(row => new { row.Practice, row.Id });
        });
        model.Entity<JournalEntry>(entry =>
        {
            entry.ToTable("journal_entries");
            entry.HasKey(row => row.Id);
            entry.Ignore(row => row.Name).Ignore(row => row.Lines);
            entry.Property(row => row.CauseType).HasMaxLength(30);
            entry.Property(row => row.CauseKey).HasMaxLength(160);
            entry.HasIndex(row => new { row.Practice, row.CauseType, row.CauseKey }).IsUnique();
            entry.HasIndex(row => new { row.Practice, row.Id });
        });
        model.Entity<JournalLine>(line =>
        {
            line.ToTable("journal_lines");
            line.HasKey(row => new { row.EntryId, row.Number });
            line.Ignore(row => row.SignedCents);
            line.HasIndex(row => new { row.Practice, row.AccountId, row.EntryId });
            line.HasIndex(row => new { row.Practice, row.Encounter });
            line.HasIndex(row => new { row.Practice, row.Claim });
            line.HasIndex(row => new { row.Practice, row.LedgerAccount });
        });
        model.Entity<JournaledPosting>(posting =>
        {
            posting.ToTable("journaled_postings");
            posting.HasKey(row => new { row.Remittance, row.ChunkNumber });
        });
        model.Entity<Payment>(payment =>
        {
            payment.ToTable("payments");
            payment.HasKey(row => row.Id);
            payment.Ignore(row => row.Name);
            payment.Property(row => row.Reference).HasMaxLength(40);
            payment.HasIndex(row => new { row.Practice, row.AccountId, row.Id });
            payment.HasIndex(row => new { row.Practice, row.Id });
        });
        model.Entity<Statement>(statement =>
        {
            statement.ToTable("statements");
            statement.HasKey(row => row.Id);
            statement.Ignore(row => row.Name);
            Json(statement.Property(row => row.Items));
            Json(statement.Property(row => row.Letter));
            statement.HasIndex(row => new { row.Practice, row.AccountId, row.Id });
            statement.HasIndex(row => new { row.Practice, row.Id });
        });
    }

    protected override IMessage ToEvent(IAggregate aggregate, object domainEvent) => (aggregate, domainEvent) switch
    {
        (Account account, AccountOpened) => new Events.AccountOpened { Account = account.Name, ResponsibleParty = account.ResponsibleParty },
        (Account account, BalanceTransferred transfer) => new Events.BalanceTransferredToPatient
        {
            Account = account.Name,
            Encounter = transfer.Encounter,
            Amount = new Money(transfer.Cents).ToWire(),
        },
        (Payment payment, PaymentReceived) => new Events.PaymentReceived
        {
            Payment = payment.Name,
            Account = $"accounts/{payment.AccountId}",
            Amount = new Money(payment.Cents).ToWire(),
            PaymentDate = payment.PaymentDate.ToWire(),
        },
        (Payment payment, PaymentReversed) => new Events.PaymentReversed
        {
            Payment = payment.Name,
            Account = $"accounts/{payment.AccountId}",
            Amount = new Money(payment.Cents).ToWire(),
        },
        _ => throw new UnreachableException($"{domainEvent.GetType().Name} of {aggregate.GetType().Name} has no event."),
    };

    // Written once and never queried, so one text column holds it.
    private static void Json<T>(PropertyBuilder<T> property)
        where T : class => property.HasConversion(
            value => JsonSerializer.Serialize(value, JsonSerializerOptions.Default),
            text => JsonSerializer.Deserialize<T>(text, JsonSerializerOptions.Default)!,
            new ValueComparer<T>((left, right) => ReferenceEquals(left, right), value => value.GetHashCode(), value => value));
}

/// <summary>A chunk of a remittance that was journaled: the same chunk under another event id does nothing.</summary>
public sealed class JournaledPosting : IPracticeOwned, IAppendOnly
{
    public required string Remittance { get; init; }

    public required int ChunkNumber { get; init; }

    public string Practice { get; private set; } = "";

    public required long PaidCents { get; init; }

    public required long ContractualCents { get; init; }

    public required long PatientResponsibilityCents { get; init; }
}

/// <summary>Over SQLite.</summary>
public sealed class CollectionsSqliteDb(DbContextOptions<CollectionsSqliteDb> options) : CollectionsDb(options);

/// <summary>Over SQL Server.</summary>
public sealed class CollectionsSqlServerDb(DbContextOptions<CollectionsSqlServerDb> options) : CollectionsDb(options);

internal sealed class CollectionsSqliteDesign : SqliteDesign<CollectionsSqliteDb>;

internal sealed class CollectionsSqlServerDesign : SqlServerDesign<CollectionsSqlServerDb>;
