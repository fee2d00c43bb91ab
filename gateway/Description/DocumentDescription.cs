using MedBill.Gateway.Http;
using MedBill.Gateway.Identity;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace MedBill.Gateway.Description;

/// <summary>What holds for the whole API: its conventions, how to get a token, what a problem looks like, what each group is for.</summary>
internal sealed class DocumentDescription : IOpenApiDocumentTransformer
{
    /// <summary>Name of the security scheme.</summary>
    public const string SecurityScheme = "oauth2";

    private const string Conventions = """
        A medical biller's work in one API: the practice and its patients, coverage, claims, remittances, accounts.

        - **Token**: OAuth2 client credentials; each operation names the scopes it needs. The token says which practice it acts for. On a laptop: `curl -s localhost:8080/connect/token -d grant_type=client_credentials -d client_id=medbill-dev -d client_secret=medbill-dev -d practice=prc-…`.
        - **Errors**: every answer that is not 2xx is one problem document (RFC 9457) with a stable `code`, the `requestId`, and in `errors` everything that is wrong with the request at once, each with its JSON pointer.
        - **Writing twice**: send an `Idempotency-Key` with a write. A repeat answers as the first time, does nothing, and says `Idempotent-Replayed: true`; the same key with another request is 422 `REQUEST_ID_REUSED`.
        - **Changing**: `PATCH` is JSON Merge Patch (RFC 7396; null clears a member) and needs the `ETag` you read as `If-Match`: 428 without, 412 when somebody was faster. Where actions take `If-Match`, a stale one stops them too.
        - **Lists**: `limit` (1 to 200) and `cursor`; the answer has `items` and, unless it is the last page, `nextCursor`. No totals.
        - **Values**: money is `{"amount":"125.00","currency":"USD"}`, a decimal string; dates are `YYYY-MM-DD`; instants are RFC 3339 in UTC; states are `UPPER_SNAKE`. What is absent is left out. Members a request does not have are refused.
        - **Limits**: a body has at most 1 MB. `RateLimit` says what is left of a client's window; 429 carries `Retry-After`.
        """;

    private static readonly Dictionary<string, string> Tags = new()
    {
        ["Practices"] = "The billing provider organisation, and the tenant that owns every other record.",
        ["Providers"] = "Persons who render, refer or supervise services.",
        ["Facilities"] = "Places where services are rendered.",
        ["Guarantors"] = "Who is financially responsible for one or several patients.",
        ["Patients"] = "Persons who are treated, and their medical history.",
        ["Encounters"] = "Visits with their diagnosis codes and charges.",
        ["Payers"] = "Who pays claims, and what their contracts allow.",
        ["Plans"] = "Products of payers.",
        ["Fee schedules"] = "What a payer's contract allows for each service.",
        ["Policies"] = "One patient's cover under one plan.",
        ["Eligibility"] = "Questions to payers whether a policy is in force (270), and their answers (271).",
        ["Claims"] = "Requests for payment, from draft to the payer's decision, as chains of versions.",
        ["Submission batches"] = "837 files.",
        ["Acknowledgments"] = "TA1, 999 and 277CA files that were read, and what was quarantined.",
        ["Denials"] = "Amounts that payers denied, to be worked.",
        ["Remittance files"] = "835 files.",
        ["Remittances"] = "Remittance advices: balanced to the cent, or quarantined with the difference.",
        ["Postings"] = "What was posted, chunk by chunk, and what payers took or gave outside of claims.",
        ["Accounts"] = "Who owes what.",
        ["Journal"] = "The immutable double-entry journal.",
        ["Payments"] = "Money taken from patients and guarantors.",
        ["Write-offs"] = "What was owed and will not be paid, because somebody decided so.",
        ["Patient transfers"] = "What payers denied and patients owe, because somebody decided so.",
        ["Refunds"] = "Credits given back to patients and guarantors.",
        ["Statements"] = "What an account owed on a day, as it was sent.",
        ["Reports"] = "Aging, trial balance, reconciliation.",
        ["Sandbox"] = "The simulated payer. Development only.",
    };

    public async Task TransformAsync(OpenApiDocument document, OpenApiDocumentTransformerContext context, CancellationToken cancellationToken)
    {
        document.Info = new()
        {
            Title = "MedBill",
            Version = ApiDescription.Name,
            Description = Conventions,
            License = new() { Name = "MIT", Identifier = "MIT" },
        };
        document.Servers = [];
        document.Tags = document.Paths.SelectMany(path => path.Value.Operations ?? []).SelectMany(operation => operation.Value.Tags ?? new HashSet<OpenApiTagReference>())
            .Select(tag => tag.Name!).Distinct().Select(name => new OpenApiTag { Name = name, Description = Tags[name] }).ToHashSet();
        document.Components ??= new();
        document.Components.Schemas ??= new Dictionary<string, IOpenApiSchema>();
        document.Components.Schemas["Problem"] = await context.GetOrCreateSchemaAsync(typeof(ProblemModel), null, cancellationToken);
        SchemaDescription.Describe(document);
        document.Components.Responses = OperationDescription.Problems.ToDictionary(
            problem => problem.Name, problem => (IOpenApiResponse)OperationDescription.ResponseOf(problem, document));
        document.Components.SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>
        {
            [SecurityScheme] = new OpenApiSecurityScheme
            {
                Type = SecuritySchemeType.OAuth2,
                Description = "Bearer tokens of the installation's authority. In Development the gateway is its own: client `medbill-dev`, secret `medbill-dev`.",
                Flows = new()
                {
                    ClientCredentials = new() { TokenUrl = new Uri("/connect/token", UriKind.Relative), Scopes = new Dictionary<string, string>(TokenEndpoint.Scopes) },
                },
            },
        };
    }
}
