using MedBill.Contracts.Coverage.V1;
using MedBill.Gateway.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Client = MedBill.Contracts.Coverage.V1.CoverageService.CoverageServiceClient;

namespace MedBill.Gateway.Coverage;

/// <summary>Payers, plans, policies, fee schedules, eligibility.</summary>
internal static class CoverageEndpoints
{
    public static void MapCoverage(this IEndpointRouteBuilder routes)
    {
        MapPayers(routes.MapGroup("/v1").WithTags("Payers").RequireAuthorization());
        MapPolicies(routes.MapGroup("/v1").WithTags("Policies").RequireAuthorization());
        MapFeeSchedules(routes.MapGroup("/v1").WithTags("Fee schedules").RequireAuthorization());
        MapEligibility(routes.MapGroup("/v1").WithTags("Eligibility").RequireAuthorization());
    }

    private static void MapPayers(RouteGroupBuilder v1)
    {
        v1.MapPost("/payers", async Task<Created<PayerModel>> (JsonBody<PayerModel> body, OptionalIdempotencyKey key, Client client, HttpContext http) =>
        {
            var reply = await client.CreatePayerAsync(new() { Payer = body.Value.ToWire(), RequestId = key.Value }).ForAsync(http);
            http.Tag(reply.Etag);
            return TypedResults.Created($"/v1/{reply.Name}", reply.ToModel());
        }).Needs("coverage.write", "payer").WithSummary("Register a payer");
        v1.MapGet("/payers", async Task<Ok<Page<PayerModel>>> (ListQuery query, Client client, HttpContext http) =>
        {
            var reply = await client.ListPayersAsync(new() { PageSize = query.Limit, PageToken = query.Cursor }).ForAsync(http);
            return TypedResults.Ok(reply.Payers.ToPage(item => item.ToModel(), reply.NextPageToken));
        }).IsList().Needs("coverage.read").WithSummary("List payers");
        v1.MapGet("/payers/{payer}", async Task<Ok<PayerModel>> (string payer, Client client, HttpContext http) =>
        {
            var reply = await client.GetPayerAsync(new() { Name = $"payers/{payer}" }).ForAsync(http);
            http.Tag(reply.Etag);
            return TypedResults.Ok(reply.ToModel());
        }).Needs("coverage.read").WithSummary("Read a payer");
        v1.MapPatch("/payers/{payer}", async Task<Ok<PayerModel>> (string payer, JsonBody<PayerModel> body, IfMatch match, OptionalIdempotencyKey key, Client client, HttpContext http) =>
        {
            var wire = body.Value.ToWire();
            (wire.Name, wire.Etag) = ($"payers/{payer}", match.ETag);
            var reply = await client.UpdatePayerAsync(new() { Payer = wire, UpdateMask = MergePatch.Mask(body.Json, Payer.Descriptor), RequestId = key.Value }).ForAsync(http);
            http.Tag(reply.Etag);
            return TypedResults.Ok(reply.ToModel());
        }).Needs("coverage.write", "payer").WithSummary("Change a payer");
        v1.MapPost("/payers/{payer}:priceServices", PriceAsync).Needs("coverage.read").WithSummary("What the payer's contract allows");
        v1.MapPost("/plans", async Task<Created<PlanModel>> (JsonBody<PlanModel> body, OptionalIdempotencyKey key, Client client, HttpContext http) =>
        {
            var reply = await client.CreatePlanAsync(new() { Plan = body.Value.ToWire(), RequestId = key.Value }).ForAsync(http);
            http.Tag(reply.Etag);
            return TypedResults.Created($"/v1/{reply.Name}", reply.ToModel());
        }).Needs("coverage.write", "plan").WithSummary("Register a plan");
        v1.MapGet("/plans", async Task<Ok<Page<PlanModel>>> (ListQuery query, Client client, HttpContext http) =>
        {
            var reply = await client.ListPlansAsync(new() { PageSize = query.Limit, PageToken = query.Cursor, Payer = Ids.Name("payers", query["payerId"]) }).ForAsync(http);
            return TypedResults.Ok(reply.Plans.ToPage(item => item.ToModel(), reply.NextPageToken));
        }).IsList().Filter("payerId").Needs("coverage.read").WithSummary("List plans");
        v1.MapGet("/plans/{plan}", async Task<Ok<PlanModel>> (string plan, Client client, HttpContext http) =>
        {
            var reply = await client.GetPlanAsync(new() { Name = $"plans/{plan}" }).ForAsync(http);
            http.Tag(reply.Etag);
            return TypedResults.Ok(reply.ToModel());
        }).Needs("coverage.read").WithSummary("Read a plan");
    }

