using Grpc.Core;
using MedBill.Platform.Hosting;
using MedBill.Platform.Rpc;
using Microsoft.EntityFrameworkCore;
using Wire = MedBill.Contracts.Collections.V1;

namespace MedBill.Collections.Features;

internal sealed partial class CollectionRpc
{
    [RequiresScope("collections.read")]
    public override async Task<Wire.ListStatementsResponse> ListStatements(Wire.ListStatementsRequest request, ServerCallContext context)
    {
        var account = OptionalId(request.Account, "accounts", "account");
        var query = db.Statements.AsNoTracking().Include(statement => statement.Items)
            .Where(statement => account == null || statement.AccountId == account);
        var (statements, next) = await query.PageAsync(request, statement => statement.Id, context.CancellationToken);
        return new() { Statements = { statements.Select(statement => statement.ToWire()) }, NextPageToken = next };
    }
}
