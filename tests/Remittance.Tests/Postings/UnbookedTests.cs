using MedBill.Remittance.Tests.Fixture;
using MedBill.X12.Remittances835;
using Events = MedBill.Contracts.Remittance.Events.V1;
using Wire = MedBill.Contracts.Remittance.V1;

namespace MedBill.Remittance.Tests.Postings;

/// <summary>An 835 balances with itself, whatever claim it names: what was not sent, or not to this payer, is booked on nothing.</summary>
public sealed class UnbookedTests(RemittanceHost host) : IClassFixture<RemittanceHost>
{
    [Fact]
    public async Task A_hundred_times_the_charge_is_not_written_down_on_the_claim()
    {
        var number = Samples.Unique("PCN");
        await host.SubmitAsync(Samples.Claim(number, Samples.Line("99213", 20_000)));

        await UnbookedAsync(Samples.Claim(number, Samples.Line("99213", 2_000_000, new X12.Segments.Adjustment("CO", "45", 1_990_000))), "CHARGE_DIFFERS");
    }

    [Fact]
    public async Task A_reversal_with_positive_amounts_is_not_a_second_payment()
    {
        var visit = Samples.Visit(Samples.Unique("PCN"));
        await host.SubmitAsync(visit);
        await host.ReceiveAsync(Samples.Advice(Samples.Unique("EFT"), visit));

        await UnbookedAsync(visit with { Status = "22" }, "WRONG_SIGN");
    }

    [Fact]
    public async Task A_payer_does_not_decide_what_was_sent_to_another()
    {
        var (visit, others) = (Samples.Visit(Samples.Unique("PCN")), Samples.Submitted(Samples.Visit(Samples.Unique("PCN"))));
        (others.Payer, others.PayerId) = ("payers/pyr-2", "Payer02");
        await host.SubmitAsync(visit);
        await host.DeliverAsync(others);

        await UnbookedAsync(visit, "OTHER_PAYER", "payer02");
    }

    [Fact]
    public async Task A_claim_handed_on_to_a_payer_nobody_knows_is_not_booked_on_the_first_ones()
    {
        var visit = Samples.Visit(Samples.Unique("PCN"));
        await host.SubmitAsync(visit);

        await UnbookedAsync(visit with { Status = "2" }, "OTHER_PAYER", "SECOND99");
    }

