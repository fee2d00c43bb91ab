using System.Buffers;
using MedBill.Gateway.Http;
using MedBill.Gateway.Sandbox;
using Microsoft.AspNetCore.Http;

namespace MedBill.Gateway.Tests.BadInput;

/// <summary>A body's array goes back to the pool once, however reading ends: else two requests would write into one.</summary>
public sealed class PooledBodyTests
{
    [Theory]
    [InlineData(RequestBodies.MostBytes + 1, "BODY_TOO_LARGE")]
    [InlineData(20_000, "MALFORMED_REQUEST")]
    [InlineData(10, "MALFORMED_REQUEST")]
    public async Task No_array_is_lent_to_two_after_a_body_was_refused(int length, string code)
    {
        // Everything completes at once, so that it all happens on this thread and with its part of the pool.
        var http = new DefaultHttpContext { Request = { Body = new MemoryStream(new byte[length]) } };
        var refusal = await Assert.ThrowsAsync<Refusal>(async () => await RequestBodies.ReadAsync<ClockMoveModel, bool>(http, static _ => true));

        Assert.Equal(code, refusal.Problem.Code);
        for (var size = 16_384; size <= 2 * RequestBodies.MostBytes; size *= 2)
        {
            byte[][] lent = [.. Enumerable.Range(0, 8).Select(_ => ArrayPool<byte>.Shared.Rent(size))];

            Assert.Equal(lent.Length, lent.Distinct().Count());
            Array.ForEach(lent, array => ArrayPool<byte>.Shared.Return(array));
        }
    }
}
