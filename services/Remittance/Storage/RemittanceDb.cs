using Google.Protobuf;
using MedBill.Platform.Storage;
using MedBill.Platform.Values;
using MedBill.Remittance.Domain;
using Microsoft.EntityFrameworkCore;

namespace MedBill.Remittance.Storage;

/// <summary>Remittance's store.</summary>
public abstract class RemittanceDb(DbContextOptions options) : ServiceDb(options)
{
    public DbSet<RemittanceFile> Files => Set<RemittanceFile>();

    public DbSet<FileReader> FileReaders => Set<FileReader>();

    public DbSet<RemittanceAdvice> Remittances => Set<RemittanceAdvice>();

    public DbSet<ClaimPayment> ClaimPayments => Set<ClaimPayment>();

    public DbSet<Posting> Postings => Set<Posting>();

    public DbSet<ProviderAdjustment> ProviderAdjustments => Set<ProviderAdjustment>();

    public DbSet<SubmittedClaim> SubmittedClaims => Set<SubmittedClaim>();

    public DbSet<PayerClaimNumber> PayerClaimNumbers => Set<PayerClaimNumber>();

    public DbSet<KnownPayer> KnownPayers => Set<KnownPayer>();

    public DbSet<PracticeNpi> PracticeNpis => Set<PracticeNpi>();

    protected override void Map(ModelBuilder model) => RemittanceTables.Map(model);

    protected override IMessage ToEvent(IAggregate aggregate, object domainEvent) => RemittanceEventMap.ToEvent(aggregate, domainEvent);
}

/// <summary>The store on SQLite.</summary>
public sealed class RemittanceSqliteDb(DbContextOptions<RemittanceSqliteDb> options) : RemittanceDb(options);

/// <summary>The store on SQL Server.</summary>
public sealed class RemittanceSqlServerDb(DbContextOptions<RemittanceSqlServerDb> options) : RemittanceDb(options);

internal sealed class RemittanceSqliteDesign : SqliteDesign<RemittanceSqliteDb>;

internal sealed class RemittanceSqlServerDesign : SqlServerDesign<RemittanceSqlServerDb>;
