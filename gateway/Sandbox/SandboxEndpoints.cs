using System.Net.Http.Headers;
using MedBill.Gateway.Http;
using MedBill.Platform.Hosting;

namespace MedBill.Gateway.Sandbox;

/// <summary>The sandbox payer's own API, passed on as it is; Development only.</summary>
internal static class SandboxEndpoints
{
    public static void Add(WebApplicationBuilder builder) => builder.Services.AddSingleton(provider =>
    {
        var transport = provider.GetRequiredService<ServiceTransport>();
        return new SandboxClient(new HttpClient(transport.CreateHandler("sandbox-payer")) { Timeout = TimeSpan.FromSeconds(5) }, () => transport.Locate("sandbox-payer"));
    });

    public static void MapSandbox(this IEndpointRouteBuilder routes)
    {
        var sandbox = routes.MapGroup("/v1/sandbox").WithTags("Sandbox");
        sandbox.MapGet("/clock", (SandboxClient client, HttpContext http) => client.ForwardAsync(http)).Needs("sandbox").Produces<ClockModel>().WithSummary("What time it is for the business");
        sandbox.MapPost("/clock", (JsonBody<ClockMoveModel> body, SandboxClient client, HttpContext http) => client.ForwardAsync(http, body.Json.GetRawText()))
            .Needs("sandbox").Produces<ClockModel>().WithSummary("Move the business clock");
        sandbox.MapGet("/scenarios", (SandboxClient client, HttpContext http) => client.ForwardAsync(http)).Needs("sandbox").WithSummary("What the sandbox payer can be asked to do");
    }
}

/// <summary>How far to move the clock.</summary>
/// <param name="Advance">ISO 8601 duration, such as <c>P30D</c>.</param>
public sealed record ClockMoveModel(string? Advance);

/// <summary>What time it is for the business.</summary>
/// <param name="Now">Instant, UTC.</param>
public sealed record ClockModel(DateTimeOffset Now);

/// <summary>Calls the sandbox payer with the caller's own token.</summary>
internal sealed class SandboxClient(HttpClient http, Func<Uri> locate)
{
    public async Task ForwardAsync(HttpContext context, string? body = null)
    {
        using var request = new HttpRequestMessage(new(context.Request.Method), new Uri(locate(), context.Request.Path.Value));
        if (AuthenticationHeaderValue.TryParse(context.Request.Headers.Authorization, out var token))
        {
            request.Headers.Authorization = token;
        }

        if (body is not null)
        {
            request.Content = new StringContent(body, System.Text.Encoding.UTF8, "application/json");
        }

        try
        {
            using var answer = await http.SendAsync(request, context.RequestAborted);
            context.Response.StatusCode = (int)answer.StatusCode;
            context.Response.ContentType = answer.Content.Headers.ContentType?.ToString();
            await answer.Content.CopyToAsync(context.Response.Body, context.RequestAborted);
        }
        catch (Exception exception) when (exception is HttpRequestException or TaskCanceledException && !context.RequestAborted.IsCancellationRequested)
        {
            throw new HttpProblemException(StatusCodes.Status503ServiceUnavailable, "SERVICE_UNAVAILABLE", "The sandbox payer is not reachable: try again.");
        }
    }
}
