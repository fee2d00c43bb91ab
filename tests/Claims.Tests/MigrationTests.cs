using MedBill.Claims.Storage;
using Microsoft.EntityFrameworkCore;

namespace MedBill.Claims.Tests;

public sealed class MigrationTests
{
    [Fact]
    public async Task No_change_of_the_model_waits_for_a_migration()
    {
        await using var sqlite = new ClaimsSqliteDesign().CreateDbContext([]);
        await using var server = new ClaimsSqlServerDesign().CreateDbContext([]);

        Assert.False(sqlite.Database.HasPendingModelChanges());
        Assert.False(server.Database.HasPendingModelChanges());
    }
}
