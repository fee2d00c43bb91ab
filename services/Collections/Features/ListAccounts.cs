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
    public override async Task<Wire.ListAccountsResponse> ListAccounts(Wire.ListAccountsRequest request, ServerCallContext context)
    {
        var accounts = db.Accounts.AsNoTracking();
        if (request.ResponsibleParty.Length > 0)
        {
            accounts = accounts.Where(account => account.ResponsibleParty == request.ResponsibleParty);
        }

        if (request.BalanceDueOnly)
        {
            accounts = accounts.Where(account => account.PatientCents > 0);
        }

        var (items, next) = await accounts.PageAsync(request, account => account.Id, context.CancellationToken);
        return new() { Accounts = { items.Select(account => account.ToWire()) }, NextPageToken = next };
    }
}
