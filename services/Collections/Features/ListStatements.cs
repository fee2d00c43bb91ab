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
    public override async Task<Wire.ListStatementsResponse> ListStatements(Wire.ListStatementsRequest request, ServerCallContext context)
    {
        var statements = db.Statements.AsNoTracking();
        if (request.Account.Length > 0)
        {
            var account = ResourceName.Id(request.Account, "accounts", "account");
            statements = statements.Where(statement => statement.AccountId == account);
        }

        var (items, next) = await statements.PageAsync(request, statement => statement.Id, context.CancellationToken);
        return new() { Statements = { items.Select(statement => statement.ToWire()) }, NextPageToken = next };
    }
}
