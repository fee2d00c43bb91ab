using Google.Protobuf;
using Grpc.Core;
using MedBill.Contracts.Remittance.V1;
using MedBill.Gateway.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Client = MedBill.Contracts.Remittance.V1.RemittanceService.RemittanceServiceClient;
using Upload = Grpc.Core.AsyncClientStreamingCall<
    MedBill.Contracts.Remittance.V1.UploadRemittanceFileRequest, MedBill.Contracts.Remittance.V1.RemittanceFile>;

namespace MedBill.Gateway.Remittances;

/// <summary>An 835 file on its way through: piece by piece, so that a file of any size needs no more memory than one piece.</summary>
internal static class RemittanceUpload
{
    /// <summary>Largest file.</summary>
    public const long MostBytes = 256L * 1_024 * 1_024;

    private const int PieceBytes = 65_536;

    /// <summary>What a file may come as.</summary>
    public static readonly string[] MediaTypes = ["application/edi-x12", "application/octet-stream", "text/plain"];

    /// <summary>Lifts the server's limit for this one route.</summary>
    public static readonly RequestSizeLimitAttribute SizeLimit = new(MostBytes);

    public static async Task<Accepted<RemittanceFileModel>> UploadAsync(IdempotencyKey key, ListQuery query, Client client, HttpContext http)
    {
        RequestBodies.RequireMediaType(http.Request, MediaTypes);
        if (http.Request.ContentLength > MostBytes)
        {
            throw new Refusal(RequestBodies.TooLarge);
        }

        var options = http.LongCall();
        using var call = client.UploadRemittanceFile(options);
        await SendAsync(call, http, new() { FileName = query["fileName"] ?? "", RequestId = key.Value });
        var file = (await Calls.FinishAsync(http, options, call.ResponseAsync, call.ResponseHeadersAsync)).ToModel();
        return http.Accepted($"/v1/remittance-files/{file.Id}", file);
    }

    private static async Task SendAsync(Upload call, HttpContext http, UploadRemittanceFileRequest first)
    {
        var buffer = new byte[PieceBytes];
        long sent = 0;
        var next = first;
        do
        {
            var read = await http.Request.Body.ReadAtLeastAsync(buffer, PieceBytes, throwOnEndOfStream: false, http.RequestAborted);
            sent += read;
            if (sent > MostBytes)
            {
                // Leaving disposes the call: the service throws away what it has.
                throw new Refusal(RequestBodies.TooLarge);
            }

            if (read == 0 && sent > 0)
            {
                break;
            }

            // The writer is done with the bytes when the write is.
            next.Content = UnsafeByteOperations.UnsafeWrap(buffer.AsMemory(0, read));
            if (!await WriteAsync(call, next, http.RequestAborted))
            {
                return;
            }

            next = new();
            if (read < PieceBytes)
            {
                break;
            }
        }
        while (true);

        await call.RequestStream.CompleteAsync();
    }

    // False when the service has answered before the end: its answer says why.
    private static async Task<bool> WriteAsync(Upload call, UploadRemittanceFileRequest piece, CancellationToken cancel)
    {
        try
        {
            await call.RequestStream.WriteAsync(piece, cancel);
            return true;
        }
        catch (Exception exception) when (exception is RpcException or InvalidOperationException && call.ResponseAsync.IsCompleted)
        {
            return false;
        }
    }
}
