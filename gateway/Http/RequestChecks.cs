using MedBill.Platform.Values;

namespace MedBill.Gateway.Http;

/// <summary>
/// What every route of the API checks before its own code runs, so that none can forget: no query parameter but its own, each of the right
/// form; no id in the path that cannot be one.
/// </summary>
internal static class RequestChecks
{
    public static void UseRequestChecks(this IApplicationBuilder app) => app.Use((http, next) =>
    {
        if (http.GetEndpoint() is { } endpoint && endpoint.Metadata.GetMetadata<ScopeMetadata>() is not null)
        {
            CheckPath(http);
            CheckQuery(http, endpoint);
        }

        return next(http);
    });

    /// <summary>Whether every id in the path can be one.</summary>
    public static bool HasIds(RouteValueDictionary route) => route.Values.All(value => value is string text && Ids.IsId(text));

    private static void CheckPath(HttpContext http)
    {
        foreach (var (name, value) in http.Request.RouteValues)
        {
            if (value is not string text || !Ids.IsId(text))
            {
                if (AddressMethods.OthersThan(http) is { } allow)
                {
                    throw new Refusal(RpcProblems.MethodNotAllowed with { Allow = allow });
                }

                // claim → CLAIM_NOT_FOUND, as the service says of an id that is nobody's.
                var thing = System.Text.Json.JsonNamingPolicy.SnakeCaseUpper.ConvertName(name);
                throw new Refusal(StatusCodes.Status404NotFound, $"{thing}_NOT_FOUND", $"There is no such {thing.ToLowerInvariant().Replace('_', ' ')}.");
            }
        }
    }

    private static void CheckQuery(HttpContext http, Endpoint endpoint)
    {
        if (!http.Request.QueryString.HasValue)
        {
            return;
        }

        var parameters = endpoint.Metadata.GetOrderedMetadata<QueryParameter>();
        var violations = new Violations();
        foreach (var (name, values) in http.Request.Query)
        {
            if (parameters.FirstOrDefault(parameter => parameter.Name == name) is not { } parameter)
            {
                violations.Add(name, "UNKNOWN_PARAMETER", "There is no such parameter.");
            }
            else if (values is not [{ } text])
            {
                violations.Add(name, "DUPLICATE_PARAMETER", "This parameter is there twice.");
            }
            else if (parameter.Check(text) is ({ } code, var detail))
            {
                violations.Add(name, code, detail);
            }
        }

        if (violations.All.Count > 0)
        {
            throw Refusal.OfQuery(violations.All);
        }
    }
}
