using System.Text.RegularExpressions;
using MedBill.Platform.Storage;
using MedBill.Platform.Tests.Fixture;
using MedBill.Platform.Values;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace MedBill.Platform.Tests.Storage;

public sealed partial class PortabilityTests
{
    private sealed class SqliteDesign : SqliteDesign<ThingsSqliteDb>;

    private sealed class SqlServerDesign : SqlServerDesign<ThingsSqlServerDb>;

    private static ThingsSqliteDb Sqlite() => new SqliteDesign().CreateDbContext([]);

    private static ThingsSqlServerDb SqlServer() => new SqlServerDesign().CreateDbContext([]);

    [Fact]
    public void Both_stores_can_be_created_from_the_one_model()
    {
        using var sqlite = Sqlite();
        using var sqlServer = SqlServer();

        var (one, other) = (Tables(sqlite.Database.GenerateCreateScript()), Tables(sqlServer.Database.GenerateCreateScript()));

        Assert.Equal(["audit", "dead_letters", "idempotency", "inbox", "ledger_lines", "outbox", "things"], one);
        Assert.Equal(one, other);
    }

    [Fact]
    public void Sqlite_takes_the_script()
    {
        using var db = Sqlite();
        using var connection = new SqliteConnection("Data Source=:memory:");
        connection.Open();
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // The script is EF's own.
        command.CommandText = db.Database.GenerateCreateScript();
#pragma warning restore CA2100

        command.ExecuteNonQuery();

        command.CommandText = "SELECT count(*) FROM sqlite_master WHERE type = 'table' AND name = 'outbox'";
        Assert.Equal(1L, command.ExecuteScalar());
    }

    [Fact]
    public void Sql_server_compares_texts_byte_by_byte_and_stores_money_as_bigint_and_time_to_the_microsecond()
    {
        using var db = SqlServer();
        var script = db.Database.GenerateCreateScript();

        Assert.Matches(@"\[Id\] nvarchar\(128\) COLLATE Latin1_General_100_BIN2 NOT NULL", script);
        Assert.Matches(@"\[Practice\] nvarchar\(40\) COLLATE Latin1_General_100_BIN2 NOT NULL", script);
        Assert.Matches(@"\[Price\] bigint NOT NULL", script);
        Assert.Matches(@"\[OpenedTime\] datetime2\(6\) NOT NULL", script);
        Assert.DoesNotMatch(@"datetimeoffset|decimal|rowversion|datetime2\(7\)", script);
        Assert.DoesNotMatch(@"n?varchar\(\d+\)(?! COLLATE)|nvarchar\(max\)(?! COLLATE)", script);
    }

    [Fact]
    public void No_index_of_sql_server_can_outgrow_its_limit()
    {
        using var db = SqlServer();
        foreach (var entity in db.Model.GetEntityTypes())
        {
            var indexed = entity.GetKeys().Select(key => key.Properties).Concat(entity.GetIndexes().Select(index => index.Properties));
            foreach (var properties in indexed)
            {
                Assert.True(Bytes(properties) <= 1700, $"{entity.ShortName()}: {string.Join(", ", properties.Select(p => p.Name))}");
            }

            Assert.True(Bytes(entity.FindPrimaryKey()!.Properties) <= 900, entity.ShortName());
        }
    }

    [Fact]
    public void Every_column_in_hand_written_sql_is_a_column_of_the_model()
    {
        using var db = Sqlite();
        var columns = db.Model.GetEntityTypes().Where(type => type.ClrType.Namespace == typeof(OutboxRow).Namespace)
            .SelectMany(type => type.GetProperties().Select(p => p.GetColumnName()).Append(type.GetTableName()!)).ToHashSet();

        foreach (var sql in new[] { PlatformSql.LeaseSqlite, PlatformSql.LeaseSqlServer })
        {
            Assert.All(Identifiers().Matches(sql).Select(match => match.Value), name => Assert.Contains(name, columns));
        }
    }

    [Fact]
    public void The_lease_is_one_statement_with_hints_and_repeats_its_condition_outside()
    {
        Assert.Matches(@"WITH \(UPDLOCK, READPAST, ROWLOCK\)", PlatformSql.LeaseSqlServer);
        Assert.Equal(2, Regex.Count(PlatformSql.LeaseSqlServer, @"(?<!e\.)(?<!o\.)\bpublished_time IS NULL|\bo\.published_time IS NULL"));
        Assert.DoesNotContain("LIMIT", PlatformSql.LeaseSqlServer, StringComparison.Ordinal);
        Assert.DoesNotContain("MERGE", PlatformSql.LeaseSqlServer, StringComparison.Ordinal);
        Assert.DoesNotContain(';', PlatformSql.LeaseSqlite);
    }

    [Fact]
    public void The_lease_reads_only_what_waits()
    {
        using var db = Sqlite();
        using var connection = new SqliteConnection("Data Source=:memory:");
        connection.Open();
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // Both are constants of the product.
        command.CommandText = db.Database.GenerateCreateScript();
        command.ExecuteNonQuery();
        command.CommandText = "EXPLAIN QUERY PLAN " + Regex.Replace(PlatformSql.LeaseSqlite, @"\{(\d)\}", "@p$1");
#pragma warning restore CA2100
        command.Parameters.AddRange([new("@p0", "2026"), new("@p1", "me"), new("@p2", "2026"), new SqliteParameter("@p3", 1)]);
        using var reader = command.ExecuteReader();
        var plan = new List<string>();
        while (reader.Read())
        {
            plan.Add(reader.GetString(3));
        }

        Assert.Contains(plan, step => step.Contains("ix_outbox_waiting_subject", StringComparison.Ordinal));
        Assert.DoesNotContain(plan, step => step is "SCAN o" or "SCAN outbox" or "SCAN e");
    }

    [Theory]
    [InlineData(5, true, false, false)]
    [InlineData(6, true, false, false)]
    [InlineData(10, false, true, false)]
    [InlineData(13, false, true, false)]
    [InlineData(14, false, true, false)]
    [InlineData(1, false, false, false)]
    public void Sqlites_errors_are_told_apart(int code, bool contention, bool away, bool duplicate)
    {
        var error = new DbUpdateException("", new SqliteException("", code));

        Assert.Equal(
            (contention, away, duplicate),
            (DatabaseFaults.IsContention(error), DatabaseFaults.IsAway(error), DatabaseFaults.IsDuplicate(error)));
        Assert.All([2067, 1555], extended => Assert.True(DatabaseFaults.IsDuplicate(new SqliteException("", 19, extended))));
        Assert.False(DatabaseFaults.IsDuplicate(new SqliteException("", 19, 787)));
        Assert.False(DatabaseFaults.IsContention(new Failure(FailureKind.Conflict, "X", "")));
    }

    // 900 bytes a clustered key, 1,700 another index.
    private static int Bytes(IEnumerable<IReadOnlyProperty> properties) =>
        properties.Sum(one => one.GetMaxLength() is { } length ? length * (one.IsUnicode() == false ? 1 : 2) : 8);

    private static List<string> Tables(string script) =>
        [.. CreateTable().Matches(script).Select(match => match.Groups[1].Value).Order(StringComparer.Ordinal)];

    [GeneratedRegex(@"CREATE TABLE [""\[](\w+)[""\]]")]
    private static partial Regex CreateTable();

    [GeneratedRegex(@"\b[a-z]+_[a-z_]+\b|\boutbox\b|\bsequence\b|\bsubject\b")]
    private static partial Regex Identifiers();
}
