using MedBill.Contracts.Patients.V1;
using MedBill.Gateway.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Client = MedBill.Contracts.Patients.V1.PatientService.PatientServiceClient;

namespace MedBill.Gateway.Patients;

/// <summary>Practices, people and visits.</summary>
internal static class PatientEndpoints
{
    public static void MapPatients(this IEndpointRouteBuilder routes)
    {
        MapPractices(routes.MapGroup("/v1/practices").WithTags("Practices").RequireAuthorization());
        MapProviders(routes.MapGroup("/v1/providers").WithTags("Providers").RequireAuthorization());
        MapFacilities(routes.MapGroup("/v1/facilities").WithTags("Facilities").RequireAuthorization());
        MapGuarantors(routes.MapGroup("/v1/guarantors").WithTags("Guarantors").RequireAuthorization());
        MapPeople(routes.MapGroup("/v1").WithTags("Patients").RequireAuthorization());
        routes.MapEncounters();
    }

    private static void MapPractices(RouteGroupBuilder practices)
    {
        practices.MapPost("", async Task<Created<PracticeModel>> (JsonBody<PracticeModel> body, OptionalIdempotencyKey key, Client client, HttpContext http) =>
        {
            var reply = await client.CreatePracticeAsync(new() { Practice = body.Value.ToWire(), RequestId = key.Value }).ForAsync(http);
            http.Tag(reply.Etag);
            return TypedResults.Created($"/v1/{reply.Name}", reply.ToModel());
        }).Needs("admin", "practice").WithSummary("Register a practice");
        practices.MapGet("", async Task<Ok<Page<PracticeModel>>> (ListQuery query, Client client, HttpContext http) =>
        {
            var reply = await client.ListPracticesAsync(new() { PageSize = query.Limit, PageToken = query.Cursor }).ForAsync(http);
            return TypedResults.Ok(reply.Practices.ToPage(item => item.ToModel(), reply.NextPageToken));
        }).IsList().Needs("admin").WithSummary("List practices");
        practices.MapGet("/{practice}", async Task<Ok<PracticeModel>> (string practice, Client client, HttpContext http) =>
        {
            var reply = await client.GetPracticeAsync(new() { Name = $"practices/{practice}" }).ForAsync(http);
            http.Tag(reply.Etag);
            return TypedResults.Ok(reply.ToModel());
        }).Needs("patients.read").WithSummary("Read a practice");
        practices.MapPatch("/{practice}", async Task<Ok<PracticeModel>> (string practice, JsonBody<PracticeModel> body, IfMatch match, OptionalIdempotencyKey key, Client client, HttpContext http) =>
        {
            var wire = body.Value.ToWire();
            (wire.Name, wire.Etag) = ($"practices/{practice}", match.ETag);
            var reply = await client.UpdatePracticeAsync(new() { Practice = wire, UpdateMask = MergePatch.Mask(body.Json, Practice.Descriptor), RequestId = key.Value }).ForAsync(http);
            http.Tag(reply.Etag);
            return TypedResults.Ok(reply.ToModel());
        }).Needs("admin", "practice").WithSummary("Change a practice");
    }

    private static void MapProviders(RouteGroupBuilder providers)
    {
        providers.MapPost("", async Task<Created<ProviderModel>> (JsonBody<ProviderModel> body, OptionalIdempotencyKey key, Client client, HttpContext http) =>
        {
            var reply = await client.CreateProviderAsync(new() { Provider = body.Value.ToWire(), RequestId = key.Value }).ForAsync(http);
            http.Tag(reply.Etag);
            return TypedResults.Created($"/v1/{reply.Name}", reply.ToModel());
        }).Needs("patients.write", "provider").WithSummary("Register a provider");
        providers.MapGet("", async Task<Ok<Page<ProviderModel>>> (ListQuery query, Client client, HttpContext http) =>
        {
            var reply = await client.ListProvidersAsync(new() { PageSize = query.Limit, PageToken = query.Cursor }).ForAsync(http);
            return TypedResults.Ok(reply.Providers.ToPage(item => item.ToModel(), reply.NextPageToken));
        }).IsList().Needs("patients.read").WithSummary("List providers");
        providers.MapGet("/{provider}", async Task<Ok<ProviderModel>> (string provider, Client client, HttpContext http) =>
        {
            var reply = await client.GetProviderAsync(new() { Name = $"providers/{provider}" }).ForAsync(http);
            http.Tag(reply.Etag);
            return TypedResults.Ok(reply.ToModel());
        }).Needs("patients.read").WithSummary("Read a provider");
        providers.MapPatch("/{provider}", async Task<Ok<ProviderModel>> (string provider, JsonBody<ProviderModel> body, IfMatch match, OptionalIdempotencyKey key, Client client, HttpContext http) =>
        {
            var wire = body.Value.ToWire();
            (wire.Name, wire.Etag) = ($"providers/{provider}", match.ETag);
            var reply = await client.UpdateProviderAsync(new() { Provider = wire, UpdateMask = MergePatch.Mask(body.Json, Provider.Descriptor), RequestId = key.Value }).ForAsync(http);
            http.Tag(reply.Etag);
            return TypedResults.Ok(reply.ToModel());
        }).Needs("patients.write", "provider").WithSummary("Change a provider");
    }

