using Grpc.Core;
using MedBill.Platform.Rpc;
using MedBill.Platform.Values;

namespace MedBill.Platform.Tests.Fixture;

internal static class Expect
{
    /// <summary>The failure a call ends in, as its caller reads it.</summary>
    public static async Task<(Failure Failure, StatusCode Code)> FailureAsync(AsyncUnaryCall<Wire.Thing> call)
    {
        var exception = await Assert.ThrowsAsync<RpcException>(async () => await call);
        var failure = exception.ToFailure(out var domain);
        Assert.NotNull(failure);
        Assert.Equal("things.medbill", domain);
        return (failure, exception.StatusCode);
    }

    /// <summary>Looks until it is so, for at most ten seconds.</summary>
    public static async Task EventuallyAsync(Func<Task<bool>> isSo)
    {
        for (var i = 0; i < 1000; i++)
        {
            if (await isSo())
            {
                return;
            }

            await Task.Delay(10);
        }

        Assert.Fail("It did not come to be so.");
    }

    /// <summary>Looks until it is so, for at most ten seconds.</summary>
    public static Task EventuallyAsync(Func<bool> isSo) => EventuallyAsync(() => Task.FromResult(isSo()));
}
