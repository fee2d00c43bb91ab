using MedBill.Platform.Values;
using MedBill.Remittance.Domain;

namespace MedBill.Remittance.Tests.Domain;

public sealed class RemittanceAdviceTests
{
    private static readonly BalanceDifference Off = new(BalanceLevel.Transaction, "BPR", Money.Zero, new(37));

    [Fact]
    public void What_adds_up_is_accepted_under_its_identity()
    {
        var advice = Advices.New();

        advice.FinishReading(Advices.Result(), earlier: null);

        Assert.Equal((RemittanceAdviceState.Balanced, "", "1512345678|EFT1"), (advice.State, advice.ReasonCode, advice.AcceptedPayment));
        Assert.IsType<Accepted>(Assert.Single(advice.TakeEvents()));
    }

    [Fact]
    public void What_does_not_add_up_is_quarantined_and_told()
    {
        var advice = Advices.New();

        advice.FinishReading(Advices.Result(false, Off), earlier: null);

        Assert.Equal((RemittanceAdviceState.Quarantined, "OUT_OF_BALANCE", null), (advice.State, advice.ReasonCode, advice.AcceptedPayment));
        Assert.Equal(new Money(37), Assert.Single(advice.Differences).Difference);
        Assert.IsType<FoundOutOfBalance>(Assert.Single(advice.TakeEvents()));
    }

    [Theory]
    [InlineData(true, "hash", "UNREADABLE_CONTENT", "")]
    [InlineData(false, "hash", "DUPLICATE_PAYMENT", "era-0")]
    [InlineData(false, "other", "TRACE_REUSED", "era-0")]
    public void What_cannot_be_read_or_came_before_is_quarantined_without_an_event(bool isIncomplete, string content, string reason, string earlier)
    {
        var advice = Advices.New();

        advice.FinishReading(Advices.Result(isIncomplete), new("era-0", content));

        Assert.Equal((RemittanceAdviceState.Quarantined, reason, null), (advice.State, advice.ReasonCode, advice.AcceptedPayment));
        Assert.Equal(earlier, advice.EarlierRemittanceId);
        Assert.Empty(advice.TakeEvents());
    }

    // Only what came with other content under a number that was used; and a copy of it that was accepted meanwhile is still a duplicate.
    [Theory]
    [InlineData("other", "", "1512345678|EFT1|era-1")]
    [InlineData("hash", "DUPLICATE_PAYMENT", null)]
    public void What_was_released_is_accepted_beside_the_one_before_it(string earlier, string reason, string? accepted)
    {
        var advice = Advices.New();
        advice.FinishReading(Advices.Result(), new("era-0", "other"));

        advice.Release();
        advice.FinishReading(Advices.Result(), new("era-2", earlier));

        Assert.Equal((reason, accepted, true), (advice.ReasonCode, advice.AcceptedPayment, advice.IsReleased));
    }

    [Theory]
    [InlineData("hash")]
    [InlineData("")]
    public void What_is_in_quarantine_for_another_reason_is_not_released(string earlier)
    {
        var advice = Advices.New();
        advice.FinishReading(Advices.Result(isIncomplete: earlier.Length == 0), new("era-0", earlier));
        var version = advice.Version;

        Assert.Equal("RELEASE_NOT_ALLOWED", Assert.Throws<Failure>(advice.Release).Reason);

        Assert.Equal((RemittanceAdviceState.Quarantined, version, false), (advice.State, advice.Version, advice.IsReleased));
    }

    [Fact]
    public void A_late_match_takes_its_money_out_of_unapplied()
    {
        var advice = Advices.In(RemittanceAdviceState.Balanced);
        advice.LookUp(3, 2, new(5_000));
        advice.Match();
        var first = advice.Post(1, new(3_000));
        advice.FinishPosting(DateTimeOffset.UnixEpoch);

        var late = advice.PostLate(1, new(2_000));

        Assert.Equal((1, 2), (first, late));
        Assert.Equal((1, new Money(3_000), new Money(5_000)), (advice.UnmatchedCount, advice.UnappliedAmount, advice.PostedAmount));
    }
}
