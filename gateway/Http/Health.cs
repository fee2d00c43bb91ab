using Grpc.Health.V1;
using MedBill.Platform.Hosting;

namespace MedBill.Gateway.Http;

/// <summary><c>/livez</c>: the process answers. <c>/readyz</c>: every service behind it does.</summary>
internal static class Health
{
    private static readonly string[] Services = ["patient-registry", "coverage", "claims", "remittance", "collections"];

    public static void MapHealth(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/livez", () => TypedResults.Ok()).AllowAnonymous().ExcludeFromDescription();
        routes.MapGet("/readyz", async (ServiceTransport transport, CancellationToken cancel) =>
        {
            var ready = await Task.WhenAll(Services.Select(service => IsReadyAsync(transport, service, cancel)));
            return ready.All(one => one) ? Results.Ok() : Results.StatusCode(StatusCodes.Status503ServiceUnavailable);
        }).AllowAnonymous().ExcludeFromDescription();
    }

    private static async Task<bool> IsReadyAsync(ServiceTransport transport, string service, CancellationToken cancel)
    {
        try
        {
            var client = new Grpc.Health.V1.Health.HealthClient(transport.CallInvokerFor(service));
            var answer = await client.CheckAsync(
                new HealthCheckRequest { Service = "ready" }, deadline: TimeProvider.System.GetUtcNow().UtcDateTime.AddSeconds(1), cancellationToken: cancel);
            return answer.Status == HealthCheckResponse.Types.ServingStatus.Serving;
        }
        catch (Exception exception) when (exception is Grpc.Core.RpcException or Platform.Values.Failure)
        {
            return false;
        }
    }
}
