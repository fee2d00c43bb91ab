using MedBill.Local.Load;
using Microsoft.Extensions.Time.Testing;

namespace MedBill.Local.Tests.Load;

public sealed class MeasurementTests
{
    [Fact]
    public void Percentiles_are_values_that_were_measured() => Assert.Equal(
        new Percentiles(100, 50, 95, 99, 100), Percentiles.Of(Enumerable.Range(1, 100).Reverse().Select(ms => TimeSpan.FromMilliseconds(ms))));

    [Fact]
    public void One_value_is_all_of_them() => Assert.Equal(new Percentiles(1, 7, 7, 7, 7), Percentiles.Of([TimeSpan.FromMilliseconds(7)]));

    [Fact]
    public void Nothing_measured_is_nothing() => Assert.Equal(new Percentiles(0, 0, 0, 0, 0), Percentiles.Of([]));

    [Fact]
    public void The_rate_is_told_for_each_stretch_so_that_getting_slower_shows()
    {
        var time = new FakeTimeProvider();
        var measured = new Measurement(time);
        time.Advance(TimeSpan.FromSeconds(1));
        measured.PieceDone(TimeSpan.Zero, 100);
        time.Advance(TimeSpan.FromSeconds(2));
        measured.PieceDone(TimeSpan.Zero, 100);
        time.Advance(TimeSpan.FromSeconds(9));
        measured.PieceDone(TimeSpan.Zero, 50);

        Assert.Equal([100, 50], measured.RateBy(100));
    }
}
