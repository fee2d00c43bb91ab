using System.Collections.Concurrent;
using Grpc.Core;
using Grpc.Health.V1;
using MedBill.Platform.Hosting;
using MedBill.Platform.Messaging;
using MedBill.Platform.Storage;
using MedBill.Platform.Tests.Fixture;
using MedBill.TestKit;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Status = Grpc.Health.V1.HealthCheckResponse.Types.ServingStatus;

namespace MedBill.Platform.Tests.Hosting;

public sealed class ShutdownTests
{
    [Fact]
    public async Task A_host_that_ends_is_not_ready_but_live_and_still_answers_and_hears()
    {
        await using var host = new Host();
        await host.StartAsync();
        var health = host.ClientWith<Health.HealthClient>(null);

        var ending = host.Services.GetRequiredService<Draining>().StoppingAsync(CancellationToken.None);
        await ending;

        Assert.Equal(Status.NotServing, (await health.CheckAsync(new() { Service = "ready" })).Status);
        Assert.Equal(Status.Serving, (await health.CheckAsync(new() { Service = "live" })).Status);

        // A sidecar that ended for this would close the way by which the relay still publishes.
        await host.Callback(appToken: null).HealthCheckAsync();
        await host.OpenAsync("late");
        await Expect.EventuallyAsync(() => host.Publisher.Taken.Count == 1);
    }

    [Fact]
    public async Task A_host_goes_on_for_the_delay_before_it_ends()
    {
        await using var host = new Host { Settings = { ["Shutdown:Delay"] = "00:00:02" } };
        await host.StartAsync();

        var ending = host.App.StopAsync();
        await Expect.EventuallyAsync(() => host.Services.GetRequiredService<Draining>().HasBegun);
        var name = await host.OpenAsync("during the delay");

        await ending;
        Assert.Equal([name], host.Publisher.Taken);
    }

    [Fact]
    public async Task What_is_being_sent_when_the_host_ends_is_sent_to_the_end_and_marked()
    {
        await using var host = new Host();
        host.Publisher.Gate = new(TaskCreationOptions.RunContinuationsAsynchronously);
        await host.StartAsync();
        var first = await host.OpenAsync("first");
        await Expect.EventuallyAsync(() => host.Publisher.Attempts == 1);
        var second = await host.OpenAsync("written meanwhile");

        var ending = host.App.StopAsync();
        await Task.Delay(100);
        Assert.False(ending.IsCompleted);
        host.Publisher.Gate.SetResult();
        await ending;

        Assert.Equal([first, second], host.Publisher.Taken);
        await host.StopAsync();
        await host.StartAsync();
        await host.DrainAsync();
        Assert.Equal([first, second], host.Publisher.Taken);
        Assert.All(await host.RowsAsync(), row => Assert.NotNull(row.PublishedTime));
    }

    [Fact]
    public async Task A_broker_that_takes_nothing_holds_nobody_up_and_leaves_nothing_leased()
    {
        await using var host = new Host();
        host.Publisher.Error = "DOWN";
        await host.StartAsync();
        await host.OpenAsync("first");
        await Expect.EventuallyAsync(() => host.Publisher.Attempts > 0);
        await host.OpenAsync("second");

        await host.StopAsync();
        host.Publisher.Error = null;
        await host.StartAsync();

        Assert.All(await host.RowsAsync(), row => Assert.Null(row.LeaseOwner));
        await host.DrainAsync();
        Assert.Equal(2, host.Publisher.Taken.Count);
    }

    [Fact]
    public async Task A_host_ends_within_the_time_a_sidecar_gives_it()
    {
        await using var host = new Host();
        await host.StartAsync();

        Assert.Equal(Draining.Longest, host.Services.GetRequiredService<IOptions<HostOptions>>().Value.ShutdownTimeout);
        Assert.InRange(Draining.Longest.TotalSeconds, 10, 25);
    }

    [Theory]
    [InlineData("soon")]
    [InlineData("-00:00:01")]
    [InlineData("00:01:00")]
    public async Task A_delay_that_is_none_or_too_long_stops_the_start(string delay)
    {
        await using var host = new Host { Settings = { ["Shutdown:Delay"] = delay } };

        var refused = await Assert.ThrowsAsync<StartRefusedException>(() => host.StartAsync());

        Assert.Contains("Shutdown:Delay", refused.Message, StringComparison.Ordinal);
    }

    private sealed class TestPublisher : IPublisher
    {
        public ConcurrentQueue<string> Taken { get; } = [];

        public TaskCompletionSource? Gate { get; set; }

        public string? Error { get; set; }

        public int Attempts { get; private set; }

        public TimeSpan LongestPause { get; } = TimeSpan.FromSeconds(1);

        public async Task<string?[]> PublishAsync(string topic, IReadOnlyList<OutboxRow> rows, CancellationToken cancel)
        {
            Attempts++;
            await (Gate?.Task.WaitAsync(cancel) ?? Task.CompletedTask);
            foreach (var row in rows.Where(_ => Error is null))
            {
                Taken.Enqueue(row.Subject);
            }

            return [.. rows.Select(_ => Error)];
        }
    }

    private sealed class Host() : ServiceHost("things", ThingsApp.Build)
    {
        public TestPublisher Publisher { get; } = new();

        public async Task<string> OpenAsync(string title) =>
            (await Client<Wire.ThingService.ThingServiceClient>("things.write").OpenThingAsync(new() { Count = 1, Thing = new() { Title = title } })).Name;

        public Task<List<OutboxRow>> RowsAsync() => WithDbAsync<ThingsDb, List<OutboxRow>>(db => db.Set<OutboxRow>().AsNoTracking().ToListAsync());

        protected override void Configure(WebApplicationBuilder builder) => builder.Services.AddSingleton<IPublisher>(Publisher);
    }
}
