using System.Text.Json.Nodes;
using MedBill.Gateway.Http;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace MedBill.Gateway.Description;

/// <summary>What a schema cannot say by its type alone: who may set a member, what a code may be, how money and dates look.</summary>
internal static class SchemaDescription
{
    /// <summary>Of a value, wherever it stands.</summary>
    public static Task DescribeAsync(OpenApiSchema schema, OpenApiSchemaTransformerContext context, CancellationToken cancel)
    {
        var type = Nullable.GetUnderlyingType(context.JsonTypeInfo.Type) ?? context.JsonTypeInfo.Type;
        if (type == typeof(DateOnly))
        {
            schema.Examples = ["2026-03-02"];
        }
        else if (type == typeof(DateTimeOffset))
        {
            schema.Type = JsonSchemaType.String;
            schema.Examples = ["2026-03-02T14:00:00Z"];
        }
        else if (type == typeof(MoneyModel))
        {
            schema.Examples = [new JsonObject { ["amount"] = "125.00", ["currency"] = "USD" }];
            schema.Required = new HashSet<string> { "amount", "currency" };
        }

        return Task.CompletedTask;
    }

    /// <summary>Of every model and each of its members.</summary>
    public static void Describe(OpenApiDocument document)
    {
        var schemas = document.Components!.Schemas!;
        foreach (var schema in schemas.Values)
        {
            LeaveOutNulls(schema);
        }

        foreach (var model in typeof(GatewayApp).Assembly.GetTypes().Where(type => type.IsDefined(typeof(ShowsAttribute), inherit: false)))
        {
            if (schemas.TryGetValue(SchemaNames.Of(model)!, out var schema))
            {
                foreach (var member in Shape.Of(model).Members.Values)
                {
                    DescribeMember(schema.Properties![member.Name], member);
                }
            }
        }
    }

    // Answers leave out what is absent instead of saying null; that null clears in a patch stands in the conventions.
    private static void LeaveOutNulls(IOpenApiSchema schema)
    {
        if (schema is OpenApiSchema { Type: { } type } plain)
        {
            plain.Type = type & ~JsonSchemaType.Null;
        }

        foreach (var (name, member) in schema is OpenApiSchema ? schema.Properties?.ToList() ?? [] : [])
        {
            var kept = member.OneOf?.FirstOrDefault(choice => choice is OpenApiSchemaReference) ?? member;
            LeaveOutNulls(kept);
            schema.Properties![name] = kept;
        }

        if (schema is OpenApiSchema { Items: { } items })
        {
            LeaveOutNulls(items);
        }
    }

    private static void DescribeMember(IOpenApiSchema schema, Member member)
    {
        var says = (member.IsRequired && !member.IsOutputOnly ? " Required in a new one." : "") + (member.IsImmutable ? " Cannot be changed later." : "");
        if (schema is OpenApiSchemaReference reference)
        {
            (reference.Description, reference.ReadOnly) = ((reference.Description + says).TrimStart(), member.IsOutputOnly);
        }
        else if (schema is OpenApiSchema plain)
        {
            (plain.Description, plain.ReadOnly) = ((plain.Description + says).TrimStart(), member.IsOutputOnly);
            plain.Pattern = member.Shape.Kind == ShapeKind.Amount ? @"^-?\d{1,13}(\.\d{1,2})?$" : plain.Pattern;
            plain.Enum = member.Shape.Kind switch
            {
                ShapeKind.Code => [.. member.Shape.Codes.Select(code => (JsonNode)code)],
                ShapeKind.Currency => ["USD"],
                _ => plain.Enum,
            };
        }
    }
}
