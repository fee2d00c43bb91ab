using System.Data.Common;
using MedBill.Platform.Values;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;

namespace MedBill.Remittance.Storage;

/// <summary>
/// Inserts many rows of one kind as the model maps them, but without tracking them: sorting and watching rows that nobody will change
/// takes several times as long as writing them.
/// </summary>
internal static class RowInsert
{
    // SQL Server takes 2,100 parameters; SQLite has no round trip to save, and finds a parameter by going through all of them.
    private const int MaxParameters = 2_000;

    /// <summary>Inserts for the practice of the context, within its transaction. Rows they refer to have to be saved already.</summary>
    public static async Task InsertManyAsync<T>(this RemittanceDb db, IReadOnlyCollection<T> rows, CancellationToken cancel)
        where T : class, IPracticeOwned
    {
        var transaction = db.Database.CurrentTransaction ?? throw new InvalidOperationException("Rows are inserted within a transaction.");
        var table = db.Model.FindEntityType(typeof(T))!;
        IProperty[] columns = [.. table.GetProperties()];
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.Transaction = transaction.GetDbTransaction();
        foreach (var chunk in rows.Chunk(db.Database.IsSqlite() ? 1 : MaxParameters / columns.Length))
        {
            var text = Text(db, table, columns, chunk.Length);
            if (command.CommandText != text)
            {
                command.CommandText = text;
            }

            command.Parameters.Clear();
            foreach (var row in chunk)
            {
                Bind(command, columns, row, db.Practice);
            }

            await command.ExecuteNonQueryAsync(cancel);
        }
    }

    private static string Text(RemittanceDb db, IEntityType table, IProperty[] columns, int rows)
    {
        var sql = db.GetService<ISqlGenerationHelper>();
        var names = columns.Select(column => sql.DelimitIdentifier(column.GetColumnName()));
        var values = Enumerable.Range(0, rows).Select(row =>
            $"({string.Join(", ", Enumerable.Range(row * columns.Length, columns.Length).Select(number => $"@p{number}"))})");
        return $"INSERT INTO {sql.DelimitIdentifier(table.GetTableName()!)} ({string.Join(", ", names)}) VALUES {string.Join(", ", values)}";
    }

    private static void Bind<T>(DbCommand command, IProperty[] columns, T row, string? practice)
        where T : class, IPracticeOwned
    {
        if (practice is null || (row.Practice.Length > 0 && row.Practice != practice))
        {
            throw new InvalidOperationException($"{typeof(T).Name} belongs to another practice than the one acting.");
        }

        foreach (var column in columns)
        {
            var value = column.Name == nameof(IPracticeOwned.Practice) ? practice : column.PropertyInfo!.GetValue(row);
            command.Parameters.Add(column.GetRelationalTypeMapping().CreateParameter(command, $"@p{command.Parameters.Count}", value, column.IsNullable));
        }
    }
}
