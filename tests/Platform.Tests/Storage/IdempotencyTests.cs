using Grpc.Core;
using MedBill.Platform.Storage;
using MedBill.Platform.Tests.Fixture;
using MedBill.TestKit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace MedBill.Platform.Tests.Storage;

public sealed class IdempotencyTests(ThingsHost host) : IClassFixture<ThingsHost>
{
    private static Wire.OpenThingRequest Request(string title, string id) =>
        new() { Count = 1, Thing = new() { Title = title }, RequestId = id };

    [Fact]
    public async Task Eight_parallel_retries_have_one_effect_and_one_answer()
    {
        var answers = await Task.WhenAll(
            Enumerable.Range(0, 8).Select(_ => host.Things.OpenThingAsync(Request("parallel", "p-1")).ResponseAsync));

        Assert.Single(answers.Distinct());
        Assert.Equal(1, await CountAsync("parallel"));
        Assert.Equal(["medbill.things.v1.ThingOpened"], await host.EventsAsync(answers[0].Name));
        Assert.Equal(1, await AuditsAsync(answers[0].Name));
    }

    [Fact]
    public async Task Parallel_retries_of_a_move_all_see_the_move()
    {
        var thing = await host.Things.OpenThingAsync(Request("moved", "m-1"));
        var request = new Wire.CloseThingRequest { Name = thing.Name, Etag = thing.Etag, RequestId = "m-2" };

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => host.Things.CloseThingAsync(request).ResponseAsync));

        Assert.All(answers, answer => Assert.Equal(("\"2\"", Wire.Thing.Types.State.Closed), (answer.Etag, answer.State)));
    }

    [Fact]
    public async Task A_replay_says_so_in_header_and_trailer()
    {
        using var first = host.Things.OpenThingAsync(Request("said", "s-1"));
        await first;
        using var second = host.Things.OpenThingAsync(Request("said", "s-1"));
        await second;

        Assert.Null((await first.ResponseHeadersAsync).GetValue("idempotent-replayed"));
        Assert.Equal("true", (await second.ResponseHeadersAsync).GetValue("idempotent-replayed"));
        Assert.Equal("true", second.GetTrailers().GetValue("idempotent-replayed"));
    }

    [Fact]
    public async Task The_same_id_with_another_request_is_refused()
    {
        await host.Things.OpenThingAsync(Request("one", "r-1"));

        var (failure, code) = await Expect.FailureAsync(host.Things.OpenThingAsync(Request("two", "r-1")));

        Assert.Equal(("REQUEST_ID_REUSED", StatusCode.InvalidArgument), (failure.Reason, code));
        Assert.Equal(0, await CountAsync("two"));
    }

    [Fact]
    public async Task A_failure_is_not_remembered()
    {
        var (failure, _) = await Expect.FailureAsync(host.Things.OpenThingAsync(Request("refused once", "f-1")));
        Assert.Equal("NOT_ALLOWED_YET", failure.Reason);
        await host.Things.OpenThingAsync(Request("allowed", ""));

        var thing = await host.Things.OpenThingAsync(Request("refused once", "f-1"));

        Assert.Equal("refused once", thing.Title);
    }

    [Fact]
    public async Task Without_an_id_every_call_has_its_effect()
    {
        await host.Things.OpenThingAsync(Request("twice", ""));
        await host.Things.OpenThingAsync(Request("twice", ""));

        Assert.Equal(2, await CountAsync("twice"));
    }

    [Fact]
    public async Task Ids_of_other_callers_practices_and_methods_are_others()
    {
        var thing = await host.Things.OpenThingAsync(Request("shared id", "x-1"));
        var otherClient = host.ClientWith<Wire.ThingService.ThingServiceClient>(
            host.Tokens.Create(new() { Scopes = "things.write", ClientId = "other" }));
        var otherPractice = host.ClientFor<Wire.ThingService.ThingServiceClient>(ServiceHost.OtherPractice, "things.write");

        Assert.NotEqual(thing.Name, (await otherClient.OpenThingAsync(Request("shared id", "x-1"))).Name);
        Assert.NotEqual(thing.Name, (await otherPractice.OpenThingAsync(Request("shared id", "x-1"))).Name);
        Assert.Equal("\"2\"", (await host.Things.CloseThingAsync(new() { Name = thing.Name, RequestId = "x-1" })).Etag);
    }

    [Theory]
    [InlineData("with blank")]
    [InlineData("ümlaut")]
    [InlineData("tab\t")]
    public async Task An_id_is_visible_ascii(string id) => Assert.Equal("INVALID_REQUEST_ID", await ViolationAsync(id));

    [Fact]
    public async Task An_id_has_at_most_255_characters()
    {
        Assert.Equal("INVALID_REQUEST_ID", await ViolationAsync(new('x', 256)));
        Assert.NotNull(await host.Things.OpenThingAsync(Request("long id", new('x', 255))));
    }

    [Fact]
    public async Task Answers_are_kept_30_days_of_machine_time_and_for_ever_where_said()
    {
        await using var own = new ThingsHost();
        await own.StartAsync();
        var thing = await own.Things.OpenThingAsync(Request("kept", "k-1"));
        var closed = await own.Things.CloseThingAsync(new() { Name = thing.Name, RequestId = "k-2" });

        own.Clock.Advance(TimeSpan.FromDays(365));
        Assert.Equal(thing, await own.Things.OpenThingAsync(Request("kept", "k-1")));

        own.Machine.Advance(TimeSpan.FromDays(31));
        await own.Services.GetRequiredService<Retention>().SweepAsync(CancellationToken.None);
        Assert.NotEqual(thing.Name, (await own.Things.OpenThingAsync(Request("kept", "k-1"))).Name);
        Assert.Equal(closed, await own.Things.CloseThingAsync(new() { Name = thing.Name, RequestId = "k-2" }));
    }

    [Fact]
    public async Task Every_write_and_recorded_read_leaves_who_what_when_which()
    {
        var thing = await host.Things.OpenThingAsync(Request("audited", ""));
        await host.Things.GetThingAsync(new() { Name = thing.Name });

        var rows = await host.WithDbAsync<ThingsDb, List<AuditRow>>(
            db => db.Set<AuditRow>().Where(row => row.Resource == thing.Name).OrderBy(row => row.Sequence).ToListAsync());

        Assert.Equal(
            ["/medbill.things.v1.ThingService/OpenThing", "/medbill.things.v1.ThingService/GetThing"], rows.Select(row => row.Method));
        var expected = ("tester", "tests", ServiceHost.Practice, TestWorld.Start);
        Assert.All(rows, row => Assert.Equal(expected, (row.Subject, row.Client, row.Practice, row.Time)));
    }

    [Fact]
    public async Task A_batch_is_audited_thing_by_thing_and_answered_once()
    {
        var request = new Wire.BatchOpenThingsRequest { RequestId = "batch-1" };
        request.Things.AddRange(Enumerable.Range(0, 5).Select(i => new Wire.Thing { Title = $"batch {i}" }));

        var first = await host.Things.BatchOpenThingsAsync(request);
        var again = await host.Things.BatchOpenThingsAsync(request);

        Assert.Equal(first, again);
        foreach (var thing in first.Things)
        {
            Assert.Equal(1, await AuditsAsync(thing.Name));
        }
    }

    private async Task<string> ViolationAsync(string id)
    {
        var (failure, _) = await Expect.FailureAsync(host.Things.OpenThingAsync(Request("never", id)));
        return Assert.Single(failure.Violations).Reason;
    }

    private Task<int> CountAsync(string title) =>
        host.WithDbAsync<ThingsDb, int>(db => db.Things.CountAsync(thing => thing.Title == title));

    private Task<int> AuditsAsync(string name) =>
        host.WithDbAsync<ThingsDb, int>(db => db.Set<AuditRow>().CountAsync(row => row.Resource == name));
}
