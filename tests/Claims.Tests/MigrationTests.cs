using MedBill.Claims.Storage;
using MedBill.Platform.Hosting;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;

namespace MedBill.Claims.Tests;

public sealed class MigrationTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("medbill-migrate-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task No_change_of_the_model_waits_for_a_migration()
    {
        await using var sqlite = new ClaimsSqliteDesign().CreateDbContext([]);
        await using var server = new ClaimsSqlServerDesign().CreateDbContext([]);

        Assert.False(sqlite.Database.HasPendingModelChanges());
        Assert.False(server.Database.HasPendingModelChanges());
    }

    // Replicas that start together over one file, and what one that was killed on the way leaves behind: EF's lock, which nobody gives back.
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Several_processes_may_bring_one_SQLite_file_into_shape_at_once(bool lockLeftBehind)
    {
        await using var store = new SqliteConnection($"Data Source={Path.Combine(_folder, "claims.db")};Pooling=False");
        await store.OpenAsync();
        if (lockLeftBehind)
        {
            await RunAsync(store, """
                CREATE TABLE "__EFMigrationsLock" ("Id" INTEGER NOT NULL PRIMARY KEY, "Timestamp" TEXT NOT NULL);
                INSERT INTO "__EFMigrationsLock" VALUES (1, '2026-01-01 00:00:00')
                """);
        }

        var codes = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(MigrateAsync))).WaitAsync(TimeSpan.FromSeconds(60));

        Assert.All(codes, code => Assert.Equal(0, code));
        await using var context = new ClaimsSqliteDesign().CreateDbContext([]);
        Assert.Equal((long)context.Database.GetMigrations().Count(), await RunAsync(store, "SELECT COUNT(*) FROM \"__EFMigrationsHistory\""));
    }

    private Task<int> MigrateAsync() => ClaimsApp.Build(
        ["--environment", "Development"],
        builder => builder.Configuration.AddInMemoryCollection([new("Storage:Folder", _folder)])).RunServiceAsync(["migrate"], TextWriter.Null);

    private static async Task<object?> RunAsync(SqliteConnection store, string sql)
    {
        await using var command = store.CreateCommand();
#pragma warning disable CA2100 // Constants of this file.
        command.CommandText = sql;
#pragma warning restore CA2100
        return await command.ExecuteScalarAsync();
    }
}
