using System.Net.Http.Headers;
using System.Net.Mime;
using MedBill.Gateway.Http;
using MedBill.Platform.Hosting;
using MedBill.Platform.Values;

namespace MedBill.Gateway.Sandbox;

/// <summary>The sandbox payer's own API, passed on as it is; Development only.</summary>
internal static class SandboxEndpoints
{
    public static void Add(WebApplicationBuilder builder) => builder.Services.AddSingleton<SandboxClient>();

    public static void MapSandbox(this IEndpointRouteBuilder routes)
    {
        var sandbox = routes.MapGroup("/v1/sandbox").WithTags("Sandbox");
        sandbox.MapGet("/clock", (SandboxClient client, HttpContext http) => client.ForwardAsync(http)).Needs("sandbox")
            .Does("getSandboxClock", "What time it is for the business", "Development only.").Produces<ClockModel>();
        sandbox.MapPost("/clock", (JsonBody<ClockMoveModel> body, SandboxClient client, HttpContext http) => client.ForwardAsync(http, body.Value))
            .Needs("sandbox").Does("moveSandboxClock", "Move the business clock forward", "Moves every business timer of the suite. Development only.")
            .Produces<ClockModel>();
        sandbox.MapGet("/scenarios", (SandboxClient client, HttpContext http) => client.ForwardAsync(http)).Needs("sandbox")
            .Does("listSandboxScenarios", "What the sandbox payer can be asked to do", "By the beginning of a policy's member id. Development only.")
            .Produces<ItemList<ScenarioModel>>();
    }
}

/// <summary>How far to move the clock.</summary>
/// <param name="Advance">ISO 8601 duration, such as <c>P30D</c>: zero to ten years.</param>
public sealed record ClockMoveModel(string? Advance);

/// <summary>What time it is for the business.</summary>
/// <param name="Now">Instant, UTC.</param>
public sealed record ClockModel(DateTimeOffset Now);

/// <summary>One thing the sandbox payer can be asked to do.</summary>
/// <param name="MemberIdPrefix">How the member id begins.</param>
/// <param name="Behaviour">What the payer answers.</param>
public sealed record ScenarioModel(string MemberIdPrefix, string Behaviour);

/// <summary>Calls the sandbox payer with the caller's own token and hands back what it says.</summary>
internal sealed class SandboxClient(ServiceTransport transport) : IDisposable
{
    private const string AppId = "sandbox-payer";
    private const int MostBytes = 262_144;

    private readonly HttpClient _http = new(transport.CreateHandler(AppId)) { Timeout = TimeSpan.FromSeconds(5), MaxResponseContentBufferSize = MostBytes };

    public async Task ForwardAsync(HttpContext context, ClockMoveModel? move = null)
    {
        using var request = new HttpRequestMessage(new(context.Request.Method), new Uri(transport.Locate(AppId), context.Request.Path.Value));
        request.Headers.Authorization = AuthenticationHeaderValue.Parse(context.Request.Headers.Authorization.ToString());
        request.Content = move is null ? null : JsonContent.Create(move, PublicJsonContext.Default.ClockMoveModel);
        using var answer = await SendAsync(request, context.RequestAborted);
        var body = await answer.Content.ReadAsByteArrayAsync(context.RequestAborted);
        if (!answer.IsSuccessStatusCode)
        {
            throw new Refusal(SandboxProblem.Read(answer, body));
        }

        context.Response.StatusCode = (int)answer.StatusCode;
        context.Response.ContentType = MediaTypeNames.Application.Json;
        await context.Response.Body.WriteAsync(body, context.RequestAborted);
    }

    public void Dispose() => _http.Dispose();

    private async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancel)
    {
        try
        {
            return await _http.SendAsync(request, cancel);
        }
        catch (Exception exception) when (exception is HttpRequestException or TaskCanceledException && !cancel.IsCancellationRequested)
        {
            throw new Failure(FailureKind.Unavailable, "SERVICE_UNAVAILABLE", "The sandbox payer is not reachable: try again.", ("service", AppId));
        }
    }
}
