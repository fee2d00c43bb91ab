using MedBill.Contracts.Claims.V1;
using MedBill.Gateway.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Client = MedBill.Contracts.Claims.V1.ClaimService.ClaimServiceClient;

namespace MedBill.Gateway.Claims;

/// <summary>The way to the payer and back: submissions, 837 batches, acknowledgments, denials.</summary>
internal static class SubmissionEndpoints
{
    public static void MapSubmissions(this IEndpointRouteBuilder routes)
    {
        var claims = routes.MapGroup("/v1").WithTags("Claims");
        claims.MapPost("/claims/{claim}/submissions", SubmitAsync).Needs("claims.submit").Does(
            "submitClaim", "Submit a claim", "Freezes a draft and queues it for its payer. When edits forbid sending, the claim stays DRAFT and `findings` say why: data, not an error.");
        claims.MapPost("/claims:batchSubmit", SubmitBatchAsync).Needs("claims.submit")
            .Does("batchSubmitClaims", "Submit up to 1,000 claims", "Each answers for itself.");

        var batches = routes.MapGroup("/v1/submission-batches").WithTags("Submission batches");
        batches.MapPost("", CloseAsync).Needs("claims.submit")
            .Does("closeSubmissionBatches", "Close the open 837 batches now", "Instead of at the end of the batch window; every payer's, or one's.");
        batches.MapGet("", ListBatchesAsync).IsList().FilterId("payerId", "Only this payer's.")
            .FilterCode<SubmissionBatch.Types.State>("state", "Only those in this state.").Needs("claims.read").Does("listSubmissionBatches", "List 837 batches");
        batches.MapGet("/{submissionBatch}", GetBatchAsync).Needs("claims.read").Does("getSubmissionBatch", "Read an 837 batch");

        var acknowledgments = routes.MapGroup("/v1/acknowledgments").WithTags("Acknowledgments");
        acknowledgments.MapGet("", ListAcknowledgmentsAsync).IsList().FilterCode<Acknowledgment.Types.State>("state", "Only those in this state.")
            .Needs("claims.read").Does("listAcknowledgments", "List acknowledgment files", "TA1, 999, 277CA, and what was quarantined.");
        acknowledgments.MapGet("/{acknowledgment}", GetAcknowledgmentAsync).Needs("claims.read").Does("getAcknowledgment", "Read how an acknowledgment file stands");

        var denials = routes.MapGroup("/v1/denials").WithTags("Denials");
        denials.MapGet("", ListDenialsAsync).IsList().FilterCode<Denial.Types.State>("state", "Only those in this state.")
            .FilterId("claimId", "Only those of this claim.").FilterText("workQueue", "Only those in this work queue.")
            .Needs("claims.read").Does("listDenials", "List denials");
        denials.MapGet("/{denial}", GetDenialAsync).Needs("claims.read").Does("getDenial", "Read a denial");
        denials.MapPost("/{denial}:close", CloseDenialAsync).Needs("claims.write").Does(
            "closeDenial",
            "End the work on an open denial",
            "With a reason; the next action of its claim moves on. No money moves. One that is not open: 409 `DENIAL_NOT_OPEN`.");
    }

    private static async Task<Accepted<ClaimModel>> SubmitAsync(
        string claim, IdempotencyKey key, OptionalIfMatch match, OptionalJsonBody<EmptyModel> _, Client client, HttpContext http)
    {
        var request = new SubmitClaimRequest { Name = $"claims/{claim}", Etag = match.ETag, RequestId = key.Value };
        return http.Accepted($"/v1/claims/{claim}", (await http.AskAsync(client.SubmitClaimAsync, request)).ToModel());
    }

    private static async Task<Accepted<ItemList<SubmissionResultModel>>> SubmitBatchAsync(
        IdempotencyKey key, JsonBody<SubmissionRequestModel> body, Client client, HttpContext http)
    {
        var names = (body.Value.ClaimIds ?? []).Select(id => Ids.Name("claims", id));
        var reply = await http.AskLongAsync(client.BatchSubmitClaimsAsync, new BatchSubmitClaimsRequest { Names = { names }, RequestId = key.Value });
        return http.Accepted("/v1/claims", Routes.Items(reply.Results, SubmissionMapping.ToModel));
    }

