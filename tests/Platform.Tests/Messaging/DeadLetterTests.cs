using Dapr.AppCallback.Autogen.Grpc.v1;
using Google.Protobuf;
using MedBill.Platform.Hosting;
using MedBill.Platform.Messaging;
using MedBill.Platform.Storage;
using MedBill.Platform.Tests.Fixture;
using MedBill.Platform.Values;
using MedBill.TestKit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Status = Dapr.AppCallback.Autogen.Grpc.v1.TopicEventResponse.Types.TopicEventResponseStatus;

namespace MedBill.Platform.Tests.Messaging;

public sealed class DeadLetterTests : IAsyncLifetime
{
    private readonly ThingsHost _host = new();

    public async ValueTask InitializeAsync() => await _host.StartAsync();

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task A_dead_letter_is_kept_whole_and_once()
    {
        Assert.Equal(Status.Success, await ParkAsync("early", "d-1"));
        Assert.Equal(Status.Success, await ParkAsync("early", "d-1"));

        var letter = Assert.Single(await ListAsync());
        Assert.Equal(
            ("wishes", "//tests.medbill", "d-1", "medbill.things.v1.ThingWanted", "w/1"),
            (letter.Topic, letter.Source, letter.MessageId, letter.Type, letter.Subject));
        Assert.Equal(ServiceHost.Practice, Envelope.Parse(letter.Envelope).Practice);
    }

    [Fact]
    public async Task A_replay_goes_through_handler_and_inbox()
    {
        await ParkAsync("early", "d-2");
        var id = Assert.Single(await ListAsync()).Id;

        Assert.False(await ReplayAsync(id));
        await _host.DeliverAsync(new Wire.ThingWanted { Title = "needed" }, "wishes", "w/2");
        Assert.True(await ReplayAsync(id));
        Assert.True(await ReplayAsync(id));

        Assert.Equal(1, await _host.WithDbAsync<ThingsDb, int>(db => db.Things.CountAsync(thing => thing.Title == "dead")));
        Assert.Empty(await ListAsync());
    }

    [Fact]
    public async Task A_replay_of_what_was_applied_meanwhile_does_nothing_more()
    {
        await ParkAsync("", "d-3");
        await _host.DeliverAsync(new Wire.ThingWanted { Title = "dead" }, "wishes", "w/1", id: "d-3");

        Assert.True(await ReplayAsync(Assert.Single(await ListAsync()).Id));

        Assert.Equal(1, await _host.WithDbAsync<ThingsDb, int>(db => db.Things.CountAsync()));
    }

    [Fact]
    public async Task Even_what_is_no_message_is_kept_and_a_second_one_too()
    {
        foreach (var data in new[] { "{broken", "{broken too" })
        {
            var request = new TopicEventRequest { Topic = "wishes-dead-things", Data = ByteString.CopyFromUtf8(data) };
            var answer = await _host.Callback().OnTopicEventAsync(request);
            Assert.Equal(Status.Success, answer.Status);
            _host.Machine.Advance(TimeSpan.FromSeconds(1));
        }

        var letters = await ListAsync();
        Assert.Equal(2, letters.Count);
        Assert.Contains(Convert.ToBase64String("{broken"u8), letters[0].Envelope, StringComparison.Ordinal);
        Assert.False(await ReplayAsync(letters[0].Id));
    }

    [Fact]
    public async Task An_unknown_dead_letter_is_not_found() =>
        Assert.Equal("DEAD_LETTER_NOT_FOUND", (await Assert.ThrowsAsync<Failure>(() => ReplayAsync("dlt-x"))).Reason);

    [Fact]
    public async Task An_operator_lists_and_replays_from_the_command_line()
    {
        await ParkAsync("early", "d-4");
        _host.Machine.Advance(TimeSpan.FromSeconds(1));
        await ParkAsync("bug", "d-5");
        var ids = (await ListAsync()).Select(letter => letter.Id).ToArray();
        await _host.StopAsync();

        var (code, lines) = await RunAsync("dead-letters", "list");
        Assert.Equal((0, 2), (code, lines.Length));
        Assert.Contains("wishes  medbill.things.v1.ThingWanted  w/1", lines[0], StringComparison.Ordinal);

        (code, lines) = await RunAsync("dead-letters", "replay", ids[0]);
        Assert.Equal((1, $"{ids[0]}  not applied"), (code, lines[0]));

        await _host.StartAsync();
        await _host.DeliverAsync(new Wire.ThingWanted { Title = "needed" }, "wishes", "w/2");
        await _host.StopAsync();
        (code, lines) = await RunAsync("dead-letters", "replay", "all");
        Assert.Equal(1, code);
        Assert.Equal([$"{ids[0]}  applied", $"{ids[1]}  not applied"], lines);
    }

    private async Task<(int Code, string[] Lines)> RunAsync(params string[] args)
    {
        var output = new StringWriter();
        var app = ThingsApp.Build(["--environment", "Development", $"--Storage:Folder={_host.Folder}"]);
        var code = await app.RunServiceAsync(args, output);
        return (code, output.ToString().Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries));
    }

    private Task<Status> ParkAsync(string trouble, string id) =>
        _host.DeliverAsync(new Wire.ThingWanted { Title = "dead", Trouble = trouble }, "wishes-dead-things", "w/1", id: id);

    private async Task<IReadOnlyList<DeadLetterRow>> ListAsync()
    {
        await using var scope = _host.Services.GetRequiredService<IServiceScopeFactory>().CreatePracticeScope(null);
        return await scope.ServiceProvider.GetRequiredService<DeadLetters>().ListAsync(CancellationToken.None);
    }

    private async Task<bool> ReplayAsync(string id)
    {
        await using var scope = _host.Services.GetRequiredService<IServiceScopeFactory>().CreatePracticeScope(null);
        return await scope.ServiceProvider.GetRequiredService<DeadLetters>().ReplayAsync(id, CancellationToken.None);
    }
}
