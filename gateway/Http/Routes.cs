namespace MedBill.Gateway.Http;

/// <summary>What routes have in common.</summary>
internal static class Routes
{
    /// <summary>The scope a route needs, and the field of the request that its body is.</summary>
    public static RouteHandlerBuilder Needs(this RouteHandlerBuilder route, string scope, string bodyRoot = "") =>
        route.RequireAuthorization($"scope:{scope}").WithMetadata(new BodyRoot(bodyRoot));

    /// <summary>A page of models.</summary>
    public static Page<TModel> ToPage<TWire, TModel>(this IEnumerable<TWire> items, Func<TWire, TModel> toModel, string nextPageToken) =>
        new([.. items.Select(toModel)], Text.OrNull(nextPageToken));
}
