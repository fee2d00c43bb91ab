using System.Text.Json;
using System.Text.Json.Serialization;
using Dapr;
using Dapr.Client;
using MedBill.Platform.Hosting;
using MedBill.Platform.Storage;
using Microsoft.Extensions.Configuration;

namespace MedBill.Platform.Messaging;

/// <summary>Publishes through the sidecar. The sidecar and its broker take over from there.</summary>
internal sealed class DaprPublisher(IConfiguration configuration, ServiceTransport transport) : IPublisher, IDisposable
{
    private readonly DaprClient _dapr = new DaprClientBuilder()
        .UseGrpcEndpoint(transport.SidecarAddress.AbsoluteUri.TrimEnd('/'))
        .UseDaprApiToken(configuration["DAPR_API_TOKEN"] ?? "")
        .UseGrpcChannelOptions(new()
        {
            HttpHandler = transport.CreateHandler(ServiceTransport.Sidecar),
            DisposeHttpClient = true,
            ThrowOperationCanceledOnCancellation = true,
        })
        .Build();

    public TimeSpan LongestPause { get; } = TimeSpan.FromMinutes(5);

    public async Task<string?[]> PublishAsync(string topic, IReadOnlyList<OutboxRow> rows, CancellationToken cancel)
    {
        var errors = new string?[rows.Count];
        try
        {
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
            limit.CancelAfter(TimeSpan.FromSeconds(10));
            var events = rows.Select(row => new WholeEvent(row.Envelope)).ToList();
            var response = await _dapr.BulkPublishEventAsync(SubscriptionTable.PubSub, topic, events, cancellationToken: limit.Token);
            foreach (var failed in response.FailedEntries)
            {
                errors[events.IndexOf(failed.Entry.EventData)] = "BROKER_REFUSED";
            }
        }
        catch (Exception exception) when (exception is DaprException or OperationCanceledException && !cancel.IsCancellationRequested)
        {
            Array.Fill(errors, "SIDECAR_UNAVAILABLE");
        }

        return errors;
    }

    public void Dispose() => _dapr.Dispose();

    /// <summary>
    /// The stored CloudEvent as the client's own event type: that makes the client say application/cloudevents+json, so the sidecar
    /// keeps our id, source, type and extensions. Written byte for byte.
    /// </summary>
    [JsonConverter(typeof(Writer))]
    private sealed class WholeEvent(string json) : CloudEvent
    {
        private string Json { get; } = json;

        private sealed class Writer : JsonConverter<WholeEvent>
        {
            public override WholeEvent Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
                throw new NotSupportedException();

            public override void Write(Utf8JsonWriter writer, WholeEvent value, JsonSerializerOptions options) =>
                writer.WriteRawValue(value.Json, skipInputValidation: true);
        }
    }
}
