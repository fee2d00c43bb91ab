using MedBill.Claims.Tests.Fixture;
using MedBill.X12.Acknowledgments;
using BatchState = MedBill.Contracts.Claims.V1.SubmissionBatch.Types.State;
using Events = MedBill.Contracts.Claims.Events.V1;
using State = MedBill.Contracts.Claims.V1.Claim.Types.State;
using Wire = MedBill.Contracts.Claims.V1;

namespace MedBill.Claims.Tests.Acknowledgments;

/// <summary>277CA: what a payer's front end says of claims.</summary>
public sealed class ClaimAnswerTests(ClaimsHost host) : IClassFixture<ClaimsHost>
{
    [Fact]
    public async Task Each_claim_of_a_file_gets_its_own_answer()
    {
        var drafts = await host.DraftsAsync(4);
        var batch = await host.SendAsync(drafts);

        var row = await host.ReceiveAsync(Answers.Claims(
            batch,
            Answers.Accepted(drafts[0], "ICN1"),
            Answers.Rejected(drafts[1], new StatusCode("A7", "562", "82"), new StatusCode("A7", "500", "QC")),
            Answers.Claim(drafts[2].PatientControlNumber, null, new StatusCode("A1", "19")),
            Answers.Claim("PCNOFNOBODY", null, new StatusCode("A2", "20"))));

        Assert.Equal(
            ("277CA", Wire.Acknowledgment.Types.State.Processed, 1, 1, 1), (row.TransactionType, row.State, row.AcceptedCount, row.RejectedCount, row.UnmatchedCount));
        var claims = await Task.WhenAll(drafts.Select(draft => host.ClaimAsync(draft.Name)));
        Assert.Equal([State.Accepted, State.Rejected, State.Submitted, State.Submitted], claims.Select(claim => claim.State));
        Assert.Equal("ICN1", claims[0].PayerClaimControlNumber);
        Assert.Equal(["A7:562:82", "A7:500:QC"], claims[1].Submission.StatusCodes);
        Assert.Equal(
            [
                ("CLAIM_STATUS_562", "rendering_provider.npi", "Rejected for invalid information: the NPI (the rendering provider's)."),
                ("CLAIM_STATUS_500", "patient.address.postal_code", "Rejected for invalid information: the ZIP code (the patient's)."),
            ],
            claims[1].Submission.Findings.Select(finding => (finding.Code, finding.Field, finding.Message)));
        Assert.Equal(["A1:19"], claims[2].Submission.StatusCodes);
        Assert.Equal(
            [new() { Claim = claims[1].Name, VersionNumber = 1, TransactionType = "277CA", StatusCodes = { "A7:562:82", "A7:500:QC" } }],
            await host.EventsAsync<Events.ClaimRejected>(claims[1].Name));
        Assert.Equal(
            [new() { Claim = claims[0].Name, VersionNumber = 1, PayerClaimControlNumber = "ICN1" }], await host.EventsAsync<Events.ClaimAccepted>(claims[0].Name));
    }

    [Theory]
    [InlineData("A3")]
    [InlineData("A6")]
    [InlineData("A7")]
    [InlineData("A8")]
    public async Task A_rejection_is_no_denial(string category)
    {
        var (claim, batch) = await host.SentAsync();

        await host.ReceiveAsync(Answers.Claims(batch, Answers.Rejected(claim, new StatusCode(category, "21"))));

        var rejected = await host.ClaimAsync(claim.Name);
        Assert.Equal((State.Rejected, Wire.Claim.Types.NextAction.CorrectAndResubmit), (rejected.State, rejected.NextAction));
        Assert.Null(rejected.Adjudication);
        Assert.Empty((await host.Claims.ListDenialsAsync(new() { Claim = claim.Name })).Denials);
    }

    [Theory]
    [InlineData("A0", "16")]
    [InlineData("A1", "19")]
    [InlineData("A4", "35")]
    [InlineData("A5", "0")]
    public async Task Received_forwarded_split_and_not_found_decide_nothing(string category, string status)
    {
        var (claim, batch) = await host.SentAsync();

        await host.ReceiveAsync(Answers.Claims(batch, Answers.Claim(claim.PatientControlNumber, null, new StatusCode(category, status))));

        var noted = await host.ClaimAsync(claim.Name);
        Assert.Equal((State.Submitted, $"{category}:{status}"), (noted.State, Assert.Single(noted.Submission.StatusCodes)));
    }

    [Fact]
    public async Task A_refusal_of_the_whole_batch_rejects_every_claim_of_it()
    {
        var drafts = await host.DraftsAsync(3);
        var batch = await host.SendAsync(drafts);

        var row = await host.ReceiveAsync(Answers.WholeBatch(batch, new StatusCode("A3", "496", "41")));

        Assert.Equal(3, row.RejectedCount);
        foreach (var claim in await Task.WhenAll(drafts.Select(draft => host.ClaimAsync(draft.Name))))
        {
            Assert.Equal((State.Rejected, "A3:496:41"), (claim.State, Assert.Single(claim.Submission.StatusCodes)));
        }
    }

