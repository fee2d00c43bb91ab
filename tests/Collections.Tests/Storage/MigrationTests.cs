using MedBill.Collections.Storage;
using Microsoft.EntityFrameworkCore;

namespace MedBill.Collections.Tests.Storage;

public sealed class MigrationTests
{
    [Fact]
    public async Task No_change_of_the_model_waits_for_a_migration()
    {
        await using var sqlite = new CollectionsSqliteDesign().CreateDbContext([]);
        await using var server = new CollectionsSqlServerDesign().CreateDbContext([]);

        Assert.False(sqlite.Database.HasPendingModelChanges());
        Assert.False(server.Database.HasPendingModelChanges());
    }
}
