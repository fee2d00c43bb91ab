using System.Diagnostics;
using System.Diagnostics.Metrics;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace MedBill.Platform.Hosting;

/// <summary>Every source, meter, span and instrument of Platform. No tag holds more than a type, a topic, a peer or an outcome.</summary>
public static class TelemetryNames
{
    /// <summary>Name of the source and of the meter.</summary>
    public const string Platform = "MedBill.Platform";

    /// <summary>Span of a database command, followed by the kind of execution.</summary>
    public const string DatabaseSpan = "db";

    /// <summary>Span of applying a message, followed by its type.</summary>
    public const string ProcessSpan = "process";

    /// <summary>Span of sending a batch of events, followed by the topic.</summary>
    public const string SendSpan = "send";

    internal static readonly ActivitySource Source = new(Platform);

    internal static readonly Meter Meter = new(Platform);

    internal static readonly Counter<long> Published = Meter.CreateCounter<long>(
        "medbill.outbox.published", "{event}", "Events that left.");

    internal static readonly Counter<long> NotPublished = Meter.CreateCounter<long>(
        "medbill.outbox.failures", "{event}", "Failed attempts to send an event.");

    internal static readonly Counter<long> Handled = Meter.CreateCounter<long>(
        "medbill.inbox.messages", "{message}", "Messages by type and answer.");

    internal static readonly Counter<long> Parked = Meter.CreateCounter<long>("medbill.dead_letters", "{message}", "Messages parked.");

    internal static readonly Counter<long> Replays = Meter.CreateCounter<long>(
        "medbill.idempotency.replays", "{call}", "Calls answered from memory.");

    internal static readonly Counter<long> FailedCalls = Meter.CreateCounter<long>(
        "medbill.rpc.failures", "{call}", "Calls that ended in an error, by method and gRPC status.");

    internal static readonly Counter<long> QuarantinedFiles = Meter.CreateCounter<long>(
        "medbill.mailbox.quarantined", "{file}", "Files put into quarantine, by the worker that read them and the reason.");

    internal static readonly Gauge<int> Unreadable = Meter.CreateGauge<int>(
        "medbill.mailbox.unreadable", "{file}", "Files of the mailbox that the last look could not read or move.");

    // A gauge and not an observable one: several hosts may share this process in tests.
    internal static readonly Gauge<double> OldestWaiting = Meter.CreateGauge<double>(
        "medbill.outbox.oldest_age", "s", "Age of the oldest waiting event.");
}

internal static class TelemetrySetup
{
    // Asked every few seconds, by the node and by the sidecar: a trace of each would be most of what there is.
    private static readonly string[] Probes = ["/livez", "/readyz", "/grpc.health.v1.Health", "/dapr.proto.runtime.v1.AppCallbackHealthCheck"];

    /// <summary>Whether a request of this path asks for the host's health alone.</summary>
    internal static bool IsProbe(PathString path) => Array.Exists(Probes, probe => path.StartsWithSegments(probe));

    public static void AddTelemetry(this WebApplicationBuilder builder, string appId)
    {
        builder.Logging.ClearProviders();
        if (builder.Environment.IsDevelopment())
        {
            builder.Logging.AddSimpleConsole(console => (console.SingleLine, console.TimestampFormat) = (true, "HH:mm:ss "));
        }
        else
        {
            builder.Logging.AddJsonConsole();
        }

        // These repeat what ours say once, some with values in their texts.
        builder.Logging.AddFilter("Microsoft.EntityFrameworkCore", LogLevel.Critical);
        builder.Logging.AddFilter("Microsoft.AspNetCore", LogLevel.Warning);
        builder.Logging.AddFilter("Grpc", LogLevel.Warning);
        builder.Logging.AddFilter("System.Net.Http", LogLevel.Warning);

        // A host that does not start says why in one line, and this would say it before, with a stack and the texts of exceptions.
        builder.Logging.AddFilter("Microsoft.Extensions.Hosting", LogLevel.Critical);

        // Trace context travels without it; spans and measurements cost something only where someone collects them.
        if (string.IsNullOrEmpty(builder.Configuration["OTEL_EXPORTER_OTLP_ENDPOINT"]))
        {
            return;
        }

        builder.Services.AddOpenTelemetry()
            .ConfigureResource(resource => resource.AddService(appId, "medbill"))
            .WithTracing(tracing => tracing
                .AddSource("MedBill.*")
                .AddAspNetCoreInstrumentation(
                    http => http.Filter = context => !IsProbe(context.Request.Path))
                .AddGrpcClientInstrumentation(grpc => grpc.SuppressDownstreamInstrumentation = true)
                .AddHttpClientInstrumentation()
                .AddOtlpExporter())
            .WithMetrics(metrics => metrics
                .AddMeter("MedBill.*")
                .AddAspNetCoreInstrumentation()
                .AddRuntimeInstrumentation()
                .AddOtlpExporter());
    }
}
