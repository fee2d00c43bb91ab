using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace MedBill.Gateway.Http;

/// <summary>What the generator cannot see: headers, query parameters, problems, the security scheme, how money and dates look.</summary>
internal static class ApiDescription
{
    public static void AddApiDescription(this WebApplicationBuilder builder) => builder.Services.AddOpenApi("v1", options =>
    {
        options.AddDocumentTransformer((document, _, _) =>
        {
            document.Info = new()
            {
                Title = "MedBill",
                Version = "v1",
                Description = "A medical biller's work: patients, coverage, claims, remittances, accounts. "
                    + "Every error is one problem document (RFC 9457) with a stable `code`. Money is a decimal string, dates are `YYYY-MM-DD`. "
                    + "Writes take an `Idempotency-Key`; changes need the `ETag` you read as `If-Match`.",
            };
            document.Servers = [];
            document.Components ??= new();
            document.Components.SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>
            {
                ["oauth2"] = new OpenApiSecurityScheme
                {
                    Type = SecuritySchemeType.Http,
                    Scheme = "bearer",
                    BearerFormat = "JWT",
                    Description = "OAuth2 client credentials. On a laptop: POST /connect/token with client_id and client_secret `medbill-dev`, the scopes, and the practice.",
                },
            };
            return Task.CompletedTask;
        });
        options.AddOperationTransformer((operation, context, _) =>
        {
            Describe(operation, context);
            return Task.CompletedTask;
        });
        options.AddSchemaTransformer((schema, context, _) =>
        {
            if (context.JsonPropertyInfo?.AttributeProvider?.GetCustomAttributes(typeof(OneOfAttribute), false) is [OneOfAttribute oneOf])
            {
                schema.Enum = [.. EnumText.TextsOf(oneOf.WireEnum).Select(text => System.Text.Json.Nodes.JsonValue.Create(text)!)];
            }

            return Task.CompletedTask;
        });
    });

    private static void Describe(OpenApiOperation operation, OpenApiOperationTransformerContext context)
    {
        var metadata = context.Description.ActionDescriptor.EndpointMetadata;
        operation.Parameters ??= [];
        foreach (var header in metadata.OfType<HeaderMetadata>())
        {
            operation.Parameters.Add(new OpenApiParameter
            {
                Name = header.Name,
                In = ParameterLocation.Header,
                Required = header.IsRequired,
                Description = header.Description,
                Schema = new OpenApiSchema { Type = JsonSchemaType.String },
            });
        }

        foreach (var query in metadata.OfType<QueryMetadata>())
        {
            operation.Parameters.Add(new OpenApiParameter
            {
                Name = query.Name,
                In = ParameterLocation.Query,
                Description = query.Wanted,
                Schema = new OpenApiSchema { Type = query.Name == "limit" ? JsonSchemaType.Integer : JsonSchemaType.String },
            });
        }

        var scopes = metadata.OfType<Microsoft.AspNetCore.Authorization.IAuthorizeData>().Select(data => data.Policy)
            .OfType<string>().Where(policy => policy.StartsWith("scope:", StringComparison.Ordinal)).Select(policy => policy["scope:".Length..]).Distinct().ToList();
        if (scopes.Count > 0)
        {
            operation.Description = $"Scope `{string.Join("`, `", scopes)}`.";
            operation.Security = [new() { [new OpenApiSecuritySchemeReference("oauth2", context.Document)] = [] }];
        }

        operation.Responses ??= [];
        operation.Responses["default"] = new OpenApiResponse { Description = "A problem document (application/problem+json): type, title, status, detail, instance, code, requestId, errors." };
    }
}