    // TRN03 alone names a company, which may pay for several of our payers; each remittance advice is one of them.
    [Fact]
    public async Task A_company_under_an_id_nobody_knows_decides_what_has_its_number_and_charge_each_time_of_one_payer()
    {
        var (first, second) = (Samples.Visit(Samples.Unique("PCN")), Samples.Visit(Samples.Unique("PCN")));
        await host.SubmitAsync(first);
        await SubmitToAnotherAsync(second);

        Assert.Equal("", await ReasonAsync(Samples.Advice(Samples.Unique("EFT"), first).From("1512345678")));
        Assert.Equal("", await ReasonAsync(Samples.Advice(Samples.Unique("EFT"), second).From("1512345678")));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_id_nobody_knows_is_that_of_the_payer_whose_claims_it_decided(bool byPayersNumber)
    {
        var (first, second, third) = (Samples.Visit(Samples.Unique("PCN")), Samples.Visit(Samples.Unique("PCN")), Samples.Visit(Samples.Unique("PCN")));
        var id = Samples.Unique("NEW");
        await host.SubmitAsync(first, second, third);
        await host.ReceiveAsync(Samples.Advice(Samples.Unique("EFT"), first));
        var others = Samples.Visit(Samples.Unique("PCN"));
        await SubmitToAnotherAsync(others);

        // What the first was, was answered before: it may come under the payer's number only.
        Assert.Equal("", await ReasonAsync(Samples.Advice(Samples.Unique("EFT"), byPayersNumber
            ? first with { PatientControlNumber = "0" }
            : second).From(id)));

        await UnbookedAsync(others, "OTHER_PAYER", id);
        await UnbookedAsync(third with { Status = "2" }, "OTHER_PAYER", id.ToLowerInvariant());
        Assert.Equal("", await ReasonAsync(Samples.Advice(Samples.Unique("EFT"), third).From(id.ToLowerInvariant())));
    }

    [Fact]
    public async Task An_id_nobody_knows_decides_nothing_when_it_names_claims_of_two_payers()
    {
        var (ours, others, trace) = (Samples.Visit(Samples.Unique("PCN")), Samples.Visit(Samples.Unique("PCN")), Samples.Unique("EFT"));
        await host.SubmitAsync(ours);
        await SubmitToAnotherAsync(others);

        await host.ReceiveAsync(Samples.Advice(trace, ours, others).From(Samples.Unique("NEW")));

        var remittance = await host.RemittanceAsync(trace);
        Assert.Equal(["OTHER_PAYER", "OTHER_PAYER"], (await host.ClaimPaymentsAsync(remittance)).Select(one => one.UnmatchedReasonCode));
        Assert.Empty(await host.PostingsAsync(remittance));
    }

    // Whichever of two claims comes first after the payment: then it is that payer's, and the other one's is for a person.
    [Fact]
    public async Task A_late_claim_under_an_id_nobody_knows_is_found_and_teaches_it()
    {
        var (ours, others, trace, id) = (Samples.Visit(Samples.Unique("PCN")), Samples.Visit(Samples.Unique("PCN")), Samples.Unique("EFT"), Samples.Unique("NEW"));
        await host.ReceiveAsync(Samples.Advice(trace, ours, others).From(id));

        await host.SubmitAsync(ours);
        await host.DrainAsync();
        await SubmitToAnotherAsync(others);
        await host.DrainAsync();

        Assert.Equal(["", "OTHER_PAYER"], (await host.ClaimPaymentsAsync(await host.RemittanceAsync(trace))).Select(one => one.UnmatchedReasonCode));
    }

    // The id was learned; then claims are sent to that very payer under it: it is the payer's own from then on, and the payer may be secondary.
    [Fact]
    public async Task An_id_that_was_learned_may_be_sent_to_later()
    {
        var (first, second, id) = (Samples.Visit(Samples.Unique("PCN")), Samples.Visit(Samples.Unique("PCN")), Samples.Unique("NEW"));
        await host.SubmitAsync(first);
        Assert.Equal("", await ReasonAsync(Samples.Advice(Samples.Unique("EFT"), first).From(id)));
        var submitted = Samples.Submitted(second);
        submitted.PayerId = id;

        await host.DeliverAsync(submitted);

        Assert.Equal("", await ReasonAsync(Samples.Advice(Samples.Unique("EFT"), second with { Status = "2" }).From(id)));
    }

    [Fact]
    public async Task Two_parts_of_one_claim_are_both_booked_on_it()
    {
        var (first, second) = (Samples.Line("99213", 12_500, new X12.Segments.Adjustment("CO", "45", 2_500)), Samples.Line("83036", 3_000));
        var number = Samples.Unique("PCN");
        await host.SubmitAsync(Samples.Claim(number, first, second));
        var trace = Samples.Unique("EFT");

        await host.ReceiveAsync(Samples.Advice(trace, Samples.Claim(number, first), Samples.Claim(number, second)));

        Assert.Equal(2, Assert.Single(await host.PostingsAsync(await host.RemittanceAsync(trace))).ClaimCount);
    }

    // The payer answers the first version under the number of the second.
    [Fact]
    public async Task An_answer_to_another_version_is_booked_on_that_version()
    {
        var visit = Samples.Visit(Samples.Unique("PCN"));
        var (claim, corrected) = ("clm-" + visit.PatientControlNumber.ToLowerInvariant(), Samples.Unique("PCN"));
        await host.SubmitAsync(visit);
        await host.DeliverAsync(Samples.Submitted(Samples.Claim(corrected, Samples.Line("99212", 9_000)), corrected, claim, version: 2));
        var trace = Samples.Unique("EFT");

        await host.ReceiveAsync(Samples.Advice(trace, visit with { PatientControlNumber = corrected }));

        var payment = Assert.Single(await host.ClaimPaymentsAsync(await host.RemittanceAsync(trace)));
        Assert.Equal(($"claims/{claim}", 1, ""), (payment.Claim, payment.ClaimVersionNumber, payment.UnmatchedReasonCode));
    }

    private async Task SubmitToAnotherAsync(ClaimPayment payment)
    {
        var submitted = Samples.Submitted(payment);
        (submitted.Payer, submitted.PayerId) = ("payers/pyr-9", "PAYER09");
        await host.DeliverAsync(submitted);
    }

    // Why the one claim payment of it is booked on nothing; empty when it is booked.
    private async Task<string> ReasonAsync(Remittance835 advice)
    {
        await host.ReceiveAsync(advice);
        return Assert.Single(await host.ClaimPaymentsAsync(await host.RemittanceAsync(advice.Header.TraceNumber))).UnmatchedReasonCode;
    }

    private async Task UnbookedAsync(ClaimPayment payment, string reason, string payerId = "PAYER01")
    {
        var trace = Samples.Unique("EFT");

        await host.ReceiveAsync(Samples.Advice(trace, payment).From(payerId));

        var remittance = await host.RemittanceAsync(trace);
        Assert.Equal(
            (Wire.Remittance.Types.State.Posted, 1, payment.PaidCents), (remittance.State, remittance.UnmatchedCount, remittance.UnappliedAmount.Cents()));
        Assert.Equal(("", reason), (await host.ClaimPaymentsAsync(remittance)).Select(one => (one.Claim, one.UnmatchedReasonCode)).Single());
        Assert.Empty(await host.PostingsAsync(remittance));
        Assert.Empty(await host.EventsAsync<Events.PaymentsPosted>(remittance.Name));
    }
}
