using System.Collections.Concurrent;
using System.Text.Json;
using Dapr.Client.Autogen.Grpc.v1;
using Google.Protobuf;
using Grpc.Core;
using MedBill.Platform.Hosting;
using MedBill.Platform.Messaging;
using MedBill.Platform.Storage;
using MedBill.Platform.Tests.Fixture;
using MedBill.TestKit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace MedBill.Platform.Tests.Messaging;

/// <summary>Against a stand-in for the sidecar: it shows what we send, not what daprd does with it.</summary>
public sealed class DaprPublisherTests : IAsyncLifetime
{
    private readonly ServiceHost _host = new("things", ThingsApp.Build)
    {
        Settings = { ["Messaging:Mode"] = "Dapr", ["DAPR_API_TOKEN"] = "sidecar-secret" },
    };

    private readonly SidecarStub _sidecar = new();

    private Wire.ThingService.ThingServiceClient Things => _host.Client<Wire.ThingService.ThingServiceClient>("things.write");

    public async ValueTask InitializeAsync()
    {
        await _host.AddPeerAsync(ServiceTransport.Sidecar, _sidecar);
        await _host.StartAsync();
    }

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task The_sidecar_gets_the_stored_event_byte_for_byte_as_a_whole_cloudevent()
    {
        await Things.OpenThingAsync(new() { Count = 1, Thing = new() { Title = "a < b & \"c\" é" } });
        await _host.DrainAsync();

        var request = Assert.Single(_sidecar.Requests);
        var entry = Assert.Single(request.Entries);
        var row = await _host.WithDbAsync<ThingsDb, OutboxRow>(db => db.Set<OutboxRow>().SingleAsync());
        Assert.Equal(("pubsub", "things"), (request.PubsubName, request.Topic));
        Assert.Equal("application/cloudevents+json", entry.ContentType);
        Assert.Equal(row.Envelope, entry.Event.ToStringUtf8());
        Assert.Equal("a < b & \"c\" é", JsonDocument.Parse(row.Envelope).RootElement.GetProperty("data").GetProperty("title").GetString());
        Assert.Equal("sidecar-secret", _sidecar.Token);
    }

    [Fact]
    public async Task What_the_broker_refused_is_sent_again_alone()
    {
        _sidecar.Refuse = entry => entry.Event.ToStringUtf8().Contains("refused", StringComparison.Ordinal);
        await _host.WithDbAsync<ThingsDb>(async db =>
        {
            db.AddRange(new[] { "good", "refused", "good" }.Select((title, i) => Thing.Open($"thg-{i}", title, TestWorld.Start)));
            await db.SaveChangesAsync();
        });
        await Expect.EventuallyAsync(async () => await WaitingAsync() == 1);
        Assert.Equal("BROKER_REFUSED", await ErrorAsync());

        _sidecar.Refuse = _ => false;
        await _host.DrainAsync();

        Assert.Single(_sidecar.Requests.Last().Entries);
        Assert.Equal(0, await WaitingAsync());
    }

    [Fact]
    public async Task A_sidecar_that_is_away_loses_nothing()
    {
        _host.World.Network.Remove(ServiceTransport.Sidecar);
        await Things.OpenThingAsync(new() { Count = 1, Thing = new() { Title = "a" } });
        await Expect.EventuallyAsync(async () => await ErrorAsync() == "SIDECAR_UNAVAILABLE");

        await _host.AddPeerAsync(ServiceTransport.Sidecar, _sidecar);
        await _host.DrainAsync();

        Assert.Single(_sidecar.Requests);
    }

    [Fact]
    public void Dapr_mode_uses_daprs_client() => Assert.IsType<DaprPublisher>(_host.Services.GetRequiredService<IPublisher>());

    private Task<string?> ErrorAsync() => _host.WithDbAsync<ThingsDb, string?>(
        db => db.Set<OutboxRow>().Where(row => row.PublishedTime == null).Select(row => row.LastError).SingleOrDefaultAsync());

    private Task<int> WaitingAsync() =>
        _host.WithDbAsync<ThingsDb, int>(db => db.Set<OutboxRow>().CountAsync(row => row.PublishedTime == null));

    /// <summary>Dapr.Protos has no server half of the runtime's own service, so its one method is bound by hand.</summary>
    [BindServiceMethod(typeof(SidecarService), nameof(BindService))]
    public abstract class SidecarService
    {
        private static readonly Method<BulkPublishRequest, BulkPublishResponse> BulkPublish = new(
            MethodType.Unary,
            "dapr.proto.runtime.v1.Dapr",
            "BulkPublishEvent",
            Marshallers.Create(message => message.ToByteArray(), BulkPublishRequest.Parser.ParseFrom),
            Marshallers.Create(message => message.ToByteArray(), BulkPublishResponse.Parser.ParseFrom));

        public static void BindService(ServiceBinderBase binder, SidecarService? service)
        {
            ArgumentNullException.ThrowIfNull(binder);
            binder.AddMethod(BulkPublish, service is null ? null! : service.BulkPublishEvent);
        }

        public abstract Task<BulkPublishResponse> BulkPublishEvent(BulkPublishRequest request, ServerCallContext context);
    }

    public sealed class SidecarStub : SidecarService
    {
        public ConcurrentQueue<BulkPublishRequest> Requests { get; } = [];

        public string? Token { get; private set; }

        public Func<BulkPublishRequestEntry, bool> Refuse { get; set; } = _ => false;

        public override Task<BulkPublishResponse> BulkPublishEvent(BulkPublishRequest request, ServerCallContext context)
        {
            ArgumentNullException.ThrowIfNull(request);
            ArgumentNullException.ThrowIfNull(context);
            Requests.Enqueue(request);
            Token = context.RequestHeaders.GetValue("dapr-api-token");
            var response = new BulkPublishResponse();
            response.FailedEntries.AddRange(
                request.Entries.Where(Refuse)
                    .Select(entry => new BulkPublishResponseFailedEntry { EntryId = entry.EntryId, Error = "no" }));
            return Task.FromResult(response);
        }
    }
}
