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
}
