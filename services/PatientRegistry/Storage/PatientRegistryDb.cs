using System.Text.Json;
using Google.Protobuf;
using MedBill.PatientRegistry.Domain;
using MedBill.Platform.Storage;
using MedBill.Platform.Values;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace MedBill.PatientRegistry.Storage;

/// <summary>The store of PatientRegistry.</summary>
public abstract class PatientRegistryDb(DbContextOptions options) : ServiceDb(options)
{
    public DbSet<Practice> Practices => Set<Practice>();

    public DbSet<Provider> Providers => Set<Provider>();

    public DbSet<Facility> Facilities => Set<Facility>();

    public DbSet<Guarantor> Guarantors => Set<Guarantor>();

    public DbSet<Patient> Patients => Set<Patient>();

    public DbSet<MedicalHistoryEntry> MedicalHistoryEntries => Set<MedicalHistoryEntry>();

    public DbSet<Encounter> Encounters => Set<Encounter>();

    protected override void Map(ModelBuilder model)
    {
        ArgumentNullException.ThrowIfNull(model);
        Record<Practice, PracticeDetails>(model, "practices", practice =>
        {
            practice.Property(row => row.Npi).HasMaxLength(10);
            practice.HasIndex(row => row.Npi).IsUnique();
        });
        Record<Provider, ProviderDetails>(model, "providers", provider => provider.HasIndex(row => new { row.Practice, row.Id }));
        Record<Facility, FacilityDetails>(model, "facilities", facility => facility.HasIndex(row => new { row.Practice, row.Id }));
        Record<Guarantor, GuarantorDetails>(model, "guarantors", guarantor =>
        {
            guarantor.Property(row => row.ExternalId).HasMaxLength(64);
            guarantor.HasIndex(row => new { row.Practice, row.ExternalId }).IsUnique();
            guarantor.HasIndex(row => new { row.Practice, row.Id });
        });
        Record<Patient, PatientDetails>(model, "patients", patient =>
        {
            patient.Property(row => row.ExternalId).HasMaxLength(64);
            patient.Property(row => row.MedicalRecordNumber).HasMaxLength(50);
            patient.Property(row => row.FamilyNameKey).HasMaxLength(60);
            patient.Property(row => row.GivenNameKey).HasMaxLength(35);
            patient.HasIndex(row => new { row.Practice, row.ExternalId }).IsUnique();
            patient.HasIndex(row => new { row.Practice, row.MedicalRecordNumber }).IsUnique();
            patient.HasIndex(row => new { row.Practice, row.FamilyNameKey });
            patient.HasIndex(row => new { row.Practice, row.BirthDate });
            patient.HasIndex(row => new { row.Practice, row.GuarantorId, row.Id });
            patient.HasIndex(row => new { row.Practice, row.Id });
        });
        model.Entity<MedicalHistoryEntry>(entry =>
        {
            entry.ToTable("medical_history_entries");
            entry.HasKey(row => row.Id);
            Json(entry.Property(row => row.Details));
            entry.HasIndex(row => new { row.Practice, row.PatientId, row.Id });
        });
        Record<Encounter, EncounterDetails>(model, "encounters", encounter =>
        {
            encounter.Property(row => row.ExternalId).HasMaxLength(64);
            Json(encounter.Property(row => row.Charges));
            encounter.Ignore(row => row.TotalCharge);
            encounter.HasIndex(row => new { row.Practice, row.ExternalId }).IsUnique();
            encounter.HasIndex(row => new { row.Practice, row.PatientId, row.Id });
            encounter.HasIndex(row => new { row.Practice, row.Id });
        });
    }

    protected override IMessage ToEvent(IAggregate aggregate, object domainEvent) => PatientEventMap.ToEvent(aggregate, domainEvent);

    private static void Record<T, TDetails>(ModelBuilder model, string table, Action<EntityTypeBuilder<T>> more)
        where T : RegistryRecord<TDetails>
        where TDetails : class => model.Entity<T>(record =>
        {
            record.ToTable(table);
            record.HasKey(row => row.Id);
            record.Ignore(row => row.Name);
            Json(record.Property(row => row.Details));
            more(record);
        });

    // Details are replaced as a whole and never queried, so one text column holds them.
    private static void Json<T>(PropertyBuilder<T> property)
        where T : class => property.HasConversion(
            value => JsonSerializer.Serialize(value, JsonSerializerOptions.Default),
            text => JsonSerializer.Deserialize<T>(text, JsonSerializerOptions.Default)!,
            new ValueComparer<T>((left, right) => ReferenceEquals(left, right), value => value.GetHashCode(), value => value));
}

/// <summary>Over SQLite.</summary>
public sealed class PatientRegistrySqliteDb(DbContextOptions<PatientRegistrySqliteDb> options) : PatientRegistryDb(options);

/// <summary>Over SQL Server.</summary>
public sealed class PatientRegistrySqlServerDb(DbContextOptions<PatientRegistrySqlServerDb> options) : PatientRegistryDb(options);

internal sealed class PatientRegistrySqliteDesign : SqliteDesign<PatientRegistrySqliteDb>;

internal sealed class PatientRegistrySqlServerDesign : SqlServerDesign<PatientRegistrySqlServerDb>;
