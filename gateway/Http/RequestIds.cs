using System.Diagnostics;
using MedBill.Platform.Hosting;
using MedBill.Platform.Values;

namespace MedBill.Gateway.Http;

/// <summary>
/// Every answer names its request (<c>Request-Id: req-…</c>) and its trace (<c>traceparent</c>); problems and log lines name the same. What
/// is a patient's is kept by nobody on the way.
/// </summary>
internal static class RequestIds
{
    /// <summary>The id of this request.</summary>
    public static string Of(HttpContext http) => http.TraceIdentifier;

    public static void UseRequestIds(this IApplicationBuilder app)
    {
        var machine = app.ApplicationServices.GetRequiredService<MachineTime>();
        app.Use((http, next) =>
        {
            http.TraceIdentifier = ResourceName.NewId("req", machine.GetUtcNow());
            Name(http);

            // The exception handler clears the headers that were set before it.
            http.Response.OnStarting(static state =>
            {
                Name((HttpContext)state);
                return Task.CompletedTask;
            }, http);
            return next(http);
        });
    }

    private static void Name(HttpContext http)
    {
        var headers = http.Response.Headers;
        headers["Request-Id"] = Of(http);
        headers.XContentTypeOptions = "nosniff";
        if (headers.CacheControl.Count == 0 && http.Request.Path.StartsWithSegments("/v1"))
        {
            headers.CacheControl = "no-store";
        }

        if (Activity.Current is { IdFormat: ActivityIdFormat.W3C, Id: { } trace })
        {
            headers.TraceParent = trace;
        }
    }
}
