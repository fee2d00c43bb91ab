using MedBill.Remittance.Import;
using MedBill.Remittance.Matching;
using MedBill.Remittance.Postings;
using MedBill.Remittance.Tests.Fixture;
using MedBill.TestKit;
using Claims = MedBill.Contracts.Claims.Events.V1;
using Events = MedBill.Contracts.Remittance.Events.V1;
using Status = Dapr.AppCallback.Autogen.Grpc.v1.TopicEventResponse.Types.TopicEventResponseStatus;
using Wire = MedBill.Contracts.Remittance.V1;

namespace MedBill.Remittance.Tests.Messaging;

public sealed class LateClaimTests(RemittanceHost host) : IClassFixture<RemittanceHost>
{
    [Fact]
    public async Task Money_without_a_claim_is_unapplied_until_the_claim_comes_and_is_then_posted_once()
    {
        var (early, late) = (Samples.Visit(Samples.Unique("PCN")), Samples.Visit(Samples.Unique("PCN")));
        await host.SubmitAsync(early);
        var trace = Samples.Unique("EFT");
        await host.ReceiveAsync(Samples.Advice(trace, early, late));
        var before = await host.RemittanceAsync(trace);

        await host.SubmitAsync(late);
        await host.DrainAsync();
        await host.SubmitAsync(late);
        await host.DrainAsync();

        var after = await host.RemittanceAsync(trace);
        Assert.Equal((Wire.Remittance.Types.State.Posted, 1, 8_000), (before.State, before.UnmatchedCount, before.UnappliedAmount.Cents()));
        Assert.Equal((Wire.Remittance.Types.State.Posted, 0, 0), (after.State, after.UnmatchedCount, after.UnappliedAmount.Cents()));
        Assert.Equal(before.PostTime, after.PostTime);
        var chunks = await host.EventsAsync<Events.PaymentsPosted>(after.Name);
        Assert.Equal([(1, $"{after.Name}/claimPayments/1"), (2, $"{after.Name}/claimPayments/2")], chunks.Select(chunk => (chunk.ChunkNumber, Assert.Single(chunk.Claims).ClaimPayment)));
        Assert.Equal((2, 16_000L), await host.PostedAsync(after.Name));
        Assert.Equal(2, (await host.PostingsAsync(after)).Count);
    }

    // Payments are looked up while they are stored, and once more when all are: whichever is first, reading or the claim, nothing is missed.
    [Fact]
    public async Task A_claim_that_comes_while_its_payment_is_read_is_posted_once()
    {
        for (var round = 0; round < 5; round++)
        {
            var (early, meanwhile) = (Samples.Visit(Samples.Unique("PCN")), Samples.Visit(Samples.Unique("PCN")));
            await host.SubmitAsync(early);
            var trace = Samples.Unique("EFT");
            await host.PutAsync(Samples.File(Samples.Advice(trace, early, meanwhile)));
            await host.SweepAsync<RemittanceMailbox>();

            await Task.WhenAll(Task.Run(host.SweepAsync<ReadingWorker>), Task.Run(() => host.SubmitAsync(meanwhile)));
            await host.DrainAsync();

            var remittance = await host.RemittanceAsync(trace);
            Assert.Equal((0, 0), (remittance.UnmatchedCount, remittance.UnappliedAmount.Cents()));
            Assert.Equal(
                [$"{remittance.Name}/claimPayments/1", $"{remittance.Name}/claimPayments/2"],
                (await host.EventsAsync<Events.PaymentsPosted>(remittance.Name)).SelectMany(chunk => chunk.Claims).Select(claim => claim.ClaimPayment));
        }
    }

    // What does not add up proves nothing, neither money nor numbers.
    [Fact]
    public async Task A_quarantined_payment_teaches_no_payers_number()
    {
        var visit = Samples.Visit(Samples.Unique("PCN"));
        var (nameless, wrong) = (Samples.Unique("EFT"), Samples.Unique("EFT"));
        await host.SubmitAsync(visit);
        await host.ReceiveAsync(Samples.Advice(nameless, visit with { PatientControlNumber = "UNKNOWN" }));

        await host.ReceiveAsync(Samples.Advice(wrong, visit).OffBy(1));

        Assert.Equal("OUT_OF_BALANCE", (await host.RemittanceAsync(wrong)).ReasonCode);
        Assert.Equal(1, (await host.RemittanceAsync(nameless)).UnmatchedCount);
    }

