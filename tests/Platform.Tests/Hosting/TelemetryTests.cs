using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using MedBill.Platform.Hosting;
using MedBill.Platform.Messaging;
using MedBill.Platform.Storage;
using MedBill.Platform.Tests.Fixture;
using MedBill.TestKit;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace MedBill.Platform.Tests.Hosting;

public sealed class TelemetryTests : IDisposable
{
    private const string Secret = "Jane Roe";

    private readonly ConcurrentQueue<Activity> _spans = [];
    private readonly ActivityListener _listener;

    public TelemetryTests()
    {
        _listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name is TelemetryNames.Platform or nameof(TelemetryTests),
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = _spans.Enqueue,
        };
        ActivitySource.AddActivityListener(_listener);
    }

    [Fact]
    public async Task One_trace_runs_from_the_call_through_the_database_and_the_message_to_the_subscriber()
    {
        using var source = new ActivitySource(nameof(TelemetryTests));
        var world = new TestWorld();
        await using var sender = new ServiceHost("others", (args, configure) => ThingsApp.Build("others", args, configure), world)
        {
            Settings = { ["Messaging:Direct:Peers"] = "hearer" },
        };
        await using var hearer = new ServiceHost("hearer", (args, configure) => ThingsApp.Build("hearer", args, configure), world);
        await sender.StartAsync();
        await hearer.StartAsync();

        ActivityTraceId trace;
        using (var root = source.StartActivity("root"))
        {
            trace = root!.TraceId;

            // A socket handler sends this by itself; the in-process one does not.
            var headers = new Grpc.Core.Metadata { { "traceparent", root.Id! } };
            await sender.Client<Wire.ThingService.ThingServiceClient>("things.write")
                .OpenThingAsync(new() { Count = 1, Thing = new() { Title = Secret } }, headers);
        }

        await world.DrainAsync();

        var row = await sender.WithDbAsync<ThingsDb, OutboxRow>(db => db.Set<OutboxRow>().SingleAsync());
        Assert.Contains(trace.ToString(), Envelope.Parse(row.Envelope).TraceParent, StringComparison.Ordinal);
        await Expect.EventuallyAsync(() => _spans.Any(span => span.TraceId == trace && span.Kind == ActivityKind.Consumer));
        var processed = _spans.Single(span => span.TraceId == trace && span.Kind == ActivityKind.Consumer);
        Assert.Equal("process medbill.things.v1.ThingOpened", processed.OperationName);
        Assert.True(processed.HasRemoteParent);
        var commands = _spans.Where(span => span.TraceId == trace && span.OperationName.StartsWith("db ", StringComparison.Ordinal));
        Assert.Contains(commands, span => span.ParentSpanId == processed.SpanId);
        Assert.Contains(commands, span => span.ParentSpanId != processed.SpanId);
    }

    [Fact]
    public async Task No_span_tells_a_value_or_a_statement()
    {
        await using var host = new ThingsHost();
        await host.StartAsync();

        var thing = await host.Things.OpenThingAsync(new() { Count = 1, Thing = new() { Title = Secret } });
        await host.Things.ListThingsAsync(new() { Title = Secret });
        await host.DeliverAsync(new Wire.ThingWanted { Title = Secret }, "wishes", "w/1");

        Assert.NotEmpty(thing.Name);
        var told = _spans.SelectMany(
            span => span.TagObjects.Select(tag => $"{tag.Key}={tag.Value}").Append(span.OperationName).Append(span.DisplayName)).ToList();
        Assert.Contains(told, text => text == "db.system.name=sqlite");
        Assert.All([Secret, "SELECT", "INSERT"], word => Assert.DoesNotContain(told, text => text.Contains(word, StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Instruments_count_by_type_and_answer_only()
    {
        var seen = new ConcurrentQueue<(string Name, string Tags)>();
        using var meters = new MeterListener
        {
            InstrumentPublished = (instrument, listener) =>
            {
                if (instrument.Meter.Name == TelemetryNames.Platform)
                {
                    listener.EnableMeasurementEvents(instrument);
                }
            },
        };
        meters.SetMeasurementEventCallback<long>(
            (instrument, _, tags, _) => seen.Enqueue((instrument.Name, string.Join(',', tags.ToArray().Select(tag => tag.Key)))));
        meters.Start();
        await using var host = new ThingsHost();
        await host.StartAsync();

        await host.Things.OpenThingAsync(new() { Count = 1, Thing = new() { Title = Secret }, RequestId = "1" });
        await host.Things.OpenThingAsync(new() { Count = 1, Thing = new() { Title = Secret }, RequestId = "1" });
        await host.DeliverAsync(new Wire.ThingWanted { Title = Secret }, "wishes", "w/1");
        await host.DrainAsync();

        Assert.Contains(("medbill.outbox.published", ""), seen);
        Assert.Contains(("medbill.idempotency.replays", ""), seen);
        Assert.Contains(("medbill.inbox.messages", "type,answer"), seen);
    }

    [Fact]
    public async Task With_a_collector_named_traces_and_measurements_are_exported_to_it()
    {
        var received = new ConcurrentDictionary<string, string>();
        var builder = WebApplication.CreateSlimBuilder(["--urls", "http://127.0.0.1:0"]);
        builder.Logging.ClearProviders();
        await using var collector = builder.Build();
        collector.MapPost("/v1/{signal}", async (string signal, HttpRequest request) =>
        {
            using var reader = new StreamReader(request.Body, System.Text.Encoding.Latin1);
            var body = await reader.ReadToEndAsync();
            received.AddOrUpdate(signal, body, (_, before) => before + body);
        });
        await collector.StartAsync();
        string[] args = [$"--OTEL_EXPORTER_OTLP_ENDPOINT={collector.Urls.First()}", "--OTEL_EXPORTER_OTLP_PROTOCOL=http/protobuf"];
        await using (var host = new ServiceHost("things", ThingsApp.Build) { Args = args })
        {
            await host.StartAsync();
            await host.Client<Wire.ThingService.ThingServiceClient>("things.write")
                .OpenThingAsync(new() { Count = 1, Thing = new() { Title = Secret } });
            await host.DrainAsync();
        }

        Assert.Contains("medbill.things.v1.ThingService/OpenThing", received["traces"], StringComparison.Ordinal);
        Assert.Contains("db ExecuteReader", received["traces"], StringComparison.Ordinal);
        Assert.Contains("medbill.outbox.published", received["metrics"], StringComparison.Ordinal);
        Assert.DoesNotContain(received.Values, body => body.Contains(Secret, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("/livez", true)]
    [InlineData("/readyz", true)]
    [InlineData("/grpc.health.v1.Health/Check", true)]
    [InlineData("/dapr.proto.runtime.v1.AppCallbackHealthCheck/HealthCheck", true)]
    [InlineData("/dapr.proto.runtime.v1.AppCallback/OnBulkTopicEvent", false)]
    [InlineData("/v1/claims", false)]
    public void Probes_make_no_traces(string path, bool isProbe) => Assert.Equal(isProbe, TelemetrySetup.IsProbe(path));

    public void Dispose() => _listener.Dispose();
}
