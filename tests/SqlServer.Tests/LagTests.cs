using MedBill.Claims;
using MedBill.Claims.Storage;
using MedBill.Platform.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace MedBill.SqlServer.Tests;

/// <summary>
/// A service of one release on a database of the release before. The service believes itself on SQL Server and has those migrations; the table that
/// Entity Framework keeps of them lies in a SQLite file, for want of a server.
/// </summary>
public sealed class LagTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("medbill-lag-").FullName;

    private string File => Path.Combine(_folder, "claims.db");

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task A_database_that_lacks_a_migration_refuses_the_start_in_one_line(int present)
    {
        await using var app = Build();
        var migrations = Migrations(app);
        Keep(migrations[..Math.Min(present, migrations.Length - 1)]);
        await using var output = new StringWriter();

        Assert.Equal(2, await app.RunServiceAsync([], output));

        var line = Assert.Single(output.ToString().Trim().Split('\n'));
        Assert.StartsWith($"The database lacks {migrations.Length - Math.Min(present, migrations.Length - 1)} migrations of this release", line, StringComparison.Ordinal);
        Assert.Contains(migrations[Math.Min(present, migrations.Length - 1)], line, StringComparison.Ordinal);
        Assert.Contains("migrate", line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_that_was_away_at_the_start_is_not_ready_until_it_is_migrated()
    {
        await using var app = Build();
        var migrations = Migrations(app);
        Assert.Equal(HealthStatus.Unhealthy, await StoreAsync(app));

        Keep(migrations[..^1]);
        Assert.Equal(HealthStatus.Unhealthy, await StoreAsync(app));

        Keep(migrations[^1..]);
        Assert.Equal(HealthStatus.Healthy, await StoreAsync(app));
    }

    // Expand, then contract: the release before runs on while the next one's migrations are there already.
    [Fact]
    public async Task One_that_is_ahead_is_well()
    {
        await using var app = Build();
        Keep([.. Migrations(app), "29990101000000_Next"]);

        Assert.Equal(HealthStatus.Healthy, await StoreAsync(app));
    }

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
    }

    private static string[] Migrations(WebApplication app)
    {
        using var scope = app.Services.CreateScope();
        var migrations = scope.ServiceProvider.GetRequiredService<ClaimsDb>().Database.GetMigrations().ToArray();
        Assert.NotEmpty(migrations);
        return migrations;
    }

    private static async Task<HealthStatus> StoreAsync(WebApplication app) =>
        (await app.Services.GetRequiredService<HealthCheckService>().CheckHealthAsync(check => check.Name == "store")).Status;

    private void Keep(string[] migrations)
    {
        using var connection = new SqliteConnection($"Data Source={File}");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = """CREATE TABLE IF NOT EXISTS "__EFMigrationsHistory" ("MigrationId" TEXT NOT NULL PRIMARY KEY, "ProductVersion" TEXT NOT NULL);"""
            + string.Concat(migrations.Select(migration => $"""INSERT INTO "__EFMigrationsHistory" VALUES ('{migration}', '10.0');"""));
        command.ExecuteNonQuery();
    }

    private WebApplication Build() => ClaimsApp.Build(["--environment", "Development"], builder =>
    {
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Storage:Provider"] = "SqlServer",
            ["Storage:ConnectionString"] = "Server=nowhere",
            ["Mailbox:Folder"] = Path.Combine(_folder, "mailbox"),
            ["Auth:Authority"] = "http://localhost:1",
            ["Messaging:AppToken"] = "test",
        });
        builder.Services.RemoveAll<IDbContextOptionsConfiguration<ClaimsSqlServerDb>>();
        builder.Services.AddDbContextPool<ClaimsSqlServerDb>(options => options.UseSqlite($"Data Source={File}"));
    });
}