    private static async Task<Accepted<ItemList<SubmissionBatchModel>>> CloseAsync(
        IdempotencyKey key, OptionalJsonBody<CloseBatchesModel> body, Client client, HttpContext http)
    {
        var request = new CloseSubmissionBatchesRequest { Payer = Ids.Name("payers", body.Value.PayerId), RequestId = key.Value };
        var reply = await http.AskLongAsync(client.CloseSubmissionBatchesAsync, request);
        return http.Accepted("/v1/submission-batches", Routes.Items(reply.SubmissionBatches, SubmissionMapping.ToModel));
    }

    private static async Task<Ok<Page<SubmissionBatchModel>>> ListBatchesAsync(ListQuery query, Client client, HttpContext http)
    {
        var request = new ListSubmissionBatchesRequest
        {
            PageSize = query.Limit,
            PageToken = query.Cursor,
            Payer = Ids.Name("payers", query["payerId"]),
            State = query.Enum<SubmissionBatch.Types.State>("state"),
        };
        var reply = await http.PageAsync(client.ListSubmissionBatchesAsync, request);
        return Routes.Page(reply.SubmissionBatches, SubmissionMapping.ToModel, reply.NextPageToken);
    }

    private static async Task<Ok<SubmissionBatchModel>> GetBatchAsync(string submissionBatch, Client client, HttpContext http)
    {
        var request = new GetSubmissionBatchRequest { Name = $"submissionBatches/{submissionBatch}" };
        return http.Ok((await http.AskAsync(client.GetSubmissionBatchAsync, request)).ToModel());
    }

    private static async Task<Ok<Page<AcknowledgmentModel>>> ListAcknowledgmentsAsync(ListQuery query, Client client, HttpContext http)
    {
        var state = query.Enum<Acknowledgment.Types.State>("state");
        var request = new ListAcknowledgmentsRequest { PageSize = query.Limit, PageToken = query.Cursor, State = state };
        var reply = await http.PageAsync(client.ListAcknowledgmentsAsync, request);
        return Routes.Page(reply.Acknowledgments, SubmissionMapping.ToModel, reply.NextPageToken);
    }

    private static async Task<Ok<AcknowledgmentModel>> GetAcknowledgmentAsync(string acknowledgment, Client client, HttpContext http)
    {
        var request = new GetAcknowledgmentRequest { Name = $"acknowledgments/{acknowledgment}" };
        return http.Ok((await http.AskAsync(client.GetAcknowledgmentAsync, request)).ToModel());
    }

    private static async Task<Ok<Page<DenialModel>>> ListDenialsAsync(ListQuery query, Client client, HttpContext http)
    {
        var request = new ListDenialsRequest
        {
            PageSize = query.Limit,
            PageToken = query.Cursor,
            State = query.Enum<Denial.Types.State>("state"),
            Claim = Ids.Name("claims", query["claimId"]),
            WorkQueue = query["workQueue"] ?? "",
        };
        var reply = await http.PageAsync(client.ListDenialsAsync, request);
        return Routes.Page(reply.Denials, SubmissionMapping.ToModel, reply.NextPageToken);
    }

    private static async Task<Ok<DenialModel>> GetDenialAsync(string denial, Client client, HttpContext http) =>
        http.Ok((await http.AskAsync(client.GetDenialAsync, new GetDenialRequest { Name = $"denials/{denial}" })).ToModel());

    private static async Task<Ok<DenialModel>> CloseDenialAsync(
        string denial, IdempotencyKey key, JsonBody<DenialClosingModel> body, Client client, HttpContext http)
    {
        var request = new CloseDenialRequest
        {
            Name = $"denials/{denial}",
            Reason = EnumText.To<Denial.Types.CloseReason>(body.Value.Reason),
            RequestId = key.Value,
        };
        return http.Ok((await http.AskAsync(client.CloseDenialAsync, request)).ToModel());
    }
}
