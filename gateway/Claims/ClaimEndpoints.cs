using MedBill.Contracts.Claims.V1;
using MedBill.Gateway.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Client = MedBill.Contracts.Claims.V1.ClaimService.ClaimServiceClient;

namespace MedBill.Gateway.Claims;

/// <summary>Claims and their versions.</summary>
internal static class ClaimEndpoints
{
    public static void MapClaims(this IEndpointRouteBuilder routes)
    {
        var claims = routes.MapGroup("/v1").WithTags("Claims");
        claims.MapPost("/claims", CreateAsync).Needs("claims.write").Does(
            "createClaim", "Make a draft claim from a visit", "For the payer that is first in order on the date of service. A second one is refused: 409 `DUPLICATE_CLAIM`.");
        claims.MapPost("/claims:batchCreate", CreateBatchAsync).Needs("claims.write").Does("batchCreateClaims", "Make up to 100 draft claims", "All or none.");
        claims.MapGet("/claims", ListAsync).IsList().FilterCode<Claim.Types.State>("state", "Only those in this state.")
            .FilterId("patientId", "Only this patient's.").FilterId("payerId", "Only those for this payer.")
            .FilterId("encounterId", "Only the claim of this visit.").FilterCode<Claim.Types.NextAction>("nextAction", "Only those that wait for this.")
            .Needs("claims.read").Does("listClaims", "List claims");
        claims.MapGet("/claims/{claim}", GetAsync).Needs("claims.read").Does("getClaim", "Read a claim", "With its current version.");
        claims.MapPatch("/claims/{claim}", UpdateAsync).Fills("claim").Needs("claims.write")
            .Does("updateClaim", "Change a draft claim", "Its codes, its authorization number or its lines.");
        claims.MapPost("/claims/{claim}:scrub", ScrubAsync).Needs("claims.read").Does("scrubClaim", "Run the edits over a claim", "Stores nothing.");
        claims.MapPost("/claims/{claim}:void", VoidAsync).Needs("claims.write").Does(
            "voidClaim",
            "Withdraw a claim",
            "A draft, a refused one, or one that was denied or taken back whole: its visit may be billed anew. While something of what a payer decided stands, or a payer has an earlier version that was neither refused nor decided: 409 `CLAIM_ALREADY_SENT`.");
        claims.MapGet("/claims/{claim}/versions", ListVersionsAsync).IsList().Needs("claims.read")
            .Does("listClaimVersions", "List the versions of a claim", "The oldest first.");
        claims.MapPost("/claims/{claim}/versions", OpenVersionAsync).Needs("claims.write").Does(
            "createClaimVersion",
            "Open the next version of a claim",
            "Of one that was REJECTED or ADJUDICATED: frequency 7, or 8 to void, once its payer has decided it, else 1; with the patient's and the policy's data read anew.");
        claims.MapPost("/claims/{claim}/versions/{claimVersion}:discard", DiscardVersionAsync).Needs("claims.write").Does(
            "discardClaimVersion",
            "Discard a next version",
            "One that was not sent, or was refused though the payer had decided before. The claim stands again where it stood before it was opened; the version stays, VOIDED.");
        claims.MapGet("/claims/{claim}/versions/{claimVersion}", GetVersionAsync).Needs("claims.read")
            .Does("getClaimVersion", "Read one version of a claim", "As it was sent.");
    }

    private static async Task<Created<ClaimModel>> CreateAsync(IdempotencyKey key, JsonBody<ClaimRequestModel> body, Client client, HttpContext http)
    {
        var request = new CreateClaimRequest { Encounter = Ids.Name("encounters", body.Value.EncounterId), RequestId = key.Value };
        var claim = (await http.AskAsync(client.CreateClaimAsync, request)).ToModel();
        return http.Created($"/v1/claims/{claim.Id}", claim);
    }

    private static async Task<Ok<ItemList<ClaimModel>>> CreateBatchAsync(
        IdempotencyKey key, JsonBody<ClaimBatchModel> body, Client client, HttpContext http)
    {
        var encounters = (body.Value.EncounterIds ?? []).Select(id => Ids.Name("encounters", id));
        var reply = await http.AskLongAsync(client.BatchCreateClaimsAsync, new BatchCreateClaimsRequest { Encounters = { encounters }, RequestId = key.Value });
        return TypedResults.Ok(Routes.Items(reply.Claims, ClaimMapping.ToModel));
    }

