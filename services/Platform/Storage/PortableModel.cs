using MedBill.Platform.Values;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace MedBill.Platform.Storage;

/// <summary>
/// One model that means the same in SQLite and SQL Server (architecture 3.15): instants as UTC, money as bigint cents, every text compared
/// byte by byte as SQLite does, keys of a length SQL Server can index.
/// </summary>
internal static class PortableModel
{
    private const string BinaryCollation = "Latin1_General_100_BIN2";
    private const int KeyLength = 128;

    public static void Conventions(ModelConfigurationBuilder conventions)
    {
        conventions.Properties<DateTimeOffset>().HaveConversion<UtcConverter>().HavePrecision(6);
        conventions.Properties<Money>().HaveConversion<MoneyConverter>();
    }

    public static void Apply(ModelBuilder model, bool sqlServer)
    {
        foreach (var entity in model.Model.GetEntityTypes())
        {
            if (typeof(IPracticeOwned).IsAssignableFrom(entity.ClrType)
                && entity.FindProperty(nameof(IPracticeOwned.Practice)) is { } practice)
            {
                practice.SetMaxLength(40);

                // Lists and id lists of one practice. Without it SQLite, which has no statistics, reads all of the practice's rows.
                if (entity.FindPrimaryKey() is { Properties: [{ Name: "Id" } id] } && entity.FindIndex([practice, id]) is null)
                {
                    entity.AddIndex([practice, id]);
                }
            }

            if (typeof(IAggregate).IsAssignableFrom(entity.ClrType) && entity.FindProperty(nameof(IAggregate.Version)) is { } version)
            {
                version.IsConcurrencyToken = true;
            }

            foreach (var text in entity.GetProperties().Where(IsText))
            {
                if (text.GetMaxLength() is null && (text.IsKey() || text.IsForeignKey() || text.IsIndex()))
                {
                    text.SetMaxLength(KeyLength);
                }

                if (sqlServer)
                {
                    text.SetCollation(BinaryCollation);
                }
            }
        }
    }

    private static bool IsText(IMutableProperty property) =>
        (property.GetProviderClrType() ?? property.GetValueConverter()?.ProviderClrType ?? property.ClrType) == typeof(string);

    // SQLite cannot compare offsets, so what is stored is UTC.
    private sealed class UtcConverter() : ValueConverter<DateTimeOffset, DateTime>(
        instant => instant.UtcDateTime, stored => new DateTimeOffset(DateTime.SpecifyKind(stored, DateTimeKind.Utc)));

    private sealed class MoneyConverter() : ValueConverter<Money, long>(amount => amount.Cents, cents => new Money(cents));
}
