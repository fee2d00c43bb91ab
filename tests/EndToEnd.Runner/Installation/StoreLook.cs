using System.Data.Common;
using System.Globalization;
using Microsoft.Data.SqlClient;
using Microsoft.Data.Sqlite;

namespace MedBill.EndToEnd.Runner.Installation;

/// <summary>Looks into a store from outside, for what the API does not say.</summary>
internal sealed class StoreLook(string app, bool sqlServer, string connection)
{
    public string App => app;

    /// <summary>Events that have not left.</summary>
    public Task<int> WaitingAsync(CancellationToken cancel) => NumberAsync("SELECT COUNT(*) FROM outbox WHERE published_time IS NULL", cancel);

    /// <summary>Messages that could not be applied.</summary>
    public Task<int> DeadAsync(CancellationToken cancel) => NumberAsync("SELECT COUNT(*) FROM dead_letters WHERE replayed_time IS NULL", cancel);

    /// <summary>Has every event that left, and is kept still, leave once more: under the same id, as after a restore. Says how many.</summary>
    public async Task<int> TellAgainAsync(CancellationToken cancel)
    {
        await using var store = Open();
        await store.OpenAsync(cancel);
        await using var command = store.CreateCommand();
        command.CommandText = "UPDATE outbox SET published_time = NULL, lease_end_time = NULL, lease_owner = NULL WHERE published_time IS NOT NULL";
        return await command.ExecuteNonQueryAsync(cancel);
    }

    private async Task<int> NumberAsync(string sql, CancellationToken cancel)
    {
        await using var store = Open();
        await store.OpenAsync(cancel);
        await using var command = store.CreateCommand();
#pragma warning disable CA2100 // Constants of this file.
        command.CommandText = sql;
#pragma warning restore CA2100
        return Convert.ToInt32(await command.ExecuteScalarAsync(cancel), CultureInfo.InvariantCulture);
    }

    private DbConnection Open() => sqlServer ? new SqlConnection(connection) : new SqliteConnection(connection);
}
