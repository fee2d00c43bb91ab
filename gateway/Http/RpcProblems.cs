using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Grpc.Core;
using MedBill.Platform.Rpc;
using MedBill.Platform.Values;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.WebUtilities;

namespace MedBill.Gateway.Http;

/// <summary>Field of the request that the body of an endpoint is, such as <c>patient</c>.</summary>
internal sealed record BodyRoot(string Field);

/// <summary>
/// Every error as one problem document (RFC 9457): what a service said, what the request's own text got wrong, and the rest without detail.
/// </summary>
internal sealed class RpcProblems(ILogger<RpcProblems> logger) : IExceptionHandler
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingNull,
    };

    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        if (exception is OperationCanceledException && httpContext.RequestAborted.IsCancellationRequested)
        {
            // Nobody is there to read it: nginx's 499.
            httpContext.Response.StatusCode = 499;
            return true;
        }

        var problem = Of(exception, httpContext);
        await WriteAsync(httpContext, problem);
        return true;
    }

    /// <summary>Writes a problem for a status that no exception came with: 401, 403, 404, 405, 415, 429.</summary>
    public static Task WriteStatusAsync(HttpContext http) => WriteAsync(http, http.Response.StatusCode switch
    {
        StatusCodes.Status401Unauthorized => new(401, "TOKEN_REQUIRED", "A valid bearer token is needed."),
        StatusCodes.Status403Forbidden => new(403, "SCOPE_REQUIRED", Scope(http)),
        StatusCodes.Status404NotFound => new(404, "ROUTE_NOT_FOUND", "There is nothing here."),
        StatusCodes.Status405MethodNotAllowed => new(405, "METHOD_NOT_ALLOWED", "This method is not for this resource."),
        StatusCodes.Status415UnsupportedMediaType => new(415, "UNSUPPORTED_MEDIA_TYPE", "The body must be application/json."),
        StatusCodes.Status429TooManyRequests => new(429, "RATE_LIMITED", "Too many requests: wait and try again."),
        var status => new(status, status >= 500 ? "INTERNAL" : "MALFORMED_REQUEST", "The request could not be answered."),
    });

    private Problem Of(Exception exception, HttpContext http) => exception switch
    {
        HttpProblemException plain => new(plain.Status, plain.Code, plain.Message),
        BodyProblemException body => new(422, "VALIDATION_FAILED", body.Message) { Errors = [.. body.Violations.Select(one => ToError(one, one.Field))] },
        Failure failure => Of(failure, http),
        BadHttpRequestException bad => new(bad.StatusCode, bad.StatusCode == 413 ? "BODY_TOO_LARGE" : "MALFORMED_REQUEST", "The request could not be read."),
        RpcException rpc => Of(rpc, http),
        _ => Unexpected(exception),
    };

    private Problem Of(RpcException exception, HttpContext http)
    {
        if (exception.ToFailure(out _) is { } failure)
        {
            return Of(failure, http);
        }

        return exception.StatusCode switch
        {
            StatusCode.Unavailable => new(503, "SERVICE_UNAVAILABLE", "A part of the suite is not reachable: try again.") { RetryAfter = TimeSpan.FromSeconds(1) },
            StatusCode.DeadlineExceeded => new(504, "DEADLINE_EXCEEDED", "A part of the suite did not answer in time: try again."),
            StatusCode.Unauthenticated => new(401, "TOKEN_REQUIRED", "A valid bearer token is needed."),
            StatusCode.PermissionDenied => new(403, "SCOPE_REQUIRED", "The token does not allow this."),
            StatusCode.ResourceExhausted => new(413, "BODY_TOO_LARGE", "The request or its answer is larger than 4 MB."),
            StatusCode.Cancelled => new(503, "SERVICE_UNAVAILABLE", "The call was broken off: try again.") { RetryAfter = TimeSpan.FromSeconds(1) },
            _ => Unexpected(exception),
        };
    }

    private static Problem Of(Failure failure, HttpContext http)
    {
        var root = http.GetEndpoint()?.Metadata.GetMetadata<BodyRoot>()?.Field ?? "";
        return new(Status(failure.Kind), failure.Reason, failure.Message)
        {
            Facts = failure.Facts,
            RetryAfter = failure.RetryAfter ?? (failure.Kind is FailureKind.Contention or FailureKind.Unavailable ? TimeSpan.FromSeconds(1) : null),
            Errors = failure.Violations.Count == 0 ? null : [.. failure.Violations.Select(one => ToError(one, JsonNames.Pointer(one.Field, root)))],
        };
    }

    private Problem Unexpected(Exception exception)
    {
        Log.Unexpected(logger, exception.GetType().FullName ?? "", exception.StackTrace);
        return new(500, "INTERNAL", "Something went wrong here. It has been recorded.");
    }

    private static int Status(FailureKind kind) => kind switch
    {
        FailureKind.Invalid or FailureKind.ReusedKey => 422,
        FailureKind.Precondition or FailureKind.Conflict or FailureKind.Contention => 409,
        FailureKind.Stale => 412,
        FailureKind.NotFound => 404,
        FailureKind.Unauthenticated => 401,
        FailureKind.PermissionDenied => 403,
        FailureKind.Limited => 429,
        FailureKind.Unavailable => 503,
        _ => 500,
    };

    private static ErrorModel ToError(Violation violation, string pointer) =>
        new(pointer, violation.Reason, violation.Description, violation.X12, violation.Fix);

    private static string Scope(HttpContext http) => http.GetEndpoint()?.Metadata.GetOrderedMetadata<Microsoft.AspNetCore.Authorization.IAuthorizeData>()
        .Select(data => data.Policy).LastOrDefault(policy => policy?.StartsWith("scope:", StringComparison.Ordinal) == true) is { } policy
            ? $"The token needs the scope {policy["scope:".Length..]}."
            : "The token does not allow this.";

    private static async Task WriteAsync(HttpContext http, Problem problem)
    {
        var body = new Dictionary<string, object?>
        {
            ["type"] = "urn:medbill:problem:" + problem.Code.ToLowerInvariant().Replace('_', '-'),
            ["title"] = ReasonPhrases.GetReasonPhrase(problem.Status),
            ["status"] = problem.Status,
            ["detail"] = problem.Detail,
            ["instance"] = http.Request.Path.Value,
            ["code"] = problem.Code,
            ["requestId"] = RequestIds.Of(http),
        };
        foreach (var (key, value) in problem.Facts)
        {
            body.TryAdd(key, value);
        }

        if (problem.Errors is not null)
        {
            body["errors"] = problem.Errors;
        }

        http.Response.StatusCode = problem.Status;
        if (problem.RetryAfter is { } wait)
        {
            http.Response.Headers.RetryAfter = Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
        }

        await http.Response.WriteAsJsonAsync(body, Json, "application/problem+json", CancellationToken.None);
    }

    private sealed record Problem(int Status, string Code, string Detail)
    {
        public IReadOnlyList<(string Key, string Value)> Facts { get; init; } = [];

        public IReadOnlyList<ErrorModel>? Errors { get; init; }

        public TimeSpan? RetryAfter { get; init; }
    }
}

/// <summary>One thing that is wrong with a request.</summary>
/// <param name="Pointer">Where in the body (RFC 6901), or <c>?name</c> of a query parameter.</param>
/// <param name="Code">Stable code.</param>
/// <param name="Detail">What is wrong.</param>
/// <param name="X12">Where it would stand in the X12 file.</param>
/// <param name="Fix">What to do.</param>
#pragma warning disable CA1720 // RFC 6901 calls it so.
public sealed record ErrorModel(string Pointer, string Code, string Detail, string? X12, string? Fix);
#pragma warning restore CA1720

/// <summary>The id of a request: the trace's, on every answer and in every problem.</summary>
internal static class RequestIds
{
    public static string Of(HttpContext http) => Activity.Current?.TraceId.ToHexString() ?? http.TraceIdentifier;

    public static void UseRequestIds(this IApplicationBuilder app) => app.Use((http, next) =>
    {
        http.Response.Headers["Request-Id"] = Of(http);
        return next(http);
    });
}
