using MedBill.Contracts.Claims.V1;
using MedBill.Gateway.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Client = MedBill.Contracts.Claims.V1.ClaimService.ClaimServiceClient;

namespace MedBill.Gateway.Claims;

/// <summary>Claims, their versions, batches, acknowledgments and denials.</summary>
internal static class ClaimEndpoints
{
    public static void MapClaims(this IEndpointRouteBuilder routes)
    {
        MapDrafts(routes.MapGroup("/v1").WithTags("Claims").RequireAuthorization());
        MapSubmission(routes.MapGroup("/v1").WithTags("Submission").RequireAuthorization());
        MapAnswers(routes.MapGroup("/v1").WithTags("Answers").RequireAuthorization());
    }

    private static void MapDrafts(RouteGroupBuilder v1)
    {
        v1.MapPost("/claims", async Task<Created<ClaimModel>> (JsonBody<ClaimRequestModel> body, IdempotencyKey key, Client client, HttpContext http) =>
        {
            var reply = await client.CreateClaimAsync(new() { Encounter = Ids.Name("encounters", body.Value.EncounterId), RequestId = key.Value }).ForAsync(http);
            http.Tag(reply.Etag);
            return TypedResults.Created($"/v1/{reply.Name}", reply.ToModel());
        }).Needs("claims.write").WithSummary("Make a draft claim from a visit");
        v1.MapPost("/claims:batchCreate", async Task<Ok<ItemList<ClaimModel>>> (JsonBody<ClaimBatchModel> body, IdempotencyKey key, Client client, HttpContext http, CancellationToken cancel) =>
        {
            var request = new BatchCreateClaimsRequest { Encounters = { (body.Value.EncounterIds ?? []).Select(id => $"encounters/{id}") }, RequestId = key.Value };
            var reply = await client.BatchCreateClaimsAsync(request, Calls.Long(cancel)).ForAsync(http);
            return TypedResults.Ok(new ItemList<ClaimModel>([.. reply.Claims.Select(item => item.ToModel())]));
        }).Needs("claims.write").WithSummary("Make up to 100 draft claims, all or none");
        v1.MapGet("/claims", ListAsync).IsList().Filter("patientId", "payerId", "encounterId").Filter<Claim.Types.State>("state")
            .Filter<Claim.Types.NextAction>("nextAction").Needs("claims.read").WithSummary("List claims, by what waits for whom");
        v1.MapGet("/claims/{claim}", async Task<Ok<ClaimModel>> (string claim, Client client, HttpContext http) =>
        {
            var reply = await client.GetClaimAsync(new() { Name = $"claims/{claim}" }).ForAsync(http);
            http.Tag(reply.Etag);
            return TypedResults.Ok(reply.ToModel());
        }).Needs("claims.read").WithSummary("Read a claim");
        v1.MapPatch("/claims/{claim}", async Task<Ok<ClaimModel>> (string claim, JsonBody<ClaimModel> body, IfMatch match, OptionalIdempotencyKey key, Client client, HttpContext http) =>
        {
            var wire = body.Value.ToWire();
            (wire.Name, wire.Etag) = ($"claims/{claim}", match.ETag);
            var reply = await client.UpdateClaimAsync(new() { Claim = wire, UpdateMask = MergePatch.Mask(body.Json, Claim.Descriptor), RequestId = key.Value }).ForAsync(http);
            http.Tag(reply.Etag);
            return TypedResults.Ok(reply.ToModel());
        }).Needs("claims.write", "claim").WithSummary("Change a draft claim");
        v1.MapPost("/claims/{claim}:scrub", async Task<Ok<FindingList>> (string claim, Client client, HttpContext http) =>
        {
            var reply = await client.ScrubClaimAsync(new() { Name = $"claims/{claim}" }).ForAsync(http);
            return TypedResults.Ok(new FindingList([.. reply.Findings.Select(item => item.ToModel())]));
        }).Needs("claims.read").WithSummary("Run the edits and store nothing");
        v1.MapPost("/claims/{claim}:void", async Task<Ok<ClaimModel>> (string claim, IdempotencyKey key, OptionalIfMatch match, Client client, HttpContext http) =>
        {
            var reply = await client.VoidClaimAsync(new() { Name = $"claims/{claim}", Etag = match.ETag, RequestId = key.Value }).ForAsync(http);
            http.Tag(reply.Etag);
            return TypedResults.Ok(reply.ToModel());
        }).Needs("claims.write").WithSummary("Withdraw a draft claim that was never sent");
        v1.MapGet("/claims/{claim}/versions", async Task<Ok<Page<ClaimVersionModel>>> (string claim, ListQuery query, Client client, HttpContext http) =>
        {
            var reply = await client.ListClaimVersionsAsync(new() { PageSize = query.Limit, PageToken = query.Cursor, Parent = $"claims/{claim}" }).ForAsync(http);
            return TypedResults.Ok(reply.ClaimVersions.ToPage(item => item.ToModel(), reply.NextPageToken));
        }).IsList().Needs("claims.read").WithSummary("List the versions of a claim");
        v1.MapPost("/claims/{claim}/versions", OpenVersionAsync).Needs("claims.write").WithSummary("Open the next version, for correction");
        v1.MapGet("/claims/{claim}/versions/{version}", async Task<Ok<ClaimVersionModel>> (string claim, string version, Client client, HttpContext http) =>
        {
            var reply = await client.GetClaimVersionAsync(new() { Name = $"claims/{claim}/versions/{version}" }).ForAsync(http);
            return TypedResults.Ok(reply.ToModel());
        }).Needs("claims.read").WithSummary("Read one version as it was sent");
    }

