using System.Collections.Concurrent;
using MedBill.SampleData;
using MedBill.SampleData.Play;
using MedBill.SampleData.Story;

namespace MedBill.EndToEnd.Tests;

/// <summary>The whole life of a bill, through every service, in one process.</summary>
public sealed class StoryTests
{
    [Fact]
    public async Task A_day_of_billing_comes_out_as_the_story_says()
    {
        await using var suite = await Suite.StartAsync();
        using var player = new DayPlayer(DemoDay.Whole, suite.Gateway, new DayRun("story"));

        var day = await player.PlayAsync(TestContext.Current.CancellationToken);

        Assert.Empty(day.Broken);
        Assert.NotEmpty(day.Checks);
        Assert.Equal(Money.Zero, day.TrialBalance.Difference);
        Assert.True(day.Reconciliation.Balanced);
        Assert.Single(day.Quarantined);
    }

    [Fact]
    public async Task A_day_on_which_every_write_comes_twice_comes_out_the_same()
    {
        await using var suite = await Suite.StartAsync();
        using var twice = new Twice(suite.World.Network.HandlerFor("gateway"));
        using var gateway = new HttpClient(twice) { BaseAddress = suite.Gateway.BaseAddress };
        using var player = new DayPlayer(DemoDay.Short, gateway, new DayRun("twice"));

        var day = await player.PlayAsync(TestContext.Current.CancellationToken);

        Assert.Empty(day.Broken);
        Assert.Equal(Money.Zero, day.TrialBalance.Difference);
        Assert.True(day.Reconciliation.Balanced);
        Assert.True(twice.Repeated > 50, $"Only {twice.Repeated} writes were repeated.");
        Assert.True(twice.Different.IsEmpty, string.Join('\n', twice.Different));
    }

    /// <summary>Sends every write with a key a second time and hands on the second answer; it must be the first again, and say so.</summary>
    private sealed class Twice(HttpMessageHandler inner) : DelegatingHandler(inner)
    {
        private static readonly string[] Reads = [":priceServices", ":scrub", ":search"];

        private int _repeated;

        public int Repeated => _repeated;

        public ConcurrentQueue<string> Different { get; } = [];

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            // The verbs that store nothing take no key and ignore one.
            if (!request.Headers.Contains("Idempotency-Key") || Reads.Any(request.RequestUri!.AbsolutePath.EndsWith))
            {
                return await base.SendAsync(request, cancellationToken);
            }

            var body = request.Content is null ? null : await request.Content.ReadAsByteArrayAsync(cancellationToken);
            using var again = new HttpRequestMessage(request.Method, request.RequestUri);
            foreach (var (name, values) in request.Headers)
            {
                again.Headers.TryAddWithoutValidation(name, values);
            }

            if (body is not null)
            {
                again.Content = new ByteArrayContent(body);
                again.Content.Headers.ContentType = request.Content!.Headers.ContentType;
            }

            using var first = await base.SendAsync(request, cancellationToken);
            if (!first.IsSuccessStatusCode)
            {
                // A refusal is not remembered: the second may say it again, or what has changed since.
                return await base.SendAsync(again, cancellationToken);
            }

            var second = await base.SendAsync(again, cancellationToken);
            Interlocked.Increment(ref _repeated);
            if (second.StatusCode != first.StatusCode
                || !second.Headers.TryGetValues("Idempotent-Replayed", out var said) || said.Single() != "true"
                || await second.Content.ReadAsStringAsync(cancellationToken) != await first.Content.ReadAsStringAsync(cancellationToken))
            {
                Different.Enqueue($"{request.Method} {request.RequestUri}: {first.StatusCode}, then {second.StatusCode}");
            }

            return second;
        }
    }
}
