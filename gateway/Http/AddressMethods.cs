using Microsoft.AspNetCore.Routing.Template;

namespace MedBill.Gateway.Http;

/// <summary>
/// Which methods an address takes, for the <c>Allow</c> of 405. The router does not know for actions: to it, <c>/v1/claims/x:scrub</c> may be
/// the claim <c>x:scrub</c>, and a POST to <c>/v1/claims/x</c> an action that failed to match. Here no id holds a colon.
/// </summary>
internal static class AddressMethods
{
    /// <summary>The methods; null when nothing is at the address, or the request's own is among them.</summary>
    public static string? OthersThan(HttpContext http)
    {
        var methods = http.RequestServices.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(route => Matches(route, http.Request.Path))
            .SelectMany(route => route.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? []).Distinct().Order().ToList();
        return methods.Count == 0 || methods.Contains(http.Request.Method) ? null : string.Join(", ", methods);
    }

    private static bool Matches(RouteEndpoint route, PathString path)
    {
        var values = new RouteValueDictionary();
        return new TemplateMatcher(new RouteTemplate(route.RoutePattern), []).TryMatch(path, values) && RequestChecks.HasIds(values);
    }
}
