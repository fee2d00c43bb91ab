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
    public override async Task<Wire.Statement> GetStatement(Wire.GetStatementRequest request, ServerCallContext context)
    {
        var statement = await LoadStatementAsync(request.Name, db.Statements.AsNoTracking(), context.CancellationToken);
        return statement.ToWire();
    }

    private static async Task<Statement> LoadStatementAsync(string name, IQueryable<Statement> rows, CancellationToken cancel, string field = "name")
    {
        var id = ResourceName.Id(name, "statements", field);
        return await rows.SingleOrDefaultAsync(row => row.Id == id, cancel)
            ?? throw new Failure(FailureKind.NotFound, "STATEMENT_NOT_FOUND", "There is no such record.", ("name", name));
    }
}
