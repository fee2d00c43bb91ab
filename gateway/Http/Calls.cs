using Google.Protobuf;
using Grpc.Core;
using MedBill.Platform.Rpc;

namespace MedBill.Gateway.Http;

/// <summary>How endpoints ask services: with the caller's own cancellation, within 5 s, or 60 s for batches and uploads.</summary>
internal static class Calls
{
    private const string Replayed = "idempotent-replayed";

    private static readonly TimeSpan Short = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Long = TimeSpan.FromSeconds(60);

    // The service's watch runs a little before ours, and how its giving up arrives depends on how far the answer was: a reset stream, too.
    private static readonly TimeSpan Slack = TimeSpan.FromMilliseconds(250);

    /// <summary>One call.</summary>
    public static async Task<TReply> AskAsync<TRequest, TReply>(
        this HttpContext http, Func<TRequest, CallOptions, AsyncUnaryCall<TReply>> method, TRequest request)
    {
        var options = http.Within(Short);
        using var call = method(request, options);
        return await FinishAsync(http, options, call.ResponseAsync, call.ResponseHeadersAsync);
    }

    /// <summary>One call that may take up to a minute.</summary>
    public static async Task<TReply> AskLongAsync<TRequest, TReply>(
        this HttpContext http, Func<TRequest, CallOptions, AsyncUnaryCall<TReply>> method, TRequest request)
    {
        var options = http.LongCall();
        using var call = method(request, options);
        return await FinishAsync(http, options, call.ResponseAsync, call.ResponseHeadersAsync);
    }

    /// <summary>
    /// One page. A page whose items are so large that they do not fit into one message (4 MB) is asked for again with half as many: a limit
    /// is "at most".
    /// </summary>
    public static async Task<TReply> PageAsync<TRequest, TReply>(
        this HttpContext http, Func<TRequest, CallOptions, AsyncUnaryCall<TReply>> method, TRequest request)
        where TRequest : IMessage
    {
        var size = request.Descriptor.FindFieldByName("page_size").Accessor;
        while (true)
        {
            try
            {
                return await http.AskAsync(method, request);
            }
            catch (RpcException tooLarge) when (IsTooLarge(tooLarge) && PageToken.Size((int)size.GetValue(request)) > 1)
            {
                size.SetValue(request, PageToken.Size((int)size.GetValue(request)) / 2);
            }
        }
    }

    /// <summary>Options of a call that may take up to a minute.</summary>
    public static CallOptions LongCall(this HttpContext http) => http.Within(Long);

    /// <summary>Waits for the answer and passes on that it is a replay.</summary>
    public static async Task<TReply> FinishAsync<TReply>(HttpContext http, CallOptions options, Task<TReply> answer, Task<Metadata> headers)
    {
        try
        {
            var reply = await answer;
            if (BodyFaults.Of(http) is { } faults)
            {
                throw new Refusal(faults.With([]));
            }

            if ((await headers).GetValue(Replayed) is not null)
            {
                http.Response.Headers["Idempotent-Replayed"] = "true";
            }

            return reply;
        }
        catch (RpcException exception) when (IsLate(options) && exception.ToFailure(out _) is null && !http.RequestAborted.IsCancellationRequested)
        {
            throw new RpcException(new Status(StatusCode.DeadlineExceeded, "The time was up.", exception));
        }
    }

    // gRPC measures deadlines on the system's clock.
    private static CallOptions Within(this HttpContext http, TimeSpan time) =>
        new(
            headers: BodyFaults.Of(http) is null ? null : BodyFaults.Header,
            deadline: TimeProvider.System.GetUtcNow().UtcDateTime + time,
            cancellationToken: http.RequestAborted);

    private static bool IsLate(CallOptions options) => TimeProvider.System.GetUtcNow().UtcDateTime + Slack >= options.Deadline;

    // Neither side's "message too large" carries an ErrorInfo; a service's own limit does.
    private static bool IsTooLarge(RpcException exception) => exception.StatusCode == StatusCode.ResourceExhausted && exception.ToFailure(out _) is null;
}
