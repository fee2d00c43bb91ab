using Grpc.Core;
using MedBill.Collections.Domain.Decisions;
using MedBill.Platform.Hosting;
using MedBill.Platform.Values;
using Microsoft.EntityFrameworkCore;
using Wire = MedBill.Contracts.Collections.V1;

namespace MedBill.Collections.Features;

internal sealed partial class CollectionRpc
{
    [RequiresScope("collections.read")]
    public override async Task<Wire.Refund> GetRefund(Wire.GetRefundRequest request, ServerCallContext context) =>
        (await FindRefundAsync(db.Refunds.AsNoTracking(), request.Name, context.CancellationToken)).ToWire();

    private static async Task<Refund> FindRefundAsync(IQueryable<Refund> rows, string name, CancellationToken cancel)
    {
        var id = ResourceName.Id(name, "refunds");
        return await rows.SingleOrDefaultAsync(row => row.Id == id, cancel)
            ?? throw new Failure(FailureKind.NotFound, "REFUND_NOT_FOUND", "There is no such refund.", ("name", name));
    }
}
