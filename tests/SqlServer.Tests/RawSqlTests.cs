using System.Text.RegularExpressions;
using MedBill.SqlServer.Tests.Fixture;
using Microsoft.EntityFrameworkCore;
using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace MedBill.SqlServer.Tests;

/// <summary>The SQL that is written by hand: each text of the sources is looked up, name by name, in the store it is sent to.</summary>
public sealed class RawSqlTests
{
    private const string Sqlite = "SQLite's alone";
    private const string Found = "its text is in the same file";

    // Every file that sends SQL of its own, and why that is covered.
    private static readonly Dictionary<string, string> Senders = new()
    {
        ["services/Platform/Storage/PlatformSql.cs"] = Found,
        ["services/Platform/Storage/StorageSetup.cs"] = Sqlite,
        ["services/Platform/Storage/StorageStart.cs"] = Sqlite,
        ["services/Remittance/Features/GetPostingTotals.cs"] = Found,
        ["services/Remittance/Storage/RowInsert.cs"] = "made of the model's names; A_many_row_insert_fits",
    };

    [Theory]
    [MemberData(nameof(Store.AppIds), MemberType = typeof(Store))]
    public void Sql_server_knows_every_name_in_what_is_written_by_hand(string appId)
    {
        var store = Store.Of(appId);
        var texts = Sources.SqlTexts.Where(text => !text.IsSqliteOnly && text.Stores.Contains(store)).ToList();
        using var model = Schema(store);
        foreach (var (sql, parameters) in texts.Select(text => TSql.Parameterize(text.Text)))
        {
            model.AddBody(sql, parameters);
        }

        Assert.Empty(model.Errors());
        Assert.True(texts.Count >= 6, $"Only {texts.Count} texts were found.");
    }

    [Fact]
    public void No_file_sends_sql_that_nobody_looks_at()
    {
        var senders = Sources.Files.Where(source => Sources.Calls(source.Text).Any()).Select(source => source.File).ToList();

        Assert.Equal(Senders.Keys.Order(StringComparer.Ordinal), senders.Order(StringComparer.Ordinal));
        foreach (var (file, _) in Senders.Where(sender => sender.Value != Sqlite && !sender.Value.StartsWith("made", StringComparison.Ordinal)))
        {
            Assert.Contains(Sources.SqlTexts, text => text.File == file && !text.IsSqliteOnly);
        }

        var onlySqlite = Senders.Where(sender => sender.Value == Sqlite).Select(sender => sender.Key).ToHashSet();
        Assert.All(Sources.SqlTexts.Where(text => onlySqlite.Contains(text.File)), text => Assert.True(text.IsSqliteOnly, text.Text));
    }

    [Theory]
    [InlineData("UPDATE outbox SET lease_owner = {0} OUTPUT inserted.wrong WHERE sequence = {1}", "wrong")]
    [InlineData("UPDATE outbox SET leased_by = {0} WHERE sequence = {1}", "leased_by")]
    [InlineData("SELECT * FROM outbex", "outbex")]
    [InlineData("INSERT INTO inbox (consumer, source, ident) VALUES ({0}, {1}, {2})", "ident")]
    public void A_name_that_is_not_there_is_caught(string planted, string name)
    {
        using var model = Schema(Store.Of("claims"));
        var (sql, parameters) = TSql.Parameterize(planted);
        model.AddBody(sql, parameters);

        Assert.Contains(model.Errors(), error => error.Contains(name, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("SELECT * FROM outbox LIMIT 5")]
    [InlineData("UPDATE outbox SET attempts = 1 RETURNING *")]
    [InlineData("INSERT INTO inbox (id) VALUES ('a') ON CONFLICT DO NOTHING")]
    public void Another_dialect_is_caught(string planted) => Assert.Throws<FormatException>(() => TSql.Parse(planted));

    [Fact]
    public void A_text_in_a_source_is_found_whichever_way_it_is_written()
    {
        const string Source = """"
            private const string Free =
                """
                a IS NULL
                """;
            var one = db.ExecuteSqlRaw("DELETE FROM things WHERE id = {0}", id);
            var two = db.FromSqlRaw($$"""
                SELECT * FROM things WHERE {{Free}}
                """);
            """";

        Assert.Equal(["DELETE FROM things WHERE id = {0}", "SELECT * FROM things WHERE a IS NULL"], Sources.In("x.cs", Source).Select(text => text.Text));
        Assert.Equal(2, Sources.Calls(Source).Count());
    }

    [Fact]
    public void The_lease_is_one_statement_right_with_and_without_lock_hints()
    {
        var lease = Assert.Single(Sources.SqlTexts, text => text.Text.Contains("READPAST", StringComparison.Ordinal));
        var statement = Assert.IsType<UpdateStatement>(Assert.Single(TSql.Parse(TSql.Parameterize(lease.Text).Sql).Batches.SelectMany(batch => batch.Statements)));
        var update = statement.UpdateSpecification;

        Assert.NotNull(update.OutputClause);
        var hints = TSql.Find<TableHint>(update.WhereClause).Select(hint => hint.HintKind).ToHashSet();
        Assert.Equal([TableHintKind.ReadPast, TableHintKind.Rowlock, TableHintKind.UpdLock], hints.Order());
        var subquery = Assert.Single(TSql.Find<InPredicate>(update.WhereClause));
        Assert.NotNull(((QuerySpecification)subquery.Subquery.QueryExpression).TopRowFilter);
        Assert.NotNull(((QuerySpecification)subquery.Subquery.QueryExpression).OrderByClause);

        // The outer condition says again what makes a row free: that alone keeps two from taking it where hints mean nothing.
        var outer = TSql.Text(update.WhereClause)[..(subquery.StartOffset - update.WhereClause.StartOffset)];
        Assert.Matches(@"published_time IS NULL AND \(lease_end_time IS NULL OR lease_end_time <= @p_0\)", outer);
    }

    [Fact]
    public void A_many_row_insert_fits()
    {
        using var db = Store.Of("remittance").Open();
        foreach (var name in new[] { "ClaimPayment", "PayerClaimNumber" })
        {
            var columns = db.Model.GetEntityTypes().Single(type => type.ClrType.Name == name).GetProperties().Count();

            // RowInsert: 2,000 parameters at most, and no statement of SQL Server has more than 1,000 rows of values.
            Assert.InRange(columns, 2, 2_000);
            Assert.InRange(2_000 / columns, 1, 1_000);
        }
    }

    [Theory]
    [InlineData(@"\bMERGE\b")]
    [InlineData(@"\bWAITFOR\b")]
    [InlineData(@"SYSTEM_VERSIONING|FOR SYSTEM_TIME")]
    [InlineData(@"\bSUM\(\s*CAST\b|\bmoney\b")]
    public void What_a_server_may_not_have_is_nowhere_written_by_hand(string pattern) =>
        Assert.DoesNotContain(Sources.SqlTexts, text => Regex.IsMatch(text.Text, pattern));

    private static SchemaModel Schema(Store store)
    {
        using var db = store.Open();
        return SchemaModel.From(db.Database.GenerateCreateScript());
    }
}
