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

    /// <summary>Events that were told, and are kept still: id and type.</summary>
    public async Task<Dictionary<string, string>> ToldAsync(CancellationToken cancel) =>
        (await RowsAsync("SELECT id, type FROM outbox WHERE published_time IS NOT NULL", row => (row.GetString(0), row.GetString(1)), cancel)).ToDictionary();

    /// <summary>Events that were applied: by which handler, from which service, under which id.</summary>
    public Task<List<(string Consumer, string Source, string Id)>> AppliedAsync(CancellationToken cancel) =>
        RowsAsync("SELECT consumer, source, id FROM inbox", row => (row.GetString(0), row.GetString(1), row.GetString(2)), cancel);

    /// <summary>Claims: the control numbers (ISA13) that were taken, and the state of the batch each was taken for.</summary>
    public async Task<Dictionary<int, string>> BatchesAsync(CancellationToken cancel) => (await RowsAsync(
        "SELECT ControlNumber, State FROM submission_batches",
        row => (Convert.ToInt32(row.GetValue(0), CultureInfo.InvariantCulture), row.GetString(1)),
        cancel)).ToDictionary();

    /// <summary>Claims: how many there are.</summary>
    public Task<int> ClaimsAsync(CancellationToken cancel) => NumberAsync("SELECT COUNT(*) FROM claims", cancel);

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

    private async Task<List<T>> RowsAsync<T>(string sql, Func<DbDataReader, T> read, CancellationToken cancel)
    {
        await using var store = Open();
        await store.OpenAsync(cancel);
        await using var command = store.CreateCommand();
#pragma warning disable CA2100 // Constants of this file.
        command.CommandText = sql;
#pragma warning restore CA2100
        await using var reader = await command.ExecuteReaderAsync(cancel);
        var rows = new List<T>();
        while (await reader.ReadAsync(cancel))
        {
            rows.Add(read(reader));
        }

        return rows;
    }

    private DbConnection Open() => sqlServer ? new SqlConnection(connection) : new SqliteConnection(connection);
}
