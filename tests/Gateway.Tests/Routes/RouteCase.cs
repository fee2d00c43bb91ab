using System.Text.RegularExpressions;

namespace MedBill.Gateway.Tests.Routes;

/// <summary>How a header is taken.</summary>
public enum Taken
{
    Never,
    Optional,
    Required,
}

/// <summary>What a route's body is.</summary>
public enum BodyKind
{
    None,

    /// <summary>Nothing, or <c>{}</c>.</summary>
    Empty,

    /// <summary>A model that may be left out whole.</summary>
    Optional,
    Json,
    Patch,
    File,
}

/// <summary>One route of the public surface, as its contract says it: what the gateway is held against.</summary>
/// <param name="Method">HTTP method.</param>
/// <param name="Pattern">With its parameters.</param>
/// <param name="Rpc">What it calls; empty for what calls several or none.</param>
/// <param name="Scope">All that it needs.</param>
/// <param name="Status">Of success.</param>
public sealed record RouteCase(string Method, string Pattern, string Rpc, string Scope, int Status = 200)
{
    public BodyKind Body { get; init; }

    public Taken Key { get; init; }

    public Taken Match { get; init; }

    /// <summary>Its calls may take a minute.</summary>
    public bool IsLong { get; init; }

    /// <summary>Where Location points; null for none.</summary>
    public string? Location { get; init; }

    public string[] Scopes => Scope.Split(' ');

    /// <summary>A path of it in which every parameter is an id.</summary>
    public string Path => PathOf(Pattern, name => "x-" + name.ToLowerInvariant());

    /// <summary>The names of its parameters.</summary>
    public IReadOnlyList<string> Parameters => [.. Regex.Matches(Pattern, @"\{(\w+)\}").Select(match => match.Groups[1].Value)];

    /// <summary>Its path with other values.</summary>
    public static string PathOf(string pattern, Func<string, string> value) =>
        Regex.Replace(pattern, @"\{(\w+)\}", match => value(match.Groups[1].Value));

    /// <summary>
    /// Five of a list of bad values, each route beginning elsewhere in it: every route meets several and every value several routes, in a
    /// fraction of the time that all with all would take.
    /// </summary>
    public IEnumerable<T> Some<T>(IReadOnlyList<T> values)
    {
        var start = RouteTable.All.ToList().IndexOf(this) * 3;
        return Enumerable.Range(start, Math.Min(5, values.Count)).Select(i => values[i % values.Count]);
    }

    public override string ToString() => $"{Method} {Pattern}";
}
