using Grpc.Core;
using MedBill.Platform.Rpc;
using MedBill.Platform.Values;

namespace MedBill.Claims.Tests.Fixture;

internal static class Expect
{
    /// <summary>The failure a call ends in, as its caller reads it.</summary>
    public static async Task<Failure> FailureAsync<T>(AsyncUnaryCall<T> call)
    {
        var exception = await Assert.ThrowsAsync<RpcException>(async () => await call);
        var failure = exception.ToFailure(out _);
        Assert.NotNull(failure);
        return failure;
    }

    /// <summary>The stable reason a call ends with.</summary>
    public static async Task<string> ReasonAsync<T>(AsyncUnaryCall<T> call) => (await FailureAsync(call)).Reason;

    /// <summary>The wrong fields a call ends with, each with its reason.</summary>
    public static async Task<IReadOnlyList<(string Field, string Reason)>> ViolationsAsync<T>(AsyncUnaryCall<T> call)
    {
        var failure = await FailureAsync(call);
        Assert.Equal((FailureKind.Invalid, "VALIDATION_FAILED"), (failure.Kind, failure.Reason));
        return [.. failure.Violations.Select(violation => (violation.Field, violation.Reason))];
    }

    /// <summary>The reason a call ends with; null when it succeeds.</summary>
    public static async Task<string?> OutcomeAsync<T>(AsyncUnaryCall<T> call)
    {
        try
        {
            await call;
            return null;
        }
        catch (RpcException exception)
        {
            return exception.ToFailure(out _)?.Reason ?? exception.StatusCode.ToString();
        }
    }
}
