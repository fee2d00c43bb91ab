using System.Globalization;
using System.Text.Json;

namespace MedBill.Gateway.Http;

/// <summary>One page of a list.</summary>
/// <param name="Items">The page.</param>
/// <param name="NextCursor">For the next page; left out on the last.</param>
public sealed record Page<T>(IReadOnlyList<T> Items, string? NextCursor);

/// <summary>Several things at once.</summary>
/// <param name="Items">In the order of the request.</param>
public sealed record ItemList<T>(IReadOnlyList<T> Items);

/// <summary>A query parameter that an endpoint takes.</summary>
internal sealed record QueryParameter(string Name, Shape? Shape, string Description)
{
    private const int MostCharacters = 128;
    private const int MostCursorCharacters = 1_024;

    /// <summary>Field of the rpc's request that it fills.</summary>
    public string Field { get; init; } = FieldOf(Name);

    /// <summary>Further rule of its own: a code and what to say, or nulls.</summary>
    public Func<string, (string? Code, string Detail)>? Rule { get; init; }

    /// <summary>1 to 200.</summary>
    public static QueryParameter Limit { get; } = new("limit", null, "At most this many, 1 to 200; 50 when left out. A page may hold fewer.")
    {
        Field = "page_size",
        Rule = text => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var limit) && limit is >= 1 and <= 200
            ? (null, "")
            : ("LIMIT_OUT_OF_RANGE", "A limit is 1 to 200."),
    };

    /// <summary>Opaque.</summary>
    public static QueryParameter Cursor { get; } = new("cursor", null, "The nextCursor of the page before; all other parameters must be the same.")
    {
        Field = "page_token",
        Rule = text => text.Length is > 0 and <= MostCursorCharacters ? (null, "") : ("INVALID_CURSOR", "A cursor is the nextCursor of an answer."),
    };

    /// <summary>Why a value is refused; a null code when it is not.</summary>
    public (string? Code, string Detail) Check(string text) =>
        Rule is not null ? Rule(text)
        : text.Length is 0 or > MostCharacters || text.AsSpan().IndexOfAnyInRange('\0', '\x1f') >= 0 ? ("INVALID_TEXT", "1 to 128 characters.")
        : Shape is null ? (null, "")
        : Shape.Kind == ShapeKind.Flag ? (text is "true" or "false" ? (null, "") : ("WRONG_TYPE", "This must be true or false."))
        : TextRules.Check(text, Shape);

    private static string FieldOf(string name)
    {
        var snake = JsonNamingPolicy.SnakeCaseLower.ConvertName(name);
        return snake.EndsWith("_id", StringComparison.Ordinal) ? snake[..^"_id".Length] : snake;
    }
}

/// <summary>The query of a list: <c>limit</c>, <c>cursor</c> and the filters that the endpoint names. It was checked before.</summary>
public sealed class ListQuery
{
    private readonly IQueryCollection _query;

    private ListQuery(IQueryCollection query) => _query = query;

    /// <summary>1 to 200; 0 when left out.</summary>
    public int Limit => this["limit"] is { } text ? int.Parse(text, CultureInfo.InvariantCulture) : 0;

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

    /// <summary>Binds it.</summary>
    public static ValueTask<ListQuery?> BindAsync(HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return ValueTask.FromResult<ListQuery?>(new(context.Request.Query));
    }
}
