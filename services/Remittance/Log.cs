namespace MedBill.Remittance;

/// <summary>Every log line of this service. Ids of files and remittance advices only: no trace number, no claim, no text of a file.</summary>
internal static partial class Log
{
    [LoggerMessage(100, LogLevel.Information, "File {File} is read", EventName = "remittance.file.read")]
    public static partial void FileRead(ILogger logger, string file);

    [LoggerMessage(101, LogLevel.Warning, "File {File} is quarantined: {Reason}", EventName = "remittance.file.quarantined")]
    public static partial void FileQuarantined(ILogger logger, string file, string reason);

    [LoggerMessage(102, LogLevel.Information, "File {File} waits: {Reason}", EventName = "remittance.file.waiting")]
    public static partial void FileWaits(ILogger logger, string file, string reason);

    [LoggerMessage(103, LogLevel.Error, "File {File} failed, time {Failures}: {Type}\n{Stack}", EventName = "remittance.file.failed")]
    public static partial void FileFailed(ILogger logger, string file, int failures, string type, string? stack);

    [LoggerMessage(104, LogLevel.Information, "File {File} came once more and is read again", EventName = "remittance.file.again")]
    public static partial void FileAgain(ILogger logger, string file);

    [LoggerMessage(110, LogLevel.Information, "{Remittance} waits: {Reason}", EventName = "remittance.posting.waiting")]
    public static partial void PostingWaits(ILogger logger, string remittance, string reason);

    [LoggerMessage(111, LogLevel.Error, "Posting {Remittance} failed, time {Failures}: {Type}\n{Stack}", EventName = "remittance.posting.failed")]
    public static partial void PostingFailed(ILogger logger, string remittance, int failures, string type, string? stack);

    [LoggerMessage(112, LogLevel.Information, "{Remittance} is posted in {Chunks} chunk(s)", EventName = "remittance.posted")]
    public static partial void Posted(ILogger logger, string remittance, int chunks);

    [LoggerMessage(113, LogLevel.Warning, "{Remittance} is quarantined: {Reason}", EventName = "remittance.quarantined")]
    public static partial void Quarantined(ILogger logger, string remittance, string reason);
}