    private static void MapSubmission(RouteGroupBuilder v1)
    {
        v1.MapPost("/claims/{claim}/submissions", async Task<Accepted<ClaimModel>> (string claim, IdempotencyKey key, OptionalIfMatch match, Client client, HttpContext http) =>
        {
            var reply = await client.SubmitClaimAsync(new() { Name = $"claims/{claim}", Etag = match.ETag, RequestId = key.Value }).ForAsync(http);
            http.Tag(reply.Etag);
            return TypedResults.Accepted($"/v1/{reply.Name}", reply.ToModel());
        }).Needs("claims.submit").WithSummary("Submit a claim; findings that forbid it are data, and it stays a draft");
        v1.MapPost("/claims:batchSubmit", SubmitManyAsync).Needs("claims.submit").WithSummary("Submit up to 1,000 claims, each for itself");
        v1.MapPost("/submission-batches", async Task<Accepted<ItemList<SubmissionBatchModel>>> (JsonBody<CloseBatchesModel> body, IdempotencyKey key, Client client, HttpContext http, CancellationToken cancel) =>
        {
            var request = new CloseSubmissionBatchesRequest { Payer = Ids.Name("payers", body.Value.PayerId), RequestId = key.Value };
            var reply = await client.CloseSubmissionBatchesAsync(request, Calls.Long(cancel)).ForAsync(http);
            return TypedResults.Accepted("/v1/submission-batches", new ItemList<SubmissionBatchModel>([.. reply.SubmissionBatches.Select(item => item.ToModel())]));
        }).Needs("claims.submit").WithSummary("Close the open batches now");
        v1.MapGet("/submission-batches", async Task<Ok<Page<SubmissionBatchModel>>> (ListQuery query, Client client, HttpContext http) =>
        {
            var reply = await client.ListSubmissionBatchesAsync(new() { PageSize = query.Limit, PageToken = query.Cursor, Payer = Ids.Name("payers", query["payerId"]), State = query.Enum<SubmissionBatch.Types.State>("state") }).ForAsync(http);
            return TypedResults.Ok(reply.SubmissionBatches.ToPage(item => item.ToModel(), reply.NextPageToken));
        }).IsList().Filter("payerId").Filter<SubmissionBatch.Types.State>("state").Needs("claims.read").WithSummary("List 837 batches");
        v1.MapGet("/submission-batches/{submissionBatch}", async Task<Ok<SubmissionBatchModel>> (string submissionBatch, Client client, HttpContext http) =>
        {
            var reply = await client.GetSubmissionBatchAsync(new() { Name = $"submissionBatches/{submissionBatch}" }).ForAsync(http);
            return TypedResults.Ok(reply.ToModel());
        }).Needs("claims.read").WithSummary("Read an 837 batch");
    }

