using Microsoft.AspNetCore.Http.HttpResults;

namespace MedBill.Gateway.Http;

/// <summary>The scopes a route needs, all of them.</summary>
internal sealed record ScopeMetadata(params string[] Scopes);

/// <summary>What routes have in common.</summary>
internal static class Routes
{
    /// <summary>The scopes a route needs.</summary>
    public static RouteHandlerBuilder Needs(this RouteHandlerBuilder route, params string[] scopes) =>
        route.RequireAuthorization([.. scopes.Select(scope => "scope:" + scope)]).WithMetadata(new ScopeMetadata(scopes));

    /// <summary>The field of the rpc's request that the body of the route is.</summary>
    public static RouteHandlerBuilder Fills(this RouteHandlerBuilder route, string field)
    {
        route.Finally(endpoint =>
        {
            for (var i = 0; i < endpoint.Metadata.Count; i++)
            {
                endpoint.Metadata[i] = endpoint.Metadata[i] is BodyMetadata body ? body with { Root = field } : endpoint.Metadata[i];
            }
        });
        return route;
    }

    /// <summary>Its operation id, and what it does.</summary>
    public static RouteHandlerBuilder Does(this RouteHandlerBuilder route, string id, string summary, string? description = null)
    {
        route.WithName(id).WithSummary(summary);
        return description is null ? route : route.WithDescription(description);
    }

    /// <summary>It is a list: it takes <c>limit</c> and <c>cursor</c>.</summary>
    public static RouteHandlerBuilder IsList(this RouteHandlerBuilder route) => route.WithMetadata(QueryParameter.Limit, QueryParameter.Cursor);

    /// <summary>It takes an id.</summary>
    public static RouteHandlerBuilder FilterId(this RouteHandlerBuilder route, string name, string description) =>
        route.WithMetadata(new QueryParameter(name, Shape.Id, description));

    /// <summary>It takes a short text.</summary>
    public static RouteHandlerBuilder FilterText(this RouteHandlerBuilder route, string name, string description) =>
        route.WithMetadata(new QueryParameter(name, null, description));

    /// <summary>It takes a state or a kind.</summary>
    public static RouteHandlerBuilder FilterCode<T>(this RouteHandlerBuilder route, string name, string description)
        where T : struct, Enum => route.WithMetadata(new QueryParameter(name, Shape.CodeOf(typeof(T)), description));

    /// <summary>It takes true or false.</summary>
    public static RouteHandlerBuilder FilterFlag(this RouteHandlerBuilder route, string name, string description) =>
        route.WithMetadata(new QueryParameter(name, Shape.Flag, description));

    /// <summary>It takes a date.</summary>
    public static RouteHandlerBuilder FilterDate(this RouteHandlerBuilder route, string name, string description) =>
        route.WithMetadata(new QueryParameter(name, Shape.Date, description));

    /// <summary>A page of models.</summary>
    public static Ok<Page<TModel>> Page<TWire, TModel>(IEnumerable<TWire> items, Func<TWire, TModel> toModel, string nextPageToken) =>
        TypedResults.Ok(new Page<TModel>([.. items.Select(toModel)], Text.OrNull(nextPageToken)));

    /// <summary>Models in the order of the request.</summary>
    public static ItemList<TModel> Items<TWire, TModel>(IEnumerable<TWire> items, Func<TWire, TModel> toModel) => new([.. items.Select(toModel)]);
}

/// <summary>Answers with the thing and, when it has one, its ETag.</summary>
internal static class Answers
{
    /// <summary>200.</summary>
    public static Ok<T> Ok<T>(this HttpContext http, T model)
    {
        Tag(http, model);
        return TypedResults.Ok(model);
    }

    /// <summary>201 and where it is.</summary>
    public static Created<T> Created<T>(this HttpContext http, string location, T model)
    {
        Tag(http, model);
        return TypedResults.Created(location, model);
    }

    /// <summary>202 and where to look how it goes on.</summary>
    public static Accepted<T> Accepted<T>(this HttpContext http, string location, T model)
    {
        Tag(http, model);
        return TypedResults.Accepted(location, model);
    }

    private static void Tag<T>(HttpContext http, T model)
    {
        if (model is IVersioned { Etag: { } etag })
        {
            http.Response.Headers.ETag = etag;
        }
    }
}
