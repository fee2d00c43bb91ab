using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace MedBill.TestKit.Sidecar;

/// <summary>The HTTP API, as far as the suite and an outside subscriber use it.</summary>
internal static class SidecarHttpApi
{
    public static void Map(IEndpointRouteBuilder routes, DaprSidecar sidecar)
    {
        routes.MapGet("/v1.0/healthz", () => Results.StatusCode(sidecar.IsHealthy ? 204 : 500));
        routes.MapGet("/v1.0/healthz/outbound", () => Results.StatusCode(204));
        routes.MapGet("/v1.0/metadata", () => sidecar.Allows("metadata", "v1.0", "http")
            ? Results.Text(Metadata(sidecar).ToJsonString(), "application/json")
            : Results.StatusCode(501));
        routes.MapPost("/v1.0/publish/{pubsub}/{**topic}", (HttpContext http, string pubsub, string? topic) => PublishAsync(sidecar, http, pubsub, topic ?? ""));
        routes.MapPost("/v1.0/publish/bulk/{pubsub}/{**topic}", (HttpContext http, string pubsub, string? topic) => BulkAsync(sidecar, http, pubsub, topic ?? ""));
        routes.MapPost("/v1.0-alpha1/publish/bulk/{pubsub}/{**topic}", (HttpContext http, string pubsub, string? topic) => BulkAsync(sidecar, http, pubsub, topic ?? ""));
    }

    private static JsonObject Metadata(DaprSidecar sidecar) => new()
    {
        ["id"] = sidecar.Settings.AppId,
        ["subscriptions"] = new JsonArray([.. sidecar.Subscriptions.Select(one => new JsonObject
        {
            ["pubsubname"] = one.PubSub,
            ["topic"] = one.Topic,
            ["rules"] = new JsonArray(
                [.. one.Routes.Rules.Append((Match: "", Path: one.Routes.Default ?? "")).Select(rule => new JsonObject { ["match"] = rule.Match, ["path"] = rule.Path })]),
            ["deadLetterTopic"] = one.DeadLetterTopic,
            ["type"] = one.Type,
        })]),
    };

    private static async Task<IResult> PublishAsync(DaprSidecar sidecar, HttpContext http, string pubsub, string topic)
    {
        if (!sidecar.Allows("publish", "v1.0", "http"))
        {
            return Results.StatusCode(501);
        }

        var body = await BodyAsync(http);
        var error = await sidecar.Publisher.PublishAsync(new(pubsub, topic, body, http.Request.ContentType ?? "", Metadata(http)));
        return error is null ? Results.NoContent() : Refused(error);
    }

    private static async Task<IResult> BulkAsync(DaprSidecar sidecar, HttpContext http, string pubsub, string topic)
    {
        if (!sidecar.Allows("publish", "v1.0", "http"))
        {
            return Results.StatusCode(501);
        }

        if (sidecar.Publisher.Refuse(pubsub, topic) is { } refused)
        {
            return Refused(refused);
        }

        var failed = new JsonArray();
        foreach (var entry in (JsonNode.Parse(await BodyAsync(http)) as JsonArray ?? []).OfType<JsonObject>())
        {
            var type = entry["contentType"]?.ToString() ?? "";
            var data = type.Contains("json", StringComparison.Ordinal) ? CloudEvents.Write(entry["event"]) : JsonSerializer.SerializeToUtf8Bytes(entry["event"]);
            if (await sidecar.Publisher.PublishAsync(new(pubsub, topic, data, type, Metadata(http))) is { } error)
            {
                failed.Add(new JsonObject { ["entryId"] = entry["entryId"]?.DeepClone(), ["error"] = error.Message });
            }
        }

        return failed.Count == 0
            ? Results.NoContent()
            : Results.Text(new JsonObject { ["failedEntries"] = failed }.ToJsonString(), "application/json", statusCode: 500);
    }

    private static async Task<byte[]> BodyAsync(HttpContext http)
    {
        using var buffer = new MemoryStream();
        await http.Request.Body.CopyToAsync(buffer, http.RequestAborted);
        return buffer.ToArray();
    }

    private static Dictionary<string, string> Metadata(HttpContext http) => http.Request.Query
        .Where(one => one.Key.StartsWith("metadata.", StringComparison.Ordinal))
        .ToDictionary(one => one.Key["metadata.".Length..], one => one.Value.ToString());

    private static IResult Refused(PublishError error) => Results.Text(
        new JsonObject { ["errorCode"] = error.Code, ["message"] = error.Message, ["details"] = new JsonArray() }.ToJsonString(),
        "application/json",
        statusCode: error.Http);
}
