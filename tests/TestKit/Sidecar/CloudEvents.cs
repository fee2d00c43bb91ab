using System.Buffers;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace MedBill.TestKit.Sidecar;

/// <summary>What a sidecar makes of what an app publishes: the bytes that the broker holds.</summary>
public static class CloudEvents
{
    /// <summary>Content type of a whole CloudEvent.</summary>
    public const string ContentType = "application/cloudevents+json";

    private const string Overrides = "cloudevent.";

    // As Go writes JSON: <, > and & escaped, nothing else that need not be.
    private static readonly JsonWriterOptions Writing = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Wraps data, or completes a whole CloudEvent; raw payload stays as it is.</summary>
    /// <exception cref="JsonException">A CloudEvent that is none.</exception>
    public static byte[] ToBroker(
        ReadOnlyMemory<byte> data, string contentType, string appId, string pubsub, string topic, IReadOnlyDictionary<string, string> metadata)
    {
        ArgumentNullException.ThrowIfNull(contentType);
        ArgumentNullException.ThrowIfNull(metadata);
        if (IsRaw(metadata))
        {
            return data.ToArray();
        }

        var envelope = contentType.StartsWith(ContentType, StringComparison.Ordinal)
            ? Complete(data)
            : Wrap(data, contentType, appId);
        envelope["topic"] = topic;
        envelope["pubsubname"] = pubsub;
        foreach (var name in (string[])["id", "source", "type", "subject", "traceid", "traceparent", "tracestate"])
        {
            if (metadata.TryGetValue(Overrides + name, out var value))
            {
                envelope[name] = value;
            }
        }

        if (metadata.TryGetValue("ttlInSeconds", out var ttl))
        {
            envelope["expiration"] = Time(TimeProvider.System.GetUtcNow().AddSeconds(double.Parse(ttl, CultureInfo.InvariantCulture)));
        }

        return Write(envelope);
    }

    /// <summary>The message is delivered as it is, inside an event made for it anew.</summary>
    public static bool IsRaw(IReadOnlyDictionary<string, string> metadata) =>
        metadata is not null && metadata.TryGetValue("rawPayload", out var raw) && raw == "true";

    /// <summary>The event around a raw payload; its id is another one at each delivery.</summary>
    public static byte[] AroundRaw(ReadOnlySpan<byte> payload, string pubsub, string topic) => Write(new JsonObject
    {
        ["id"] = NewId(),
        ["specversion"] = "1.0",
        ["datacontenttype"] = "application/octet-stream",
        ["source"] = "Dapr",
        ["type"] = "com.dapr.event.sent",
        ["topic"] = topic,
        ["pubsubname"] = pubsub,
        ["data_base64"] = Convert.ToBase64String(payload),
    });

    /// <summary>Its time to live is over.</summary>
    public static bool HasExpired(JsonObject envelope) => envelope?["expiration"] is { } expiration
        && DateTimeOffset.Parse(expiration.GetValue<string>(), CultureInfo.InvariantCulture) < TimeProvider.System.GetUtcNow();

    /// <summary>JSON with sorted keys on every level.</summary>
    public static byte[] Write(JsonNode? node)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, Writing))
        {
            Write(writer, node);
        }

        // Only inside of texts do these occur.
        return Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(buffer.WrittenSpan)
            .Replace("<", "\\u003c", StringComparison.Ordinal)
            .Replace(">", "\\u003e", StringComparison.Ordinal)
            .Replace("&", "\\u0026", StringComparison.Ordinal));
    }

    /// <summary>A random one, as a sidecar makes them.</summary>
#pragma warning disable RS0030 // Not an id of ours.
    internal static string NewId() => Guid.NewGuid().ToString();
#pragma warning restore RS0030

    private static JsonObject Wrap(ReadOnlyMemory<byte> data, string contentType, string appId)
    {
        var (type, trace) = (contentType.Length == 0 ? "text/plain" : contentType, Trace());
        var envelope = new JsonObject
        {
            ["id"] = NewId(),
            ["source"] = appId,
            ["type"] = "com.dapr.event.sent",
            ["specversion"] = "1.0",
            ["datacontenttype"] = type,
            ["time"] = Time(TimeProvider.System.GetUtcNow()),
            ["traceid"] = trace,
            ["traceparent"] = trace,
            ["tracestate"] = "",
        };
        if (type.StartsWith("application/octet-stream", StringComparison.Ordinal))
        {
            envelope["data_base64"] = Convert.ToBase64String(data.Span);
        }
        else
        {
            envelope["data"] = type.Contains("json", StringComparison.Ordinal)
                ? JsonNode.Parse(data.Span)
                : Encoding.UTF8.GetString(data.Span);
        }

        return envelope;
    }

    // Kept, but for what it lacks. Id and datacontenttype are not added, and without a traceid an own traceparent is lost.
    private static JsonObject Complete(ReadOnlyMemory<byte> data)
    {
        var envelope = JsonNode.Parse(data.Span) as JsonObject ?? throw new JsonException("A CloudEvent is an object.");
        if (!envelope.ContainsKey("traceid"))
        {
            var trace = Trace();
            (envelope["traceid"], envelope["traceparent"]) = (trace, trace);
        }

        envelope.TryAdd("source", "Dapr");
        envelope.TryAdd("type", "com.dapr.event.sent");
        envelope.TryAdd("specversion", "1.0");
        envelope.TryAdd("time", Time(TimeProvider.System.GetUtcNow()));
        return envelope;
    }

    private static string Trace() => Activity.Current is { IdFormat: ActivityIdFormat.W3C, Id: { } id }
        ? id
        : "00-" + ActivityTraceId.CreateRandom() + "-" + ActivitySpanId.CreateRandom() + "-01";

    private static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    private static void Write(Utf8JsonWriter writer, JsonNode? node)
    {
        switch (node)
        {
            case JsonObject map:
                writer.WriteStartObject();
                foreach (var (name, value) in map.OrderBy(one => one.Key, StringComparer.Ordinal))
                {
                    writer.WritePropertyName(name);
                    Write(writer, value);
                }

                writer.WriteEndObject();
                break;
            case JsonArray list:
                writer.WriteStartArray();
                foreach (var value in list)
                {
                    Write(writer, value);
                }

                writer.WriteEndArray();
                break;
            case null:
                writer.WriteNullValue();
                break;
            default:
                node.WriteTo(writer);
                break;
        }
    }
}
