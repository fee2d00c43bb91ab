using MedBill.Contracts.Coverage.V1;
using MedBill.Gateway.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Client = MedBill.Contracts.Coverage.V1.CoverageService.CoverageServiceClient;

namespace MedBill.Gateway.Coverage;

/// <summary>The policies of a patient, and what payers say of them.</summary>
internal static class PolicyEndpoints
{
    public static void MapPolicies(this IEndpointRouteBuilder routes)
    {
        var policies = routes.MapGroup("/v1/patients/{patient}/policies").WithTags("Policies");
        policies.MapPost("", CreateAsync).Fills("policy").Needs("coverage.write")
            .Does("createPolicy", "Record a patient's policy", "That the patient is covered by a plan, in which order and from which day.");
        policies.MapGet("", ListAsync).IsList().FilterDate("onDate", "Only those in force on this date, in their order.").Needs("coverage.read")
            .Does("listPolicies", "List a patient's policies");
        policies.MapGet("/{policy}", GetAsync).Needs("coverage.read").Does("getPolicy", "Read a policy");
        policies.MapPatch("/{policy}", UpdateAsync).Fills("policy").Needs("coverage.write").Does("updatePolicy", "Change a policy");

        var checks = routes.MapGroup("/v1/eligibility-checks").WithTags("Eligibility");
        checks.MapPost("", CheckAsync).Fills("eligibility_check").Needs("coverage.write").Does(
            "createEligibilityCheck",
            "Ask a payer whether a policy is in force (270)",
            "202 while the payer has not answered (271): poll the Location. 201 when an answer of the last 24 hours for the same question is used again.");
        checks.MapGet("", ListChecksAsync).IsList().FilterCode<EligibilityCheck.Types.State>("state", "Only those in this state.")
            .FilterId("patientId", "Whose policy; together with policyId.").FilterId("policyId", "Only those of this policy; together with patientId.")
            .Needs("coverage.read").Does("listEligibilityChecks", "List eligibility checks");
        checks.MapGet("/{eligibilityCheck}", GetCheckAsync).Needs("coverage.read").Does("getEligibilityCheck", "Read an eligibility check and its answer");
    }

    private static async Task<Created<PolicyModel>> CreateAsync(
        string patient, OptionalIdempotencyKey key, JsonBody<PolicyModel> body, Client client, HttpContext http)
    {
        var request = new CreatePolicyRequest { Parent = $"patients/{patient}", Policy = body.Value.ToWire(), RequestId = key.Value };
        var policy = (await http.AskAsync(client.CreatePolicyAsync, request)).ToModel();
        return http.Created($"/v1/patients/{patient}/policies/{policy.Id}", policy);
    }

    private static async Task<Ok<Page<PolicyModel>>> ListAsync(string patient, ListQuery query, Client client, HttpContext http)
    {
        var request = new ListPoliciesRequest
        {
            PageSize = query.Limit,
            PageToken = query.Cursor,
            Parent = $"patients/{patient}",
            OnDate = query.Date("onDate").ToWire(),
        };
        var reply = await http.PageAsync(client.ListPoliciesAsync, request);
        return Routes.Page(reply.Policies, CoverageMapping.ToModel, reply.NextPageToken);
    }

    private static async Task<Ok<PolicyModel>> GetAsync(string patient, string policy, Client client, HttpContext http) =>
        http.Ok((await http.AskAsync(client.GetPolicyAsync, new GetPolicyRequest { Name = Ids.Policy(patient, policy) })).ToModel());

    private static async Task<Ok<PolicyModel>> UpdateAsync(
        string patient, string policy, OptionalIdempotencyKey key, IfMatch match, PatchBody<PolicyModel> body, Client client, HttpContext http)
    {
        var wire = body.Value.ToWire();
        (wire.Name, wire.Etag) = (Ids.Policy(patient, policy), match.ETag);
        var request = new UpdatePolicyRequest { Policy = wire, UpdateMask = body.Mask, RequestId = key.Value };
        return http.Ok((await http.AskAsync(client.UpdatePolicyAsync, request)).ToModel());
    }

    private static async Task<Results<Accepted<EligibilityCheckModel>, Created<EligibilityCheckModel>>> CheckAsync(
        OptionalIdempotencyKey key, JsonBody<EligibilityCheckModel> body, Client client, HttpContext http)
    {
        if (body.Value is { PolicyId: not null, PatientId: null })
        {
            throw Refusal.OfBody([new("/patientId", "FIELD_REQUIRED", "A policy is named together with its patient.")]);
        }

        var request = new CreateEligibilityCheckRequest { EligibilityCheck = body.Value.ToWire(), RequestId = key.Value };
        var check = await http.AskAsync(client.CreateEligibilityCheckAsync, request);
        var location = $"/v1/eligibility-checks/{Ids.Last(check.Name)}";
        return check.State == EligibilityCheck.Types.State.Pending
            ? http.Accepted(location, check.ToModel())
            : http.Created(location, check.ToModel());
    }

    private static async Task<Ok<Page<EligibilityCheckModel>>> ListChecksAsync(ListQuery query, Client client, HttpContext http)
    {
        var (patient, policy) = (query["patientId"], query["policyId"]);
        if (patient is null != policy is null)
        {
            var missing = patient is null ? "patientId" : "policyId";
            throw Refusal.OfQuery([new(missing, "PARAMETER_REQUIRED", "A policy is named by patientId and policyId together.")]);
        }

        var request = new ListEligibilityChecksRequest
        {
            PageSize = query.Limit,
            PageToken = query.Cursor,
            State = query.Enum<EligibilityCheck.Types.State>("state"),
            Policy = Ids.Policy(patient, policy),
        };
        var reply = await http.PageAsync(client.ListEligibilityChecksAsync, request);
        return Routes.Page(reply.EligibilityChecks, EligibilityMapping.ToModel, reply.NextPageToken);
    }

    private static async Task<Ok<EligibilityCheckModel>> GetCheckAsync(string eligibilityCheck, Client client, HttpContext http)
    {
        var request = new GetEligibilityCheckRequest { Name = $"eligibilityChecks/{eligibilityCheck}" };
        return http.Ok((await http.AskAsync(client.GetEligibilityCheckAsync, request)).ToModel());
    }
}
