using System.Globalization;
using Google.Protobuf.WellKnownTypes;
using Google.Rpc;
using Grpc.Core;
using MedBill.Platform.Values;

namespace MedBill.Platform.Rpc;

/// <summary>
/// <see cref="Failure"/> ↔ google.rpc.Status: exactly one ErrorInfo, a BadRequest for violations, a RetryInfo for a wait
/// (architecture 3.11).
/// The only file that knows Grpc.StatusProto, which its authors call experimental.
/// </summary>
public static class RichStatus
{
    // All of it travels in one response header, and HTTP clients take 64 KB of headers.
    internal const int MaxViolations = 100;

    /// <summary>The gRPC code of a kind.</summary>
    public static StatusCode CodeOf(FailureKind kind) => kind switch
    {
        FailureKind.Invalid or FailureKind.ReusedKey => StatusCode.InvalidArgument,
        FailureKind.Precondition => StatusCode.FailedPrecondition,
        FailureKind.Stale or FailureKind.Contention => StatusCode.Aborted,
        FailureKind.Conflict => StatusCode.AlreadyExists,
        FailureKind.NotFound => StatusCode.NotFound,
        FailureKind.PermissionDenied => StatusCode.PermissionDenied,
        FailureKind.Unauthenticated => StatusCode.Unauthenticated,
        FailureKind.Limited => StatusCode.ResourceExhausted,
        FailureKind.Unavailable => StatusCode.Unavailable,
        _ => StatusCode.Internal,
    };

    /// <summary>The failure as <paramref name="service"/> answers it.</summary>
    public static RpcException ToRpcException(this Failure failure, string service)
    {
        var status = ToStatus(failure, service);
        return status.ToRpcException();
    }

    /// <summary>An unexpected error: INTERNAL, nothing told.</summary>
    public static RpcException Internal(string service) =>
        Status(StatusCode.Internal, "Something went wrong here. It has been recorded.", "INTERNAL", service).ToRpcException();

    /// <summary>The status as bytes for the <c>grpc-status-details-bin</c> header.</summary>
    internal static Google.Rpc.Status ToStatus(Failure failure, string service)
    {
        var status = Status(CodeOf(failure.Kind), failure.Message, failure.Reason, service, out var info);
        foreach (var (key, value) in failure.Facts)
        {
            info.Metadata[key] = value;
        }

        if (failure.Violations.Count > 0)
        {
            status.Details.Add(Any.Pack(Violations(failure.Violations, info)));
        }

        if (failure.RetryAfter is { } wait)
        {
            status.Details.Add(Any.Pack(new RetryInfo { RetryDelay = Duration.FromTimeSpan(wait) }));
        }

        status.Details.Insert(0, Any.Pack(info));
        return status;
    }

    /// <summary>What a peer said, as a failure; null when its answer carries no ErrorInfo (a proxy's, or none at all).</summary>
    /// <param name="exception">The failed call.</param>
    /// <param name="domain">Who said it: <c>&lt;service&gt;.medbill</c>.</param>
    public static Failure? ToFailure(this RpcException exception, out string domain)
    {
        ArgumentNullException.ThrowIfNull(exception);
        domain = "";
        var status = exception.GetRpcStatus();
        if (status?.GetDetail<ErrorInfo>() is not { } info || KindOf((StatusCode)status.Code, info.Reason) is not { } kind)
        {
            return null;
        }

        domain = info.Domain;
        var violations = status.GetDetail<BadRequest>()?.FieldViolations.Select((wire, i) => Read(wire, info, i)).ToArray() ?? [];
        var retry = status.GetDetail<RetryInfo>()?.RetryDelay?.ToTimeSpan();
        var facts = info.Metadata.Where(pair => !pair.Key.StartsWith("violation-", StringComparison.Ordinal));
        return new(kind, info.Reason, status.Message, [.. facts.Select(pair => (pair.Key, pair.Value))])
        {
            RetryAfter = retry,
            Violations = violations,
        };
    }

    private static FailureKind? KindOf(StatusCode code, string reason) => code switch
    {
        StatusCode.InvalidArgument => reason == "REQUEST_ID_REUSED" ? FailureKind.ReusedKey : FailureKind.Invalid,
        StatusCode.FailedPrecondition => FailureKind.Precondition,
        StatusCode.Aborted => reason == "ETAG_MISMATCH" ? FailureKind.Stale : FailureKind.Contention,
        StatusCode.AlreadyExists => FailureKind.Conflict,
        StatusCode.NotFound => FailureKind.NotFound,
        StatusCode.PermissionDenied => FailureKind.PermissionDenied,
        StatusCode.Unauthenticated => FailureKind.Unauthenticated,
        StatusCode.ResourceExhausted => FailureKind.Limited,
        StatusCode.Unavailable => FailureKind.Unavailable,
        _ => null,
    };

    private static Google.Rpc.Status Status(StatusCode code, string message, string reason, string service)
    {
        var status = Status(code, message, reason, service, out var info);
        status.Details.Add(Any.Pack(info));
        return status;
    }

    private static Google.Rpc.Status Status(StatusCode code, string message, string reason, string service, out ErrorInfo info)
    {
        info = new() { Reason = reason, Domain = $"{service}.medbill" };
        return new() { Code = (int)code, Message = message };
    }

    // FieldViolation has no place for X12 and fix; ErrorInfo's metadata has.
    private static BadRequest Violations(IReadOnlyCollection<Violation> violations, ErrorInfo info)
    {
        var request = new BadRequest();
        foreach (var violation in violations.Take(MaxViolations))
        {
            var i = request.FieldViolations.Count;
            request.FieldViolations.Add(new BadRequest.Types.FieldViolation
            {
                Field = violation.Field,
                Reason = violation.Reason,
                Description = violation.Description,
            });
            if (violation.X12 is not null)
            {
                info.Metadata[Key(i, "x12")] = violation.X12;
            }

            if (violation.Fix is not null)
            {
                info.Metadata[Key(i, "fix")] = violation.Fix;
            }
        }

        return request;
    }

    private static Violation Read(BadRequest.Types.FieldViolation wire, ErrorInfo info, int i) => new(
        wire.Field,
        wire.Reason,
        wire.Description,
        info.Metadata.GetValueOrDefault(Key(i, "x12")),
        info.Metadata.GetValueOrDefault(Key(i, "fix")));

    private static string Key(int i, string what) => string.Create(CultureInfo.InvariantCulture, $"violation-{i}-{what}");

    private static TValue? GetValueOrDefault<TValue>(this Google.Protobuf.Collections.MapField<string, TValue> map, string key) =>
        map.TryGetValue(key, out var value) ? value : default;
}
