using System.Runtime.CompilerServices;
using Google.Protobuf;
using Grpc.Core;
using MedBill.Platform.Hosting;
using MedBill.Platform.Values;
using MedBill.Remittance.Domain;
using Wire = MedBill.Contracts.Remittance.V1;

namespace MedBill.Remittance.Features;

internal sealed partial class RemittanceRpc
{
    private const int MaxPieceBytes = 64 * 1024;

    [RequiresScope("remittance.write")]
    public override async Task<Wire.RemittanceFile> UploadRemittanceFile(
        IAsyncStreamReader<Wire.UploadRemittanceFileRequest> requestStream, ServerCallContext context)
    {
        var practice = caller.Practice;
        var first = new Wire.UploadRemittanceFileRequest();
        var content = await intake.KeepAsync(PiecesAsync(requestStream, first, context.CancellationToken), context.CancellationToken);

        // What the request id is bound to: the name and the bytes, known by their hash.
        first.Content = ByteString.CopyFromUtf8(content.Sha256);
        var reply = await idempotency.RunAsync(
            first,
            first.RequestId,
            context,
            async cancel => await WithRemittancesAsync(await intake.RegisterAsync(db, practice, content, first.FileName, cancel), cancel));
        intake.Wake();
        return reply;
    }

    private static async IAsyncEnumerable<ReadOnlyMemory<byte>> PiecesAsync(
        IAsyncStreamReader<Wire.UploadRemittanceFileRequest> stream,
        Wire.UploadRemittanceFileRequest first,
        [EnumeratorCancellation] CancellationToken cancel)
    {
        for (var isFirst = true; await stream.MoveNext(cancel); isFirst = false)
        {
            var piece = stream.Current;
            Check(piece, isFirst);
            if (isFirst)
            {
                (first.FileName, first.RequestId) = (piece.FileName, piece.RequestId);
            }

            yield return piece.Content.Memory;
        }
    }

    private static void Check(Wire.UploadRemittanceFileRequest piece, bool isFirst)
    {
        var violations = new Violations();
        violations.AddIf(piece.Content.Length > MaxPieceBytes, "content", "PIECE_TOO_LARGE", $"A piece has at most {MaxPieceBytes} bytes.");
        violations.AddIf(!isFirst && piece.FileName.Length > 0, "file_name", "FIRST_MESSAGE_ONLY", "A file is named by the first message only.");
        violations.AddIf(!isFirst && piece.RequestId.Length > 0, "request_id", "FIRST_MESSAGE_ONLY", "A request id comes with the first message only.");
        violations.AddIf(
            piece.FileName.Length > RemittanceFile.MaxNameLength || piece.FileName.Any(c => c is '/' or '\\' || char.IsControl(c)),
            "file_name",
            "INVALID_FILE_NAME",
            $"A file name has at most {RemittanceFile.MaxNameLength} characters and no path.");
        violations.ThrowIfAny();
    }
}
