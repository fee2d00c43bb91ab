using Grpc.Core;
using Grpc.Health.V1;
using MedBill.Platform.Hosting;
using MedBill.Platform.Values;

namespace MedBill.Gateway.Http;

/// <summary><c>/livez</c>: the process answers. <c>/readyz</c>: every service behind it does.</summary>
internal static class Health
{
    private static readonly string[] Services = ["patient-registry", "coverage", "claims", "remittance", "collections"];
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(2);

    public static void MapHealth(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/livez", () => TypedResults.Ok(new HealthModel("alive", null))).AllowAnonymous().ExcludeFromDescription();
        routes.MapGet("/readyz", ReadyAsync).AllowAnonymous().ExcludeFromDescription();
    }

    private static async Task<IResult> ReadyAsync(ServiceTransport transport, HttpContext http)
    {
        var states = await Task.WhenAll(Services.Select(service => StateAsync(transport, service, http.RequestAborted)));
        var isReady = Array.TrueForAll(states, state => state == "ready");
        var model = new HealthModel(isReady ? "ready" : "not ready", Services.Zip(states).ToDictionary(pair => pair.First, pair => pair.Second));
        return TypedResults.Json(model, PublicJson.Options, statusCode: isReady ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable);
    }

    private static async Task<string> StateAsync(ServiceTransport transport, string service, CancellationToken cancel)
    {
        try
        {
            var client = new Grpc.Health.V1.Health.HealthClient(transport.CallInvokerFor(service));
            Metadata headers = transport.ThroughSidecar ? new() { { "dapr-app-id", service } } : [];
            var deadline = TimeProvider.System.GetUtcNow().UtcDateTime + Limit;
            var answer = await client.CheckAsync(new HealthCheckRequest { Service = "ready" }, headers, deadline, cancel);
            return answer.Status == HealthCheckResponse.Types.ServingStatus.Serving ? "ready" : "not ready";
        }
        catch (Exception exception) when (exception is RpcException or Failure)
        {
            return "away";
        }
    }
}

/// <summary>How the suite is.</summary>
/// <param name="Status">alive, ready or not ready.</param>
/// <param name="Services">Each service: ready, not ready or away.</param>
public sealed record HealthModel(string Status, IReadOnlyDictionary<string, string>? Services);
