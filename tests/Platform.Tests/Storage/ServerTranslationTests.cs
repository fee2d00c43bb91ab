using MedBill.Platform.Tests.Fixture;
using MedBill.TestKit.Translation;
using Microsoft.EntityFrameworkCore;

namespace MedBill.Platform.Tests.Storage;

/// <summary>Every query that a test asks of SQLite is put to SQL Server's provider as well (TestKit).</summary>
public sealed class ServerTranslationTests(ThingsHost host) : IClassFixture<ThingsHost>
{
    [Fact]
    public async Task A_query_is_made_for_sql_server_too_whatever_it_is_built_of()
    {
        await host.WithDbAsync<ThingsDb>(async db =>
        {
            var open = db.Things.Where(thing => thing.Title != "translated");
            _ = await open.Where(thing => db.Things.Any(other => other.Title == thing.Title)).OrderBy(thing => thing.Id).Skip(1).Take(2).ToListAsync();
            _ = await open.Where(thing => thing.Title == "nobody").ExecuteDeleteAsync();
        });

        var statements = ServerTranslation.Statements.Where(one => one.Context == typeof(ThingsSqlServerDb)).Select(one => one.Sql).ToList();
        Assert.Contains(statements, sql => sql.Contains("N'translated'", StringComparison.Ordinal) && sql.Contains("FETCH NEXT", StringComparison.Ordinal));
        Assert.Contains(statements, sql => sql.StartsWith("DELETE FROM [t]", StringComparison.Ordinal) && sql.Contains("N'nobody'", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_query_that_sql_server_has_no_words_for_is_caught() => await host.WithDbAsync<ThingsDb>(async db =>
    {
        var failed = await Assert.ThrowsAsync<InvalidOperationException>(() => db.Things.AnyAsync(thing => EF.Functions.Glob(thing.Title, "a*")));

        Assert.Contains("could not be translated", failed.Message, StringComparison.Ordinal);
    });
}
