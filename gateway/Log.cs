using Grpc.Core;

namespace MedBill.Gateway;

/// <summary>
/// Every log line of the gateway: routes, codes and types, never a value. Messages of exceptions are not logged: a parser's may repeat what
/// the caller sent.
/// </summary>
internal static partial class Log
{
    [LoggerMessage(1, LogLevel.Error, "{Method} {Route} failed, {RequestId}: {Types}\n{Stack}", EventName = "http.request.failed")]
    public static partial void Failed(ILogger logger, string method, string route, string requestId, string types, string? stack);

    [LoggerMessage(2, LogLevel.Warning, "{Method} {Route} answered {Status} {Code}, {RequestId}: {Types}", EventName = "http.request.unavailable")]
    public static partial void Unavailable(ILogger logger, string method, string route, int status, string code, string requestId, string types);

    [LoggerMessage(3, LogLevel.Warning, "Client {Client} is over its limit of {Requests} requests in {Seconds} s", EventName = "http.client.limited")]
    public static partial void Limited(ILogger logger, string client, int requests, int seconds);

    [LoggerMessage(4, LogLevel.Information, "A development signing key was made: {KeyId}", EventName = "identity.key.made")]
    public static partial void KeyMade(ILogger logger, string keyId);

    /// <summary>The chain of exception types, outermost first; a failed call's code and a failure's reason are safe to name.</summary>
    public static string Types(Exception exception)
    {
        var types = new List<string>();
        for (var at = exception; at is not null; at = at.InnerException)
        {
            types.Add(at switch
            {
                RpcException rpc => $"RpcException {rpc.StatusCode}",
                Platform.Values.Failure failure => $"Failure {failure.Reason}",
                _ => at.GetType().Name,
            });
        }

        return string.Join(" < ", types);
    }
}
