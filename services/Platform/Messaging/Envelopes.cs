using System.Buffers;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Google.Protobuf;
using MedBill.Platform.Hosting;
using MedBill.Platform.Storage;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace MedBill.Platform.Messaging;

/// <summary>Where this service's events go, and whether they are of live business or a test (<c>Messaging:EventMode</c>).</summary>
internal sealed record EventSettings(string? Topic, string Mode)
{
    public static EventSettings Read(IServiceProvider provider) => new(
        provider.GetService<PublishedTopic>()?.Name,
        provider.GetRequiredService<IConfiguration>()["Messaging:EventMode"]
            ?? (provider.GetRequiredService<IHostEnvironment>().IsDevelopment() ? "test" : "live"));
}

/// <summary>Makes this service's envelopes.</summary>
internal sealed class Envelopes(ServiceIdentity identity, TimeProvider clock, MachineTime machine, EventSettings settings)
{
    // Default values are written: a reader of the JSON must not have to know the schema to see a zero.
    private static readonly JsonFormatter Formatter = new(JsonFormatter.Settings.Default.WithFormatDefaultValues(true));

    private readonly string _source = $"//{identity.AppId}.medbill";

    public OutboxRow ToOutbox(IMessage message, string subject, int sequence, string? practice)
    {
        var id = Guid.CreateVersion7(machine.GetUtcNow()).ToString();
        var time = clock.GetUtcNow();
        return new()
        {
            Id = id,
            Topic = settings.Topic
                ?? throw new InvalidOperationException("This service publishes no topic: say Publishes(\"…\") in AddMessaging."),
            Subject = subject,
            Type = message.Descriptor.FullName,
            Envelope = Write(message, id, subject, sequence, practice, time),
            CreatedTime = time,
        };
    }

    private string Write(IMessage message, string id, string subject, int sequence, string? practice, DateTimeOffset time)
    {
        // Its size from the start: a large event would be copied time and again while the buffer grows.
        var data = Formatter.Format(message);
        var buffer = new ArrayBufferWriter<byte>(1024 + data.Length);
        using var writer = new Utf8JsonWriter(buffer, new() { SkipValidation = true });
        writer.WriteStartObject();
        writer.WriteString("specversion", "1.0");
        writer.WriteString("id", id);
        writer.WriteString("source", _source);
        writer.WriteString("type", message.Descriptor.FullName);
        writer.WriteString("subject", subject);
        writer.WriteString("time", time.UtcDateTime);
        writer.WriteString("datacontenttype", "application/json");

        // CloudEvents' sequence extension is a text that sorts: ten digits.
        writer.WriteString("sequence", sequence.ToString("D10", CultureInfo.InvariantCulture));
        if (practice is not null)
        {
            writer.WriteString("tenantid", practice);
        }

        writer.WriteString("mode", settings.Mode);

        // Without an own traceid the sidecar overwrites traceparent as well.
        if (Activity.Current is { IdFormat: ActivityIdFormat.W3C, Id: { } trace })
        {
            writer.WriteString("traceparent", trace);
            writer.WriteString("traceid", trace);
        }

        writer.WritePropertyName("data");
        writer.WriteRawValue(data, skipInputValidation: true);
        writer.WriteEndObject();
        writer.Flush();
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }
}
