using MedBill.Contracts.Remittance.V1;
using MedBill.Gateway.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Client = MedBill.Contracts.Remittance.V1.RemittanceService.RemittanceServiceClient;

namespace MedBill.Gateway.Remittances;

/// <summary>835 files, remittance advices, postings.</summary>
internal static class RemittanceEndpoints
{
    public static void MapRemittances(this IEndpointRouteBuilder routes)
    {
        var files = routes.MapGroup("/v1/remittance-files").WithTags("Remittance files");
        files.MapPost("", RemittanceUpload.UploadAsync).FilterText("fileName", "What you call the file, at most 100 characters without a path.")
            .WithMetadata(new Accepts(typeof(byte[]), RemittanceUpload.MediaTypes), RemittanceUpload.SizeLimit).Needs("remittance.write").Does(
                "uploadRemittanceFile", "Take an 835 file by hand", "The body is the file, at most 256 MB. The same bytes a second time answer with the file that was made the first time; if reading it had failed (PROCESSING_FAILED), it is read again. Poll the Location.");
        files.MapGet("", ListFilesAsync).IsList().FilterCode<RemittanceFile.Types.State>("state", "Only those in this state.").Needs("remittance.read")
            .Does("listRemittanceFiles", "List 835 files");
        files.MapGet("/{remittanceFile}", GetFileAsync).Needs("remittance.read").Does("getRemittanceFile", "Read how an 835 file stands");

        var remittances = routes.MapGroup("/v1/remittances").WithTags("Remittances");
        remittances.MapGet("", ListAsync).IsList().FilterCode<Remittance.Types.State>("state", "Only those in this state.")
            .FilterId("remittanceFileId", "Only those of this file.").FilterText("traceNumber", "Only the one with this check or EFT trace number.")
            .Needs("remittance.read").Does("listRemittances", "List remittance advices");
        remittances.MapGet("/{remittance}", GetAsync).Needs("remittance.read")
            .Does("getRemittance", "Read a remittance advice", "With every place where it does not add up.");
        remittances.MapGet("/{remittance}/claim-payments", ListClaimPaymentsAsync).IsList().FilterFlag("unmatchedOnly", "Only those that match no claim.")
            .Needs("remittance.read").Does("listClaimPayments", "List the claim payments of a remittance advice", "In the payer's order.");
        remittances.MapPost("/{remittance}:release", ReleaseAsync).Needs("remittance.post").Does(
            "releaseRemittance",
            "Take a remittance advice whose trace number was used before as a payment of its own",
            "Only one in quarantine with `TRACE_REUSED`, after the payer was asked. It is read again, then matched and posted; until then it stays QUARANTINED.");
        remittances.MapPost("/{remittance}/claim-payments/{claimPayment}:assign", AssignAsync).Needs("remittance.post").Does(
            "assignClaimPayment",
            "Book a claim payment that matches no claim",
            "On a version of a claim that was sent, as a further chunk of its POSTED remittance advice. Sign and charge have to fit: 409 `WRONG_SIGN`, `CHARGE_DIFFERS`.");

        var postings = routes.MapGroup("/v1").WithTags("Postings");
        postings.MapGet("/postings", ListPostingsAsync).IsList().FilterId("remittanceId", "Only those of this remittance advice.")
            .Needs("remittance.read").Does("listPostings", "List postings", "Each one chunk of a remittance advice.");
        postings.MapGet("/provider-adjustments", ListAdjustmentsAsync).IsList().FilterId("remittanceId", "Only those of this remittance advice.")
            .Needs("remittance.read").Does("listProviderAdjustments", "List what payers took or gave outside of claims (PLB)");
    }

    private static async Task<Ok<Page<RemittanceFileModel>>> ListFilesAsync(ListQuery query, Client client, HttpContext http)
    {
        var state = query.Enum<RemittanceFile.Types.State>("state");
        var request = new ListRemittanceFilesRequest { PageSize = query.Limit, PageToken = query.Cursor, State = state };
        var reply = await http.PageAsync(client.ListRemittanceFilesAsync, request);
        return Routes.Page(reply.RemittanceFiles, RemittanceMapping.ToModel, reply.NextPageToken);
    }

