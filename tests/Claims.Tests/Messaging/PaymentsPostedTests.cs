using MedBill.Claims.Tests.Fixture;
using Events = MedBill.Contracts.Claims.Events.V1;
using Outcome = MedBill.Contracts.Claims.V1.Adjudication.Types.Outcome;
using State = MedBill.Contracts.Claims.V1.Claim.Types.State;
using Status = Dapr.AppCallback.Autogen.Grpc.v1.TopicEventResponse.Types.TopicEventResponseStatus;
using Told = MedBill.Contracts.Remittance.Events.V1.PaymentsPosted.Types;
using Wire = MedBill.Contracts.Claims.V1;

namespace MedBill.Claims.Tests.Messaging;

public sealed class PaymentsPostedTests(ClaimsHost host) : IClassFixture<ClaimsHost>
{
    [Fact]
    public async Task A_decision_is_shown_told_and_followed_by_what_is_to_do()
    {
        var drafts = await host.DraftsAsync(4);
        await host.SendAsync(drafts);
        var partly = Payments.Posting(drafts[2], 6_000, 0, 0, 15_000, "", null);

        var chunk = Payments.Chunk("2026-03-20", Payments.Paid(drafts[0], "ICN1"), Payments.Denied(drafts[1]), partly, Payments.LeftToPatient(drafts[3]));
        Assert.Equal(Status.Success, await host.PostAsync(chunk));

        var claims = await Task.WhenAll(drafts.Select(draft => host.ClaimAsync(draft.Name)));
        Assert.Equal(
            [
                (State.Adjudicated, Outcome.Paid, Wire.Claim.Types.NextAction.None),
                (State.Adjudicated, Outcome.Denied, Wire.Claim.Types.NextAction.WorkDenial),
                (State.Adjudicated, Outcome.PartiallyPaid, Wire.Claim.Types.NextAction.WorkDenial),
                (State.Adjudicated, Outcome.PatientResponsibility, Wire.Claim.Types.NextAction.BillPatient),
            ],
            claims.Select(claim => (claim.State, claim.Adjudication.Outcome, claim.NextAction)));
        Assert.Equal(
            ("1", Visits.Cents(13_500), Visits.Cents(7_500), chunk.Remittance, Visits.Date(2026, 3, 20)),
            (claims[0].Adjudication.ClaimStatusCode, claims[0].Adjudication.PaidAmount, claims[0].Adjudication.ContractualAmount, claims[0].Adjudication.Remittance, claims[0].Adjudication.PaymentDate));
        Assert.Equal("ICN1", claims[0].PayerClaimControlNumber);
        Assert.Equal(
            [
                new()
                {
                    Claim = claims[0].Name, VersionNumber = 1, Outcome = "PAID", Remittance = chunk.Remittance, TotalCharge = Visits.Cents(21_000),
                    PaidAmount = Visits.Cents(13_500), PatientResponsibilityAmount = Visits.Cents(0), DeniedAmount = Visits.Cents(0),
                },
            ],
            await host.EventsAsync<Events.ClaimAdjudicated>(claims[0].Name));
        var denial = Assert.Single((await host.Claims.ListDenialsAsync(new() { Claim = claims[1].Name })).Denials);
        Assert.Equal(("CO", "197", "AUTH", Visits.Cents(21_000), 1), (denial.GroupCode, denial.ReasonCode, denial.WorkQueue, denial.Amount, denial.LineNumber));
        Assert.Equal(denial.Name, Assert.Single(await host.EventsAsync<Events.DenialOpened>(claims[1].Name)).Denial);
    }

    [Fact]
    public async Task The_same_message_twice_and_the_same_fact_under_another_id_count_once()
    {
        var (claim, _) = await host.SentAsync();
        var chunk = Payments.Chunk("2026-03-20", Payments.Denied(claim));
        Assert.Equal(Status.Success, await host.PostAsync(chunk, "told-once"));
        var before = (await host.ClaimAsync(claim.Name), await host.CountsAsync());

        Assert.Equal(Status.Success, await host.PostAsync(chunk, "told-once"));
        Assert.Equal(Status.Success, await host.PostAsync(chunk, "told-again"));

        Assert.Equal(before.Item1, await host.ClaimAsync(claim.Name));
        Assert.Equal(before.Item2, await host.CountsAsync());
    }

