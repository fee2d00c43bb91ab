using System.Text.RegularExpressions;
using MedBill.SqlServer.Tests.Fixture;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace MedBill.SqlServer.Tests;

/// <summary>What the stores may hold: the subset of SQL Server that any server of its dialect has, and that means the same as in SQLite.</summary>
public sealed class ModelRuleTests
{
    private const int ClusteredKeyBytes = 900;
    private const int IndexKeyBytes = 1_700;
    private const int MaxIndexColumns = 32;

    // Resource names, codes and hashes are compared byte by byte, as SQLite compares them: "CLM-A" is not "clm-a".
    private const string BinaryCollation = "Latin1_General_100_BIN2";

    private static readonly string[] Allowed = ["bigint", "int", "bit", "date", "datetime2(6)", "varbinary(max)", "nvarchar", "varchar"];

    [Theory]
    [MemberData(nameof(Store.AppIds), MemberType = typeof(Store))]
    public void Columns_are_of_the_portable_types(string appId)
    {
        using var db = Store.Of(appId).Open();
        var types = db.Model.GetEntityTypes().SelectMany(type => type.GetProperties())
            .Select(property => property.GetColumnType()).Where(type => type is not null).Distinct();

        Assert.All(types, type => Assert.Contains(type.Contains("char(", StringComparison.Ordinal) ? type[..type.IndexOf('(', StringComparison.Ordinal)] : type, Allowed));
    }

    [Theory]
    [MemberData(nameof(Store.AppIds), MemberType = typeof(Store))]
    public void Every_text_is_compared_byte_by_byte(string appId)
    {
        using var db = Store.Of(appId).Open();
        var texts = TSql.Find<ColumnDefinition>(TSql.Parse(db.Database.GenerateCreateScript()))
            .Where(column => column.DataType is SqlDataTypeReference { SqlDataTypeOption: SqlDataTypeOption.NVarChar or SqlDataTypeOption.VarChar }).ToList();

        Assert.NotEmpty(texts);
        Assert.All(texts, column => Assert.Equal(BinaryCollation, column.Collation?.Value));
    }

    [Theory]
    [MemberData(nameof(Store.AppIds), MemberType = typeof(Store))]
    public void No_key_or_index_can_outgrow_its_limit_and_none_holds_an_endless_text(string appId)
    {
        using var db = Store.Of(appId).Open();
        foreach (var entity in db.Model.GetEntityTypes())
        {
            Assert.True(Bytes(entity.FindPrimaryKey()!.Properties) <= ClusteredKeyBytes, $"primary key of {entity.ShortName()}");
            foreach (var properties in entity.GetKeys().Select(key => key.Properties).Concat(entity.GetIndexes().Select(index => index.Properties)))
            {
                Assert.True(Bytes(properties) <= IndexKeyBytes, $"{entity.ShortName()}: {string.Join(", ", properties.Select(one => one.Name))}");
                Assert.True(properties.Count <= MaxIndexColumns);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Store.AppIds), MemberType = typeof(Store))]
    public void What_makes_the_store_uses_nothing_that_a_server_of_the_dialect_may_lack(string appId)
    {
        using var db = Store.Of(appId).Open();
        foreach (var script in new[] { db.Database.GenerateCreateScript(), db.GetService<IMigrator>().GenerateScript() })
        {
            Assert.Empty(Faults(script));
        }
    }

    [Theory]
    [InlineData("MERGE [a] USING [b] ON 1 = 1 WHEN MATCHED THEN DELETE;", "MERGE")]
    [InlineData("WAITFOR DELAY '00:00:01'", "WAITFOR")]
    [InlineData("CREATE TABLE [a] ([t] datetime2 NOT NULL)", "datetime2")]
    [InlineData("CREATE TABLE [a] ([t] datetime2(7) NOT NULL)", "datetime2(7)")]
    [InlineData("CREATE TABLE [a] ([t] datetimeoffset NOT NULL)", "datetimeoffset")]
    [InlineData("ALTER TABLE [a] ALTER COLUMN [t] bigint NOT NULL", "ALTER COLUMN")]
    [InlineData("CREATE TABLE [a] ([id] int PRIMARY KEY) WITH (SYSTEM_VERSIONING = ON)", "SYSTEM_VERSIONING")]
    public void What_it_may_lack_is_caught(string planted, string what) =>
        Assert.Contains(Faults(planted), fault => fault.Contains(what, StringComparison.OrdinalIgnoreCase));

    private static List<string> Faults(string script)
    {
        var parsed = TSql.Parse(script);
        return
        [
            .. TSql.Find<MergeStatement>(parsed).Select(TSql.Text),
            .. TSql.Find<WaitForStatement>(parsed).Select(TSql.Text),
            .. TSql.Find<AlterTableAlterColumnStatement>(parsed).Select(TSql.Text),
            .. TSql.Find<SystemVersioningTableOption>(parsed).Select(TSql.Text),
            .. TSql.Find<DataTypeReference>(parsed).Select(TSql.Text).Where(type => Regex.IsMatch(type, @"^(datetime2(\(7\))?|datetimeoffset.*|datetime|money|decimal.*|rowversion)$")),
        ];
    }

    private static int Bytes(IReadOnlyList<IReadOnlyProperty> properties) => properties.Sum(property => property.GetProviderClrType() == typeof(string)
        || property.ClrType == typeof(string) || property.GetMaxLength() is not null
            ? property.GetMaxLength() is { } length ? length * (property.IsUnicode() == false ? 1 : 2) : int.MaxValue / MaxIndexColumns
            : 8);
}
