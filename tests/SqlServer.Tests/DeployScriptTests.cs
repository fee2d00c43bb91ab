using System.Text.RegularExpressions;
using MedBill.Platform.Storage;
using MedBill.Platform.Values;
using MedBill.SqlServer.Tests.Fixture;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace MedBill.SqlServer.Tests;

/// <summary>deploy/sql: what an operator runs, held to what the code does.</summary>
public sealed partial class DeployScriptTests
{
    private static readonly string Folder = Path.Combine(Sources.Root, "deploy", "sql");

    [Theory]
    [MemberData(nameof(Store.AppIds), MemberType = typeof(Store))]
    public void Rights_name_tables_that_are_there(string appId)
    {
        using var db = Store.Of(appId).Open();
        var history = db.GetService<IHistoryRepository>().GetCreateScript();
        using var model = SchemaModel.From($"{db.Database.GenerateCreateScript()}\nGO\n{history}\nGO\nCREATE USER [medbill-{appId}] WITHOUT LOGIN\nGO\n{Rights(appId)}");

        Assert.Empty(model.Errors());
    }

    [Theory]
    [MemberData(nameof(Store.AppIds), MemberType = typeof(Store))]
    public void Each_table_may_be_changed_and_emptied_only_where_the_code_does(string appId)
    {
        using var db = Store.Of(appId).Open();
        var deleted = Deleted();
        var expected = db.Model.GetEntityTypes().ToDictionary(
            type => type.GetTableName()!,
            type => string.Join(", ", new[]
            {
                "SELECT", "INSERT",
                typeof(IAppendOnly).IsAssignableFrom(type.ClrType) || type.ClrType == typeof(InboxRow) ? null : "UPDATE",
                deleted.Contains(type.ClrType.Name) ? "DELETE" : null,
            }.OfType<string>()));

        // Entity Framework's own: without it a service cannot tell that its database lags behind it.
        expected.Add("__EFMigrationsHistory", "SELECT");

        Assert.Equal(expected.OrderBy(table => table.Key, StringComparer.Ordinal), Granted(Rights(appId)).OrderBy(table => table.Key, StringComparer.Ordinal));
    }

    [Fact]
    public void Rows_are_deleted_where_the_rights_think_and_nowhere_else() => Assert.Equal(
        ["Acknowledgment", "BegunFile", "IdempotencyRow", "InboxRow", "OutboxRow"], Deleted().Order(StringComparer.Ordinal));

    [Fact]
    public void A_right_too_many_is_seen() => Assert.NotEqual(
        Granted(Rights("collections")), Granted(Rights("collections").Replace("INSERT ON [dbo].[journal_entries]", "INSERT, UPDATE ON [dbo].[journal_entries]", StringComparison.Ordinal)));

    [Theory]
    [MemberData(nameof(Store.AppIds), MemberType = typeof(Store))]
    public void The_database_script_parses_and_can_be_run_again(string appId)
    {
        var script = File.ReadAllText(Path.Combine(Folder, "database.sql"));
        var parsed = TSql.Parse(script.Replace("$(App)", appId, StringComparison.Ordinal));

        Assert.Contains("READ_COMMITTED_SNAPSHOT ON", script, StringComparison.Ordinal);

        // Whatever makes something looks first whether it is there.
        var guarded = TSql.Find<IfStatement>(parsed).Select(guard => (guard.StartOffset, End: guard.StartOffset + guard.FragmentLength)).ToList();
        var makes = TSql.Find<TSqlStatement>(parsed).Where(one => one is CreateDatabaseStatement or CreateLoginStatement or CreateUserStatement).ToList();
        Assert.Equal(5, makes.Count);
        Assert.All(makes, one => Assert.Contains(guarded, guard => guard.StartOffset < one.StartOffset && one.StartOffset < guard.End));
    }

    [Fact]
    public void No_password_is_written_down()
    {
        foreach (var path in Directory.EnumerateFiles(Folder, "*", SearchOption.AllDirectories))
        {
            Assert.All(Password().Matches(File.ReadAllText(path)), match => Assert.Matches(@"^\$\(\w+Password\)$", match.Groups[1].Value));
        }

        Assert.Equal(4, Password().Count(File.ReadAllText(Path.Combine(Folder, "database.sql"))));
        Assert.DoesNotMatch(@"^\$\(\w+Password\)$", Password().Match("WITH PASSWORD = N'secret'").Groups[1].Value);
    }

    private static string Rights(string appId) => File.ReadAllText(Path.Combine(Folder, "rights", $"{appId}.sql"));

    private static Dictionary<string, string> Granted(string script) => TSql.Find<GrantStatement>(TSql.Parse(script)).ToDictionary(
        grant => grant.SecurityTargetObject.ObjectName.MultiPartIdentifier.Identifiers[^1].Value,
        grant => string.Join(", ", grant.Permissions.Select(permission => TSql.Text(permission).ToUpperInvariant())));

    // Rows that the code deletes: ExecuteDelete on a set, or on rows of a kind handed to Retention. Nothing is removed through the context.
    private static HashSet<string> Deleted()
    {
        var code = Sources.Files.Where(source => !source.File.Contains("/Migrations/", StringComparison.Ordinal)).ToList();
        Assert.DoesNotContain(code, source => ContextRemove().IsMatch(source.Text));
        var found = new HashSet<string>();
        foreach (var source in code.Where(source => source.Text.Contains("ExecuteDeleteAsync", StringComparison.Ordinal)))
        {
            found.UnionWith(Retained().Matches(source.Text).Select(match => match.Groups[1].Value));
            found.UnionWith(Emptied().Matches(source.Text).Select(match => match.Groups[1].Value.TrimEnd('s')));
        }

        return found;
    }

    [GeneratedRegex(@"PASSWORD = N?'([^']*)'", RegexOptions.IgnoreCase)]
    private static partial Regex Password();

    [GeneratedRegex(@"\bdb\.(\w+\.)?(Remove|RemoveRange)\(")]
    private static partial Regex ContextRemove();

    [GeneratedRegex(@"RemoveAsync\(db, db\.Set<(\w+)>")]
    private static partial Regex Retained();

    [GeneratedRegex(@"\bdb\.(\w+)\s*\.\w+\([^;]*?\.ExecuteDeleteAsync", RegexOptions.Singleline)]
    private static partial Regex Emptied();
}
