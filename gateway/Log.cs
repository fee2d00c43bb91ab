namespace MedBill.Gateway;

/// <summary>What the gateway logs: types and places, never values.</summary>
internal static partial class Log
{
    [LoggerMessage(EventId = 1, EventName = "Unexpected", Level = LogLevel.Error, Message = "Unexpected {ExceptionType} at {Stack}")]
    public static partial void Unexpected(ILogger logger, string exceptionType, string? stack);
}
