using MedBill.Local.Processes;

namespace MedBill.Local.Tests.Processes;

public sealed class RestartPolicyTests
{
    private readonly RestartPolicy _policy = new();

    [Fact]
    public void The_distance_doubles_up_to_ten_seconds() => Assert.Equal(
        [250, 500, 1_000, 2_000, 4_000, 8_000, 10_000, 10_000],
        Enumerable.Range(1, 8).Select(ends => _policy.Next(ends, everHealthy: true)!.Value.TotalMilliseconds));

    [Fact]
    public void What_was_healthy_once_is_started_for_ever() =>
        Assert.Equal(TimeSpan.FromSeconds(10), _policy.Next(1_000_000, everHealthy: true));

    [Fact]
    public void What_never_was_is_given_up_at_the_third_end() => Assert.Equal(
        [true, true, false], Enumerable.Range(1, 3).Select(ends => _policy.Next(ends, everHealthy: false) is not null));

    [Fact]
    public void A_minute_of_health_is_a_new_beginning()
    {
        Assert.Equal(1, _policy.Count(7, TimeSpan.FromSeconds(60)));
        Assert.Equal(8, _policy.Count(7, TimeSpan.FromSeconds(59)));
    }
}
