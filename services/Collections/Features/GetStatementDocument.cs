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
    public override async Task<Wire.StatementDocument> GetStatementDocument(Wire.GetStatementDocumentRequest request, ServerCallContext context)
    {
        var statement = await LoadStatementAsync(request.Name, db.Statements.AsNoTracking(), context.CancellationToken);
        return new() { ContentType = "application/pdf", Content = Google.Protobuf.ByteString.CopyFrom(Statements.StatementPdf.Render(statement)) };
    }
}
