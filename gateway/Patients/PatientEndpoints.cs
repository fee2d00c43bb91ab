using MedBill.Contracts.Patients.V1;
using MedBill.Gateway.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Client = MedBill.Contracts.Patients.V1.PatientService.PatientServiceClient;

namespace MedBill.Gateway.Patients;

/// <summary>Guarantors, patients, and their medical history.</summary>
internal static class PatientEndpoints
{
    public static void MapPatients(this IEndpointRouteBuilder routes)
    {
        var guarantors = routes.MapGroup("/v1/guarantors").WithTags("Guarantors");
        guarantors.MapPost("", CreateGuarantorAsync).Fills("guarantor").Needs("patients.write")
            .Does("createGuarantor", "Register a guarantor", "Who pays for one or several patients.");
        guarantors.MapGet("", ListGuarantorsAsync).IsList().Needs("patients.read").Does("listGuarantors", "List guarantors");
        guarantors.MapGet("/{guarantor}", GetGuarantorAsync).Needs("patients.read").Does("getGuarantor", "Read a guarantor");
        guarantors.MapPatch("/{guarantor}", UpdateGuarantorAsync).Fills("guarantor").Needs("patients.write").Does("updateGuarantor", "Change a guarantor");

        var patients = routes.MapGroup("/v1").WithTags("Patients");
        patients.MapPost("/patients", CreatePatientAsync).Fills("patient").Needs("patients.write")
            .Does("createPatient", "Register a patient", "A second one with the same `externalId` is refused: 409 `DUPLICATE_EXTERNAL_ID`.");
        patients.MapGet("/patients", ListPatientsAsync).IsList().FilterId("guarantorId", "Only the patients of this guarantor.")
            .Needs("patients.read").Does("listPatients", "List patients");
        patients.MapPost("/patients:search", SearchPatientsAsync).Needs("patients.read")
            .Does("searchPatients", "Find patients", "By what a desk asks for; every given member must match. In a body: names and birth dates never stand in a URL.");
        patients.MapGet("/patients/{patient}", GetPatientAsync).Needs("patients.read").Does("getPatient", "Read a patient");
        patients.MapPatch("/patients/{patient}", UpdatePatientAsync).Fills("patient").Needs("patients.write").Does("updatePatient", "Change a patient");
        patients.MapPost("/patients/{patient}/medical-history", CreateHistoryAsync).Fills("medical_history_entry").Needs("patients.write")
            .Does("createMedicalHistoryEntry", "Record a fact of the medical history", "One that a claim must tell the payer.");
        patients.MapGet("/patients/{patient}/medical-history", ListHistoryAsync).IsList().Needs("patients.read")
            .Does("listMedicalHistoryEntries", "List a patient's medical history");
    }

    private static async Task<Created<GuarantorModel>> CreateGuarantorAsync(
        OptionalIdempotencyKey key, JsonBody<GuarantorModel> body, Client client, HttpContext http)
    {
        var request = new CreateGuarantorRequest { Guarantor = body.Value.ToWire(), RequestId = key.Value };
        var guarantor = (await http.AskAsync(client.CreateGuarantorAsync, request)).ToModel();
        return http.Created($"/v1/guarantors/{guarantor.Id}", guarantor);
    }

    private static async Task<Ok<Page<GuarantorModel>>> ListGuarantorsAsync(ListQuery query, Client client, HttpContext http)
    {
        var request = new ListGuarantorsRequest { PageSize = query.Limit, PageToken = query.Cursor };
        var reply = await http.PageAsync(client.ListGuarantorsAsync, request);
        return Routes.Page(reply.Guarantors, PatientMapping.ToModel, reply.NextPageToken);
    }

    private static async Task<Ok<GuarantorModel>> GetGuarantorAsync(string guarantor, Client client, HttpContext http) =>
        http.Ok((await http.AskAsync(client.GetGuarantorAsync, new GetGuarantorRequest { Name = $"guarantors/{guarantor}" })).ToModel());

