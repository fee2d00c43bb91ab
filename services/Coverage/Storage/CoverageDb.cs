using System.Diagnostics;
using System.Text.Json;
using Google.Protobuf;
using MedBill.Coverage.Domain;
using MedBill.Platform.Rpc;
using MedBill.Platform.Storage;
using MedBill.Platform.Values;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Events = MedBill.Contracts.Coverage.Events.V1;

namespace MedBill.Coverage.Storage;

/// <summary>The store of Coverage.</summary>
public abstract class CoverageDb(DbContextOptions options) : ServiceDb(options)
{
    public DbSet<Payer> Payers => Set<Payer>();

    public DbSet<Plan> Plans => Set<Plan>();

    public DbSet<Policy> Policies => Set<Policy>();

    public DbSet<FeeSchedule> FeeSchedules => Set<FeeSchedule>();

    public DbSet<EligibilityCheck> EligibilityChecks => Set<EligibilityCheck>();

    public DbSet<EligibilityBatch> EligibilityBatches => Set<EligibilityBatch>();

    public DbSet<ControlNumber> ControlNumbers => Set<ControlNumber>();

    public DbSet<ReadFile> ReadFiles => Set<ReadFile>();

    public DbSet<OverlapLock> OverlapLocks => Set<OverlapLock>();

    protected override void Map(ModelBuilder model)
    {
        ArgumentNullException.ThrowIfNull(model);
        Record<Payer, PayerDetails>(model, "payers", payer => payer.HasIndex(row => new { row.Practice, row.PayerId }).IsUnique());
        Record<Plan, PlanDetails>(model, "plans", plan => plan.HasIndex(row => new { row.Practice, row.PayerId, row.Id }));
        Record<Policy, PolicyDetails>(model, "policies", policy => policy.HasIndex(row => new { row.Practice, row.PatientId, row.CoordinationOrder }));
        Record<FeeSchedule, FeeScheduleDetails>(model, "fee_schedules", schedule => schedule.HasIndex(row => new { row.Practice, row.PayerId, row.EffectiveDate }));
        Record<EligibilityCheck, EligibilityAnswer>(model, "eligibility_checks", check =>
        {
            check.Property(row => row.Trace).HasMaxLength(30);
            check.Property(row => row.ServiceTypes).HasMaxLength(40);
            check.HasIndex(row => row.Trace).IsUnique();
            check.HasIndex(row => new { row.State, row.BatchId, row.Practice });
            check.HasIndex(row => new { row.Practice, row.PolicyId, row.ServiceDate, row.ServiceTypes });
        });
        model.Entity<EligibilityBatch>(batch =>
        {
            batch.ToTable("eligibility_batches");
            batch.HasKey(row => row.Id);
            batch.Ignore(row => row.Reference);
            batch.HasIndex(row => row.SendTime);
        });
        model.Entity<ControlNumber>(number =>
        {
            number.ToTable("control_numbers");
            number.HasKey(row => row.Partners);
            number.Property(row => row.Partners).HasMaxLength(64);
            number.Property(row => row.Last).IsConcurrencyToken();
        });
        model.Entity<OverlapLock>(held =>
        {
            held.ToTable("overlap_locks");
            held.HasKey(row => new { row.Practice, row.Owner });
            held.Property(row => row.Owner).HasMaxLength(64);
        });
        model.Entity<ReadFile>(file =>
        {
            file.ToTable("read_files");
            file.HasKey(row => row.Sha256);
            file.Property(row => row.Sha256).HasMaxLength(64);
        });
    }

    protected override IMessage ToEvent(IAggregate aggregate, object domainEvent) => (aggregate, domainEvent) switch
    {
        (Policy policy, PolicyAdded) => new Events.PolicyAdded
        {
            Policy = policy.Name,
            Patient = $"patients/{policy.PatientId}",
            Payer = $"payers/{policy.PayerId}",
            CoordinationOrder = policy.CoordinationOrder,
            EffectiveDate = policy.EffectiveDate.ToWire(),
            EndDate = policy.EndDate.ToWire(),
        },
        (Policy policy, PolicyChanged) => new Events.PolicyChanged
        {
            Policy = policy.Name,
            Patient = $"patients/{policy.PatientId}",
            Payer = $"payers/{policy.PayerId}",
            CoordinationOrder = policy.CoordinationOrder,
            EffectiveDate = policy.EffectiveDate.ToWire(),
            EndDate = policy.EndDate.ToWire(),
        },
        (EligibilityCheck check, EligibilityChecked) => new Events.EligibilityChecked
        {
            EligibilityCheck = check.Name,
            Policy = $"patients/{check.PatientId}/policies/{check.PolicyId}",
            ServiceDate = check.ServiceDate.ToWire(),
            Active = check.Details.Status == CoverageStatus.Active,
        },
        (EligibilityCheck check, EligibilityFailed) => new Events.EligibilityFailed
        {
            EligibilityCheck = check.Name,
            Policy = $"patients/{check.PatientId}/policies/{check.PolicyId}",
            RejectReasonCodes = { check.Details.Rejections.Select(rejection => rejection.ReasonCode).Take(9) },
        },
        _ => throw new UnreachableException($"{domainEvent.GetType().Name} of {aggregate.GetType().Name} has no event."),
    };

