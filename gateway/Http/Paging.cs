using System.Globalization;
using System.Reflection;
using MedBill.Platform.Values;

namespace MedBill.Gateway.Http;

/// <summary>One page of a list.</summary>
/// <param name="Items">The page.</param>
/// <param name="NextCursor">For the next page; left out on the last.</param>
public sealed record Page<T>(IReadOnlyList<T> Items, string? NextCursor);

/// <summary>Several things at once.</summary>
/// <param name="Items">In the order of the request.</param>
public sealed record ItemList<T>(IReadOnlyList<T> Items);

/// <summary>The query of a list: <c>limit</c>, <c>cursor</c> and the filters that the endpoint names. Any other parameter is refused.</summary>
public sealed class ListQuery
{
    private readonly IQueryCollection _query;

    private ListQuery(IQueryCollection query, int limit) => (_query, Limit) = (query, limit);

    /// <summary>1 to 200; 0 when left out.</summary>
    public int Limit { get; }

    /// <summary>Of the page before.</summary>
    public string Cursor => this["cursor"] ?? "";

    /// <summary>A filter, or null.</summary>
    public string? this[string name] => _query[name] is [{ Length: > 0 } value] ? value : null;

    /// <summary>A filter that is a state or a kind.</summary>
    public T Enum<T>(string name)
        where T : struct, System.Enum => EnumText.To<T>(this[name]);

    /// <summary>A filter that is true or false.</summary>
    public bool Flag(string name) => this[name] == "true";

    /// <summary>A filter that is a date.</summary>
    public DateOnly? Date(string name) => this[name] is { } text ? DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture) : null;

    /// <summary>Reads and checks it against what the endpoint takes.</summary>
    public static ValueTask<ListQuery?> BindAsync(HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var filters = context.GetEndpoint()!.Metadata.GetOrderedMetadata<QueryMetadata>();
        var violations = new Violations();
        var limit = 0;
        foreach (var (name, values) in context.Request.Query)
        {
            var filter = filters.FirstOrDefault(one => one.Name == name);
            if (filter is null)
            {
                violations.Add($"?{name}", "UNKNOWN_PARAMETER", "There is no such parameter.");
            }
            else if (values.Count != 1 || !filter.Fits(values[0]!))
            {
                violations.Add($"?{name}", name == "cursor" ? "CURSOR_INVALID" : "WRONG_TYPE", filter.Wanted);
            }
            else if (name == "limit")
            {
                limit = int.Parse(values[0]!, CultureInfo.InvariantCulture);
            }
        }

        return violations.All.Count > 0 ? throw new BodyProblemException(violations.All) : ValueTask.FromResult<ListQuery?>(new(context.Request.Query, limit));
    }
}

/// <summary>A query parameter that an endpoint takes.</summary>
internal sealed record QueryMetadata(string Name, string Wanted, Func<string, bool> Fits);

internal static class QueryParameters
{
    /// <summary>The endpoint is a list: it takes <c>limit</c> and <c>cursor</c>.</summary>
    public static RouteHandlerBuilder IsList(this RouteHandlerBuilder route) => route.WithMetadata(
        new QueryMetadata("limit", "1 to 200.", text => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var limit) && limit is >= 1 and <= 200),
        new QueryMetadata("cursor", "The nextCursor of the page before.", text => text.Length is > 0 and <= 1_024));

    /// <summary>It takes ids, or other short texts.</summary>
    public static RouteHandlerBuilder Filter(this RouteHandlerBuilder route, params string[] names) =>
        route.WithMetadata([.. names.Select(name => new QueryMetadata(name, "At most 128 characters.", text => text.Length is > 0 and <= 128))]);

    /// <summary>It takes a state or a kind.</summary>
    public static RouteHandlerBuilder Filter<T>(this RouteHandlerBuilder route, string name)
        where T : struct, Enum
    {
        var texts = EnumText.TextsOf(typeof(T));
        return route.WithMetadata(new QueryMetadata(name, $"One of {string.Join(", ", texts)}.", texts.Contains));
    }

    /// <summary>It takes true or false.</summary>
    public static RouteHandlerBuilder Flag(this RouteHandlerBuilder route, string name) =>
        route.WithMetadata(new QueryMetadata(name, "true or false.", text => text is "true" or "false"));

    /// <summary>It takes a date.</summary>
    public static RouteHandlerBuilder Date(this RouteHandlerBuilder route, string name) => route.WithMetadata(new QueryMetadata(
        name, "A date YYYY-MM-DD.", text => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _)));
}
