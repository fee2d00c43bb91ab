using Grpc.Core;
using MedBill.Platform.Rpc;
using MedBill.Platform.Values;
using Microsoft.AspNetCore.Diagnostics;

namespace MedBill.Gateway.Http;

/// <summary>
/// Every error as one problem document: what a service said, what the request's own text got wrong, and the rest without detail
/// (architecture 3.11).
/// </summary>
internal sealed class RpcProblems(ILogger<RpcProblems> logger) : IExceptionHandler
{
    // Not registered anywhere: what nginx says when the caller went away. Nobody reads it but the metrics.
    private const int ClientClosedRequest = 499;

    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(1);

    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        if (httpContext.RequestAborted.IsCancellationRequested)
        {
            httpContext.Response.StatusCode = ClientClosedRequest;
            return true;
        }

        var endpoint = httpContext.Features.Get<IExceptionHandlerFeature>()?.Endpoint;
        var problem = Of(exception, endpoint);
        if (problem.Status == StatusCodes.Status500InternalServerError)
        {
            Log.Failed(logger, httpContext.Request.Method, RouteOf(endpoint), RequestIds.Of(httpContext), Log.Types(exception), exception.StackTrace);
        }
        else if (problem.Status > StatusCodes.Status500InternalServerError)
        {
            Log.Unavailable(
                logger, httpContext.Request.Method, RouteOf(endpoint), problem.Status, problem.Code, RequestIds.Of(httpContext), Log.Types(exception));
        }

        await ProblemWriter.WriteAsync(httpContext, WithFaults(problem, BodyFaults.Of(httpContext)), Instance(httpContext, endpoint));
        return true;
    }

    /// <summary>Writes the problem of an answer that no exception came with: 401, 403, 404, 405 and what the server itself refuses.</summary>
    public static Task WriteStatusAsync(HttpContext http)
    {
        var endpoint = http.GetEndpoint();
        var status = http.Response.StatusCode;
        var allow = status is StatusCodes.Status404NotFound or StatusCodes.Status405MethodNotAllowed ? AddressMethods.OthersThan(http) : null;
        return ProblemWriter.WriteAsync(http, allow is null ? OfStatus(status, endpoint) : MethodNotAllowed with { Allow = allow }, Instance(http, endpoint));
    }

    // Whoever may not ask, or not now, is told that; of anything else that stopped the service the caller's own faults come first.
    private static Problem WithFaults(Problem problem, BodyFaults? faults) => faults is null
        || problem.Status is StatusCodes.Status401Unauthorized or StatusCodes.Status403Forbidden or StatusCodes.Status429TooManyRequests
            ? problem
            : faults.With(problem.Errors);

    private static Problem OfStatus(int status, Endpoint? endpoint) => status switch
    {
        StatusCodes.Status401Unauthorized => new(status, "TOKEN_REQUIRED", "A valid bearer token is needed."),
        StatusCodes.Status403Forbidden when endpoint?.Metadata.GetMetadata<ScopeMetadata>() is { } needs => new(
            status, "SCOPE_REQUIRED", $"The token needs the scope {string.Join(" and ", needs.Scopes)}.")
        { Facts = [("scope", string.Join(' ', needs.Scopes))] },
        StatusCodes.Status403Forbidden => new(status, "SCOPE_REQUIRED", "The token does not allow this."),
        StatusCodes.Status404NotFound => new(status, "ROUTE_NOT_FOUND", "There is nothing at this address."),
        StatusCodes.Status405MethodNotAllowed => MethodNotAllowed,
        StatusCodes.Status415UnsupportedMediaType => new(status, "UNSUPPORTED_MEDIA_TYPE", "The body has a media type that is not taken here."),
        _ => new(status, status >= 500 ? "INTERNAL" : "MALFORMED_REQUEST", "The request could not be answered."),
    };

    private static Problem Of(Exception exception, Endpoint? endpoint) => exception switch
    {
        Refusal refusal => refusal.Problem,
        Failure failure => Of(failure, endpoint),
        RpcException rpc => Of(rpc, endpoint),
        BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge } => RequestBodies.TooLarge,
        BadHttpRequestException bad => new(bad.StatusCode, "MALFORMED_REQUEST", "The request could not be read."),
        _ => Internal,
    };

    /// <summary>The address is one of another method.</summary>
    public static Problem MethodNotAllowed { get; } = new(
        StatusCodes.Status405MethodNotAllowed, "METHOD_NOT_ALLOWED", "This address does not take this method; the Allow header says which.");

    private static Problem Internal => new(StatusCodes.Status500InternalServerError, "INTERNAL", "Something went wrong here. It has been recorded.");

    private static Problem Of(RpcException exception, Endpoint? endpoint)
    {
        // A call that was never made: its address is unknown.
        if (exception.Status.DebugException is Failure own)
        {
            return Of(own, endpoint);
        }

        if (exception.ToFailure(out _) is { } failure)
        {
            return Of(failure, endpoint);
        }

        return exception.StatusCode switch
        {
            StatusCode.Unavailable or StatusCode.Cancelled => new(503, "SERVICE_UNAVAILABLE", "A part of the suite is not reachable: try again.") { RetryAfter = Soon },
            StatusCode.DeadlineExceeded => new(504, "DEADLINE_EXCEEDED", "A part of the suite did not answer in time: try again.") { RetryAfter = Soon },
            StatusCode.Unauthenticated => OfStatus(StatusCodes.Status401Unauthorized, endpoint),
            StatusCode.PermissionDenied => OfStatus(StatusCodes.Status403Forbidden, endpoint),
            _ => Internal,
        };
    }

    private static Problem Of(Failure failure, Endpoint? endpoint) => new(StatusOf(failure.Kind), failure.Reason, failure.Message)
    {
        Facts = failure.Facts,
        Errors = [.. failure.Violations.Select(violation => FieldPaths.ToError(violation, endpoint))],
        RetryAfter = failure.RetryAfter ?? (failure.Kind is FailureKind.Contention or FailureKind.Limited or FailureKind.Unavailable ? Soon : null),
    };

    private static int StatusOf(FailureKind kind) => kind switch
    {
        FailureKind.Invalid or FailureKind.ReusedKey => StatusCodes.Status422UnprocessableEntity,
        FailureKind.Precondition or FailureKind.Conflict or FailureKind.Contention => StatusCodes.Status409Conflict,
        FailureKind.Stale => StatusCodes.Status412PreconditionFailed,
        FailureKind.NotFound => StatusCodes.Status404NotFound,
        FailureKind.Unauthenticated => StatusCodes.Status401Unauthorized,
        FailureKind.PermissionDenied => StatusCodes.Status403Forbidden,
        FailureKind.Limited => StatusCodes.Status429TooManyRequests,
        FailureKind.Unavailable => StatusCodes.Status503ServiceUnavailable,
        _ => StatusCodes.Status500InternalServerError,
    };

    // The path is repeated only where it can hold nothing but routes and ids. The exception handler has cleared the request's own values.
    private static string? Instance(HttpContext http, Endpoint? endpoint)
    {
        var values = http.Features.Get<IExceptionHandlerFeature>()?.RouteValues ?? http.Request.RouteValues;
        return endpoint?.Metadata.GetMetadata<ScopeMetadata>() is not null && RequestChecks.HasIds(values) ? http.Request.Path.Value : null;
    }

    private static string RouteOf(Endpoint? endpoint) => (endpoint as RouteEndpoint)?.RoutePattern.RawText ?? "";
}
