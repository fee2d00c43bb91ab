using System.Text.RegularExpressions;
using MedBill.SqlServer.Tests.Fixture;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace MedBill.SqlServer.Tests;

/// <summary>What makes the stores: the model's own script, and that of the migrations, plain and safe to run twice.</summary>
public sealed partial class SchemaTests
{
    [Theory]
    [MemberData(nameof(Store.AppIds), MemberType = typeof(Store))]
    public void Sql_server_takes_what_the_model_makes(string appId)
    {
        using var db = Store.Of(appId).Open();
        using var model = SchemaModel.From(db.Database.GenerateCreateScript());

        Assert.Empty(model.Errors());
        Assert.Contains(model.Definitions, definition => definition.StartsWith("CREATE TABLE [outbox]", StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Store.AppIds), MemberType = typeof(Store))]
    public void Sql_server_takes_the_migrations_and_they_make_what_the_model_makes(string appId)
    {
        using var db = Store.Of(appId).Open();
        var migrator = db.GetService<IMigrator>();

        using var made = SchemaModel.From(db.Database.GenerateCreateScript());
        using var migrated = SchemaModel.From(migrator.GenerateScript());
        using var guarded = SchemaModel.From(migrator.GenerateScript(options: MigrationsSqlGenerationOptions.Idempotent));

        Assert.Empty(migrated.Errors());
        Assert.Empty(guarded.Errors());
        var wanted = Sorted(made).Where(definition => !definition.Contains("__EFMigrationsHistory", StringComparison.Ordinal));
        Assert.Equal(wanted, Sorted(migrated).Where(definition => !definition.Contains("__EFMigrationsHistory", StringComparison.Ordinal)));
        Assert.Equal(Sorted(migrated), Sorted(guarded));
    }

    [Theory]
    [MemberData(nameof(Store.AppIds), MemberType = typeof(Store))]
    public void Both_stores_have_migrations_and_no_change_of_the_model_waits_for_one(string appId)
    {
        using var server = Store.Of(appId).Open();
        using var sqlite = Store.Of(appId).OpenSqlite();

        Assert.All([server, sqlite], db => Assert.NotEmpty(db.Database.GetMigrations()));
        Assert.False(server.Database.HasPendingModelChanges());
        Assert.False(sqlite.Database.HasPendingModelChanges());
    }

    [Theory]
    [InlineData("CREATE VIEW [v] AS SELECT [Id] FROM [nowhere]", "nowhere")]
    [InlineData("CREATE INDEX [i] ON [outbox] ([nothing])", "nothing")]
    [InlineData("CREATE INDEX [i] ON [outbox] ([id]) WHERE [nothing] IS NULL", "nothing")]
    public void A_name_that_is_not_there_is_caught(string planted, string name)
    {
        using var db = Store.Of("claims").Open();
        using var model = SchemaModel.From(db.Database.GenerateCreateScript() + "\nGO\n" + planted);

        Assert.Contains(model.Errors(), error => error.Contains(name, StringComparison.Ordinal));
    }

    private static List<string> Sorted(SchemaModel model) =>
        [.. model.Definitions.Select(text => Space().Replace(text.TrimEnd(';'), " ")).Order(StringComparer.Ordinal)];

    [GeneratedRegex(@"\s+")]
    private static partial Regex Space();
}
