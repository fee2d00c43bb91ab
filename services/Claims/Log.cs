namespace MedBill.Claims;

/// <summary>Every log line of Claims: resource names, control numbers and codes, never what a file or claim says.</summary>
internal static partial class Log
{
    [LoggerMessage(100, LogLevel.Information, "Batch {Batch} closed under number {Number} with {Claims} claims", EventName = "submission.batch.closed")]
    public static partial void BatchClosed(ILogger logger, string batch, int number, int claims);

    [LoggerMessage(101, LogLevel.Information, "Batch {Batch} sent", EventName = "submission.batch.sent")]
    public static partial void BatchSent(ILogger logger, string batch);

    [LoggerMessage(102, LogLevel.Error, "Batch {Batch} cannot be written: {Codes}", EventName = "submission.batch.refused")]
    public static partial void BatchRefused(ILogger logger, string batch, string codes);

    [LoggerMessage(103, LogLevel.Error, "Writing batch {Batch} failed: {Exception} {Stack}", EventName = "submission.writer.failed")]
    public static partial void WriterFailed(ILogger logger, string batch, string exception, string? stack);

    [LoggerMessage(104, LogLevel.Error, "Batch {Batch} of {Claims} claims sifted: {Rejected} rejected", EventName = "submission.batch.sifted")]
    public static partial void BatchSifted(ILogger logger, string batch, int claims, int rejected);

    [LoggerMessage(105, LogLevel.Information, "Batch {Batch} was taken over by another worker", EventName = "submission.batch.taken.over")]
    public static partial void BatchTakenOver(ILogger logger, string batch);

    [LoggerMessage(110, LogLevel.Information, "{Type} {Sha256} applied: {Accepted} accepted, {Rejected} rejected, {Unmatched} unmatched", EventName = "acknowledgment.applied")]
    public static partial void Applied(ILogger logger, string type, string sha256, int accepted, int rejected, int unmatched);

    [LoggerMessage(111, LogLevel.Warning, "Inbound file {Sha256} cannot be applied: {Reason}", EventName = "acknowledgment.quarantined")]
    public static partial void Quarantined(ILogger logger, string sha256, string reason);
}
