using System.Globalization;
using System.Text;
using System.Text.Json;
using MedBill.Platform.Values;

namespace MedBill.Gateway.Http;

/// <summary>What an endpoint's body is: a model, and the field of the rpc's request that it stands for (empty: the request itself).</summary>
internal sealed record BodyMetadata(Type Model)
{
    public string Root { get; init; } = "";

    public Shape Shape { get; } = Shape.Of(Model);
}

/// <summary>
/// Field paths of the services (<c>patient.person_name.given_name</c>, <c>requests[3].charge.amount</c>) as places in the request that the
/// caller wrote: a JSON pointer into the body, a parameter of the URL, or a header.
/// </summary>
internal static class FieldPaths
{
    /// <summary>The error of a violation, as the caller of this endpoint is to read it.</summary>
    public static ErrorModel ToError(Violation violation, Endpoint? endpoint)
    {
        var error = new ErrorModel(violation.Reason, violation.Description) { X12 = violation.X12, Fix = violation.Fix };
        var path = Split(violation.Field);
        return (HeaderOf(path) is { } header ? error with { Header = header } : null)
            ?? (ParameterOf(path, endpoint) is { } parameter ? error with { Parameter = parameter } : null)
            ?? error with { Pointer = endpoint?.Metadata.GetMetadata<BodyMetadata>() is { } body ? PointerOf(path, body.Shape, body.Root) : "" };
    }

    /// <summary>A service's path into the thing itself, such as a finding's into its claim; null when the model has no such member.</summary>
    public static string? PointerInto(Shape shape, string field)
    {
        var path = Split(field);
        var pointer = new StringBuilder();
        return path.Count > 0 && Descend(path, 0, shape, pointer) == path.Count ? pointer.ToString() : null;
    }

    // Of what cannot be followed to its end, the deepest member that is there.
    private static string PointerOf(IReadOnlyList<Part> path, Shape shape, string root)
    {
        var pointer = new StringBuilder();
        Descend(path, path.Count > 0 && path[0].Name == root && root.Length > 0 ? 1 : 0, shape, pointer);
        return pointer.ToString();
    }

    private static int Descend(IReadOnlyList<Part> path, int at, Shape shape, StringBuilder pointer)
    {
        for (; at < path.Count; at++)
        {
            if (shape.ByField.TryGetValue(path[at].Name, out var member))
            {
                pointer.Append('/').Append(member.Name);
                shape = member.Shape;
                if (path[at].Index is { } index)
                {
                    pointer.Append(CultureInfo.InvariantCulture, $"/{index}");
                    shape = shape.Item ?? shape;
                }
            }
            else if (shape.Inner is null || shape.Inner != path[at].Name)
            {
                break;
            }
        }

        return at;
    }

    private static string? HeaderOf(IReadOnlyList<Part> path) => path switch
    {
        [{ Name: "request_id" }] => IdempotencyKey.Header,
        [.., { Name: "etag" }] when path.Count <= 2 => IfMatch.Header,
        _ => null,
    };

    private static string? ParameterOf(IReadOnlyList<Part> path, Endpoint? endpoint)
    {
        if (path is not [{ Name: var field }] || endpoint is not RouteEndpoint route)
        {
            return path is [_, { Name: "name" }] && endpoint is RouteEndpoint ofResource ? Last(ofResource) : null;
        }

        return field switch
        {
            "parent" => route.RoutePattern.Parameters is [var first, ..] ? first.Name : null,
            "name" => Last(route),
            _ => route.Metadata.GetOrderedMetadata<QueryParameter>().FirstOrDefault(parameter => parameter.Field == field)?.Name
                ?? route.RoutePattern.Parameters.FirstOrDefault(parameter => JsonNamingPolicy.SnakeCaseLower.ConvertName(parameter.Name) == field)?.Name,
        };
    }

    private static string? Last(RouteEndpoint route) => route.RoutePattern.Parameters is [.., var last] ? last.Name : null;

    private static IReadOnlyList<Part> Split(string field) => [.. field.Split('.', StringSplitOptions.RemoveEmptyEntries).Select(part =>
    {
        var bracket = part.IndexOf('[', StringComparison.Ordinal);
        return bracket > 0 && int.TryParse(part.AsSpan(bracket + 1).TrimEnd(']'), NumberStyles.None, CultureInfo.InvariantCulture, out var index)
            ? new Part(part[..bracket], index)
            : new Part(part, null);
    })];

    private readonly record struct Part(string Name, int? Index);
}
