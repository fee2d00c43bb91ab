using Dapr.AppCallback.Autogen.Grpc.v1;
using Google.Protobuf;
using Grpc.Core;
using MedBill.Platform.Messaging;
using MedBill.Platform.Rpc;
using MedBill.Platform.Storage;
using MedBill.Platform.Tests.Fixture;
using MedBill.TestKit;
using Microsoft.EntityFrameworkCore;
using Status = Dapr.AppCallback.Autogen.Grpc.v1.TopicEventResponse.Types.TopicEventResponseStatus;

namespace MedBill.Platform.Tests.Messaging;

public sealed class InboxTests(ThingsHost host) : IClassFixture<ThingsHost>
{
    [Fact]
    public async Task A_message_that_comes_twice_is_applied_once()
    {
        var wish = new Wire.ThingWanted { Title = "twice" };

        Assert.Equal(Status.Success, await host.DeliverAsync(wish, "wishes", "w/1", id: "twice-1"));
        Assert.Equal(Status.Success, await host.DeliverAsync(wish, "wishes", "w/1", id: "twice-1"));

        Assert.Equal(1, await CountAsync("twice"));
    }

    [Fact]
    public async Task Eight_deliveries_at_once_are_applied_once()
    {
        var wish = new Wire.ThingWanted { Title = "rush" };

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => host.DeliverAsync(wish, "wishes", "w/1", id: "rush-1")));

        Assert.All(answers, answer => Assert.Equal(Status.Success, answer));
        Assert.Equal(1, await CountAsync("rush"));
    }

    [Fact]
    public async Task The_same_id_from_another_source_is_another_message()
    {
        await host.DeliverAsync(new Wire.ThingWanted { Title = "sources" }, "wishes", "w/1", id: "same");
        await host.DeliverAsync(new Wire.ThingWanted { Title = "sources" }, "wishes", "w/1", id: "same", source: "//other.medbill");

        Assert.Equal(2, await CountAsync("sources"));
    }

    [Fact]
    public async Task What_comes_too_early_comes_again_and_is_applied_when_its_time_has_come()
    {
        var early = new Wire.ThingWanted { Title = "late", Trouble = "early" };

        Assert.Equal(Status.Retry, await host.DeliverAsync(early, "wishes", "w/2", id: "early-1"));
        Assert.Equal(0, await CountAsync("late"));
        await host.DeliverAsync(new Wire.ThingWanted { Title = "needed" }, "wishes", "w/3");
        Assert.Equal(Status.Success, await host.DeliverAsync(early, "wishes", "w/2", id: "early-1"));

        Assert.Equal(1, await CountAsync("late"));
    }

    [Theory]
    [InlineData("bug", Status.Retry)]
    [InlineData("refused", Status.Retry)]
    [InlineData("breach", Status.Drop)]
    public async Task A_message_that_cannot_be_applied_leaves_no_trace(string trouble, Status answer)
    {
        var wish = new Wire.ThingWanted { Title = trouble, Trouble = trouble };

        Assert.Equal(answer, await host.DeliverAsync(wish, "wishes", "w/4", id: "bad-" + trouble));

        Assert.Equal(0, await CountAsync(trouble));
        Assert.False(await host.WithDbAsync<ThingsDb, bool>(db => db.Set<InboxRow>().AnyAsync(row => row.Id == "bad-" + trouble)));
    }

    [Fact]
    public async Task An_event_nobody_handles_is_answered_success() =>
        Assert.Equal(Status.Success, await host.DeliverAsync(new Wire.ThingClosed(), "wishes", "w/5"));

    [Theory]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("{\"title\":7}")]
    [InlineData("\"text\"")]
    [InlineData("")]
    public async Task Data_that_is_not_the_event_is_dropped(string data)
    {
        var request = Request(new Wire.ThingWanted(), "poison");
        request.Data = ByteString.CopyFromUtf8(data);

        Assert.Equal(Status.Drop, (await host.Callback().OnTopicEventAsync(request)).Status);
    }

    [Fact]
    public async Task Fields_of_a_newer_contract_are_ignored()
    {
        var request = Request(new Wire.ThingWanted(), "newer");
        request.Data = ByteString.CopyFromUtf8("""{"title":"newer","colour":{"deep":[1]}}""");

        Assert.Equal(Status.Success, (await host.Callback().OnTopicEventAsync(request)).Status);
        Assert.Equal(1, await CountAsync("newer"));
    }

    [Fact]
    public async Task A_message_without_id_or_source_is_dropped()
    {
        var request = Request(new Wire.ThingWanted { Title = "nameless" }, "");
        Assert.Equal(Status.Drop, (await host.Callback().OnTopicEventAsync(request)).Status);

        request = Request(new Wire.ThingWanted { Title = "nameless" }, new string('x', 65));
        Assert.Equal(Status.Drop, (await host.Callback().OnTopicEventAsync(request)).Status);
    }

    [Fact]
    public async Task The_handler_acts_for_the_practice_of_the_message()
    {
        await host.DeliverAsync(new Wire.ThingWanted { Title = "theirs" }, "wishes", "w/6", practice: ServiceHost.OtherPractice);

        Assert.Equal(0, await CountAsync("theirs"));
        Assert.Equal(1, await CountAsync("theirs", ServiceHost.OtherPractice));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("wrong")]
    public async Task Events_without_the_app_token_are_refused(string? token)
    {
        var exception = await Assert.ThrowsAsync<RpcException>(
            () => host.Callback(token).OnTopicEventAsync(Request(new Wire.ThingWanted(), "t-1")));
        Assert.Equal("APP_TOKEN_REQUIRED", exception.ToFailure(out _)!.Reason);

        await Assert.ThrowsAsync<RpcException>(() => host.Callback(token).OnBulkTopicEventAsync(new()));
        await Assert.ThrowsAsync<RpcException>(() => host.Callback(token).OnBulkTopicEventAlpha1Async(new()));
    }

    [Fact]
    public async Task The_list_of_subscriptions_names_each_topic_and_its_dead_letters_and_is_open_to_the_sidecar()
    {
        var subscriptions = (await host.Callback(appToken: null).ListTopicSubscriptionsAsync()).Subscriptions;

        Assert.Equal(
            [
                ("deadletters", "others-dead-things", ""),
                ("deadletters", "wishes-dead-things", ""),
                ("pubsub", "others", "others-dead-things"),
                ("pubsub", "wishes", "wishes-dead-things"),
            ],
            subscriptions.Select(one => (one.PubsubName, one.Topic, one.DeadLetterTopic)).Order());
        Assert.All(
            subscriptions.Where(one => one.PubsubName == "pubsub"),
            one => Assert.True(one.BulkSubscribe is { Enabled: true, MaxMessagesCount: 10 }));
    }

    [Fact]
    public async Task A_batch_is_answered_message_by_message_and_good_ones_survive_bad_ones()
    {
        var batch = new TopicEventBulkRequest { Topic = "wishes" };
        batch.Entries.AddRange(
        [
            Entry("batch", "b-1", "w/b1"),
            Entry("batch", "b-2", "w/b2", "bug"),
            Entry("batch", "b-3", "w/b2"),
            Entry("batch", "b-4", "w/b3", "breach"),
            Entry("batch", "b-5", "w/b4"),
            new TopicEventBulkRequestEntry { EntryId = "b-6", Bytes = ByteString.CopyFromUtf8("not json") },
        ]);

        var answers = (await host.Callback().OnBulkTopicEventAsync(batch))
            .Statuses.ToDictionary(entry => entry.EntryId, entry => entry.Status);

        // b-3 is of the subject that b-2 holds up.
        Assert.Equal(
            [Status.Success, Status.Retry, Status.Retry, Status.Drop, Status.Success, Status.Drop],
            Enumerable.Range(1, 6).Select(i => answers[$"b-{i}"]));
        Assert.Equal(2, await CountAsync("batch"));

        var rest = new TopicEventBulkRequest { Topic = "wishes" };
        rest.Entries.AddRange([Entry("batch", "b-1", "w/b1"), Entry("batch", "b-3", "w/b2")]);
        var again = await host.Callback().OnBulkTopicEventAlpha1Async(rest);
        Assert.All(again.Statuses, entry => Assert.Equal(Status.Success, entry.Status));
        Assert.Equal(3, await CountAsync("batch"));
    }

    [Fact]
    public async Task A_batch_of_two_practices_keeps_them_apart()
    {
        var batch = new TopicEventBulkRequest { Topic = "wishes" };
        for (var i = 0; i < 10; i++)
        {
            var practice = i % 2 == 0 ? ServiceHost.Practice : ServiceHost.OtherPractice;
            var wish = new Wire.ThingWanted { Title = "mixed" };
            var request = TestEvents.Request(wish, "wishes", $"w/m{i}", 1, practice, $"m-{i}", "//t", TestWorld.Start);
            batch.Entries.Add(TestEvents.Entry(request));
        }

        Assert.All((await host.Callback().OnBulkTopicEventAsync(batch)).Statuses, entry => Assert.Equal(Status.Success, entry.Status));

        Assert.Equal(5, await CountAsync("mixed"));
        Assert.Equal(5, await CountAsync("mixed", ServiceHost.OtherPractice));
    }

    [Fact]
    public async Task A_batch_has_a_limit()
    {
        var batch = new TopicEventBulkRequest { Topic = "wishes" };
        batch.Entries.AddRange(Enumerable.Range(0, 101).Select(i => Entry("many", $"l-{i}", "w/l")));

        var exception = await Assert.ThrowsAsync<RpcException>(() => host.Callback().OnBulkTopicEventAsync(batch));

        Assert.Equal("TOO_MANY_ITEMS", exception.ToFailure(out _)!.Reason);
    }

    private static TopicEventRequest Request(IMessage message, string id) =>
        TestEvents.Request(message, "wishes", "w/0", 1, ServiceHost.Practice, id, "//t", TestWorld.Start);

    private static TopicEventBulkRequestEntry Entry(string title, string id, string subject, string trouble = "") => TestEvents.Entry(
        TestEvents.Request(
            new Wire.ThingWanted { Title = title, Trouble = trouble }, "wishes", subject, 1, ServiceHost.Practice, id, "//t",
            TestWorld.Start));

    private Task<int> CountAsync(string title, string practice = ServiceHost.Practice) =>
        host.WithDbAsync<ThingsDb, int>(db => db.Things.CountAsync(thing => thing.Title == title), practice);
}
