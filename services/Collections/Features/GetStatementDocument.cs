using Google.Protobuf;
using Grpc.Core;
using MedBill.Collections.Letters;
using MedBill.Platform.Hosting;
using Wire = MedBill.Contracts.Collections.V1;

namespace MedBill.Collections.Features;

internal sealed partial class CollectionRpc
{
    [RequiresScope("collections.read")]
    public override async Task<Wire.StatementDocument> GetStatementDocument(Wire.GetStatementDocumentRequest request, ServerCallContext context)
    {
        var statement = await ReadStatementAsync(request.Name, context);
        return new() { ContentType = "application/pdf", Content = UnsafeByteOperations.UnsafeWrap(StatementLetter.Render(statement)) };
    }
}
