using System.Text.Json.Nodes;
using MedBill.Gateway.Http;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace MedBill.Gateway.Description;

/// <summary>A kind of error that operations share.</summary>
internal sealed record ProblemKind(int Status, string Name, string Description, string Code);

/// <summary>What the generator cannot see of an operation: its headers, its parameters, its scopes, its errors.</summary>
internal static class OperationDescription
{
    /// <summary>All kinds, as shared responses of the document.</summary>
    public static IReadOnlyList<ProblemKind> Problems { get; } =
    [
        new(400, "MalformedRequest", "The body is not JSON, or a header is missing or malformed.", "MALFORMED_REQUEST"),
        new(401, "TokenRequired", "There is no valid bearer token.", "TOKEN_REQUIRED"),
        new(403, "ScopeRequired", "The token does not have the scope.", "SCOPE_REQUIRED"),
        new(404, "NotFound", "There is no such thing in this practice.", "CLAIM_NOT_FOUND"),
        new(409, "Conflict", "The thing's state forbids it, there is one already, or (with `Retry-After`) another write was in the way.", "ILLEGAL_TRANSITION"),
        new(412, "Stale", "The thing has changed: its `etag` is in the answer.", "ETAG_MISMATCH"),
        new(413, "TooLarge", "The body is too large.", "BODY_TOO_LARGE"),
        new(415, "UnsupportedMediaType", "The body has a media type that is not taken.", "UNSUPPORTED_MEDIA_TYPE"),
        new(422, "Invalid", "The request is well formed and wrong; `errors` names everything at once.", "VALIDATION_FAILED"),
        new(428, "PreconditionRequired", "`If-Match` is missing.", "PRECONDITION_REQUIRED"),
        new(429, "RateLimited", "Too many requests: wait for `Retry-After` seconds.", "RATE_LIMITED"),
        new(503, "Unavailable", "A part of the suite is away: try again after `Retry-After` seconds.", "SERVICE_UNAVAILABLE"),
        new(504, "TooSlow", "A part of the suite did not answer in time. A write may have happened: repeat it with the same key.", "DEADLINE_EXCEEDED"),
    ];

    private static OpenApiSchema Binary => new() { Type = JsonSchemaType.String, Format = "binary" };

    public static Task DescribeAsync(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancel)
    {
        var metadata = context.Description.ActionDescriptor.EndpointMetadata;
        DescribeParameters(operation, metadata);
        foreach (var file in operation.RequestBody?.Content?.Values.Where(content => content.Schema is OpenApiSchema { Format: "byte" }) ?? [])
        {
            file.Schema = Binary;
        }

        operation.Responses ??= [];
        DescribeSuccess(operation, metadata);
        foreach (var problem in Problems.Where(problem => Applies(problem.Status, context, metadata)))
        {
            operation.Responses[problem.Status.ToString(System.Globalization.CultureInfo.InvariantCulture)] = new OpenApiResponseReference(problem.Name, context.Document);
        }

        if (metadata.OfType<ScopeMetadata>().FirstOrDefault() is { } needs)
        {
            operation.Security = [new() { [new OpenApiSecuritySchemeReference(DocumentDescription.SecurityScheme, context.Document)] = [.. needs.Scopes] }];
            var scopes = $"Needs {string.Join(" and ", needs.Scopes.Select(scope => $"`{scope}`"))}.";
            operation.Description = operation.Description is null ? scopes : $"{operation.Description} {scopes}";
        }

        return Task.CompletedTask;
    }

    /// <summary>One kind of error as a response.</summary>
    public static OpenApiResponse ResponseOf(ProblemKind problem, OpenApiDocument document) => new()
    {
        Description = problem.Description,
        Content = new Dictionary<string, OpenApiMediaType>
        {
            [ProblemWriter.MediaType] = new()
            {
                Schema = new OpenApiSchemaReference("Problem", document),
                Example = new JsonObject
                {
                    ["type"] = "urn:medbill:problem:" + problem.Code.ToLowerInvariant().Replace('_', '-'),
                    ["title"] = Microsoft.AspNetCore.WebUtilities.ReasonPhrases.GetReasonPhrase(problem.Status),
                    ["status"] = problem.Status,
                    ["detail"] = problem.Description,
                    ["code"] = problem.Code,
                    ["requestId"] = "req-01kk2v7x9e7d5t0m3h4n6p8q2r",
                },
            },
        },
    };

