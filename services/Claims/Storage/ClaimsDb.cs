using Google.Protobuf;
using MedBill.Claims.Domain;
using MedBill.Platform.Storage;
using MedBill.Platform.Values;
using Microsoft.EntityFrameworkCore;

namespace MedBill.Claims.Storage;

/// <summary>The store of Claims.</summary>
public abstract class ClaimsDb(DbContextOptions options) : ServiceDb(options)
{
    public DbSet<Claim> Claims => Set<Claim>();

    public DbSet<ClaimVersion> ClaimVersions => Set<ClaimVersion>();

    public DbSet<ClaimSubmission> Submissions => Set<ClaimSubmission>();

    public DbSet<SubmissionBatch> SubmissionBatches => Set<SubmissionBatch>();

    public DbSet<BegunFile> BegunFiles => Set<BegunFile>();

    public DbSet<ControlNumber> ControlNumbers => Set<ControlNumber>();

    public DbSet<Acknowledgment> Acknowledgments => Set<Acknowledgment>();

    public DbSet<ClaimPosting> ClaimPostings => Set<ClaimPosting>();

    public DbSet<Denial> Denials => Set<Denial>();

    protected override void Map(ModelBuilder model)
    {
        ClaimTables.Map(model);
        SubmissionTables.Map(model);
        DecisionTables.Map(model);
    }

    protected override IMessage ToEvent(IAggregate aggregate, object domainEvent) => ClaimEventMap.ToEvent(aggregate, domainEvent);
}

/// <summary>Over SQLite.</summary>
public sealed class ClaimsSqliteDb(DbContextOptions<ClaimsSqliteDb> options) : ClaimsDb(options);

/// <summary>Over SQL Server.</summary>
public sealed class ClaimsSqlServerDb(DbContextOptions<ClaimsSqlServerDb> options) : ClaimsDb(options);

internal sealed class ClaimsSqliteDesign : SqliteDesign<ClaimsSqliteDb>;

internal sealed class ClaimsSqlServerDesign : SqlServerDesign<ClaimsSqlServerDb>;