    private static void MapAnswers(RouteGroupBuilder v1)
    {
        v1.MapGet("/acknowledgments", async Task<Ok<Page<AcknowledgmentModel>>> (ListQuery query, Client client, HttpContext http) =>
        {
            var reply = await client.ListAcknowledgmentsAsync(new() { PageSize = query.Limit, PageToken = query.Cursor, State = query.Enum<Acknowledgment.Types.State>("state") }).ForAsync(http);
            return TypedResults.Ok(reply.Acknowledgments.ToPage(item => item.ToModel(), reply.NextPageToken));
        }).IsList().Filter<Acknowledgment.Types.State>("state").Needs("claims.read").WithSummary("List acknowledgment files, quarantined ones too");
        v1.MapGet("/acknowledgments/{acknowledgment}", async Task<Ok<AcknowledgmentModel>> (string acknowledgment, Client client, HttpContext http) =>
        {
            var reply = await client.GetAcknowledgmentAsync(new() { Name = $"acknowledgments/{acknowledgment}" }).ForAsync(http);
            return TypedResults.Ok(reply.ToModel());
        }).Needs("claims.read").WithSummary("Read an acknowledgment file");
        v1.MapGet("/denials", async Task<Ok<Page<DenialModel>>> (ListQuery query, Client client, HttpContext http) =>
        {
            var reply = await client.ListDenialsAsync(new() { PageSize = query.Limit, PageToken = query.Cursor, State = query.Enum<Denial.Types.State>("state"), Claim = Ids.Name("claims", query["claimId"]), WorkQueue = query["workQueue"] ?? "" }).ForAsync(http);
            return TypedResults.Ok(reply.Denials.ToPage(item => item.ToModel(), reply.NextPageToken));
        }).IsList().Filter("claimId", "workQueue").Filter<Denial.Types.State>("state").Needs("claims.read").WithSummary("List denials by work queue");
        v1.MapGet("/denials/{denial}", async Task<Ok<DenialModel>> (string denial, Client client, HttpContext http) =>
        {
            var reply = await client.GetDenialAsync(new() { Name = $"denials/{denial}" }).ForAsync(http);
            return TypedResults.Ok(reply.ToModel());
        }).Needs("claims.read").WithSummary("Read a denial");
    }

    private static async Task<Ok<Page<ClaimModel>>> ListAsync(ListQuery query, Client client, HttpContext http)
    {
        var reply = await client.ListClaimsAsync(new()
        {
            PageSize = query.Limit,
            PageToken = query.Cursor,
            State = query.Enum<Claim.Types.State>("state"),
            Patient = Ids.Name("patients", query["patientId"]),
            Payer = Ids.Name("payers", query["payerId"]),
            Encounter = Ids.Name("encounters", query["encounterId"]),
            NextAction = query.Enum<Claim.Types.NextAction>("nextAction"),
        }).ForAsync(http);
        return TypedResults.Ok(reply.Claims.ToPage(item => item.ToModel(), reply.NextPageToken));
    }

    private static async Task<Created<ClaimModel>> OpenVersionAsync(
        string claim, JsonBody<VersionRequestModel> body, IdempotencyKey key, OptionalIfMatch match, Client client, HttpContext http)
    {
        var request = new CreateClaimVersionRequest { Parent = $"claims/{claim}", FrequencyCode = body.Value.FrequencyCode ?? "", Etag = match.ETag, RequestId = key.Value };
        var reply = await client.CreateClaimVersionAsync(request).ForAsync(http);
        http.Tag(reply.Etag);
        return TypedResults.Created($"/v1/{reply.Name}/versions/{reply.VersionNumber}", reply.ToModel());
    }

    private static async Task<Accepted<ItemList<SubmissionResultModel>>> SubmitManyAsync(
        JsonBody<SubmissionBatchRequestModel> body, IdempotencyKey key, Client client, HttpContext http, CancellationToken cancel)
    {
        var request = new BatchSubmitClaimsRequest { Names = { (body.Value.ClaimIds ?? []).Select(id => $"claims/{id}") }, RequestId = key.Value };
        var reply = await client.BatchSubmitClaimsAsync(request, Calls.Long(cancel)).ForAsync(http);
        return TypedResults.Accepted("/v1/claims", new ItemList<SubmissionResultModel>([.. reply.Results.Select(item => item.ToModel())]));
    }
}

/// <summary>Which visit to bill.</summary>
/// <param name="EncounterId">The visit: <c>enc-…</c>.</param>
public sealed record ClaimRequestModel(string? EncounterId);

/// <summary>Which visits to bill.</summary>
/// <param name="EncounterIds">One to 100.</param>
public sealed record ClaimBatchModel(IReadOnlyList<string>? EncounterIds);

/// <summary>Which claims to submit.</summary>
/// <param name="ClaimIds">One to 1,000.</param>
public sealed record SubmissionBatchRequestModel(IReadOnlyList<string>? ClaimIds);

/// <summary>What kind of version to open.</summary>
/// <param name="FrequencyCode">1 after a rejection; 7 (replacement) or 8 (void) after an adjudication; left out: 1 or 7 by the claim's state.</param>
public sealed record VersionRequestModel(string? FrequencyCode);

/// <summary>Which batches to close.</summary>
/// <param name="PayerId">Only this payer's; left out: every payer's.</param>
public sealed record CloseBatchesModel(string? PayerId);

/// <summary>What the edits found.</summary>
/// <param name="Findings">Empty when the claim can be sent as it is.</param>
public sealed record FindingList(IReadOnlyList<FindingModel> Findings);
