using CsCheck;
using MedBill.Platform.Values;
using MedBill.Remittance.Domain;
using MedBill.Remittance.Tests.Fixture;

namespace MedBill.Remittance.Tests.Domain;

public sealed class PostedAmountsTests
{
    private static readonly Gen<PaymentAdjustment> Adjustments =
        from line in Gen.Int[0, 3]
        from @group in Any.Of("CO", "PR", "OA", "PI", "CR")
        from reason in Any.Of("1", "2", "3", "16", "18", "23", "45", "94", "97", "144", "147", "197", "253", "B22")
        from cents in Gen.Long[-500_000, 500_000]
        select new PaymentAdjustment(line, @group, reason, new(cents), DispositionTable.Of(@group, reason));

    [Fact]
    public void Charge_is_always_paid_contractual_patient_and_denied_to_the_cent() =>
        Gen.Select(Gen.Long[-1_000_000, 1_000_000], Adjustments.Array[0, 20]).Sample((charge, adjustments) =>
        {
            var amounts = PostedAmounts.Of(ClaimMatchingTests.Payment(charge, adjustments));
            return amounts.Charge == amounts.Paid + amounts.Contractual + amounts.PatientResponsibility + amounts.Denied
                && amounts.PatientResponsibility == Money.Sum(adjustments.Where(one => one.GroupCode == "PR").Select(one => one.Amount));
        });

    [Fact]
    public void A_reversal_is_the_exact_mirror_of_what_it_takes_back() =>
        Gen.Select(Gen.Long[0, 1_000_000], Adjustments.Array[0, 20]).Sample((charge, adjustments) =>
        {
            var mirrored = adjustments.Select(one => one with { Amount = -one.Amount }).ToArray();
            var sum = PostedAmounts.Of(ClaimMatchingTests.Payment(charge, adjustments)) + PostedAmounts.Of(ClaimMatchingTests.Payment(-charge, mirrored));
            return sum == default;
        });

    [Fact]
    public void A_payment_that_does_not_add_up_is_never_posted() => Assert.Throws<InvalidOperationException>(() => PostedAmounts.Of(new()
    {
        RemittanceId = "era-1",
        Position = 1,
        PatientControlNumber = "PCN1",
        StatusCode = "1",
        Charge = new(100),
        Paid = new(99),
        PayerClaimControlNumber = "",
        Detail = new(),
    }));

    // Above the charge (CARC 94): the write-down is negative, and the claim still adds up.
    [Fact]
    public void A_payment_above_the_charge_adds_up()
    {
        var amounts = PostedAmounts.Of(ClaimMatchingTests.Payment(10_000, new PaymentAdjustment(1, "CO", "94", new(-2_000), DispositionTable.Of("CO", "94"))));

        Assert.Equal(new(new(10_000), new(12_000), new(-2_000), Money.Zero, Money.Zero), amounts);
    }
}
