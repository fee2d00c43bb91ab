using Grpc.Core;
using MedBill.Collections.Domain;
using MedBill.Collections.Storage;
using MedBill.Platform.Hosting;
using MedBill.Platform.Rpc;
using MedBill.Platform.Storage;
using MedBill.Platform.Values;
using Microsoft.EntityFrameworkCore;
using Wire = MedBill.Contracts.Collections.V1;

namespace MedBill.Collections.Features;

internal sealed partial class CollectionRpc
{
    [RequiresScope("collections.read")]
    public override async Task<Wire.Account> GetAccount(Wire.GetAccountRequest request, ServerCallContext context)
    {
        var account = await LoadAccountAsync(request.Name, db.Accounts.AsNoTracking(), context.CancellationToken);
        return account.ToWire();
    }

    private static async Task<Account> LoadAccountAsync(string name, IQueryable<Account> rows, CancellationToken cancel, string field = "name")
    {
        var id = ResourceName.Id(name, "accounts", field);
        return await rows.SingleOrDefaultAsync(row => row.Id == id, cancel)
            ?? throw new Failure(FailureKind.NotFound, "ACCOUNT_NOT_FOUND", "There is no such record.", ("name", name));
    }
}