    private static void MapFacilities(RouteGroupBuilder facilities)
    {
        facilities.MapPost("", async Task<Created<FacilityModel>> (JsonBody<FacilityModel> body, OptionalIdempotencyKey key, Client client, HttpContext http) =>
        {
            var reply = await client.CreateFacilityAsync(new() { Facility = body.Value.ToWire(), RequestId = key.Value }).ForAsync(http);
            http.Tag(reply.Etag);
            return TypedResults.Created($"/v1/{reply.Name}", reply.ToModel());
        }).Needs("patients.write", "facility").WithSummary("Register a facility");
        facilities.MapGet("", async Task<Ok<Page<FacilityModel>>> (ListQuery query, Client client, HttpContext http) =>
        {
            var reply = await client.ListFacilitiesAsync(new() { PageSize = query.Limit, PageToken = query.Cursor }).ForAsync(http);
            return TypedResults.Ok(reply.Facilities.ToPage(item => item.ToModel(), reply.NextPageToken));
        }).IsList().Needs("patients.read").WithSummary("List facilities");
        facilities.MapGet("/{facility}", async Task<Ok<FacilityModel>> (string facility, Client client, HttpContext http) =>
        {
            var reply = await client.GetFacilityAsync(new() { Name = $"facilities/{facility}" }).ForAsync(http);
            http.Tag(reply.Etag);
            return TypedResults.Ok(reply.ToModel());
        }).Needs("patients.read").WithSummary("Read a facility");
    }

    private static void MapGuarantors(RouteGroupBuilder guarantors)
    {
        guarantors.MapPost("", async Task<Created<GuarantorModel>> (JsonBody<GuarantorModel> body, OptionalIdempotencyKey key, Client client, HttpContext http) =>
        {
            var reply = await client.CreateGuarantorAsync(new() { Guarantor = body.Value.ToWire(), RequestId = key.Value }).ForAsync(http);
            http.Tag(reply.Etag);
            return TypedResults.Created($"/v1/{reply.Name}", reply.ToModel());
        }).Needs("patients.write", "guarantor").WithSummary("Register a guarantor");
        guarantors.MapGet("", async Task<Ok<Page<GuarantorModel>>> (ListQuery query, Client client, HttpContext http) =>
        {
            var reply = await client.ListGuarantorsAsync(new() { PageSize = query.Limit, PageToken = query.Cursor }).ForAsync(http);
            return TypedResults.Ok(reply.Guarantors.ToPage(item => item.ToModel(), reply.NextPageToken));
        }).IsList().Needs("patients.read").WithSummary("List guarantors");
        guarantors.MapGet("/{guarantor}", async Task<Ok<GuarantorModel>> (string guarantor, Client client, HttpContext http) =>
        {
            var reply = await client.GetGuarantorAsync(new() { Name = $"guarantors/{guarantor}" }).ForAsync(http);
            http.Tag(reply.Etag);
            return TypedResults.Ok(reply.ToModel());
        }).Needs("patients.read").WithSummary("Read a guarantor");
        guarantors.MapPatch("/{guarantor}", async Task<Ok<GuarantorModel>> (string guarantor, JsonBody<GuarantorModel> body, IfMatch match, OptionalIdempotencyKey key, Client client, HttpContext http) =>
        {
            var wire = body.Value.ToWire();
            (wire.Name, wire.Etag) = ($"guarantors/{guarantor}", match.ETag);
            var reply = await client.UpdateGuarantorAsync(new() { Guarantor = wire, UpdateMask = MergePatch.Mask(body.Json, Guarantor.Descriptor), RequestId = key.Value }).ForAsync(http);
            http.Tag(reply.Etag);
            return TypedResults.Ok(reply.ToModel());
        }).Needs("patients.write", "guarantor").WithSummary("Change a guarantor");
    }

