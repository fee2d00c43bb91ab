using System.Diagnostics;
using Google.Protobuf;
using MedBill.Collections.Domain.Accounts;
using MedBill.Collections.Domain.Decisions;
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

    public DbSet<DeniedAmount> DeniedAmounts => Set<DeniedAmount>();

    public DbSet<ClaimVersion> ClaimVersions => Set<ClaimVersion>();

    public DbSet<WriteOff> WriteOffs => Set<WriteOff>();

    public DbSet<PatientTransfer> PatientTransfers => Set<PatientTransfer>();

    public DbSet<Refund> Refunds => Set<Refund>();

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
            throw DatabaseFaults.Contention();
        }
    }

    /// <summary>
    /// Waits for whoever books, or decides, on these accounts, and keeps others waiting until the transaction ends. For what rests on rows that are
    /// read and an account that is not booked on: its version would let both through.
    /// </summary>
    public Task HoldAccountsAsync(IReadOnlyCollection<string> responsibleParties, CancellationToken cancel) =>
        HoldAsync(Accounts.Where(account => responsibleParties.Contains(account.ResponsibleParty)), cancel);

    /// <inheritdoc cref="HoldAccountsAsync"/>
    public Task HoldAccountAsync(string id, CancellationToken cancel) => HoldAsync(Accounts.Where(account => account.Id == id), cancel);

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
        (WriteOff writeOff, Decided) => new Events.BalanceWrittenOff
        {
            WriteOff = writeOff.Name,
            Account = $"accounts/{writeOff.AccountId}",
            Encounter = writeOff.Encounter,
            Claim = writeOff.Claim ?? "",
            Amount = writeOff.Amount.ToWire(),
            ReasonCode = writeOff.Reason.Code(),
        },
        (WriteOff writeOff, TakenBack) => new Events.WriteOffReversed
        {
            WriteOff = writeOff.Name,
            Account = $"accounts/{writeOff.AccountId}",
            Encounter = writeOff.Encounter,
            Claim = writeOff.Claim ?? "",
            Amount = writeOff.Amount.ToWire(),
        },
        (Refund refund, Decided) => new Events.RefundIssued
        {
            Refund = refund.Name,
            Account = $"accounts/{refund.AccountId}",
            Amount = refund.Amount.ToWire(),
            RefundDate = refund.RefundDate.ToWire(),
        },
        (Refund refund, TakenBack) => new Events.RefundReversed
        {
            Refund = refund.Name,
            Account = $"accounts/{refund.AccountId}",
            Amount = refund.Amount.ToWire(),
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