    private static async Task<Ok<GuarantorModel>> UpdateGuarantorAsync(
        string guarantor, OptionalIdempotencyKey key, IfMatch match, PatchBody<GuarantorModel> body, Client client, HttpContext http)
    {
        var wire = body.Value.ToWire();
        (wire.Name, wire.Etag) = ($"guarantors/{guarantor}", match.ETag);
        var request = new UpdateGuarantorRequest { Guarantor = wire, UpdateMask = body.Mask, RequestId = key.Value };
        return http.Ok((await http.AskAsync(client.UpdateGuarantorAsync, request)).ToModel());
    }

    private static async Task<Created<PatientModel>> CreatePatientAsync(
        OptionalIdempotencyKey key, JsonBody<PatientModel> body, Client client, HttpContext http)
    {
        var request = new CreatePatientRequest { Patient = body.Value.ToWire(), RequestId = key.Value };
        var patient = (await http.AskAsync(client.CreatePatientAsync, request)).ToModel();
        return http.Created($"/v1/patients/{patient.Id}", patient);
    }

    private static async Task<Ok<Page<PatientModel>>> ListPatientsAsync(ListQuery query, Client client, HttpContext http)
    {
        var guarantor = Ids.Name("guarantors", query["guarantorId"]);
        var request = new ListPatientsRequest { PageSize = query.Limit, PageToken = query.Cursor, Guarantor = guarantor };
        var reply = await http.PageAsync(client.ListPatientsAsync, request);
        return Routes.Page(reply.Patients, PatientMapping.ToModel, reply.NextPageToken);
    }

    private static async Task<Ok<Page<PatientModel>>> SearchPatientsAsync(JsonBody<PatientSearchModel> body, Client client, HttpContext http)
    {
        if (body.Value.Limit is < 1 or > 200)
        {
            throw Refusal.OfBody([new("/limit", "LIMIT_OUT_OF_RANGE", "A limit is 1 to 200.")]);
        }

        var reply = await http.PageAsync(client.SearchPatientsAsync, body.Value.ToWire());
        return Routes.Page(reply.Patients, PatientMapping.ToModel, reply.NextPageToken);
    }

    private static async Task<Ok<PatientModel>> GetPatientAsync(string patient, Client client, HttpContext http) =>
        http.Ok((await http.AskAsync(client.GetPatientAsync, new GetPatientRequest { Name = $"patients/{patient}" })).ToModel());

    private static async Task<Ok<PatientModel>> UpdatePatientAsync(
        string patient, OptionalIdempotencyKey key, IfMatch match, PatchBody<PatientModel> body, Client client, HttpContext http)
    {
        var wire = body.Value.ToWire();
        (wire.Name, wire.Etag) = ($"patients/{patient}", match.ETag);
        var request = new UpdatePatientRequest { Patient = wire, UpdateMask = body.Mask, RequestId = key.Value };
        return http.Ok((await http.AskAsync(client.UpdatePatientAsync, request)).ToModel());
    }

    private static async Task<Created<MedicalHistoryEntryModel>> CreateHistoryAsync(
        string patient, OptionalIdempotencyKey key, JsonBody<MedicalHistoryEntryModel> body, Client client, HttpContext http)
    {
        var request = new CreateMedicalHistoryEntryRequest
        {
            Parent = $"patients/{patient}",
            MedicalHistoryEntry = body.Value.ToWire(),
            RequestId = key.Value,
        };
        var entry = (await http.AskAsync(client.CreateMedicalHistoryEntryAsync, request)).ToModel();

        // Entries are read with their patient; there is no address for one alone.
        return http.Created($"/v1/patients/{patient}/medical-history", entry);
    }

    private static async Task<Ok<Page<MedicalHistoryEntryModel>>> ListHistoryAsync(string patient, ListQuery query, Client client, HttpContext http)
    {
        var request = new ListMedicalHistoryEntriesRequest { PageSize = query.Limit, PageToken = query.Cursor, Parent = $"patients/{patient}" };
        var reply = await http.PageAsync(client.ListMedicalHistoryEntriesAsync, request);
        return Routes.Page(reply.MedicalHistoryEntries, PatientMapping.ToModel, reply.NextPageToken);
    }
}