    private static async Task<Ok<Page<ClaimModel>>> ListAsync(ListQuery query, Client client, HttpContext http)
    {
        var request = new ListClaimsRequest
        {
            PageSize = query.Limit,
            PageToken = query.Cursor,
            State = query.Enum<Claim.Types.State>("state"),
            Patient = Ids.Name("patients", query["patientId"]),
            Payer = Ids.Name("payers", query["payerId"]),
            Encounter = Ids.Name("encounters", query["encounterId"]),
            NextAction = query.Enum<Claim.Types.NextAction>("nextAction"),
        };
        var reply = await http.PageAsync(client.ListClaimsAsync, request);
        return Routes.Page(reply.Claims, ClaimMapping.ToModel, reply.NextPageToken);
    }

    private static async Task<Ok<ClaimModel>> GetAsync(string claim, Client client, HttpContext http) =>
        http.Ok((await http.AskAsync(client.GetClaimAsync, new GetClaimRequest { Name = $"claims/{claim}" })).ToModel());

    private static async Task<Ok<ClaimModel>> UpdateAsync(
        string claim, OptionalIdempotencyKey key, IfMatch match, PatchBody<ClaimModel> body, Client client, HttpContext http)
    {
        var wire = body.Value.ToWire();
        (wire.Name, wire.Etag) = ($"claims/{claim}", match.ETag);
        var request = new UpdateClaimRequest { Claim = wire, UpdateMask = body.Mask, RequestId = key.Value };
        return http.Ok((await http.AskAsync(client.UpdateClaimAsync, request)).ToModel());
    }

    private static async Task<Ok<FindingsModel>> ScrubAsync(string claim, OptionalJsonBody<EmptyModel> _, Client client, HttpContext http)
    {
        var reply = await http.AskAsync(client.ScrubClaimAsync, new ScrubClaimRequest { Name = $"claims/{claim}" });
        return http.Ok(new FindingsModel([.. reply.Findings.Select(finding => finding.ToModel())]));
    }

    private static async Task<Ok<ClaimModel>> VoidAsync(
        string claim, IdempotencyKey key, OptionalIfMatch match, OptionalJsonBody<EmptyModel> _, Client client, HttpContext http)
    {
        var request = new VoidClaimRequest { Name = $"claims/{claim}", Etag = match.ETag, RequestId = key.Value };
        return http.Ok((await http.AskAsync(client.VoidClaimAsync, request)).ToModel());
    }

    private static async Task<Ok<Page<ClaimVersionModel>>> ListVersionsAsync(string claim, ListQuery query, Client client, HttpContext http)
    {
        var request = new ListClaimVersionsRequest { PageSize = query.Limit, PageToken = query.Cursor, Parent = $"claims/{claim}" };
        var reply = await http.PageAsync(client.ListClaimVersionsAsync, request);
        return Routes.Page(reply.ClaimVersions, ClaimMapping.ToModel, reply.NextPageToken);
    }

    private static async Task<Created<ClaimModel>> OpenVersionAsync(
        string claim, IdempotencyKey key, OptionalIfMatch match, OptionalJsonBody<VersionRequestModel> body, Client client, HttpContext http)
    {
        var request = new CreateClaimVersionRequest
        {
            Parent = $"claims/{claim}",
            FrequencyCode = body.Value.FrequencyCode ?? "",
            Etag = match.ETag,
            RequestId = key.Value,
        };
        var reply = (await http.AskAsync(client.CreateClaimVersionAsync, request)).ToModel();
        return http.Created($"/v1/claims/{claim}/versions/{reply.VersionNumber}", reply);
    }

    private static async Task<Ok<ClaimModel>> DiscardVersionAsync(
        string claim, string claimVersion, IdempotencyKey key, OptionalIfMatch match, OptionalJsonBody<EmptyModel> _, Client client, HttpContext http)
    {
        var request = new DiscardClaimVersionRequest { Name = $"claims/{claim}/versions/{claimVersion}", Etag = match.ETag, RequestId = key.Value };
        return http.Ok((await http.AskAsync(client.DiscardClaimVersionAsync, request)).ToModel());
    }

    private static async Task<Ok<ClaimVersionModel>> GetVersionAsync(string claim, string claimVersion, Client client, HttpContext http)
    {
        var request = new GetClaimVersionRequest { Name = $"claims/{claim}/versions/{claimVersion}" };
        return http.Ok((await http.AskAsync(client.GetClaimVersionAsync, request)).ToModel());
    }
}
