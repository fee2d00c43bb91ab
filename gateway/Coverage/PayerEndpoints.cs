using MedBill.Contracts.Coverage.V1;
using MedBill.Gateway.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Client = MedBill.Contracts.Coverage.V1.CoverageService.CoverageServiceClient;

namespace MedBill.Gateway.Coverage;

/// <summary>Payers, their plans and what their contracts allow.</summary>
internal static class PayerEndpoints
{
    public static void MapPayers(this IEndpointRouteBuilder routes)
    {
        var payers = routes.MapGroup("/v1").WithTags("Payers");
        payers.MapPost("/payers", CreatePayerAsync).Fills("payer").Needs("coverage.write").Does("createPayer", "Register a payer");
        payers.MapGet("/payers", ListPayersAsync).IsList().Needs("coverage.read").Does("listPayers", "List payers");
        payers.MapGet("/payers/{payer}", GetPayerAsync).Needs("coverage.read").Does("getPayer", "Read a payer");
        payers.MapPatch("/payers/{payer}", UpdatePayerAsync).Fills("payer").Needs("coverage.write").Does("updatePayer", "Change a payer");
        payers.MapPost("/payers/{payer}:priceServices", PriceAsync).Needs("coverage.read")
            .Does("priceServices", "Price up to 100 services", "What the payer's contract allows for each.");

        var plans = routes.MapGroup("/v1/plans").WithTags("Plans");
        plans.MapPost("", CreatePlanAsync).Fills("plan").Needs("coverage.write").Does("createPlan", "Register a plan of a payer");
        plans.MapGet("", ListPlansAsync).IsList().FilterId("payerId", "Only this payer's.").Needs("coverage.read").Does("listPlans", "List plans");
        plans.MapGet("/{plan}", GetPlanAsync).Needs("coverage.read").Does("getPlan", "Read a plan");

        var schedules = routes.MapGroup("/v1/fee-schedules").WithTags("Fee schedules");
        schedules.MapPost("", CreateScheduleAsync).Fills("fee_schedule").Needs("coverage.write")
            .Does("createFeeSchedule", "Record a contract fee schedule", "Two schedules of one payer may not overlap.");
        schedules.MapGet("", ListSchedulesAsync).IsList().FilterId("payerId", "Only this payer's.").Needs("coverage.read")
            .Does("listFeeSchedules", "List fee schedules", "Without their items.");
        schedules.MapGet("/{feeSchedule}", GetScheduleAsync).Needs("coverage.read").Does("getFeeSchedule", "Read a fee schedule", "With its items.");
    }

    private static async Task<Created<PayerModel>> CreatePayerAsync(
        OptionalIdempotencyKey key, JsonBody<PayerModel> body, Client client, HttpContext http)
    {
        var request = new CreatePayerRequest { Payer = body.Value.ToWire(), RequestId = key.Value };
        var payer = (await http.AskAsync(client.CreatePayerAsync, request)).ToModel();
        return http.Created($"/v1/payers/{payer.Id}", payer);
    }

    private static async Task<Ok<Page<PayerModel>>> ListPayersAsync(ListQuery query, Client client, HttpContext http)
    {
        var request = new ListPayersRequest { PageSize = query.Limit, PageToken = query.Cursor };
        var reply = await http.PageAsync(client.ListPayersAsync, request);
        return Routes.Page(reply.Payers, CoverageMapping.ToModel, reply.NextPageToken);
    }

    private static async Task<Ok<PayerModel>> GetPayerAsync(string payer, Client client, HttpContext http) =>
        http.Ok((await http.AskAsync(client.GetPayerAsync, new GetPayerRequest { Name = $"payers/{payer}" })).ToModel());

    private static async Task<Ok<PayerModel>> UpdatePayerAsync(
        string payer, OptionalIdempotencyKey key, IfMatch match, PatchBody<PayerModel> body, Client client, HttpContext http)
    {
        var wire = body.Value.ToWire();
        (wire.Name, wire.Etag) = ($"payers/{payer}", match.ETag);
        var request = new UpdatePayerRequest { Payer = wire, UpdateMask = body.Mask, RequestId = key.Value };
        return http.Ok((await http.AskAsync(client.UpdatePayerAsync, request)).ToModel());
    }

    private static async Task<Ok<PricesModel>> PriceAsync(string payer, JsonBody<PriceRequestModel> body, Client client, HttpContext http)
    {
        var services = (body.Value.Services ?? []).Select(service => service.ToWire());
        var reply = await http.AskAsync(client.PriceServicesAsync, new PriceServicesRequest { Payer = $"payers/{payer}", Services = { services } });
        return http.Ok(new PricesModel([.. reply.Services.Select(service => service.ToModel())]));
    }

    private static async Task<Created<PlanModel>> CreatePlanAsync(OptionalIdempotencyKey key, JsonBody<PlanModel> body, Client client, HttpContext http)
    {
        var request = new CreatePlanRequest { Plan = body.Value.ToWire(), RequestId = key.Value };
        var plan = (await http.AskAsync(client.CreatePlanAsync, request)).ToModel();
        return http.Created($"/v1/plans/{plan.Id}", plan);
    }

    private static async Task<Ok<Page<PlanModel>>> ListPlansAsync(ListQuery query, Client client, HttpContext http)
    {
        var request = new ListPlansRequest { PageSize = query.Limit, PageToken = query.Cursor, Payer = Ids.Name("payers", query["payerId"]) };
        var reply = await http.PageAsync(client.ListPlansAsync, request);
        return Routes.Page(reply.Plans, CoverageMapping.ToModel, reply.NextPageToken);
    }

    private static async Task<Ok<PlanModel>> GetPlanAsync(string plan, Client client, HttpContext http) =>
        http.Ok((await http.AskAsync(client.GetPlanAsync, new GetPlanRequest { Name = $"plans/{plan}" })).ToModel());

    private static async Task<Created<FeeScheduleModel>> CreateScheduleAsync(
        OptionalIdempotencyKey key, JsonBody<FeeScheduleModel> body, Client client, HttpContext http)
    {
        var request = new CreateFeeScheduleRequest { FeeSchedule = body.Value.ToWire(), RequestId = key.Value };
        var schedule = (await http.AskLongAsync(client.CreateFeeScheduleAsync, request)).ToModel();
        return http.Created($"/v1/fee-schedules/{schedule.Id}", schedule);
    }

    private static async Task<Ok<Page<FeeScheduleModel>>> ListSchedulesAsync(ListQuery query, Client client, HttpContext http)
    {
        var request = new ListFeeSchedulesRequest { PageSize = query.Limit, PageToken = query.Cursor, Payer = Ids.Name("payers", query["payerId"]) };
        var reply = await http.PageAsync(client.ListFeeSchedulesAsync, request);
        return Routes.Page(reply.FeeSchedules, FeeScheduleMapping.ToModel, reply.NextPageToken);
    }

    private static async Task<Ok<FeeScheduleModel>> GetScheduleAsync(string feeSchedule, Client client, HttpContext http) =>
        http.Ok((await http.AskAsync(client.GetFeeScheduleAsync, new GetFeeScheduleRequest { Name = $"feeSchedules/{feeSchedule}" })).ToModel());
}
