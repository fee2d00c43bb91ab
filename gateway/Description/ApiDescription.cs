using Microsoft.AspNetCore.OpenApi;
using Scalar.AspNetCore;


namespace MedBill.Gateway.Description;

/// <summary><c>/openapi/v1.json</c>, and <c>/docs</c> to read it in a browser.</summary>
internal static class ApiDescription
{
    /// <summary>Name of the document.</summary>
    public const string Name = "v1";

    // The page is ours, its script comes from the gateway itself; nothing of it may be fetched from, or told to, anybody else.
    private const string OnlyFromHere =
        "default-src 'none'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self' data:; "
        + "connect-src 'self'; worker-src 'self' blob:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    public static void Add(WebApplicationBuilder builder) => builder.Services.AddOpenApi(Name, options =>
    {
        options.CreateSchemaReferenceId = type => SchemaNames.Of(type.Type) ?? OpenApiOptions.CreateDefaultSchemaReferenceId(type);
        options.AddDocumentTransformer<DocumentDescription>();
        options.AddOperationTransformer(OperationDescription.DescribeAsync);
        options.AddSchemaTransformer(SchemaDescription.DescribeAsync);
    });

    public static void MapDescription(this WebApplication app)
    {
        app.MapOpenApi("/openapi/{documentName}.json").AllowAnonymous();
        app.MapScalarApiReference("/docs", options => options
                .WithTitle("MedBill API")
                .WithOpenApiRoutePattern("/openapi/{documentName}.json")
                .DisableDefaultFonts()
                .DisableTelemetry()
                .DisableAgent()
                .DisableMcp()
                .HideClientButton()
                .HideDeveloperTools()
                .AddPreferredSecuritySchemes(DocumentDescription.SecurityScheme))
            .AllowAnonymous()
            .AddEndpointFilter(async (context, next) =>
            {
                context.HttpContext.Response.Headers.ContentSecurityPolicy = OnlyFromHere;
                return await next(context);
            });
    }
}

/// <summary>Names of schemas: <c>Patient</c>, <c>PatientPage</c>, <c>EncounterList</c>.</summary>
internal static class SchemaNames
{
    private const string Suffix = "Model";

    /// <summary>Null for a type that is not ours.</summary>
    public static string? Of(Type type) =>
        type.IsGenericType && type.GetGenericTypeDefinition() == typeof(Http.Page<>) ? Of(type.GetGenericArguments()[0]) + "Page"
        : type.IsGenericType && type.GetGenericTypeDefinition() == typeof(Http.ItemList<>) ? Of(type.GetGenericArguments()[0]) + "List"
        : type.Name.EndsWith(Suffix, StringComparison.Ordinal) ? type.Name[..^Suffix.Length]
        : null;
}