    [Fact]
    public async Task Many_deliveries_at_once_decide_once()
    {
        var (claim, _) = await host.SentAsync();
        var chunk = Payments.Chunk("2026-03-20", Payments.Denied(claim));

        await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => host.PostAsync(chunk)));

        Assert.Single((await host.Claims.ListDenialsAsync(new() { Claim = claim.Name })).Denials);
        Assert.Single(await host.EventsAsync<Events.ClaimAdjudicated>(claim.Name));
    }

    // Denied, replaced and paid, reversed and corrected: however the messages come.
    [Theory]
    [InlineData("0123")]
    [InlineData("3210")]
    [InlineData("2031")]
    [InlineData("1302")]
    public async Task The_order_of_the_messages_does_not_matter(string order)
    {
        var (first, _) = await host.SentAsync();
        var early = Payments.Chunk("2026-03-20", Payments.Denied(first, "ICN1"));
        await host.PostAsync(early);
        await host.Claims.CreateClaimVersionAsync(new() { Parent = first.Name });
        await host.SendAsync(first);
        var second = await host.ClaimAsync(first.Name);
        var paid = Payments.Paid(second, "ICN2");
        var (reversal, correction) = (paid.Reversed(), Payments.Posting(second, 12_000, 7_500, 1_500, 0, "ICN3", null));
        var last = Payments.Chunk("2026-04-20", reversal, correction);
        var lastParts = new[] { last.Clone(), last.Clone() };
        lastParts[0].Claims.RemoveAt(1);
        lastParts[1].Claims.RemoveAt(0);
        lastParts[1].ChunkNumber = 2;
        var chunks = new[] { early, Payments.Chunk("2026-04-10", paid), lastParts[0], lastParts[1] };

        foreach (var at in order)
        {
            Assert.Equal(Status.Success, await host.PostAsync(chunks[at - '0']));
        }

        var claim = await host.ClaimAsync(first.Name);
        Assert.Equal((State.Adjudicated, Wire.Claim.Types.NextAction.BillPatient, "ICN3"), (claim.State, claim.NextAction, claim.PayerClaimControlNumber));
        Assert.Equal(
            (Outcome.Paid, Visits.Cents(12_000), Visits.Cents(1_500), last.Remittance),
            (claim.Adjudication.Outcome, claim.Adjudication.PaidAmount, claim.Adjudication.PatientResponsibilityAmount, claim.Adjudication.Remittance));
        Assert.Equal(Outcome.Denied, (await host.VersionAsync(first.Name, 1)).Adjudication.Outcome);
        var denial = Assert.Single((await host.Claims.ListDenialsAsync(new() { Claim = first.Name })).Denials);
        Assert.Equal(Wire.Denial.Types.State.Resolved, denial.State);
        Assert.Equal([denial.Name], (await host.EventsAsync<Events.DenialResolved>(first.Name)).Select(told => told.Denial));
    }

    [Fact]
    public async Task A_late_decision_on_an_older_version_moves_no_claim()
    {
        var (first, batch) = await host.SentAsync();
        await host.ReceiveAsync(Answers.Claims(batch, Answers.Rejected(first)));
        await host.Claims.CreateClaimVersionAsync(new() { Parent = first.Name });

        await host.PostAsync(Payments.Chunk("2026-03-20", Payments.Paid(first, "ICN1")));

        var claim = await host.ClaimAsync(first.Name);
        Assert.Equal((State.Draft, 2), (claim.State, claim.VersionNumber));
        Assert.Equal(Outcome.Paid, (await host.VersionAsync(first.Name, 1)).Adjudication.Outcome);
    }

    [Fact]
    public async Task A_decision_that_overtakes_every_answer_is_taken()
    {
        var claim = await host.SubmitAsync(await host.DraftAsync());

        Assert.Equal(Status.Success, await host.PostAsync(Payments.Chunk("2026-03-20", Payments.Paid(claim))));

        Assert.Equal(State.Adjudicated, (await host.ClaimAsync(claim.Name)).State);
    }

    public static TheoryData<string> Breaches() => ["unknown claim", "unsent version", "unknown version", "claim payment", "other remittance", "disposition", "money", "date"];

    [Theory]
    [MemberData(nameof(Breaches))]
    public async Task What_breaks_the_contract_is_dropped_and_nothing_of_its_chunk_is_kept(string breach)
    {
        var (good, _) = await host.SentAsync();
        var (claim, _) = await host.SentAsync();
        var bad = Payments.Denied(claim);
        var chunk = Payments.Chunk("2026-03-20", Payments.Paid(good), bad);
        switch (breach)
        {
            case "unknown claim":
                bad.Claim = "claims/clm-00000000000000000000000000";
                break;
            case "unsent version":
                bad.Claim = (await host.DraftAsync()).Name;
                break;
            case "unknown version":
                bad.ClaimVersionNumber = 2;
                break;
            case "claim payment":
                bad.ClaimPayment = "claimPayments/2";
                break;
            case "other remittance":
                bad.ClaimPayment = "remittances/era-x/claimPayments/2";
                break;
            case "disposition":
                bad.Adjustments[0].Disposition = Told.Disposition.Unspecified;
                break;
            case "money":
                bad.DeniedAmount.CurrencyCode = "EUR";
                break;
            default:
                chunk.PaymentDate = new() { Year = 2026 };
                break;
        }

        var before = await host.CountsAsync();

        Assert.Equal(Status.Drop, await host.PostAsync(chunk));

        Assert.Equal(before, await host.CountsAsync());
        Assert.Equal((good, claim), (await host.ClaimAsync(good.Name), await host.ClaimAsync(claim.Name)));
    }

    [Fact]
    public async Task Another_practices_decision_does_not_reach_this_ones_claim()
    {
        var (claim, _) = await host.SentAsync();

        Assert.Equal(Status.Drop, await host.PostAsync(Payments.Chunk("2026-03-20", Payments.Paid(claim)), practice: ClaimsHost.OtherPractice));

        Assert.Equal(claim, await host.ClaimAsync(claim.Name));
    }
}
