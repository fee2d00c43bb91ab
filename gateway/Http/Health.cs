using Grpc.Core;
using Grpc.Health.V1;
using MedBill.Gateway.Identity;
using MedBill.Platform.Hosting;
using MedBill.Platform.Values;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.Extensions.Options;

namespace MedBill.Gateway.Http;

/// <summary>
/// <c>/livez</c>: the process answers. <c>/readyz</c>: it can do its own part, which is to know where the services are and to check tokens. A
/// service that is away makes its own routes answer 503 and takes no other with it; the body says how each one is.
/// </summary>
internal static class Health
{
    public static void Add(WebApplicationBuilder builder) => builder.Services.AddSingleton<PeerStates>();

    public static void MapHealth(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/livez", () => TypedResults.Json(new HealthModel("alive", null), PublicJson.Options)).AllowAnonymous().ExcludeFromDescription();
        routes.MapGet("/readyz", ReadyAsync).AllowAnonymous().ExcludeFromDescription();
    }

    private static async Task<IResult> ReadyAsync(PeerStates peers, Draining draining)
    {
        var states = await peers.AskAsync();
        var isReady = !draining.HasBegun && !states.Values.Contains(PeerStates.Unknown) && states[PeerStates.Authority] == PeerStates.Ready;
        return TypedResults.Json(
            new HealthModel(isReady ? "ready" : "not ready", states),
            PublicJson.Options,
            statusCode: isReady ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable);
    }
}

/// <summary>How each service behind the gateway is. They are asked at most once a second, however many probes come, and briefly: a probe's own
/// time-out is a second.</summary>
internal sealed class PeerStates(ServiceTransport transport, IOptionsMonitor<JwtBearerOptions> tokens, MachineTime machine)
{
    public const string Ready = "ready";
    public const string NotReady = "not ready";
    public const string Away = "away";

    /// <summary>Its address is not configured.</summary>
    public const string Unknown = "not configured";

    /// <summary>Whose keys must have been read once; they are kept when it goes away later.</summary>
    public const string Authority = "authority";

    private static readonly string[] Services = ["patient-registry", "coverage", "claims", "remittance", "collections"];
    private static readonly TimeSpan Limit = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan GoodFor = TimeSpan.FromSeconds(1);

    private readonly Lock _lock = new();
    private Task<IReadOnlyDictionary<string, string>>? _asked;
    private DateTimeOffset _goodUntil;

    public Task<IReadOnlyDictionary<string, string>> AskAsync()
    {
        lock (_lock)
        {
            var now = machine.GetUtcNow();
            if (_asked is null || now >= _goodUntil)
            {
                (_asked, _goodUntil) = (AskAllAsync(), now + GoodFor);
            }

            return _asked;
        }
    }

    private async Task<IReadOnlyDictionary<string, string>> AskAllAsync()
    {
        var authority = AuthorityKeys.AreKnownAsync(tokens.Get(JwtBearerDefaults.AuthenticationScheme), Limit);
        var states = await Task.WhenAll(Services.Select(StateAsync));
        return new Dictionary<string, string>(Services.Zip(states, KeyValuePair.Create)) { [Authority] = await authority ? Ready : Away };
    }

    private async Task<string> StateAsync(string service)
    {
        try
        {
            transport.Locate(service);
        }
        catch (Failure)
        {
            return Unknown;
        }

        try
        {
            var client = new Grpc.Health.V1.Health.HealthClient(transport.CallInvokerFor(service));
            var answer = await client.CheckAsync(
                new HealthCheckRequest { Service = "ready" }, deadline: TimeProvider.System.GetUtcNow().UtcDateTime + Limit);
            return answer.Status == HealthCheckResponse.Types.ServingStatus.Serving ? Ready : NotReady;
        }
        catch (RpcException)
        {
            return Away;
        }
    }
}

/// <summary>How the gateway is.</summary>
/// <param name="Status">alive, ready or not ready.</param>
/// <param name="Services">Each service and the token authority: ready, not ready, away or not configured.</param>
public sealed record HealthModel(string Status, IReadOnlyDictionary<string, string>? Services);
