using Grpc.Core;
using MedBill.Platform.Hosting;
using MedBill.Platform.Values;
using Microsoft.EntityFrameworkCore;
using Wire = MedBill.Contracts.Collections.V1;

namespace MedBill.Collections.Features;

internal sealed partial class CollectionRpc
{
    [RequiresScope("collections.read")]
    public override async Task<Wire.Account> GetAccount(Wire.GetAccountRequest request, ServerCallContext context)
    {
        var id = ResourceName.Id(request.Name, "accounts");
        var account = await FindAccountAsync(db.Accounts.AsNoTracking(), id, context.CancellationToken);
        await db.RecordReadAsync(context.Method, account.Name, context.CancellationToken);
        return account.ToWire();
    }
}