    [Fact]
    public async Task A_remittance_without_any_claim_posts_nothing_and_waits()
    {
        var trace = Samples.Unique("EFT");
        var visits = Enumerable.Range(0, 3).Select(_ => Samples.Visit(Samples.Unique("PCN"))).ToArray();

        await host.ReceiveAsync(Samples.Advice(trace, visits));

        var remittance = await host.RemittanceAsync(trace);
        Assert.Equal((Wire.Remittance.Types.State.Posted, 3, 24_000), (remittance.State, remittance.UnmatchedCount, remittance.UnappliedAmount.Cents()));
        Assert.Empty(await host.PostingsAsync(remittance));
        Assert.Equal((0, 0L), await host.PostedAsync(remittance.Name));
        Assert.Equal(
            new Events.RemittanceMatched { Remittance = remittance.Name, MatchedCount = 0, UnmatchedCount = 3, UnappliedAmount = Samples.Amount(24_000) },
            Assert.Single(await host.EventsAsync<Events.RemittanceMatched>(remittance.Name)));
    }

    [Fact]
    public async Task A_payment_that_names_the_claim_only_by_the_payers_number_is_found_by_it()
    {
        var visit = Samples.Visit(Samples.Unique("PCN"));
        var submitted = Samples.Submitted(visit);
        await host.DeliverAsync(submitted);
        await AcceptAsync(submitted, "PCCN" + visit.PatientControlNumber);
        var trace = Samples.Unique("EFT");

        await host.ReceiveAsync(Samples.Advice(trace, visit with { PatientControlNumber = "0", PayerClaimControlNumber = "PCCN" + visit.PatientControlNumber }));

        var payment = Assert.Single(await host.ClaimPaymentsAsync(await host.RemittanceAsync(trace)));
        Assert.Equal((submitted.Claim, Wire.ClaimPayment.Types.MatchRule.PayerClaimControlNumber), (payment.Claim, payment.MatchRule));
    }

    // Acceptance, submission and payment in every order end the same.
    [Theory]
    [InlineData("ASP")]
    [InlineData("APS")]
    [InlineData("SAP")]
    [InlineData("SPA")]
    [InlineData("PAS")]
    [InlineData("PSA")]
    public async Task The_order_of_events_and_payment_does_not_matter(string order)
    {
        var visit = Samples.Visit(Samples.Unique("PCN"));
        var submitted = Samples.Submitted(visit);
        var number = "PCCN" + visit.PatientControlNumber;
        var trace = Samples.Unique("EFT");
        foreach (var step in order)
        {
            await (step switch
            {
                'A' => AcceptAsync(submitted, number),
                'S' => host.DeliverAsync(submitted),
                _ => host.ReceiveAsync(Samples.Advice(trace, visit with { PatientControlNumber = "UNKNOWN", PayerClaimControlNumber = number })),
            });
            await host.DrainAsync();
        }

        var remittance = await host.RemittanceAsync(trace);
        Assert.Equal((0, 0), (remittance.UnmatchedCount, remittance.UnappliedAmount.Cents()));
        Assert.Equal(8_000, Assert.Single(await host.PostingsAsync(remittance)).PaidAmount.Cents());
    }

    // The payer's number may also be learned from an 835 that comes later.
    [Fact]
    public async Task A_number_learned_from_one_payment_finds_the_claim_of_another()
    {
        var visit = Samples.Visit(Samples.Unique("PCN"));
        var (nameless, named) = (Samples.Unique("EFT"), Samples.Unique("EFT"));
        await host.SubmitAsync(visit);

        await host.ReceiveAsync(Samples.Advice(nameless, visit with { PatientControlNumber = "UNKNOWN" }));
        Assert.Equal(1, (await host.RemittanceAsync(nameless)).UnmatchedCount);
        await host.ReceiveAsync(Samples.Advice(named, visit));

        Assert.Equal(0, (await host.RemittanceAsync(nameless)).UnmatchedCount);
    }