    private static void MapPeople(RouteGroupBuilder v1)
    {
        v1.MapPost("/patients", async Task<Created<PatientModel>> (JsonBody<PatientModel> body, OptionalIdempotencyKey key, Client client, HttpContext http) =>
        {
            var reply = await client.CreatePatientAsync(new() { Patient = body.Value.ToWire(), RequestId = key.Value }).ForAsync(http);
            http.Tag(reply.Etag);
            return TypedResults.Created($"/v1/{reply.Name}", reply.ToModel());
        }).Needs("patients.write", "patient").WithSummary("Register a patient");
        v1.MapGet("/patients", async Task<Ok<Page<PatientModel>>> (ListQuery query, Client client, HttpContext http) =>
        {
            var reply = await client.ListPatientsAsync(new() { PageSize = query.Limit, PageToken = query.Cursor, Guarantor = Ids.Name("guarantors", query["guarantorId"]) }).ForAsync(http);
            return TypedResults.Ok(reply.Patients.ToPage(item => item.ToModel(), reply.NextPageToken));
        }).IsList().Filter("guarantorId").Needs("patients.read").WithSummary("List patients");
        v1.MapPost("/patients:search", SearchAsync).Needs("patients.read").WithSummary("Find patients by name, birth date or number");
        v1.MapGet("/patients/{patient}", async Task<Ok<PatientModel>> (string patient, Client client, HttpContext http) =>
        {
            var reply = await client.GetPatientAsync(new() { Name = $"patients/{patient}" }).ForAsync(http);
            http.Tag(reply.Etag);
            return TypedResults.Ok(reply.ToModel());
        }).Needs("patients.read").WithSummary("Read a patient");
        v1.MapPatch("/patients/{patient}", async Task<Ok<PatientModel>> (string patient, JsonBody<PatientModel> body, IfMatch match, OptionalIdempotencyKey key, Client client, HttpContext http) =>
        {
            var wire = body.Value.ToWire();
            (wire.Name, wire.Etag) = ($"patients/{patient}", match.ETag);
            var reply = await client.UpdatePatientAsync(new() { Patient = wire, UpdateMask = MergePatch.Mask(body.Json, Patient.Descriptor), RequestId = key.Value }).ForAsync(http);
            http.Tag(reply.Etag);
            return TypedResults.Ok(reply.ToModel());
        }).Needs("patients.write", "patient").WithSummary("Change a patient");
        v1.MapPost("/patients/{patient}/medical-history", async Task<Created<MedicalHistoryEntryModel>> (string patient, JsonBody<MedicalHistoryEntryModel> body, OptionalIdempotencyKey key, Client client, HttpContext http) =>
        {
            var reply = await client.CreateMedicalHistoryEntryAsync(new() { Parent = $"patients/{patient}", MedicalHistoryEntry = body.Value.ToWire(), RequestId = key.Value }).ForAsync(http);
            return TypedResults.Created($"/v1/patients/{patient}/medical-history", reply.ToModel());
        }).Needs("patients.write", "medical_history_entry").WithSummary("Record a fact of the medical history");
        v1.MapGet("/patients/{patient}/medical-history", async Task<Ok<Page<MedicalHistoryEntryModel>>> (string patient, ListQuery query, Client client, HttpContext http) =>
        {
            var reply = await client.ListMedicalHistoryEntriesAsync(new() { Parent = $"patients/{patient}", PageSize = query.Limit, PageToken = query.Cursor }).ForAsync(http);
            return TypedResults.Ok(reply.MedicalHistoryEntries.ToPage(item => item.ToModel(), reply.NextPageToken));
        }).IsList().Needs("patients.read").WithSummary("List a patient's medical history");
    }

    private static async Task<Ok<Page<PatientModel>>> SearchAsync(JsonBody<PatientSearchModel> body, Client client, HttpContext http)
    {
        var search = body.Value;
        var reply = await client.SearchPatientsAsync(new()
        {
            FamilyName = search.FamilyName ?? "",
            GivenName = search.GivenName ?? "",
            BirthDate = search.BirthDate.ToWire(),
            ExternalId = search.ExternalId ?? "",
            MedicalRecordNumber = search.MedicalRecordNumber ?? "",
            PageSize = search.Limit ?? 0,
            PageToken = search.Cursor ?? "",
        }).ForAsync(http);
        return TypedResults.Ok(reply.Patients.ToPage(item => item.ToModel(), reply.NextPageToken));
    }
}

/// <summary>What a desk knows of a patient; in a body, since names and birth dates never stand in a URL.</summary>
/// <param name="FamilyName">Start of the family name, at least two characters.</param>
/// <param name="GivenName">Start of the given name, at least two characters.</param>
/// <param name="BirthDate">The birth date.</param>
/// <param name="ExternalId">Your own key, whole.</param>
/// <param name="MedicalRecordNumber">The medical record number, whole.</param>
/// <param name="Limit">1 to 200.</param>
/// <param name="Cursor">Of the page before.</param>
public sealed record PatientSearchModel(
    string? FamilyName, string? GivenName, DateOnly? BirthDate, string? ExternalId, string? MedicalRecordNumber, int? Limit, string? Cursor);
