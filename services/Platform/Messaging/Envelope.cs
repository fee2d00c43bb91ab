using System.Buffers;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Dapr.AppCallback.Autogen.Grpc.v1;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;

namespace MedBill.Platform.Messaging;

/// <summary>A CloudEvent 1.0 around a protobuf event (architecture 3.8).</summary>
/// <param name="Id">UUIDv7 of the outbox row; with <paramref name="Source"/> it identifies the message.</param>
/// <param name="Source"><c>//&lt;app-id&gt;.medbill</c></param>
/// <param name="Type">Protobuf full name.</param>
/// <param name="Subject">Resource name the event is about.</param>
/// <param name="Time">Business time.</param>
/// <param name="Sequence">The subject's version. Messages come in any order; the larger one is the later one.</param>
/// <param name="Practice">Extension <c>tenantid</c>; null when the event belongs to no practice.</param>
/// <param name="TraceParent">W3C trace context of the writer.</param>
/// <param name="Json">The whole CloudEvent.</param>
/// <param name="Data">Its <c>data</c>: the event as protobuf JSON.</param>
public sealed record Envelope(
    string Id,
    string Source,
    string Type,
    string Subject,
    DateTimeOffset Time,
    int Sequence,
    string? Practice,
    string? TraceParent,
    string Json,
    string Data)
{
    private static readonly string[] OwnFields = ["id", "source", "type", "specversion", "datacontenttype", "data", "topic", "pubsubname"];

    /// <summary>It has the attributes CloudEvents requires, of a length the tables hold.</summary>
    public bool IsComplete => Id.Length is > 0 and <= 64 && Source.Length is > 0 and <= 100 && Type.Length is > 0 and <= 200
        && Subject.Length <= 200 && Practice is null or { Length: <= 40 };

    /// <summary>Reads a whole CloudEvent. What is no JSON object becomes an envelope that is not complete and keeps the bytes.</summary>
    public static Envelope Parse(ReadOnlyMemory<byte> json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            var root = document.RootElement;
            _ = DateTimeOffset.TryParse(Text(root, "time"), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time);
            _ = int.TryParse(Text(root, "sequence"), NumberStyles.Integer, CultureInfo.InvariantCulture, out var sequence);
            return new(
                Text(root, "id"),
                Text(root, "source"),
                Text(root, "type"),
                Text(root, "subject"),
                time,
                sequence,
                Text(root, "tenantid") is { Length: > 0 } practice ? practice : null,
                Text(root, "traceparent") is { Length: > 0 } trace ? trace : null,
                Encoding.UTF8.GetString(json.Span),
                root.TryGetProperty("data", out var data) ? data.GetRawText() : "");
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return Write(writer => writer.WriteBase64String("data_base64", json.Span));
        }
    }

    /// <inheritdoc cref="Parse(ReadOnlyMemory{byte})"/>
    public static Envelope Parse(string json) => Parse(Encoding.UTF8.GetBytes(json));

    /// <summary>What the sidecar took apart, put together again.</summary>
    internal static Envelope From(TopicEventRequest request) =>
        From(request.Id, request.Source, request.Type, request.DataContentType, request.Data, request.Extensions);

    /// <inheritdoc cref="From(TopicEventRequest)"/>
    internal static Envelope From(TopicEventBulkRequestEntry entry) => entry.CloudEvent is { } one
        ? From(one.Id, one.Source, one.Type, one.DataContentType, one.Data, one.Extensions)
        : Parse(entry.Bytes.Memory);

    /// <summary>Takes this apart as the sidecar would.</summary>
    internal TopicEventRequest ToRequest(string topic, string pubsub) => new()
    {
        Id = Id,
        Source = Source,
        Type = Type,
        SpecVersion = "1.0",
        DataContentType = "application/json",
        Data = ByteString.CopyFromUtf8(Data),
        Topic = topic,
        PubsubName = pubsub,
        Path = "/" + topic,
        Extensions = Extensions(),
    };

    /// <inheritdoc cref="ToRequest"/>
    internal TopicEventBulkRequestEntry ToEntry() => new()
    {
        EntryId = Id,
        ContentType = "application/cloudevents+json",
        CloudEvent = new()
        {
            Id = Id,
            Source = Source,
            Type = Type,
            SpecVersion = "1.0",
            DataContentType = "application/json",
            Data = ByteString.CopyFromUtf8(Data),
            Extensions = Extensions(),
        },
    };

    /// <summary>Names what cannot be named otherwise, so that even a broken message can be kept as a dead letter.</summary>
    internal Envelope Named() => this with
    {
        Id = Id.Length is > 0 and <= 64 ? Id : Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Json))),
        Source = Cut(Source, 100),
        Type = Cut(Type, 200),
        Subject = Cut(Subject, 200),
    };

    private static string Cut(string text, int length) => text.Length <= length ? text : text[..length];

    private static Envelope From(
        string id, string source, string type, string contentType, ByteString data, Struct? extensions) => Write(writer =>
    {
        writer.WriteString("specversion", "1.0");
        writer.WriteString("id", id);
        writer.WriteString("source", source);
        writer.WriteString("type", type);
        writer.WriteString("datacontenttype", contentType);
        foreach (var (key, value) in extensions?.Fields ?? [])
        {
            if (!OwnFields.Contains(key))
            {
                var isNumber = value.KindCase == Value.KindOneofCase.NumberValue;
                writer.WriteString(key, isNumber ? value.NumberValue.ToString(CultureInfo.InvariantCulture) : value.StringValue);
            }
        }

        if (IsJson(data))
        {
            writer.WritePropertyName("data");
            writer.WriteRawValue(data.Span, skipInputValidation: true);
        }
        else
        {
            writer.WriteBase64String("data_base64", data.Span);
        }
    });

    private static Envelope Write(Action<Utf8JsonWriter> content)
    {
        var buffer = new ArrayBufferWriter<byte>(1024);
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            content(writer);
            writer.WriteEndObject();
        }

        return Parse(buffer.WrittenMemory);
    }

    private static bool IsJson(ByteString data)
    {
        try
        {
            var reader = new Utf8JsonReader(data.Span);
            while (reader.Read())
            {
            }

            return data.Length > 0;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private Struct Extensions()
    {
        var fields = new Struct();
        using var document = JsonDocument.Parse(Json);
        foreach (var property in document.RootElement.EnumerateObject().Where(property => !OwnFields.Contains(property.Name)))
        {
            fields.Fields[property.Name] = Value.ForString(property.Value.ToString());
        }

        return fields;
    }

    private static string Text(JsonElement root, string name) => root.TryGetProperty(name, out var value) ? value.ToString() : "";
}
