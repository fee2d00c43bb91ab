using Google.Protobuf;
using MedBill.Contracts.Remittance.V1;
using MedBill.Gateway.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Client = MedBill.Contracts.Remittance.V1.RemittanceService.RemittanceServiceClient;

namespace MedBill.Gateway.Remittances;

/// <summary>835 files, remittance advices, postings.</summary>
internal static class RemittanceEndpoints
{
    private const int PieceBytes = 65_536;
    private const long MostBytes = 256L * 1_024 * 1_024;

    public static void MapRemittances(this IEndpointRouteBuilder routes)
    {
        var v1 = routes.MapGroup("/v1").WithTags("Remittances").RequireAuthorization();
        v1.MapPost("/remittance-files", UploadAsync).Filter("fileName").Accepts<byte[]>("application/edi-x12", "application/octet-stream", "text/plain")
            .WithMetadata(new Microsoft.AspNetCore.Mvc.RequestSizeLimitAttribute(MostBytes)).Needs("remittance.write").WithSummary("Take an 835 file by hand");
        v1.MapGet("/remittance-files", async Task<Ok<Page<RemittanceFileModel>>> (ListQuery query, Client client, HttpContext http) =>
        {
            var reply = await client.ListRemittanceFilesAsync(new() { PageSize = query.Limit, PageToken = query.Cursor, State = query.Enum<RemittanceFile.Types.State>("state") }).ForAsync(http);
            return TypedResults.Ok(reply.RemittanceFiles.ToPage(item => item.ToModel(), reply.NextPageToken));
        }).IsList().Filter<RemittanceFile.Types.State>("state").Needs("remittance.read").WithSummary("List 835 files");
        v1.MapGet("/remittance-files/{remittanceFile}", async Task<Ok<RemittanceFileModel>> (string remittanceFile, Client client, HttpContext http) =>
        {
            var reply = await client.GetRemittanceFileAsync(new() { Name = $"remittanceFiles/{remittanceFile}" }).ForAsync(http);
            return TypedResults.Ok(reply.ToModel());
        }).Needs("remittance.read").WithSummary("Read how an 835 file stands");
        v1.MapGet("/remittances", async Task<Ok<Page<RemittanceModel>>> (ListQuery query, Client client, HttpContext http) =>
        {
            var reply = await client.ListRemittancesAsync(new() { PageSize = query.Limit, PageToken = query.Cursor, State = query.Enum<Remittance.Types.State>("state"), RemittanceFile = Ids.Name("remittanceFiles", query["remittanceFileId"]), TraceNumber = query["traceNumber"] ?? "" }).ForAsync(http);
            return TypedResults.Ok(reply.Remittances.ToPage(item => item.ToModel(), reply.NextPageToken));
        }).IsList().Filter("remittanceFileId", "traceNumber").Filter<Remittance.Types.State>("state").Needs("remittance.read").WithSummary("List remittance advices");
        v1.MapGet("/remittances/{remittance}", async Task<Ok<RemittanceModel>> (string remittance, Client client, HttpContext http) =>
        {
            var reply = await client.GetRemittanceAsync(new() { Name = $"remittances/{remittance}" }).ForAsync(http);
            return TypedResults.Ok(reply.ToModel());
        }).Needs("remittance.read").WithSummary("Read a remittance advice, its differences too");
        v1.MapGet("/remittances/{remittance}/claim-payments", async Task<Ok<Page<ClaimPaymentModel>>> (string remittance, ListQuery query, Client client, HttpContext http) =>
        {
            var reply = await client.ListClaimPaymentsAsync(new() { PageSize = query.Limit, PageToken = query.Cursor, Parent = $"remittances/{remittance}", UnmatchedOnly = query.Flag("unmatchedOnly") }).ForAsync(http);
            return TypedResults.Ok(reply.ClaimPayments.ToPage(item => item.ToModel(), reply.NextPageToken));
        }).IsList().Flag("unmatchedOnly").Needs("remittance.read").WithSummary("List the claim payments of a remittance advice");
        v1.MapGet("/postings", async Task<Ok<Page<PostingModel>>> (ListQuery query, Client client, HttpContext http) =>
        {
            var reply = await client.ListPostingsAsync(new() { PageSize = query.Limit, PageToken = query.Cursor, Remittance = Ids.Name("remittances", query["remittanceId"]) }).ForAsync(http);
            return TypedResults.Ok(reply.Postings.ToPage(item => item.ToModel(), reply.NextPageToken));
        }).IsList().Filter("remittanceId").Needs("remittance.read").WithSummary("List postings");
        v1.MapGet("/provider-adjustments", async Task<Ok<Page<ProviderAdjustmentModel>>> (ListQuery query, Client client, HttpContext http) =>
        {
            var reply = await client.ListProviderAdjustmentsAsync(new() { PageSize = query.Limit, PageToken = query.Cursor, Remittance = Ids.Name("remittances", query["remittanceId"]) }).ForAsync(http);
            return TypedResults.Ok(reply.ProviderAdjustments.ToPage(item => item.ToModel(), reply.NextPageToken));
        }).IsList().Filter("remittanceId").Needs("remittance.read").WithSummary("List provider-level adjustments (PLB)");
    }

    // The body goes on piece by piece: a file of any size needs no more memory than one piece.
    private static async Task<Accepted<RemittanceFileModel>> UploadAsync(IdempotencyKey key, ListQuery query, Client client, HttpContext http, CancellationToken cancel)
    {
        if (http.Request.ContentLength > MostBytes)
        {
            throw new HttpProblemException(StatusCodes.Status413PayloadTooLarge, "BODY_TOO_LARGE", "The file is larger than 256 MB.");
        }

        using var call = client.UploadRemittanceFile(Calls.Long(cancel));
        var piece = new byte[PieceBytes];
        var first = new UploadRemittanceFileRequest { FileName = query["fileName"] ?? "", RequestId = key.Value };
        for (int read; (read = await http.Request.Body.ReadAtLeastAsync(piece, PieceBytes, throwOnEndOfStream: false, cancel)) > 0;)
        {
            first.Content = ByteString.CopyFrom(piece, 0, read);
            await call.RequestStream.WriteAsync(first, cancel);
            first = new();
        }

        if (first.RequestId.Length > 0)
        {
            await call.RequestStream.WriteAsync(first, cancel);
        }

        await call.RequestStream.CompleteAsync();
        var reply = await call.ResponseAsync;
        if ((await call.ResponseHeadersAsync).GetValue("idempotent-replayed") is not null)
        {
            http.Response.Headers["Idempotent-Replayed"] = "true";
        }

        return TypedResults.Accepted($"/v1/remittance-files/{Ids.Last(reply.Name)}", reply.ToModel());
    }
}