    private static void MapPolicies(RouteGroupBuilder v1)
    {
        v1.MapPost("/patients/{patient}/policies", async Task<Created<PolicyModel>> (string patient, JsonBody<PolicyModel> body, OptionalIdempotencyKey key, Client client, HttpContext http) =>
        {
            var reply = await client.CreatePolicyAsync(new() { Parent = $"patients/{patient}", Policy = body.Value.ToWire(), RequestId = key.Value }).ForAsync(http);
            http.Tag(reply.Etag);
            return TypedResults.Created($"/v1/{reply.Name}", reply.ToModel());
        }).Needs("coverage.write", "policy").WithSummary("Record a patient's policy");
        v1.MapGet("/patients/{patient}/policies", async Task<Ok<Page<PolicyModel>>> (string patient, ListQuery query, Client client, HttpContext http) =>
        {
            var reply = await client.ListPoliciesAsync(new() { PageSize = query.Limit, PageToken = query.Cursor, Parent = $"patients/{patient}", OnDate = query.Date("onDate").ToWire() }).ForAsync(http);
            return TypedResults.Ok(reply.Policies.ToPage(item => item.ToModel(), reply.NextPageToken));
        }).IsList().Date("onDate").Needs("coverage.read").WithSummary("List a patient's policies, all or those in force on a date");
        v1.MapGet("/patients/{patient}/policies/{policy}", async Task<Ok<PolicyModel>> (string patient, string policy, Client client, HttpContext http) =>
        {
            var reply = await client.GetPolicyAsync(new() { Name = $"patients/{patient}/policies/{policy}" }).ForAsync(http);
            http.Tag(reply.Etag);
            return TypedResults.Ok(reply.ToModel());
        }).Needs("coverage.read").WithSummary("Read a policy");
        v1.MapPatch("/patients/{patient}/policies/{policy}", async Task<Ok<PolicyModel>> (string patient, string policy, JsonBody<PolicyModel> body, IfMatch match, OptionalIdempotencyKey key, Client client, HttpContext http) =>
        {
            var wire = body.Value.ToWire();
            (wire.Name, wire.Etag) = ($"patients/{patient}/policies/{policy}", match.ETag);
            var reply = await client.UpdatePolicyAsync(new() { Policy = wire, UpdateMask = MergePatch.Mask(body.Json, Policy.Descriptor), RequestId = key.Value }).ForAsync(http);
            http.Tag(reply.Etag);
            return TypedResults.Ok(reply.ToModel());
        }).Needs("coverage.write", "policy").WithSummary("Change a policy");
    }

