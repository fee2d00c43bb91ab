using MedBill.Contracts.Patients.V1;
using MedBill.Gateway.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Client = MedBill.Contracts.Patients.V1.PatientService.PatientServiceClient;

namespace MedBill.Gateway.Patients;

/// <summary>Visits and charges.</summary>
internal static class EncounterEndpoints
{
    public static void MapEncounters(this IEndpointRouteBuilder routes)
    {
        var v1 = routes.MapGroup("/v1").WithTags("Encounters").RequireAuthorization();
        v1.MapPost("/encounters", async Task<Created<EncounterModel>> (JsonBody<EncounterModel> body, OptionalIdempotencyKey key, Client client, HttpContext http) =>
        {
            var reply = await client.CreateEncounterAsync(new() { Encounter = body.Value.ToWire(), RequestId = key.Value }).ForAsync(http);
            http.Tag(reply.Etag);
            return TypedResults.Created($"/v1/{reply.Name}", reply.ToModel());
        }).Needs("patients.write", "encounter").WithSummary("Record a visit with its codes and charges");
        v1.MapPost("/encounters:batchCreate", async Task<Ok<ItemList<EncounterModel>>> (JsonBody<EncounterBatchModel> body, OptionalIdempotencyKey key, Client client, HttpContext http, CancellationToken cancel) =>
        {
            var request = new BatchCreateEncountersRequest { Encounters = { (body.Value.Encounters ?? []).Select(item => item.ToWire()) }, RequestId = key.Value };
            var reply = await client.BatchCreateEncountersAsync(request, Calls.Long(cancel)).ForAsync(http);
            return TypedResults.Ok(new ItemList<EncounterModel>([.. reply.Encounters.Select(item => item.ToModel())]));
        }).Needs("patients.write").WithSummary("Record up to 100 visits, all or none");
        v1.MapGet("/encounters", async Task<Ok<Page<EncounterModel>>> (ListQuery query, Client client, HttpContext http) =>
        {
            var reply = await client.ListEncountersAsync(new()
            {
                PageSize = query.Limit,
                PageToken = query.Cursor,
                Patient = Ids.Name("patients", query["patientId"]),
                State = query.Enum<Encounter.Types.State>("state"),
            }).ForAsync(http);
            return TypedResults.Ok(reply.Encounters.ToPage(item => item.ToModel(), reply.NextPageToken));
        }).IsList().Filter("patientId").Filter<Encounter.Types.State>("state").Needs("patients.read").WithSummary("List visits");
        v1.MapGet("/encounters/{encounter}", async Task<Ok<EncounterModel>> (string encounter, Client client, HttpContext http) =>
        {
            var reply = await client.GetEncounterAsync(new() { Name = $"encounters/{encounter}" }).ForAsync(http);
            http.Tag(reply.Etag);
            return TypedResults.Ok(reply.ToModel());
        }).Needs("patients.read").WithSummary("Read a visit");
        v1.MapPatch("/encounters/{encounter}", async Task<Ok<EncounterModel>> (string encounter, JsonBody<EncounterModel> body, IfMatch match, OptionalIdempotencyKey key, Client client, HttpContext http) =>
        {
            var wire = body.Value.ToWire();
            (wire.Name, wire.Etag) = ($"encounters/{encounter}", match.ETag);
            var reply = await client.UpdateEncounterAsync(new() { Encounter = wire, UpdateMask = MergePatch.Mask(body.Json, Encounter.Descriptor), RequestId = key.Value }).ForAsync(http);
            http.Tag(reply.Etag);
            return TypedResults.Ok(reply.ToModel());
        }).Needs("patients.write", "encounter").WithSummary("Correct a visit's codes or providers");
        v1.MapPost("/charges:batchCreate", CreateChargesAsync).Needs("patients.write").WithSummary("Add up to 1,000 charges, all or none");
    }

    private static async Task<Ok<ItemList<ChargeModel>>> CreateChargesAsync(
        JsonBody<ChargeBatchModel> body, IdempotencyKey key, Client client, HttpContext http, CancellationToken cancel)
    {
        var request = new BatchCreateChargesRequest { RequestId = key.Value };
        request.Requests.AddRange((body.Value.Charges ?? []).Select(item => new CreateChargeRequest
        {
            Encounter = Ids.Name("encounters", item.EncounterId),
            Charge = item.ToCharge().ToWire(),
        }));
        var reply = await client.BatchCreateChargesAsync(request, Calls.Long(cancel)).ForAsync(http);
        return TypedResults.Ok(new ItemList<ChargeModel>([.. reply.Charges.Select(item => item.ToModel())]));
    }
}

/// <summary>Several visits.</summary>
/// <param name="Encounters">One to 100.</param>
public sealed record EncounterBatchModel(IReadOnlyList<EncounterModel>? Encounters);

/// <summary>Several charges.</summary>
/// <param name="Charges">One to 1,000.</param>
public sealed record ChargeBatchModel(IReadOnlyList<LateChargeModel>? Charges);

/// <summary>One charge and the visit it belongs to.</summary>
/// <param name="EncounterId">The visit: <c>enc-…</c>.</param>
/// <param name="ProcedureCode">CPT or HCPCS code.</param>
/// <param name="Modifiers">At most four.</param>
/// <param name="Units">Whole units.</param>
/// <param name="Amount">What the line costs in all. USD.</param>
/// <param name="DiagnosisPointers">One to four positions in the visit's diagnosis codes, from 1.</param>
/// <param name="ServiceDate">Date of service; the visit's when absent.</param>
/// <param name="Description">Of an unlisted code.</param>
/// <param name="NationalDrugCode">Eleven digits.</param>
public sealed record LateChargeModel(
    string? EncounterId, string? ProcedureCode, IReadOnlyList<string>? Modifiers, int? Units, MoneyModel? Amount,
    IReadOnlyList<int>? DiagnosisPointers, DateOnly? ServiceDate, string? Description, string? NationalDrugCode)
{
    internal ChargeModel ToCharge() => new()
    {
        ProcedureCode = ProcedureCode,
        Modifiers = Modifiers,
        Units = Units,
        Amount = Amount,
        DiagnosisPointers = DiagnosisPointers,
        ServiceDate = ServiceDate,
        Description = Description,
        NationalDrugCode = NationalDrugCode,
    };
}