    [Fact]
    public async Task It_may_come_before_the_999()
    {
        var (claim, batch) = await host.SentAsync();

        await host.ReceiveAsync(Answers.Claims(batch, Answers.Accepted(claim)));
        await host.ReceiveAsync(Answers.Group(batch));

        var accepted = await host.ClaimAsync(claim.Name);
        Assert.Equal((State.Accepted, Wire.Submission.Types.State.Accepted), (accepted.State, accepted.Submission.State));
        Assert.Equal(BatchState.Acknowledged, (await host.BatchAsync(batch.Name)).State);
        Assert.Equal(["ClaimCreated", "ClaimSubmitted", "ClaimAccepted", "ClaimAcknowledged"], (await host.EventsAsync(claim.Name)).Select(type => type.Split('.')[^1]));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_refusal_outweighs_an_acceptance_in_either_order(bool refusalFirst)
    {
        var (claim, batch) = await host.SentAsync();
        byte[][] files = [Answers.Claims(batch, Answers.Rejected(claim)), Answers.Claims(batch, Answers.Accepted(claim))];

        foreach (var file in refusalFirst ? files : files.Reverse())
        {
            await host.ReceiveAsync(file);
        }

        Assert.Equal(State.Rejected, (await host.ClaimAsync(claim.Name)).State);
    }

    [Fact]
    public async Task An_answer_that_comes_after_the_decision_moves_nothing()
    {
        var (claim, batch) = await host.SentAsync();
        await host.PostAsync(Payments.Chunk("2026-03-20", Payments.Paid(claim, "ICN1")));

        await host.ReceiveAsync(Answers.Claims(batch, Answers.Rejected(claim)));

        var decided = await host.ClaimAsync(claim.Name);
        Assert.Equal((State.Adjudicated, Wire.Adjudication.Types.Outcome.Paid), (decided.State, decided.Adjudication.Outcome));
        Assert.Equal(["A7:164:IL"], decided.Submission.StatusCodes);
        Assert.Empty(await host.EventsAsync<Events.ClaimRejected>(claim.Name));
    }

    [Fact]
    public async Task A_late_answer_belongs_to_the_version_it_names()
    {
        var (first, batch) = await host.SentAsync();
        await host.ReceiveAsync(Answers.Group(batch, "R"));
        var next = await host.Claims.CreateClaimVersionAsync(new() { Parent = first.Name });
        var second = await host.SendAsync(next);

        await host.ReceiveAsync(Answers.Claims(batch, Answers.Rejected(first)));
        await host.ReceiveAsync(Answers.Claims(second, Answers.Accepted(next)));

        Assert.Equal((State.Accepted, 2), ((await host.ClaimAsync(first.Name)).State, (await host.ClaimAsync(first.Name)).VersionNumber));
        Assert.Equal(["IK5:5", "A7:164:IL"], (await host.VersionAsync(first.Name, 1)).Submission.StatusCodes);
        Assert.Equal(State.Rejected, (await host.VersionAsync(first.Name, 1)).State);
    }

    [Fact]
    public async Task Answers_to_nothing_that_was_sent_are_counted()
    {
        var row = await host.ReceiveAsync(Answers.Claims(null, Answers.Claim("PCNOFNOBODY", null, new StatusCode("A2", "20"))));

        Assert.Equal((Wire.Acknowledgment.Types.State.Processed, 0, 0, 1), (row.State, row.AcceptedCount, row.RejectedCount, row.UnmatchedCount));
    }

    // More than are applied in one transaction.
    [Fact]
    public async Task A_file_of_many_claims_is_applied_whole()
    {
        var drafts = await host.DraftsAsync(260);
        var batch = await host.SendAsync(drafts);

        var row = await host.ReceiveAsync(Answers.Claims(batch, drafts.Select(draft => Answers.Accepted(draft))));

        Assert.Equal(260, row.AcceptedCount);
        Assert.Empty((await host.Claims.ListClaimsAsync(new() { Payer = batch.Payer, State = State.Submitted })).Claims);
    }

    [Fact]
    public async Task One_file_may_answer_batches_of_two_practices_and_each_sees_its_own_part()
    {
        var (mine, batch) = await host.SentAsync();
        var encounter = host.Visit(practice: ClaimsHost.OtherPractice);
        var other = await host.Stranger.CreateClaimAsync(new() { Encounter = encounter });
        await host.Stranger.SubmitClaimAsync(new() { Name = other.Name });
        await host.Stranger.CloseSubmissionBatchesAsync(new());
        await host.DrainAsync();

        await host.ReceiveAsync(Answers.Claims(batch, Answers.Accepted(mine), Answers.Rejected(other)), "277CA-two-practices.x12");

        Assert.Equal(State.Accepted, (await host.ClaimAsync(mine.Name)).State);
        Assert.Equal(State.Rejected, (await host.Stranger.GetClaimAsync(new() { Name = other.Name })).State);
        var theirs = Assert.Single((await host.Stranger.ListAcknowledgmentsAsync(new())).Acknowledgments);
        Assert.Equal((0, 1), (theirs.AcceptedCount, theirs.RejectedCount));
        Assert.Equal("ACKNOWLEDGMENT_NOT_FOUND", await Expect.ReasonAsync(host.Claims.GetAcknowledgmentAsync(new() { Name = theirs.Name })));
    }
}
