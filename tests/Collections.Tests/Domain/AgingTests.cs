using CsCheck;
using MedBill.Collections.Domain.Aging;
using MedBill.Platform.Values;

namespace MedBill.Collections.Tests.Domain;

public sealed class AgingTests
{
    private static readonly DateOnly Day = new(2026, 3, 2);

    [Theory]
    [InlineData(-5, 0)]
    [InlineData(0, 0)]
    [InlineData(30, 0)]
    [InlineData(31, 1)]
    [InlineData(60, 1)]
    [InlineData(61, 2)]
    [InlineData(90, 2)]
    [InlineData(91, 3)]
    [InlineData(120, 3)]
    [InlineData(121, 4)]
    [InlineData(150, 4)]
    [InlineData(151, 5)]
    [InlineData(100_000, 5)]
    public void An_amount_stands_in_the_bucket_of_its_age(int days, int bucket) => Assert.Equal(bucket, AgingBucket.Of(Day.AddDays(-days), Day));

    [Fact]
    public void Payers_stand_by_name_and_patients_last()
    {
        var tally = new AgingTally(Day);
        tally.AddPayer("payers/b", Day.AddDays(-31), new(2_00));
        tally.AddPatient(Day, new(1_00));
        tally.AddPayer("payers/a", Day, new(5_00));
        tally.AddPayer("payers/b", Day.AddDays(-200), new(-3_00));

        var rows = tally.Rows();

        Assert.Equal(["payers/a", "payers/b", null], rows.Select(row => row.Payer));
        Assert.Equal([0, 2_00, 0, 0, 0, -3_00], rows[1].Buckets.Select(bucket => bucket.Cents));
        Assert.Equal([5_00, -1_00, 1_00], rows.Select(row => row.Total.Cents));
    }

    [Fact]
    public void The_smallest_of_very_many_payers_share_a_row_and_nothing_is_lost()
    {
        var tally = new AgingTally(Day);
        for (var i = 0; i < AgingTally.MaxPayerRows + 5; i++)
        {
            tally.AddPayer($"payers/{i:D5}", Day, new(i + 1));
        }

        var rows = tally.Rows();

        Assert.Equal(AgingTally.MaxPayerRows + 1, rows.Count);
        Assert.Equal(("", 1 + 2 + 3 + 4 + 5 + 6), (rows[^2].Payer, rows[^2].Total.Cents));
        Assert.Equal(Enumerable.Range(1, AgingTally.MaxPayerRows + 5).Sum(), rows.Sum(row => row.Total.Cents));
    }

    [Fact]
    public void Payments_pay_the_oldest_visits_first()
    {
        PatientItem[] visits = [new("encounters/new", Day, new(10_00)), new("encounters/old", Day.AddDays(-9), new(7_00)), new("encounters/b", Day, new(5_00))];

        var open = OpenItems.Of(visits, new(-9_00));

        Assert.Equal([("encounters/b", 3_00), ("encounters/new", 10_00)], open.Select(item => (item.Encounter!, item.Amount.Cents)));
    }

    [Fact]
    public void Open_visits_add_up_to_what_is_owed_less_what_is_paid() =>
        Gen.Select(Gen.Select(Gen.Int[0, 9], Gen.Long[-5_000, 5_000]).Array[0, 9], Gen.Long[-20_000, 5_000]).Sample((visits, accountLevel) =>
        {
            var items = visits.Select((visit, i) => new PatientItem($"encounters/{i}", Day.AddDays(-visit.Item1), new(visit.Item2))).ToList();

            var open = OpenItems.Of(items, new(accountLevel));

            return open.Sum(item => item.Amount.Cents) == items.Sum(item => item.Amount.Cents) + accountLevel
                && open.Where(item => item.Encounter is not null).All(item => item.Amount > Money.Zero)
                && open.All(item => item.Encounter is not null || open.Count == 1 || item.Amount > Money.Zero);
        });
}
