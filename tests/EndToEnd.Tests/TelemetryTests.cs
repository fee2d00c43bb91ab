using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using MedBill.Platform.Hosting;
using MedBill.SampleData.Play;
using MedBill.SampleData.Story;
using Microsoft.Extensions.DependencyInjection;

namespace MedBill.EndToEnd.Tests;

/// <summary>What operators see of a day: one trace for a claim on its way from REST to the journal, and figures that are the API's own.</summary>
public sealed class TelemetryTests
{
    private readonly ConcurrentQueue<Activity> _spans = [];
    private readonly ConcurrentQueue<(string Name, double Value, string Tags)> _measured = [];

    [Fact]
    public async Task A_claim_is_one_trace_from_REST_to_the_journal_and_the_figures_are_the_APIs_own()
    {
        using var spans = ListenToSpans();
        using var meters = ListenToMeters();
        await using var suite = await Suite.StartAsync();
        using var player = new DayPlayer(DemoDay.Short, suite.Gateway, new DayRun("telemetry"));

        var day = await player.PlayAsync(TestContext.Current.CancellationToken);
        _measured.Clear();
        foreach (var service in (string[])["claims", "remittance", "collections"])
        {
            var worker = Assert.Single(suite.Host(service).Services.GetServices<ISweep>().OfType<FiguresWorker>());
            await ((ISweep)worker).SweepAsync(TestContext.Current.CancellationToken);
        }

        Assert.Empty(day.Broken);
        CheckTraces();
        CheckFigures(day);
    }

    private void CheckTraces()
    {
        var byId = _spans.GroupBy(span => span.SpanId).ToDictionary(group => group.Key, group => group.First());
        var booked = _spans.Where(span => span.OperationName == "process medbill.claims.events.v1.ClaimSubmitted").ToList();

        // Remittance hears it as well; both are of the trace.
        Assert.NotEmpty(booked);
        foreach (var span in booked)
        {
            var above = new List<Activity>();
            for (var at = span; byId.TryGetValue(at.ParentSpanId, out var parent); at = parent)
            {
                above.Add(parent);
            }

            Assert.All(above, one => Assert.Equal(span.TraceId, one.TraceId));
            var servers = above.Where(one => one.Kind == ActivityKind.Server).ToList();
            Assert.True(servers.Count == 2, string.Join(" < ", above.Select(one => $"{one.Source.Name}/{one.OperationName}"))); // the rpc that froze the claim, and the REST call it was made for
            Assert.Equal(default, servers[^1].ParentSpanId);
            Assert.Contains(_spans, one => one.ParentSpanId == span.SpanId && one.OperationName.StartsWith("db ", StringComparison.Ordinal));
        }
    }

    private void CheckFigures(DayResult day)
    {
        Assert.Equal(
            day.Ledger.Where(row => row.Key.StartsWith("AR_", StringComparison.Ordinal)).Select(row => (row.Key, (double)row.Value.Cents / 100)).Order(),
            Of("medbill.receivable.amount").Where(one => one.Value != 0).Select(one => (one.Tags["account=".Length..], one.Value)).Order());
        Assert.InRange(Assert.Single(Of("medbill.receivable.days")).Value, 0.1, 90);
        Assert.InRange(Assert.Single(Of("medbill.claims.first_pass_rate")).Value, 0.1, 0.9);
        Assert.InRange(Assert.Single(Of("medbill.claims.denial_rate")).Value, 0.1, 0.9);
        Assert.Equal(day.Claims.Count, Of("medbill.claims.count").Sum(one => one.Value));
        Assert.Equal(1, Of("medbill.remittances.count").Single(one => one.Tags == "state=QUARANTINED").Value);
        Assert.NotEqual(0, Of("medbill.postings.count").Single(one => one.Tags == "state=POSTED").Value);
        Assert.NotEmpty(Of("medbill.denials.open"));
        Assert.Single(Of("medbill.remittances.unapplied"));
    }

    private List<(string Name, double Value, string Tags)> Of(string name) => [.. _measured.Where(one => one.Name == name)];

    private ActivityListener ListenToSpans()
    {
        var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name.StartsWith("MedBill.", StringComparison.Ordinal) || source.Name is "Microsoft.AspNetCore" or "Grpc.Net.Client",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = _spans.Enqueue,
        };
        ActivitySource.AddActivityListener(listener);
        return listener;
    }

    private MeterListener ListenToMeters()
    {
        var listener = new MeterListener
        {
            InstrumentPublished = (instrument, listening) =>
            {
                if (instrument.Meter.Name.StartsWith("MedBill.", StringComparison.Ordinal))
                {
                    listening.EnableMeasurementEvents(instrument);
                }
            },
        };
        listener.SetMeasurementEventCallback<int>((instrument, value, tags, _) => Note(instrument, value, tags));
        listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Note(instrument, value, tags));
        listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Note(instrument, value, tags));
        listener.Start();
        return listener;
    }

    private void Note(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags) =>
        _measured.Enqueue((instrument.Name, value, string.Join(',', tags.ToArray().Select(tag => $"{tag.Key}={tag.Value}"))));
}
