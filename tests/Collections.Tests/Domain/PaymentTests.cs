using MedBill.Collections.Domain.Payments;
using MedBill.Platform.Values;

namespace MedBill.Collections.Tests.Domain;

public sealed class PaymentTests
{
    [Fact]
    public void A_payment_is_taken_back_once()
    {
        var payment = Taken();
        payment.Reverse();
        Assert.Equal((PaymentState.Reversed, 2), (payment.State, payment.Version));
        Assert.Equal([new PaymentReceived(), new PaymentReversed()], payment.TakeEvents());

        var failure = Assert.Throws<Failure>(payment.Reverse);

        Assert.Equal((FailureKind.Precondition, "ILLEGAL_TRANSITION"), (failure.Kind, failure.Reason));
        Assert.Equal([("from", "REVERSED"), ("to", "REVERSED")], failure.Facts.Select(fact => (fact.Item1, fact.Item2)));
        Assert.Equal(2, payment.Version);
        Assert.Empty(payment.TakeEvents());
    }

    [Theory]
    [InlineData("", true)]
    [InlineData("Check 1042-B", true)]
    [InlineData("1234567890123456789012345678901234567890", true)]
    [InlineData("12345678901234567890123456789012345678901", false)]
    [InlineData("4111/1111", false)]
    [InlineData("r\u00E9f", false)]
    [InlineData("a\nb", false)]
    public void A_reference_is_short_and_plain(string text, bool allowed) => Assert.Equal(allowed, Payment.IsReference(text));

    private static Payment Taken()
    {
        var payment = new Payment
        {
            Id = "pmt-1",
            AccountId = "acc-1",
            Amount = new(50_00),
            Method = PaymentMethod.Check,
            PaymentDate = new(2026, 3, 2),
            AppliedAmount = new(30_00),
            CreateTime = default,
        };
        payment.Post("jrn-1");
        Assert.Equal(new Money(20_00), payment.CreditAmount);
        return payment;
    }
}
