using System.Collections.Concurrent;
using MedBill.Local.Commands;
using MedBill.Local.Demo;
using MedBill.SampleData.Play;
using Microsoft.Extensions.Time.Testing;

namespace MedBill.Local.Tests.Demo;

public sealed class KillerTests : IDisposable
{
    private readonly FakeTimeProvider _time = new();
    private readonly ConcurrentQueue<string> _kills = new();
    private readonly ConcurrentDictionary<string, bool> _back = new();
    private readonly Killer _killer;

    public KillerTests() => _killer = new(KillPlan.For(["claims", "coverage"]), _kills.Enqueue, service => _back.ContainsKey(service), _time);

    public void Dispose() => _killer.Dispose();

    [Fact]
    public async Task Each_is_killed_once_in_its_own_step_however_many_look()
    {
        await LookAsync(DayStep.Registration, 5, 5);
        Assert.Empty(_kills);

        await Task.WhenAll(Enumerable.Range(4, 4).Select(done => LookAsync(DayStep.Eligibility, done, 10)));
        Assert.Equal(["coverage"], _kills);

        _back["coverage"] = true;
        await LookAsync(DayStep.Claims, 10, 10);
        Assert.Equal(["coverage"], _kills);

        await LookAsync(DayStep.Submission, 4, 10);
        await LookAsync(DayStep.Books, 4, 4);
        Assert.Equal([new("coverage", DayStep.Eligibility), new("claims", DayStep.Submission)], _killer.Killed);
        Assert.Equal(["coverage", "claims"], _kills);
    }

    [Fact]
    public async Task The_next_moment_and_the_day_with_it_is_held_until_the_one_before_is_back()
    {
        await LookAsync(DayStep.Eligibility, 4, 10);

        var held = LookAsync(DayStep.Submission, 4, 10);
        _time.Advance(TimeSpan.FromSeconds(5));
        Assert.False(held.IsCompleted);
        Assert.Equal(["coverage"], _kills);

        _back["coverage"] = true;
        _time.Advance(TimeSpan.FromSeconds(5));
        await held;
        Assert.Equal(["coverage", "claims"], _kills);
    }

    [Fact]
    public async Task One_that_does_not_come_back_ends_the_day()
    {
        await LookAsync(DayStep.Eligibility, 4, 10);
        var held = LookAsync(DayStep.Submission, 4, 10);
        while (!held.IsCompleted)
        {
            _time.Advance(TimeSpan.FromSeconds(10));
            await Task.Yield();
        }

        var ended = await Assert.ThrowsAsync<LaunchException>(() => held);

        Assert.Equal(ExitCode.NotHealthy, ended.Code);
        Assert.Contains("coverage", ended.Message, StringComparison.Ordinal);
    }

    private Task LookAsync(DayStep step, int done, int total) => _killer.LookAsync(new(step, done, total), TestContext.Current.CancellationToken).AsTask();
}