    private static void DescribeParameters(OpenApiOperation operation, IList<object> metadata)
    {
        operation.Parameters ??= [];
        foreach (var path in operation.Parameters.OfType<OpenApiParameter>().Where(parameter => parameter.In == ParameterLocation.Path))
        {
            path.Description = path.Name == "claimVersion" ? "Number of the version, from 1." : "An id, as an answer gave it.";
        }

        foreach (var query in metadata.OfType<QueryParameter>())
        {
            operation.Parameters.Add(new OpenApiParameter { Name = query.Name, In = ParameterLocation.Query, Description = query.Description, Schema = SchemaOf(query) });
        }

        foreach (var header in metadata.OfType<HeaderMetadata>())
        {
            operation.Parameters.Add(new OpenApiParameter
            {
                Name = header.Name,
                In = ParameterLocation.Header,
                Required = header.IsRequired,
                Description = header.Description,
                Schema = new OpenApiSchema { Type = JsonSchemaType.String },
                Example = header.Name == IdempotencyKey.Header ? "0f8fad5b-d9cb-469f-a165-70867728950e" : "\"7\"",
            });
        }
    }

    private static OpenApiSchema SchemaOf(QueryParameter query) => query switch
    {
        { Name: "limit" } => new() { Type = JsonSchemaType.Integer, Format = "int32", Minimum = "1", Maximum = "200", Default = 50 },
        { Shape.Kind: ShapeKind.Code } => new() { Type = JsonSchemaType.String, Enum = [.. query.Shape.Codes.Select(code => (JsonNode)code)] },
        { Shape.Kind: ShapeKind.Flag } => new() { Type = JsonSchemaType.Boolean },
        { Shape.Kind: ShapeKind.Date } => new() { Type = JsonSchemaType.String, Format = "date" },
        _ => new() { Type = JsonSchemaType.String },
    };

    private static void DescribeSuccess(OpenApiOperation operation, IList<object> metadata)
    {
        var isWrite = metadata.OfType<HeaderMetadata>().Any(header => header.Name == IdempotencyKey.Header);
        var isVersioned = metadata.OfType<IProducesResponseTypeMetadata>().Any(produces => produces.Type?.IsAssignableTo(typeof(IVersioned)) == true);
        foreach (var (status, response) in operation.Responses!.Where(pair => pair.Value is OpenApiResponse).Select(pair => (pair.Key, (OpenApiResponse)pair.Value)))
        {
            response.Headers ??= new Dictionary<string, IOpenApiHeader>();
            Add(response, "Request-Id", "Names this request.");
            if (isVersioned)
            {
                Add(response, "ETag", "Of this state of the thing.");
            }

            if (isWrite)
            {
                Add(response, "Idempotent-Replayed", "`true` when this is the first answer again.");
            }

            if (status is "201" or "202")
            {
                Add(response, "Location", status == "201" ? "Where the new thing is." : "Where to look how it goes on.");
            }

            foreach (var (_, file) in response.Content?.Where(content => content.Key == "application/pdf") ?? [])
            {
                file.Schema = Binary;
            }
        }
    }

    private static void Add(OpenApiResponse response, string name, string description) =>
        response.Headers![name] = new OpenApiHeader { Description = description, Schema = new OpenApiSchema { Type = JsonSchemaType.String } };

    private static bool Applies(int status, OpenApiOperationTransformerContext context, IList<object> metadata)
    {
        var hasBody = metadata.OfType<Accepts>().Any();
        var writes = context.Description.HttpMethod is "POST" or "PATCH";
        var hasPath = context.Description.RelativePath?.Contains('{', StringComparison.Ordinal) == true;
        return status switch
        {
            400 => hasBody || metadata.OfType<HeaderMetadata>().Any(),
            404 => hasPath,
            409 => writes,
            412 => metadata.OfType<HeaderMetadata>().Any(header => header.Name == IfMatch.Header),
            413 or 415 => hasBody,
            428 => metadata.OfType<HeaderMetadata>().Any(header => header is { Name: IfMatch.Header, IsRequired: true }),
            _ => true,
        };
    }
}
