using MedBill.Contracts.Patients.V1;
using MedBill.Gateway.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Client = MedBill.Contracts.Patients.V1.PatientService.PatientServiceClient;

namespace MedBill.Gateway.Patients;

/// <summary>The practice with its providers and facilities.</summary>
internal static class PracticeEndpoints
{
    public static void MapPractices(this IEndpointRouteBuilder routes)
    {
        var practices = routes.MapGroup("/v1/practices").WithTags("Practices");
        practices.MapPost("", CreatePracticeAsync).Fills("practice").Needs("admin")
            .Does("createPractice", "Register a practice", "The billing provider organisation, and the tenant that owns every other record.");
        practices.MapGet("", ListPracticesAsync).IsList().Needs("admin").Does("listPractices", "List practices");
        practices.MapGet("/{practice}", GetPracticeAsync).Needs("patients.read")
            .Does("getPractice", "Read a practice", "The token's own; with the scope `admin` any.");
        practices.MapPatch("/{practice}", UpdatePracticeAsync).Fills("practice").Needs("admin").Does("updatePractice", "Change a practice");

        var providers = routes.MapGroup("/v1/providers").WithTags("Providers");
        providers.MapPost("", CreateProviderAsync).Fills("provider").Needs("patients.write")
            .Does("createProvider", "Register a provider", "A person who renders, refers or supervises services.");
        providers.MapGet("", ListProvidersAsync).IsList().Needs("patients.read").Does("listProviders", "List providers");
        providers.MapGet("/{provider}", GetProviderAsync).Needs("patients.read").Does("getProvider", "Read a provider");
        providers.MapPatch("/{provider}", UpdateProviderAsync).Fills("provider").Needs("patients.write").Does("updateProvider", "Change a provider");

        var facilities = routes.MapGroup("/v1/facilities").WithTags("Facilities");
        facilities.MapPost("", CreateFacilityAsync).Fills("facility").Needs("patients.write")
            .Does("createFacility", "Register a facility", "Where services are rendered, when not at the practice's own address.");
        facilities.MapGet("", ListFacilitiesAsync).IsList().Needs("patients.read").Does("listFacilities", "List facilities");
        facilities.MapGet("/{facility}", GetFacilityAsync).Needs("patients.read").Does("getFacility", "Read a facility");
    }

    private static async Task<Created<PracticeModel>> CreatePracticeAsync(
        OptionalIdempotencyKey key, JsonBody<PracticeModel> body, Client client, HttpContext http)
    {
        var request = new CreatePracticeRequest { Practice = body.Value.ToWire(), RequestId = key.Value };
        var practice = (await http.AskAsync(client.CreatePracticeAsync, request)).ToModel();
        return http.Created($"/v1/practices/{practice.Id}", practice);
    }

    private static async Task<Ok<Page<PracticeModel>>> ListPracticesAsync(ListQuery query, Client client, HttpContext http)
    {
        var request = new ListPracticesRequest { PageSize = query.Limit, PageToken = query.Cursor };
        var reply = await http.PageAsync(client.ListPracticesAsync, request);
        return Routes.Page(reply.Practices, PatientMapping.ToModel, reply.NextPageToken);
    }

    private static async Task<Ok<PracticeModel>> GetPracticeAsync(string practice, Client client, HttpContext http) =>
        http.Ok((await http.AskAsync(client.GetPracticeAsync, new GetPracticeRequest { Name = $"practices/{practice}" })).ToModel());

    private static async Task<Ok<PracticeModel>> UpdatePracticeAsync(
        string practice, OptionalIdempotencyKey key, IfMatch match, PatchBody<PracticeModel> body, Client client, HttpContext http)
    {
        var wire = body.Value.ToWire();
        (wire.Name, wire.Etag) = ($"practices/{practice}", match.ETag);
        var request = new UpdatePracticeRequest { Practice = wire, UpdateMask = body.Mask, RequestId = key.Value };
        return http.Ok((await http.AskAsync(client.UpdatePracticeAsync, request)).ToModel());
    }

    private static async Task<Created<ProviderModel>> CreateProviderAsync(
        OptionalIdempotencyKey key, JsonBody<ProviderModel> body, Client client, HttpContext http)
    {
        var request = new CreateProviderRequest { Provider = body.Value.ToWire(), RequestId = key.Value };
        var provider = (await http.AskAsync(client.CreateProviderAsync, request)).ToModel();
        return http.Created($"/v1/providers/{provider.Id}", provider);
    }

    private static async Task<Ok<Page<ProviderModel>>> ListProvidersAsync(ListQuery query, Client client, HttpContext http)
    {
        var request = new ListProvidersRequest { PageSize = query.Limit, PageToken = query.Cursor };
        var reply = await http.PageAsync(client.ListProvidersAsync, request);
        return Routes.Page(reply.Providers, PatientMapping.ToModel, reply.NextPageToken);
    }

    private static async Task<Ok<ProviderModel>> GetProviderAsync(string provider, Client client, HttpContext http) =>
        http.Ok((await http.AskAsync(client.GetProviderAsync, new GetProviderRequest { Name = $"providers/{provider}" })).ToModel());

    private static async Task<Ok<ProviderModel>> UpdateProviderAsync(
        string provider, OptionalIdempotencyKey key, IfMatch match, PatchBody<ProviderModel> body, Client client, HttpContext http)
    {
        var wire = body.Value.ToWire();
        (wire.Name, wire.Etag) = ($"providers/{provider}", match.ETag);
        var request = new UpdateProviderRequest { Provider = wire, UpdateMask = body.Mask, RequestId = key.Value };
        return http.Ok((await http.AskAsync(client.UpdateProviderAsync, request)).ToModel());
    }

    private static async Task<Created<FacilityModel>> CreateFacilityAsync(
        OptionalIdempotencyKey key, JsonBody<FacilityModel> body, Client client, HttpContext http)
    {
        var request = new CreateFacilityRequest { Facility = body.Value.ToWire(), RequestId = key.Value };
        var facility = (await http.AskAsync(client.CreateFacilityAsync, request)).ToModel();
        return http.Created($"/v1/facilities/{facility.Id}", facility);
    }

    private static async Task<Ok<Page<FacilityModel>>> ListFacilitiesAsync(ListQuery query, Client client, HttpContext http)
    {
        var request = new ListFacilitiesRequest { PageSize = query.Limit, PageToken = query.Cursor };
        var reply = await http.PageAsync(client.ListFacilitiesAsync, request);
        return Routes.Page(reply.Facilities, PatientMapping.ToModel, reply.NextPageToken);
    }

    private static async Task<Ok<FacilityModel>> GetFacilityAsync(string facility, Client client, HttpContext http) =>
        http.Ok((await http.AskAsync(client.GetFacilityAsync, new GetFacilityRequest { Name = $"facilities/{facility}" })).ToModel());
}
