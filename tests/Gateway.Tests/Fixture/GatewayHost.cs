using System.Collections.Concurrent;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using MedBill.Gateway.Http;
using MedBill.Gateway.Tests.Routes;
using MedBill.TestKit;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace MedBill.Gateway.Tests.Fixture;

/// <summary>The real gateway over a faked <see cref="Tests.Fixture.Backend"/>.</summary>
public sealed class GatewayHost() : ServiceHost("gateway", GatewayApp.Build)
{
    /// <summary>Every scope there is.</summary>
    public static readonly string[] AllScopes =
    [
        "patients.read", "patients.write", "coverage.read", "coverage.write", "claims.read", "claims.write", "claims.submit", "remittance.read",
        "remittance.write", "remittance.post", "collections.read", "collections.write", "collections.adjust", "admin", "sandbox",
    ];

    private readonly ConcurrentDictionary<string, string> _tokens = new();

    internal Backend Backend { get; } = new();

    /// <summary>What the host logged.</summary>
    internal ConcurrentQueue<string> Logs { get; } = new();

    /// <summary>The endpoints of the API.</summary>
    internal IReadOnlyList<RouteEndpoint> Endpoints =>
        [.. Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>().Where(route => route.RoutePattern.RawText!.StartsWith("/v1", StringComparison.Ordinal))];

    public override async ValueTask InitializeAsync()
    {
        await Backend.StartAsync(World.Network);
        await base.InitializeAsync();
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await Backend.DisposeAsync();
    }

    protected override void Configure(WebApplicationBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Logging.ClearProviders().SetMinimumLevel(LogLevel.Information).AddProvider(new Written(Logs));
    }

    /// <summary>A client whose token has these scopes. Signing is dear, so a token is made once.</summary>
    internal HttpClient With(params string[] scopes) =>
        CreateHttpClient(_tokens.GetOrAdd(string.Join(' ', scopes), _ => Tokens.For(Practice, scopes)));

    /// <summary>How a route is written, without the slash that an empty pattern leaves at the end of its group's.</summary>
    internal static string PatternOf(RouteEndpoint route) => route.RoutePattern.RawText!.TrimEnd('/');

    /// <summary>The endpoint of a route.</summary>
    internal RouteEndpoint EndpointOf(string method, string pattern) => Endpoints.Single(route =>
        PatternOf(route) == pattern && route.Metadata.GetMetadata<IHttpMethodMetadata>()!.HttpMethods.Contains(method));

    /// <summary>The shape of a route's body; null when it takes none.</summary>
    internal Shape? ShapeOf(RouteCase route) => EndpointOf(route.Method, route.Pattern).Metadata.GetMetadata<BodyMetadata>()?.Shape;

    /// <summary>A good request: every member of the body, every header it takes. <paramref name="json"/> replaces the body.</summary>
    internal HttpRequestMessage Request(RouteCase route, string? json = null)
    {
        json ??= route.Body is not BodyKind.Empty && ShapeOf(route) is { } shape ? BodyText.Of(shape) : null;
        var request = Requests.To(route.Method, route.Path, json, route.Body == BodyKind.Patch ? "application/merge-patch+json" : "application/json");
        if (route.Body == BodyKind.File)
        {
            request.Content = new ByteArrayContent("ISA*00*"u8.ToArray());
            request.Content.Headers.ContentType = new("application/edi-x12");
        }

        if (route.Key != Taken.Never)
        {
            request.Key();
        }

        return route.Match == Taken.Never ? request : request.IfMatch();
    }

    private sealed class Written(ConcurrentQueue<string> lines) : ILoggerProvider, ILogger
    {
        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            lines.Enqueue($"{logLevel} {eventId.Name} {formatter(state, exception)} {exception}");

        public void Dispose()
        {
        }
    }
}

/// <summary>Short ways to say a request.</summary>
internal static class Requests
{
    public static HttpRequestMessage To(string method, string path, string? json = null, string mediaType = "application/json")
    {
        var request = new HttpRequestMessage(new(method), path);
        if (json is not null)
        {
            request.Content = new StringContent(json, Encoding.UTF8);
            request.Content.Headers.ContentType = new MediaTypeHeaderValue(mediaType);
        }

        return request;
    }

    public static HttpRequestMessage Key(this HttpRequestMessage request, string key = "key-1")
    {
        request.Headers.TryAddWithoutValidation("Idempotency-Key", key);
        return request;
    }

    public static HttpRequestMessage IfMatch(this HttpRequestMessage request, string etag = "\"7\"")
    {
        request.Headers.TryAddWithoutValidation("If-Match", etag);
        return request;
    }

    public static async Task<JsonElement> JsonAsync(this HttpResponseMessage answer)
    {
        using var json = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        return json.RootElement.Clone();
    }

    public static string? Header(this HttpResponseMessage answer, string name) =>
        answer.Headers.TryGetValues(name, out var values) || answer.Content.Headers.TryGetValues(name, out values) ? string.Join(",", values) : null;
}
