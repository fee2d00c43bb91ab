using Grpc.Core;
using MedBill.Collections.Domain.Statements;
using MedBill.Platform.Hosting;
using MedBill.Platform.Values;
using Microsoft.EntityFrameworkCore;
using Wire = MedBill.Contracts.Collections.V1;

namespace MedBill.Collections.Features;

internal sealed partial class CollectionRpc
{
    [RequiresScope("collections.read")]
    public override async Task<Wire.Statement> GetStatement(Wire.GetStatementRequest request, ServerCallContext context) =>
        (await ReadStatementAsync(request.Name, context)).ToWire();

    // A statement says when somebody was seen, its document also who: reading either is recorded.
    private async Task<Statement> ReadStatementAsync(string name, ServerCallContext context)
    {
        var id = ResourceName.Id(name, "statements");
        var statement = await db.Statements.AsNoTracking().Include(row => row.Items).SingleOrDefaultAsync(row => row.Id == id, context.CancellationToken)
            ?? throw new Failure(FailureKind.NotFound, "STATEMENT_NOT_FOUND", "There is no such statement.", ("name", name));
        await db.RecordReadAsync(context.Method, statement.Name, context.CancellationToken);
        return statement;
    }
}
