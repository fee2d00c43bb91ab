using System.Data.Common;
using MedBill.Platform.Messaging;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace MedBill.Platform.Storage;

/// <summary>
/// The hand-written SQL, both dialects side by side. The lease is one statement, right with and without lock hints: the outer repetition
/// of the condition makes it safe where hints are ignored, the hints make it non-blocking on SQL Server.
/// </summary>
internal static class PlatformSql
{
    // A row may go when it waits, nobody holds it, its pause is over, and no earlier event of its subject is stuck or in other hands.
    private const string Free =
        """
        o.published_time IS NULL AND (o.lease_end_time IS NULL OR o.lease_end_time <= {0}) AND NOT EXISTS (
          SELECT 1 FROM outbox e
          WHERE e.published_time IS NULL AND e.subject = o.subject AND e.sequence < o.sequence AND e.lease_end_time > {0})
        """;

    public const string LeaseSqlite =
        $$"""
        UPDATE outbox SET lease_owner = {1}, lease_end_time = {2}, attempts = attempts + 1
        WHERE sequence IN (SELECT o.sequence FROM outbox o WHERE {{Free}} ORDER BY o.sequence LIMIT {3})
        RETURNING *
        """;

    public const string LeaseSqlServer =
        $$"""
        UPDATE outbox SET lease_owner = {1}, lease_end_time = {2}, attempts = attempts + 1
        OUTPUT inserted.*
        WHERE published_time IS NULL AND (lease_end_time IS NULL OR lease_end_time <= {0}) AND sequence IN (
          SELECT TOP ({3}) o.sequence FROM outbox o WITH (UPDLOCK, READPAST, ROWLOCK) WHERE {{Free}} ORDER BY o.sequence)
        """;

    /// <summary>Takes up to <paramref name="count"/> waiting rows for <paramref name="owner"/>.</summary>
    public static async Task<List<OutboxRow>> LeaseAsync(
        ServiceDb db, string owner, DateTimeOffset now, DateTimeOffset until, int count, CancellationToken cancel)
    {
        var sql = db.Database.IsSqlServer() ? LeaseSqlServer : LeaseSqlite;
        var leased = db.Set<OutboxRow>().FromSqlRaw(sql, now.UtcDateTime, owner, until.UtcDateTime, count);
        var rows = await leased.AsNoTracking().ToListAsync(cancel);
        rows.Sort((left, right) => left.Sequence.CompareTo(right.Sequence));
        return rows;
    }

    /// <summary>Reserves a request id. False when it is there already.</summary>
    public static Task<bool> ReserveAsync(ServiceDb db, IdempotencyRow row, CancellationToken cancel) => InsertOnceAsync(
        db,
        "INSERT INTO idempotency (practice, client, method, request_id, request_hash, expire_time) VALUES ({0}, {1}, {2}, {3}, {4}, {5})",
        [row.Practice, row.Client, row.Method, row.RequestId, row.RequestHash, row.ExpireTime?.UtcDateTime],
        cancel);

    /// <summary>Keeps the answer beside the reserved id, and writes who did what to which: one round trip.</summary>
    public static Task KeepAnswerAsync(ServiceDb db, IdempotencyRow row, byte[] answer, string resource, CancellationToken cancel) =>
        db.Database.ExecuteSqlRawAsync(
        """
        UPDATE idempotency SET answer = {0} WHERE practice = {1} AND client = {2} AND method = {3} AND request_id = {4};
        INSERT INTO audit (time, practice, subject, client, method, resource) VALUES ({5}, {1}, {6}, {2}, {3}, {7})
        """,
        [answer, row.Practice, row.Client, row.Method, row.RequestId, db.Runtime.Clock.GetUtcNow().UtcDateTime, db.Actor.Subject, resource],
        cancel);

    /// <summary>Notes a message as applied. False when it was before.</summary>
    public static Task<bool> ReceiveAsync(ServiceDb db, string consumer, string source, string id, CancellationToken cancel) =>
        InsertOnceAsync(
        db,
        "INSERT INTO inbox (consumer, source, id, received_time) VALUES ({0}, {1}, {2}, {3})",
        [consumer, source, id, db.Runtime.Machine.GetUtcNow().UtcDateTime],
        cancel);

    /// <summary>Parks a message; a second time is the same.</summary>
    public static Task<bool> ParkAsync(ServiceDb db, DeadLetterRow row, CancellationToken cancel) => InsertOnceAsync(
        db,
        """
        INSERT INTO dead_letters (id, topic, source, message_id, type, subject, envelope, received_time)
        VALUES ({0}, {1}, {2}, {3}, {4}, {5}, {6}, {7})
        """,
        [row.Id, row.Topic, row.Source, row.MessageId, row.Type, row.Subject, row.Envelope, row.ReceivedTime.UtcDateTime],
        cancel);

    /// <summary>Writes who did what to which.</summary>
    public static Task InsertAuditAsync(ServiceDb db, string method, string resource, CancellationToken cancel) =>
        db.Database.ExecuteSqlRawAsync(
        "INSERT INTO audit (time, practice, subject, client, method, resource) VALUES ({0}, {1}, {2}, {3}, {4}, {5})",
        [db.Runtime.Clock.GetUtcNow().UtcDateTime, db.Practice ?? "", db.Actor.Subject, db.Actor.Client, method, resource],
        cancel);

    // A key violation leaves a SQL Server transaction usable; SQLite is told not to raise one.
    private static async Task<bool> InsertOnceAsync(ServiceDb db, string sql, object?[] values, CancellationToken cancel)
    {
        if (!db.Database.IsSqlServer())
        {
#pragma warning disable EF1003 // Both parts are constants of this file.
            return await db.Database.ExecuteSqlRawAsync(sql + " ON CONFLICT DO NOTHING", values!, cancel) > 0;
#pragma warning restore EF1003
        }

        try
        {
            return await db.Database.ExecuteSqlRawAsync(sql, values!, cancel) > 0;
        }
        catch (DbException exception) when (DatabaseFaults.IsDuplicate(exception))
        {
            return false;
        }
    }
}
