using Grpc.Core;
using MedBill.Platform.Hosting;
using MedBill.Platform.Rpc;
using Microsoft.EntityFrameworkCore;
using Wire = MedBill.Contracts.Collections.V1;

namespace MedBill.Collections.Features;

internal sealed partial class CollectionRpc
{
    [RequiresScope("collections.read")]
    public override async Task<Wire.ListWriteOffsResponse> ListWriteOffs(Wire.ListWriteOffsRequest request, ServerCallContext context)
    {
        var account = OptionalId(request.Account, "accounts", "account");
        var query = db.WriteOffs.AsNoTracking().Where(row => account == null || row.AccountId == account);
        var (rows, next) = await query.PageAsync(request, row => row.Id, context.CancellationToken);
        return new() { WriteOffs = { rows.Select(row => row.ToWire()) }, NextPageToken = next };
    }
}
