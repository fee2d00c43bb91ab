using MedBill.Platform.Tests.Fixture;

namespace MedBill.Platform.Tests;

public sealed class SmokeTests(ThingsHost host) : IClassFixture<ThingsHost>
{
    [Fact]
    public async Task A_thing_is_opened_closed_and_its_events_leave()
    {
        var thing = await host.Things.OpenThingAsync(new() { Thing = new() { Title = "a", State = Wire.Thing.Types.State.Closed }, Count = 1, RequestId = "1" });
        var again = await host.Things.OpenThingAsync(new() { Thing = new() { Title = "a", State = Wire.Thing.Types.State.Closed }, Count = 1, RequestId = "1" });
        var closed = await host.Things.CloseThingAsync(new() { Name = thing.Name, Etag = thing.Etag });
        await host.DrainAsync();

        Assert.Equal(thing, again);
        Assert.Equal("\"2\"", closed.Etag);
        Assert.Equal(["medbill.things.v1.ThingOpened", "medbill.things.v1.ThingClosed"], await host.EventsAsync(thing.Name));
        Assert.Equal(Dapr.AppCallback.Autogen.Grpc.v1.TopicEventResponse.Types.TopicEventResponseStatus.Success, await host.DeliverAsync(new Wire.ThingWanted { Title = "b" }, "wishes", "w/1"));
    }
}
