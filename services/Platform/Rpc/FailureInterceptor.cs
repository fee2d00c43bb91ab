using Grpc.Core;
using Grpc.Core.Interceptors;
using MedBill.Platform.Hosting;
using MedBill.Platform.Storage;
using MedBill.Platform.Values;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace MedBill.Platform.Rpc;

/// <summary>Outermost interceptor: one error type in, one status out. Also hands the call's deadline to the calls made inside it.</summary>
internal sealed class FailureInterceptor(ServiceIdentity identity, ILogger<FailureInterceptor> logger) : Interceptor
{
    public override async Task<TResponse> UnaryServerHandler<TRequest, TResponse>(
        TRequest request, ServerCallContext context, UnaryServerMethod<TRequest, TResponse> continuation)
    {
        try
        {
            return await continuation(request, Enter(context));
        }
        catch (Exception exception)
        {
            throw Map(exception, context);
        }
    }

    public override async Task<TResponse> ClientStreamingServerHandler<TRequest, TResponse>(
        IAsyncStreamReader<TRequest> stream, ServerCallContext context, ClientStreamingServerMethod<TRequest, TResponse> continuation)
    {
        try
        {
            return await continuation(stream, Enter(context));
        }
        catch (Exception exception)
        {
            throw Map(exception, context);
        }
    }

    public override async Task ServerStreamingServerHandler<TRequest, TResponse>(
        TRequest request,
        IServerStreamWriter<TResponse> stream,
        ServerCallContext context,
        ServerStreamingServerMethod<TRequest, TResponse> continuation)
    {
        try
        {
            await continuation(request, stream, Enter(context));
        }
        catch (Exception exception)
        {
            throw Map(exception, context);
        }
    }

    public override async Task DuplexStreamingServerHandler<TRequest, TResponse>(
        IAsyncStreamReader<TRequest> requests,
        IServerStreamWriter<TResponse> responses,
        ServerCallContext context,
        DuplexStreamingServerMethod<TRequest, TResponse> continuation)
    {
        try
        {
            await continuation(requests, responses, Enter(context));
        }
        catch (Exception exception)
        {
            throw Map(exception, context);
        }
    }

    private static ServerCallContext Enter(ServerCallContext context)
    {
        context.GetHttpContext().RequestServices.GetRequiredService<Caller>().Within(context.Deadline, context.CancellationToken);
        return context;
    }

    /// <summary>A call that its caller no longer waits for: it ran out of time, or was given up.</summary>
    internal static RpcException Cancelled(ServerCallContext context) => new(context.Deadline <= TimeProvider.System.GetUtcNow().UtcDateTime
        ? new Status(StatusCode.DeadlineExceeded, "The time was up.")
        : new Status(StatusCode.Cancelled, "The caller went away."));

    private RpcException Map(Exception exception, ServerCallContext context)
    {
        var error = ToError(exception, context);
        TelemetryNames.FailedCalls.Add(1, new("method", context.Method), new("status", error.StatusCode.ToString()));
        return error;
    }

    private RpcException ToError(Exception exception, ServerCallContext context)
    {
        switch (exception)
        {
            case Failure failure:
                return failure.ToRpcException(identity.AppId);
            case RpcException { StatusCode: StatusCode.Unimplemented } unwritten:
                return unwritten;
            case RpcException peer:
                return FromPeer(peer, context);
            case OperationCanceledException when context.CancellationToken.IsCancellationRequested:
                return Cancelled(context);

            // A key that a caller chose has a reason of its own; any other that is there already was written by another replica a moment ago.
            case not null when DatabaseFaults.IsContention(exception) || DatabaseFaults.IsDuplicate(exception):
                return DatabaseFaults.Contention().ToRpcException(identity.AppId);
            case not null when DatabaseFaults.IsAway(exception):
                Log.CallFailed(logger, context.Method, Log.Types(exception), exception.StackTrace);
                return new Failure(FailureKind.Unavailable, "STORE_UNAVAILABLE", "The store is away.").ToRpcException(identity.AppId);
            default:
                Log.CallFailed(logger, context.Method, Log.Types(exception!), exception!.StackTrace);
                return RichStatus.Internal(identity.AppId);
        }
    }

    // What a peer says about the caller's arguments or its own state is worth passing on; its troubles and our credentials are not.
    private RpcException FromPeer(RpcException peer, ServerCallContext context)
    {
        if (peer.StatusCode is StatusCode.Unavailable or StatusCode.DeadlineExceeded or StatusCode.Cancelled)
        {
            return new Failure(FailureKind.Unavailable, "PEER_UNAVAILABLE", "A service needed for this is away.")
                .ToRpcException(identity.AppId);
        }

        // The call was never made: its token could not be had, or its address is unknown.
        if (peer.Status.DebugException is Failure own)
        {
            return own.ToRpcException(identity.AppId);
        }

        if (peer.ToFailure(out _) is { Kind: not (FailureKind.PermissionDenied or FailureKind.Unauthenticated) })
        {
            return peer.Trailers.Count > 0 ? new(peer.Status, peer.Trailers) : peer;
        }

        Log.CallFailed(logger, context.Method, $"peer answered {peer.StatusCode}", peer.StackTrace);
        return RichStatus.Internal(identity.AppId);
    }
}
