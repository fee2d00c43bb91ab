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
        var v1 = routes.MapGroup("/v1").WithTags("Encounters");
        v1.MapPost("/encounters", CreateAsync).Fills("encounter").Needs("patients.write")
            .Does("createEncounter", "Record a visit", "With its diagnosis codes and charges.");
        v1.MapPost("/encounters:batchCreate", CreateBatchAsync).Needs("patients.write")
            .Does("batchCreateEncounters", "Record up to 100 visits", "All or none.");
        v1.MapGet("/encounters", ListAsync).IsList().FilterId("patientId", "Only this patient's.")
            .FilterCode<Encounter.Types.State>("state", "Only those in this state.").Needs("patients.read").Does("listEncounters", "List visits");
        v1.MapGet("/encounters/{encounter}", GetAsync).Needs("patients.read").Does("getEncounter", "Read a visit");
        v1.MapPatch("/encounters/{encounter}", UpdateAsync).Fills("encounter").Needs("patients.write")
            .Does("updateEncounter", "Correct a visit", "Its codes or providers; charges are added, never edited.");
        v1.MapPost("/charges:batchCreate", CreateChargesAsync).Needs("patients.write")
            .Does("batchCreateCharges", "Add up to 1,000 charges", "To visits that are there already, all or none.");
    }

    // A visit brings its charges, which are booked as revenue: it must not be recorded twice.
    private static async Task<Created<EncounterModel>> CreateAsync(
        IdempotencyKey key, JsonBody<EncounterModel> body, Client client, HttpContext http)
    {
        var request = new CreateEncounterRequest { Encounter = body.Value.ToWire(), RequestId = key.Value };
        var encounter = (await http.AskAsync(client.CreateEncounterAsync, request)).ToModel();
        return http.Created($"/v1/encounters/{encounter.Id}", encounter);
    }

    private static async Task<Ok<ItemList<EncounterModel>>> CreateBatchAsync(
        IdempotencyKey key, JsonBody<EncounterBatchModel> body, Client client, HttpContext http)
    {
        var encounters = (body.Value.Encounters ?? []).Select(encounter => encounter.ToWire());
        var request = new BatchCreateEncountersRequest { Encounters = { encounters }, RequestId = key.Value };
        var reply = await http.AskLongAsync(client.BatchCreateEncountersAsync, request);
        return TypedResults.Ok(Routes.Items(reply.Encounters, EncounterMapping.ToModel));
    }

    private static async Task<Ok<Page<EncounterModel>>> ListAsync(ListQuery query, Client client, HttpContext http)
    {
        var request = new ListEncountersRequest
        {
            PageSize = query.Limit,
            PageToken = query.Cursor,
            Patient = Ids.Name("patients", query["patientId"]),
            State = query.Enum<Encounter.Types.State>("state"),
        };
        var reply = await http.PageAsync(client.ListEncountersAsync, request);
        return Routes.Page(reply.Encounters, EncounterMapping.ToModel, reply.NextPageToken);
    }

    private static async Task<Ok<EncounterModel>> GetAsync(string encounter, Client client, HttpContext http) =>
        http.Ok((await http.AskAsync(client.GetEncounterAsync, new GetEncounterRequest { Name = $"encounters/{encounter}" })).ToModel());

    private static async Task<Ok<EncounterModel>> UpdateAsync(
        string encounter, OptionalIdempotencyKey key, IfMatch match, PatchBody<EncounterModel> body, Client client, HttpContext http)
    {
        var wire = body.Value.ToWire();
        (wire.Name, wire.Etag) = ($"encounters/{encounter}", match.ETag);
        if (wire.MedicalHistoryEntries.Count > 0)
        {
            await NameHistoryAsync(wire, body.Value, client, http);
        }

        var request = new UpdateEncounterRequest { Encounter = wire, UpdateMask = body.Mask, RequestId = key.Value };
        return http.Ok((await http.AskAsync(client.UpdateEncounterAsync, request)).ToModel());
    }

    // An entry's full name has its patient in it, whom a patch does not say: he never changes.
    private static async Task NameHistoryAsync(Encounter wire, EncounterModel model, Client client, HttpContext http)
    {
        var stored = await http.AskAsync(client.GetEncounterAsync, new GetEncounterRequest { Name = wire.Name });
        wire.MedicalHistoryEntries.Clear();
        wire.MedicalHistoryEntries.Add(Ids.History(Ids.Last(stored.Patient), model.MedicalHistoryEntryIds));
    }

    private static async Task<Ok<ItemList<ChargeModel>>> CreateChargesAsync(
        IdempotencyKey key, JsonBody<ChargeBatchModel> body, Client client, HttpContext http)
    {
        var requests = (body.Value.Charges ?? []).Select(charge => charge.ToWire());
        var request = new BatchCreateChargesRequest { Requests = { requests }, RequestId = key.Value };
        var reply = await http.AskLongAsync(client.BatchCreateChargesAsync, request);
        return TypedResults.Ok(Routes.Items(reply.Charges, EncounterMapping.ToModel));
    }
}
