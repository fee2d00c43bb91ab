using Microsoft.Extensions.Logging;

namespace MedBill.Platform;

/// <summary>
/// Every log line of Platform. Messages of exceptions are never logged: a store's or parser's message may repeat a value that names a
/// person (SQL Server's 2627 does). Types and stack say where to look.
/// </summary>
internal static partial class Log
{
    [LoggerMessage(1, LogLevel.Error, "{Method} failed: {Types}\n{Stack}", EventName = "rpc.call.failed")]
    public static partial void CallFailed(ILogger logger, string method, string types, string? stack);

    [LoggerMessage(5, LogLevel.Information, "{Method}, only checking, stopped: {Types}\n{Stack}", EventName = "rpc.check.stopped")]
    public static partial void OnlyCheckFailed(ILogger logger, string method, string types, string? stack);

    [LoggerMessage(2, LogLevel.Critical, "The host refuses to start: {Reason}", EventName = "host.start.refused")]
    public static partial void StartRefused(ILogger logger, string reason);

    [LoggerMessage(3, LogLevel.Error, "{Worker} failed and will try again: {Types}\n{Stack}", EventName = "worker.sweep.failed")]
    public static partial void SweepFailed(ILogger logger, string worker, string types, string? stack);

    [LoggerMessage(4, LogLevel.Information, "{Worker} waits: {Reason}", EventName = "worker.sweep.waiting")]
    public static partial void SweepWaiting(ILogger logger, string worker, string reason);

    [LoggerMessage(
        10,
        LogLevel.Warning,
        "{Count} events not published: {Error}; the first is {Type} {Id}, attempt {Attempt}",
        EventName = "outbox.publish.failed")]
    public static partial void NotPublished(ILogger logger, int count, string error, string type, string id, int attempt);

    [LoggerMessage(11, LogLevel.Information, "{Handler} is not ready for {Type} {Id}: {Reason}", EventName = "inbox.message.early")]
    public static partial void NotYet(ILogger logger, string handler, string type, string id, string reason);

    [LoggerMessage(12, LogLevel.Error, "{Handler} failed on {Type} {Id}: {Types}\n{Stack}", EventName = "inbox.message.failed")]
    public static partial void HandlerFailed(ILogger logger, string handler, string type, string id, string types, string? stack);

    [LoggerMessage(13, LogLevel.Error, "A message on {Topic} is refused for good: {Reason}", EventName = "inbox.message.dropped")]
    public static partial void Dropped(ILogger logger, string topic, string reason);

    [LoggerMessage(14, LogLevel.Error, "{Type} {Id} is parked as a dead letter of {Topic}", EventName = "deadletter.parked")]
    public static partial void Parked(ILogger logger, string type, string id, string topic);

    [LoggerMessage(15, LogLevel.Information, "{Handler}: a batch of {Count} is split: {Types}", EventName = "inbox.batch.split")]
    public static partial void BatchSplit(ILogger logger, string handler, int count, string types);

    [LoggerMessage(16, LogLevel.Information, "Dead letter {Id} replayed: {Answer}", EventName = "deadletter.replayed")]
    public static partial void Replayed(ILogger logger, string id, string answer);

    [LoggerMessage(20, LogLevel.Information, "Store migrated: {Count} migrations applied", EventName = "store.migrated")]
    public static partial void Migrated(ILogger logger, int count);

    [LoggerMessage(21, LogLevel.Information, "Retention removed {Rows} rows", EventName = "store.retention")]
    public static partial void Retained(ILogger logger, int rows);

    [LoggerMessage(22, LogLevel.Error, "Not ready: {Lag}", EventName = "store.shape.behind")]
    public static partial void StoreLags(ILogger logger, string lag);

    [LoggerMessage(23, LogLevel.Warning, "The database did not say which migrations it has: {Types}", EventName = "store.shape.unknown")]
    public static partial void StoreNotAsked(ILogger logger, string types);

    [LoggerMessage(25, LogLevel.Warning, "Redis does not answer; going on without it: {Types}", EventName = "redis.away")]
    public static partial void RedisAway(ILogger logger, string types);

    [LoggerMessage(26, LogLevel.Information, "Redis answers again", EventName = "redis.back")]
    public static partial void RedisBack(ILogger logger);

    [LoggerMessage(30, LogLevel.Warning, "Mailbox file {Hash} quarantined: {Reason}", EventName = "mailbox.file.quarantined")]
    public static partial void Quarantined(ILogger logger, string hash, string reason);

    [LoggerMessage(31, LogLevel.Error, "File {Hash} failed, attempt {Attempt}: {Types}\n{Stack}", EventName = "mailbox.file.failed")]
    public static partial void FileFailed(ILogger logger, string hash, int attempt, string types, string? stack);

    [LoggerMessage(
        32,
        LogLevel.Error,
        "A file in the mailbox folder {Folder} cannot be read or moved and stays there ({Count} so far in this look): {Types}",
        EventName = "mailbox.file.unreadable")]
    public static partial void Unreadable(ILogger logger, string folder, int count, string types);

    /// <summary>The chain of exception types, outermost first; a failure's reason is safe to name.</summary>
    public static string Types(Exception exception)
    {
        var types = new List<string>();
        for (var at = exception; at is not null; at = at.InnerException)
        {
            types.Add(at is Values.Failure failure ? $"Failure {failure.Reason}" : at.GetType().Name);
        }

        return string.Join(" < ", types);
    }
}