    private static async Task<Ok<RemittanceFileModel>> GetFileAsync(string remittanceFile, Client client, HttpContext http)
    {
        var request = new GetRemittanceFileRequest { Name = $"remittanceFiles/{remittanceFile}" };
        return http.Ok((await http.AskAsync(client.GetRemittanceFileAsync, request)).ToModel());
    }

    private static async Task<Ok<Page<RemittanceModel>>> ListAsync(ListQuery query, Client client, HttpContext http)
    {
        var request = new ListRemittancesRequest
        {
            PageSize = query.Limit,
            PageToken = query.Cursor,
            State = query.Enum<Remittance.Types.State>("state"),
            RemittanceFile = Ids.Name("remittanceFiles", query["remittanceFileId"]),
            TraceNumber = query["traceNumber"] ?? "",
        };
        var reply = await http.PageAsync(client.ListRemittancesAsync, request);
        return Routes.Page(reply.Remittances, RemittanceMapping.ToModel, reply.NextPageToken);
    }

    private static async Task<Ok<RemittanceModel>> GetAsync(string remittance, Client client, HttpContext http) =>
        http.Ok((await http.AskAsync(client.GetRemittanceAsync, new GetRemittanceRequest { Name = $"remittances/{remittance}" })).ToModel());

    private static async Task<Ok<Page<ClaimPaymentModel>>> ListClaimPaymentsAsync(string remittance, ListQuery query, Client client, HttpContext http)
    {
        var request = new ListClaimPaymentsRequest
        {
            PageSize = query.Limit,
            PageToken = query.Cursor,
            Parent = $"remittances/{remittance}",
            UnmatchedOnly = query.Flag("unmatchedOnly"),
        };
        var reply = await http.PageAsync(client.ListClaimPaymentsAsync, request);
        return Routes.Page(reply.ClaimPayments, RemittanceMapping.ToModel, reply.NextPageToken);
    }

    private static async Task<Ok<RemittanceModel>> ReleaseAsync(
        string remittance, IdempotencyKey key, OptionalIfMatch match, OptionalJsonBody<EmptyModel> _, Client client, HttpContext http)
    {
        var request = new ReleaseRemittanceRequest { Name = $"remittances/{remittance}", Etag = match.ETag, RequestId = key.Value };
        return http.Ok((await http.AskAsync(client.ReleaseRemittanceAsync, request)).ToModel());
    }

    private static async Task<Ok<ClaimPaymentModel>> AssignAsync(
        string remittance,
        string claimPayment,
        IdempotencyKey key,
        OptionalIfMatch match,
        JsonBody<ClaimPaymentAssignmentModel> body,
        Client client,
        HttpContext http)
    {
        var request = new AssignClaimPaymentRequest
        {
            Name = $"remittances/{remittance}/claimPayments/{claimPayment}",
            Claim = Ids.Name("claims", body.Value.ClaimId),
            ClaimVersionNumber = body.Value.ClaimVersionNumber ?? 0,
            Etag = match.ETag,
            RequestId = key.Value,
        };
        return http.Ok((await http.AskAsync(client.AssignClaimPaymentAsync, request)).ToModel());
    }

    private static async Task<Ok<Page<PostingModel>>> ListPostingsAsync(ListQuery query, Client client, HttpContext http)
    {
        var remittance = Ids.Name("remittances", query["remittanceId"]);
        var request = new ListPostingsRequest { PageSize = query.Limit, PageToken = query.Cursor, Remittance = remittance };
        var reply = await http.PageAsync(client.ListPostingsAsync, request);
        return Routes.Page(reply.Postings, RemittanceMapping.ToModel, reply.NextPageToken);
    }

    private static async Task<Ok<Page<ProviderAdjustmentModel>>> ListAdjustmentsAsync(ListQuery query, Client client, HttpContext http)
    {
        var remittance = Ids.Name("remittances", query["remittanceId"]);
        var request = new ListProviderAdjustmentsRequest { PageSize = query.Limit, PageToken = query.Cursor, Remittance = remittance };
        var reply = await http.PageAsync(client.ListProviderAdjustmentsAsync, request);
        return Routes.Page(reply.ProviderAdjustments, RemittanceMapping.ToModel, reply.NextPageToken);
    }
}
