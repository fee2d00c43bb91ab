using Grpc.Core;
using MedBill.Coverage.Domain;
using MedBill.Coverage.Storage;
using MedBill.Platform.Hosting;
using MedBill.Platform.Rpc;
using MedBill.Platform.Values;
using Microsoft.EntityFrameworkCore;
using Wire = MedBill.Contracts.Coverage.V1;

namespace MedBill.Coverage.Features;

internal sealed partial class CoverageRpc
{
    [RequiresScope("coverage.read")]
    public override async Task<Wire.ListPayersResponse> ListPayers(Wire.ListPayersRequest request, ServerCallContext context)
    {
        var (items, next) = await db.Payers.AsNoTracking().PageAsync(request, payer => payer.Id, context.CancellationToken);
        return new() { Payers = { items.Select(payer => payer.ToWire()) }, NextPageToken = next };
    }
}