    private static void Record<T, TDetails>(ModelBuilder model, string table, Action<EntityTypeBuilder<T>> more)
        where T : CoverageRecord<TDetails>
        where TDetails : class => model.Entity<T>(record =>
        {
            record.ToTable(table);
            record.HasKey(row => row.Id);
            record.Ignore(row => row.Name);

            // Replaced as a whole and never queried, so one text column holds them.
            record.Property(row => row.Details).HasConversion(
                value => JsonSerializer.Serialize(value, JsonSerializerOptions.Default),
                text => JsonSerializer.Deserialize<TDetails>(text, JsonSerializerOptions.Default)!,
                new ValueComparer<TDetails>((left, right) => ReferenceEquals(left, right), value => value.GetHashCode(), value => value));
            record.HasIndex(row => new { row.Practice, row.Id });
            more(record);
        });
}

/// <summary>
/// The last interchange control number used: one row for all senders and receivers, so that no number comes twice between any two and the
/// files' names, which carry it, never meet.
/// </summary>
public sealed class ControlNumber
{
    // Claims counts from 1 between the same two partners (ARCHITECTURE.md, decision 8).
    private const long First = 500_000_001;
    private const long Most = 999_999_999;
    private const string AllPartners = "*";

    public required string Partners { get; init; }

    public long Last { get; private set; }

    /// <summary>Counts one on, in the transaction that stores what it is for.</summary>
    public static async Task<long> NextAsync(CoverageDb db, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(db);
        var number = await db.ControlNumbers.FindAsync([AllPartners], cancel);
        if (number is null)
        {
            number = new ControlNumber { Partners = AllPartners, Last = First - 1 };
            db.Add(number);
        }

        return number.Last < Most
            ? ++number.Last
            : throw new InvalidOperationException("The interchange control numbers of 270 files are used up.");
    }
}

/// <summary>
/// Held by a transaction that looks whether a record would overlap another of the same patient or payer, and then stores it: no unique index
/// can say that of days. On SQL Server two could otherwise look at once, both see nothing, and both store; SQLite has one writer anyway.
/// </summary>
public sealed class OverlapLock : IPracticeOwned
{
    public string Practice { get; private set; } = "";

    /// <summary><c>patients/…</c> or <c>payers/…</c></summary>
    public required string Owner { get; init; }

    /// <summary>How often it was held.</summary>
    public long Held { get; private set; }

    /// <summary>Waits for whoever holds it; it is let go with the end of the transaction. What is read afterwards is what he left.</summary>
    public static async Task HoldAsync(CoverageDb db, string owner, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(db);
        var held = await db.OverlapLocks.Where(row => row.Owner == owner).ExecuteUpdateAsync(set => set.SetProperty(row => row.Held, row => row.Held + 1), cancel);
        if (held > 0)
        {
            return;
        }

        db.Add(new OverlapLock { Owner = owner, Held = 1 });
        try
        {
            await db.SaveChangesAsync(cancel);
        }
        catch (DbUpdateException exception) when (DatabaseFaults.IsDuplicate(exception))
        {
            // Another was the first to need it, at the same moment.
            throw DatabaseFaults.Contention();
        }
    }
}

/// <summary>A 271 file that was read; the same bytes again do nothing.</summary>
public sealed class ReadFile
{
    public required string Sha256 { get; init; }

    public required DateTimeOffset ReadTime { get; init; }

    public required int Matched { get; init; }

    public required int Unmatched { get; init; }
}

/// <summary>Over SQLite.</summary>
public sealed class CoverageSqliteDb(DbContextOptions<CoverageSqliteDb> options) : CoverageDb(options);

/// <summary>Over SQL Server.</summary>
public sealed class CoverageSqlServerDb(DbContextOptions<CoverageSqlServerDb> options) : CoverageDb(options);

internal sealed class CoverageSqliteDesign : SqliteDesign<CoverageSqliteDb>;

internal sealed class CoverageSqlServerDesign : SqlServerDesign<CoverageSqlServerDb>;