    private static void MapFeeSchedules(RouteGroupBuilder v1)
    {
        v1.MapPost("/fee-schedules", async Task<Created<FeeScheduleModel>> (JsonBody<FeeScheduleModel> body, OptionalIdempotencyKey key, Client client, HttpContext http) =>
        {
            var reply = await client.CreateFeeScheduleAsync(new() { FeeSchedule = body.Value.ToWire(), RequestId = key.Value }).ForAsync(http);
            http.Tag(reply.Etag);
            return TypedResults.Created($"/v1/fee-schedules/{Ids.Last(reply.Name)}", reply.ToModel());
        }).Needs("coverage.write", "fee_schedule").WithSummary("Record a contract fee schedule");
        v1.MapGet("/fee-schedules", async Task<Ok<Page<FeeScheduleModel>>> (ListQuery query, Client client, HttpContext http) =>
        {
            var reply = await client.ListFeeSchedulesAsync(new() { PageSize = query.Limit, PageToken = query.Cursor, Payer = Ids.Name("payers", query["payerId"]) }).ForAsync(http);
            return TypedResults.Ok(reply.FeeSchedules.ToPage(item => item.ToModel(), reply.NextPageToken));
        }).IsList().Filter("payerId").Needs("coverage.read").WithSummary("List fee schedules, without their items");
        v1.MapGet("/fee-schedules/{feeSchedule}", async Task<Ok<FeeScheduleModel>> (string feeSchedule, Client client, HttpContext http) =>
        {
            var reply = await client.GetFeeScheduleAsync(new() { Name = $"feeSchedules/{feeSchedule}" }).ForAsync(http);
            http.Tag(reply.Etag);
            return TypedResults.Ok(reply.ToModel());
        }).Needs("coverage.read").WithSummary("Read a fee schedule");
    }

    private static void MapEligibility(RouteGroupBuilder v1)
    {
        v1.MapPost("/eligibility-checks", CheckAsync).Needs("coverage.write", "eligibility_check").WithSummary("Ask a payer whether a policy is in force (270)");
        v1.MapGet("/eligibility-checks", async Task<Ok<Page<EligibilityCheckModel>>> (ListQuery query, Client client, HttpContext http) =>
        {
            var reply = await client.ListEligibilityChecksAsync(new() { PageSize = query.Limit, PageToken = query.Cursor, State = query.Enum<EligibilityCheck.Types.State>("state"), Policy = Ids.Policy(query["patientId"], query["policyId"]) }).ForAsync(http);
            return TypedResults.Ok(reply.EligibilityChecks.ToPage(item => item.ToModel(), reply.NextPageToken));
        }).IsList().Filter("patientId", "policyId").Filter<EligibilityCheck.Types.State>("state").Needs("coverage.read").WithSummary("List eligibility checks");
        v1.MapGet("/eligibility-checks/{eligibilityCheck}", async Task<Ok<EligibilityCheckModel>> (string eligibilityCheck, Client client, HttpContext http) =>
        {
            var reply = await client.GetEligibilityCheckAsync(new() { Name = $"eligibilityChecks/{eligibilityCheck}" }).ForAsync(http);
            http.Tag(reply.Etag);
            return TypedResults.Ok(reply.ToModel());
        }).Needs("coverage.read").WithSummary("Read an eligibility check and its answer (271)");
    }

    // 202 while the payer has not answered; 201 when an answer of the last 24 hours was used.
    private static async Task<Results<Accepted<EligibilityCheckModel>, Created<EligibilityCheckModel>>> CheckAsync(
        JsonBody<EligibilityCheckModel> body, OptionalIdempotencyKey key, Client client, HttpContext http)
    {
        var reply = await client.CreateEligibilityCheckAsync(new() { EligibilityCheck = body.Value.ToWire(), RequestId = key.Value }).ForAsync(http);
        http.Tag(reply.Etag);
        var location = $"/v1/eligibility-checks/{Ids.Last(reply.Name)}";
        return reply.State == EligibilityCheck.Types.State.Pending
            ? TypedResults.Accepted(location, reply.ToModel())
            : TypedResults.Created(location, reply.ToModel());
    }

    private static async Task<Ok<ItemList<PricedServiceModel>>> PriceAsync(string payer, JsonBody<PriceRequestModel> body, Client client, HttpContext http)
    {
        var request = new PriceServicesRequest { Payer = $"payers/{payer}", Services = { (body.Value.Services ?? []).Select(item => item.ToWire()) } };
        var reply = await client.PriceServicesAsync(request).ForAsync(http);
        return TypedResults.Ok(new ItemList<PricedServiceModel>([.. reply.Services.Select(item => item.ToModel())]));
    }
}

/// <summary>Services to price.</summary>
/// <param name="Services">One to 100.</param>
public sealed record PriceRequestModel(IReadOnlyList<ServiceToPriceModel>? Services);
