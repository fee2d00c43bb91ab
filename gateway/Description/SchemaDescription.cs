using System.Text.Json.Nodes;
using MedBill.Gateway.Http;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace MedBill.Gateway.Description;

/// <summary>What a schema cannot say by its type alone: who may set a member, what a code may be, how money and dates look.</summary>
internal static class SchemaDescription
{
    public static Task DescribeAsync(OpenApiSchema schema, OpenApiSchemaTransformerContext context, CancellationToken cancel)
    {
        var type = Nullable.GetUnderlyingType(context.JsonTypeInfo.Type) ?? context.JsonTypeInfo.Type;
        if (context.JsonPropertyInfo is { } property && MemberOf(property.DeclaringType, property.Name) is { } member)
        {
            DescribeMember(schema, member);
        }

        if (type == typeof(DateOnly))
        {
            schema.Examples = ["2026-03-02"];
        }
        else if (type == typeof(DateTimeOffset))
        {
            schema.Examples = ["2026-03-02T14:00:00Z"];
        }
        else if (type == typeof(MoneyModel))
        {
            schema.Examples = [new JsonObject { ["amount"] = "125.00", ["currency"] = "USD" }];
            schema.Required = new HashSet<string> { "amount", "currency" };
        }
        else if (type == typeof(ProblemModel))
        {
            schema.AdditionalPropertiesAllowed = true;
        }

        return Task.CompletedTask;
    }

    private static void DescribeMember(OpenApiSchema schema, Member member)
    {
        schema.ReadOnly = member.IsOutputOnly;
        switch (member.Shape.Kind)
        {
            case ShapeKind.Code:
                schema.Enum = [.. member.Shape.Codes.Select(code => (JsonNode)code)];
                break;
            case ShapeKind.Amount:
                schema.Pattern = @"^-?\d{1,13}(\.\d{1,2})?$";
                break;
            case ShapeKind.Currency:
                schema.Enum = ["USD"];
                break;
            default:
                break;
        }

        if (member.IsRequired && !member.IsOutputOnly)
        {
            schema.Description = $"{schema.Description} Required in a new one.".TrimStart();
        }

        if (member.IsImmutable)
        {
            schema.Description = $"{schema.Description} Cannot be changed later.".TrimStart();
        }
    }

    private static Member? MemberOf(Type model, string name) =>
        model.IsDefined(typeof(ShowsAttribute), inherit: false) ? Shape.Of(model).Members.GetValueOrDefault(name) : null;
}
