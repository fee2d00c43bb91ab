using CsCheck;
using MedBill.Platform.Values;

namespace MedBill.Platform.Tests.Values;

public sealed class MoneyTests
{
    private static readonly Gen<Money> AnyMoney = Gen.Long[-1_000_000_000_000, 1_000_000_000_000].Select(cents => new Money(cents));

    [Fact]
    public void Parts_add_up_to_the_whole_to_the_cent() =>
        Gen.Select(AnyMoney, Gen.Long[0, 1_000_000].Array[1, 30]).Where((_, weights) => weights.Sum() > 0).Sample((amount, weights) =>
            Money.Sum(amount.Allocate(weights)) == amount);

    [Fact]
    public void No_part_is_a_cent_or_more_away_from_its_exact_share() =>
        Gen.Select(AnyMoney, Gen.Long[0, 1_000_000].Array[1, 30]).Where((_, weights) => weights.Sum() > 0).Sample((amount, weights) =>
        {
            var total = (decimal)weights.Sum();
            return amount.Allocate(weights)
                .Zip(weights).All(pair => Math.Abs(pair.First.Cents - (amount.Cents * (pair.Second / total))) < 1);
        });

    [Fact]
    public void What_is_written_is_read_back() => AnyMoney.Sample(amount => Money.Parse(amount.ToString()) == amount);

    [Fact]
    public void Decimals_go_out_and_in() => AnyMoney.Sample(amount => Money.FromDecimal(amount.ToDecimal()) == amount);

    [Fact]
    public void Taking_away_undoes_adding() =>
        Gen.Select(AnyMoney, AnyMoney).Sample((left, right) => left + right - right == left && -(left - right) == right - left);

    [Theory]
    [InlineData(100, new long[] { 1, 1, 1 }, new long[] { 34, 33, 33 })]
    [InlineData(-100, new long[] { 1, 1, 1 }, new long[] { -34, -33, -33 })]
    [InlineData(5, new long[] { 0, 3, 7 }, new long[] { 0, 2, 3 })]
    [InlineData(0, new long[] { 1, 2 }, new long[] { 0, 0 })]
    public void The_largest_remainder_gets_the_cent_left_over(long cents, long[] weights, long[] parts) =>
        Assert.Equal(parts, new Money(cents).Allocate(weights).Select(part => part.Cents));

    [Theory]
    [InlineData("125.00", 12500)]
    [InlineData("-3", -300)]
    [InlineData(".5", 50)]
    [InlineData("0.01", 1)]
    public void Amounts_are_read(string text, long cents) => Assert.Equal(cents, Money.Parse(text).Cents);

    [Theory]
    [InlineData("", "NOT_AN_AMOUNT")]
    [InlineData(" 1", "NOT_AN_AMOUNT")]
    [InlineData("+1", "NOT_AN_AMOUNT")]
    [InlineData("1,000.00", "NOT_AN_AMOUNT")]
    [InlineData("1e2", "NOT_AN_AMOUNT")]
    [InlineData("$1", "NOT_AN_AMOUNT")]
    [InlineData("0.005", "NOT_WHOLE_CENTS")]
    [InlineData("99999999999999999999", "AMOUNT_OUT_OF_RANGE")]
    public void What_is_no_amount_is_refused(string text, string reason) =>
        Assert.Equal(reason, Assert.Throws<Failure>(() => Money.Parse(text)).Reason);

    [Fact]
    public void Arithmetic_never_wraps_around()
    {
        var most = new Money(long.MaxValue);

        Assert.Throws<OverflowException>(() => most + new Money(1));
        Assert.Throws<OverflowException>(() => most * 2);
        Assert.Throws<OverflowException>(() => -new Money(long.MinValue));
    }

    [Fact]
    public void It_is_written_the_same_everywhere()
    {
        Assert.Equal("-1234.05", new Money(-123405).ToString());
        Assert.Equal("0.00", Money.Zero.ToString());
    }

    [Fact]
    public void Amounts_compare()
    {
        Assert.True(new Money(1) > Money.Zero && new Money(-1) < Money.Zero && Money.Zero >= new Money(0) && Money.Zero <= new Money(0));
        Assert.Equal([new(-1), new(0), new(3)], new Money[] { new(3), new(-1), new(0) }.Order());
    }

    [Fact]
    public void Nothing_can_be_split_by_no_weight()
    {
        Assert.Throws<ArgumentException>(() => new Money(1).Allocate(0, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Money(1).Allocate(1, -1));
    }
}
