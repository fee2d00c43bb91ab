using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace MedBill.TestKit.Sidecar;

/// <summary>An app with <c>app-protocol: http</c>: it answers <c>GET /dapr/subscribe</c> and takes messages as POST.</summary>
internal sealed class HttpSidecarApp(HttpMessageHandler handler, string appId, string? appToken, string healthPath, SidecarFaults faults) : ISidecarApp
{
    // No time-out and no redirects of its own.
    private readonly HttpMessageInvoker _http = new(handler, disposeHandler: false);

    public async Task<bool> IsHealthyAsync(CancellationToken cancel)
    {
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, Address(healthPath));
            using var response = await _http.SendAsync(request, cancel);
            return response.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    public async Task<IReadOnlyList<AppSubscription>?> SubscriptionsAsync(CancellationToken cancel)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, Address("/dapr/subscribe"));
        request.Headers.Add("dapr-app-id", appId);
        using var response = await _http.SendAsync(request, cancel);
        if (response.StatusCode == HttpStatusCode.NotFound)
        {
            return [];
        }

        if (response.StatusCode != HttpStatusCode.OK)
        {
            return null;
        }

        var list = JsonNode.Parse(await response.Content.ReadAsStringAsync(cancel)) as JsonArray ?? [];
        return [.. list.OfType<JsonObject>().Select(Read).Where(one => one.Routes.Rules.Count > 0 || one.Routes.Default is not null)];
    }

    public async Task<Outcome> DeliverAsync(TopicMessage message, CancellationToken cancel)
    {
        var (code, body) = await PostAsync(message.Path, CloudEvents.ContentType, message.Body, message, cancel);
        if (code == 404)
        {
            return Outcome.Dropped;
        }

        return code is >= 200 and < 300 ? Status(Parse(body)?["status"], otherwise: Outcome.Done) : Outcome.Failed;
    }

    public async Task<Outcome[]> DeliverAsync(IReadOnlyList<TopicMessage> messages, CancellationToken cancel)
    {
        var envelope = new JsonObject
        {
            ["id"] = CloudEvents.NewId(),
            ["type"] = "com.dapr.event.sent.bulk",
            ["topic"] = messages[0].Message.Topic,
            ["pubsubname"] = messages[0].PubSub,
            ["metadata"] = new JsonObject(),
            ["entries"] = new JsonArray([.. messages.Select(Entry)]),
        };
        var (code, body) = await PostAsync(messages[0].Path, "application/json", CloudEvents.Write(envelope), messages[0], cancel);
        if (code == 404)
        {
            return [.. messages.Select(_ => Outcome.Done)];
        }

        // In a batch, what is not named is to be tried again.
        var statuses = code is >= 200 and < 300 && Parse(body)?["statuses"] is JsonArray list
            ? list.OfType<JsonObject>().ToDictionary(one => one["entryId"]?.ToString() ?? "", one => Status(one["status"], otherwise: Outcome.Failed))
            : [];
        return [.. messages.Select(one => statuses.GetValueOrDefault(one.Message.EntryId, Outcome.Failed))];
    }

    public void Dispose() => _http.Dispose();

    private static AppSubscription Read(JsonObject wire)
    {
        var rules = (wire["routes"]?["rules"] as JsonArray ?? []).Select(rule => (rule!["match"]!.ToString(), rule["path"]!.ToString()));
        var path = wire["route"]?.ToString() ?? wire["routes"]?["default"]?.ToString();
        var bulk = wire["bulkSubscribe"];
        return new(
            wire["pubsubname"]?.ToString() ?? "",
            wire["topic"]?.ToString() ?? "",
            wire["deadLetterTopic"]?.ToString() ?? "",
            new([.. rules], path is { Length: > 0 } ? path : null),
            bulk?["enabled"]?.GetValue<bool>() == true
                ? (bulk["maxMessagesCount"]?.GetValue<int>() ?? 100, TimeSpan.FromMilliseconds(bulk["maxAwaitDurationMs"]?.GetValue<int>() ?? 1000))
                : null,
            wire["metadata"]?["rawPayload"]?.ToString() == "true",
            "PROGRAMMATIC");
    }

    private static JsonObject Entry(TopicMessage message)
    {
        var metadata = new JsonObject();
        foreach (var (name, value) in message.Message.Metadata)
        {
            metadata[name] = value;
        }

        return new()
        {
            ["entryId"] = message.Message.EntryId,
            ["event"] = message.CloudEvent.DeepClone(),
            ["metadata"] = metadata,
            ["contentType"] = CloudEvents.ContentType,
        };
    }

    private static JsonObject? Parse(string body)
    {
        try
        {
            return body.Length == 0 ? null : JsonNode.Parse(body) as JsonObject;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static Outcome Status(JsonNode? status, Outcome otherwise) => status?.ToString() switch
    {
        null or "" => otherwise,
        "SUCCESS" => Outcome.Done,
        "DROP" => Outcome.Dropped,
        _ => Outcome.Failed,
    };

    private static Uri Address(string path) => new("http://app" + (path.StartsWith('/') ? path : "/" + path));

    private async Task<(int Code, string Body)> PostAsync(
        string path, string contentType, byte[] body, TopicMessage message, CancellationToken cancel)
    {
        var fault = faults.App(message.Message.Topic);
        if (fault != AppFault.None)
        {
            faults.Count("app");
            return (fault switch { AppFault.NotFound => 404, AppFault.Error => 500, _ => 307 }, "");
        }

        using var request = new HttpRequestMessage(HttpMethod.Post, Address(path)) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new(contentType);
        request.Headers.Add("pubsubname", message.PubSub);
        foreach (var (name, value) in message.Message.Metadata)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        if (message.CloudEvent["traceparent"]?.ToString() is { Length: > 0 } trace)
        {
            request.Headers.TryAddWithoutValidation("traceparent", trace);
        }

        if (appToken is not null)
        {
            request.Headers.Add("dapr-api-token", appToken);
        }

        try
        {
            using var response = await _http.SendAsync(request, cancel);
            return ((int)response.StatusCode, await response.Content.ReadAsStringAsync(cancel));
        }
        catch (HttpRequestException)
        {
            return (0, "");
        }
    }
}
