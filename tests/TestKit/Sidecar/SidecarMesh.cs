using System.Collections.Concurrent;
using System.Collections.Immutable;
using Grpc.Core;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace MedBill.TestKit.Sidecar;

/// <summary>
/// The sidecars that find each other by app id, which each replica of an app has: they are called in turn. A gRPC call that names an app goes
/// from the caller's sidecar to that app, if the Configuration of the app called allows it; the real ones speak to each other over mutual TLS
/// in between.
/// </summary>
public sealed class SidecarMesh
{
    private static readonly string[] NotForwarded = ["host", "dapr-app-id", "dapr-api-token", "transfer-encoding", "connection", "content-length"];

    private readonly ConcurrentDictionary<string, ImmutableArray<DaprSidecar>> _sidecars = new();
    private int _turn;

    internal void Join(DaprSidecar sidecar) => _sidecars.AddOrUpdate(sidecar.Settings.AppId, _ => [sidecar], (_, others) => others.Remove(sidecar).Add(sidecar));

    internal void Leave(DaprSidecar sidecar) => _sidecars.AddOrUpdate(sidecar.Settings.AppId, _ => [], (_, others) => others.Remove(sidecar));

    internal async Task InvokeAsync(DaprSidecar from, HttpContext context)
    {
        var (caller, appId) = (from.Settings, context.Request.Headers["dapr-app-id"].ToString());
        if (Next(appId) is not { } callee)
        {
            await RefuseAsync(context, StatusCode.Unavailable, $"couldn't find app {appId}");
            return;
        }

        var method = context.Request.Path.Value!;
        if (!AccessControl.Allows(callee.Configuration, caller.AppId, caller.Namespace, method))
        {
            await RefuseAsync(
                context, StatusCode.PermissionDenied, $"access control policy has denied access to appid: {caller.AppId} operation: {method} verb: NONE");
            return;
        }

        using var app = new HttpMessageInvoker(callee.Settings.App(), disposeHandler: false);
        using var request = Request(context, callee.Settings.AppToken);
        try
        {
            using var response = await app.SendAsync(request, context.RequestAborted);
            await AnswerAsync(context, response);
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException)
        {
            if (!context.Response.HasStarted)
            {
                await RefuseAsync(context, StatusCode.Unavailable, "the app is not reachable");
                return;
            }

            // It ended in the middle of its answer.
            context.Response.AppendTrailer("grpc-status", $"{(int)StatusCode.Unavailable}");
            context.Response.AppendTrailer("grpc-message", "the app is gone");
        }
    }

    private DaprSidecar? Next(string appId) => _sidecars.TryGetValue(appId, out var replicas) && replicas.Length > 0
        ? replicas[(int)((uint)Interlocked.Increment(ref _turn) % (uint)replicas.Length)]
        : null;

    /// <summary>Ends a gRPC call with a status and nothing else.</summary>
    internal static Task RefuseAsync(HttpContext context, StatusCode code, string message)
    {
        context.Response.ContentType = "application/grpc";
        context.Response.Headers["grpc-status"] = $"{(int)code}";
        context.Response.Headers["grpc-message"] = message;
        return Task.CompletedTask;
    }

    private static HttpRequestMessage Request(HttpContext context, string? appToken)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, "http://app" + context.Request.Path)
        {
            Version = new(2, 0),
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Content = new StreamContent(context.Request.Body),
        };
        foreach (var (name, values) in context.Request.Headers.Where(header => !NotForwarded.Contains(header.Key.ToLowerInvariant()) && header.Key[0] != ':'))
        {
            if (!request.Headers.TryAddWithoutValidation(name, (IEnumerable<string?>)values))
            {
                request.Content.Headers.TryAddWithoutValidation(name, (IEnumerable<string?>)values);
            }
        }

        // Whatever a sidecar hands to its app carries the app token: access control alone keeps others off AppCallback.
        if (appToken is not null)
        {
            request.Headers.Add("dapr-api-token", appToken);
        }

        return request;
    }

    private static async Task AnswerAsync(HttpContext context, HttpResponseMessage response)
    {
        context.Response.StatusCode = (int)response.StatusCode;
        foreach (var (name, values) in response.Headers.Concat(response.Content.Headers))
        {
            context.Response.Headers[name] = values.ToArray();
        }

        await context.Response.StartAsync();
        await response.Content.CopyToAsync(context.Response.Body);
        var trailers = context.Features.Get<IHttpResponseTrailersFeature>();
        foreach (var (name, values) in response.TrailingHeaders)
        {
            trailers!.Trailers[name] = values.ToArray();
        }
    }
}