    // Both numbers then find the payment before one save.
    [Fact]
    public async Task A_claim_that_comes_after_its_payment_and_its_acceptance_takes_the_payment_found_by_both_numbers()
    {
        var visit = Samples.Visit(Samples.Unique("PCN"));
        var (submitted, trace) = (Samples.Submitted(visit), Samples.Unique("EFT"));
        await host.ReceiveAsync(Samples.Advice(trace, visit));
        await AcceptAsync(submitted, visit.PayerClaimControlNumber!);

        Assert.Equal(Status.Success, await host.DeliverAsync(submitted));
        await host.DrainAsync();

        Assert.Equal(0, (await host.RemittanceAsync(trace)).UnmatchedCount);
    }

    [Fact]
    public async Task A_payers_number_with_another_charge_matches_nothing()
    {
        var (visit, other) = (Samples.Visit(Samples.Unique("PCN")), Samples.Claim("UNKNOWN", Samples.Line("99215", 30_000, new X12.Segments.Adjustment("CO", "45", 1))));
        var submitted = Samples.Submitted(visit);
        await host.DeliverAsync(submitted);
        await AcceptAsync(submitted, "PCCN" + visit.PatientControlNumber);
        var trace = Samples.Unique("EFT");

        await host.ReceiveAsync(Samples.Advice(trace, other with { PayerClaimControlNumber = "PCCN" + visit.PatientControlNumber }));

        Assert.Equal((1, 29_999), ((await host.RemittanceAsync(trace)).UnmatchedCount, (await host.RemittanceAsync(trace)).UnappliedAmount.Cents()));
    }

    // Claims that came past the events, as two transactions at once may miss each other on a server. What does not fit stands first.
    [Fact]
    public async Task However_many_do_not_fit_what_was_missed_is_found()
    {
        var misfits = Enumerable.Range(0, UnmatchedPayments.MaxSuspects).Select(_ => Samples.Visit(Samples.Unique("PCN"))).ToArray();
        var missed = Samples.Visit(Samples.Unique("PCN"));
        var (first, last) = (Samples.Unique("EFT"), Samples.Unique("EFT"));
        await host.ReceiveAsync(Samples.Advice(first, misfits));
        await host.ReceiveAsync(Samples.Advice(last, missed));
        await host.KnowClaimsAsync([.. misfits.Select(visit => visit with { ChargeCents = 12_499 }), missed]);

        for (var round = 0; round < 3 && (await host.RemittanceAsync(last)).UnmatchedCount > 0; round++)
        {
            host.Machine.Advance(TimeSpan.FromMinutes(6));
            await host.SweepAsync<PostingWorker>();
        }

        var (misfit, found) = (await host.RemittanceAsync(first), await host.RemittanceAsync(last));
        Assert.Equal((UnmatchedPayments.MaxSuspects, 0), (misfit.UnmatchedCount, found.UnmatchedCount));
    }

    [Fact]
    public async Task A_claim_of_another_practice_is_no_match()
    {
        var visit = Samples.Visit(Samples.Unique("PCN"));
        await host.DeliverAsync(Samples.Submitted(visit), practice: ServiceHost.OtherPractice);
        var trace = Samples.Unique("EFT");

        await host.ReceiveAsync(Samples.Advice(trace, visit));

        Assert.Equal(1, (await host.RemittanceAsync(trace)).UnmatchedCount);
    }

    private async Task AcceptAsync(Claims.ClaimSubmitted submitted, string number) => Assert.Equal(Status.Success, await host.DeliverAsync(
        new Claims.ClaimAccepted { Claim = submitted.Claim, VersionNumber = submitted.VersionNumber, PayerClaimControlNumber = number },
        "claims",
        submitted.Claim,
        submitted.VersionNumber));
}
