using MedBill.Claims.Tests.Fixture;
using BatchState = MedBill.Contracts.Claims.V1.SubmissionBatch.Types.State;
using Events = MedBill.Contracts.Claims.Events.V1;
using State = MedBill.Contracts.Claims.V1.Claim.Types.State;
using Wire = MedBill.Contracts.Claims.V1;

namespace MedBill.Claims.Tests.Acknowledgments;

/// <summary>999 and TA1: what a payer's translator says of a file.</summary>
public sealed class GroupAnswerTests(ClaimsHost host) : IClassFixture<ClaimsHost>
{
    [Fact]
    public async Task A_file_that_was_taken_is_acknowledged_and_no_claim_moves()
    {
        var drafts = await host.DraftsAsync(2);
        var batch = await host.SendAsync(drafts);

        var row = await host.ReceiveAsync(Answers.Group(batch));

        Assert.Equal(
            ("999", Wire.Acknowledgment.Types.State.Processed, "", 2, 0, 0),
            (row.TransactionType, row.State, row.ReasonCode, row.AcceptedCount, row.RejectedCount, row.UnmatchedCount));
        Assert.Equal(BatchState.Acknowledged, (await host.BatchAsync(batch.Name)).State);
        foreach (var draft in drafts)
        {
            var claim = await host.ClaimAsync(draft.Name);
            Assert.Equal((State.Submitted, Wire.Submission.Types.State.Acknowledged), (claim.State, claim.Submission.State));
            Assert.Equal(
                [new() { Claim = claim.Name, VersionNumber = 1, SubmissionBatch = batch.Name }], await host.EventsAsync<Events.ClaimAcknowledged>(claim.Name));
        }
    }

    [Fact]
    public async Task A_file_taken_with_errors_warns_the_claim_they_stand_in()
    {
        var drafts = await host.DraftsAsync(2);
        var batch = await host.SendAsync(drafts);

        await host.ReceiveAsync(Answers.Group(batch, "E", Answers.ElementError(drafts[0].PatientControlNumber, "NM1", "2310", 9, "7")));

        var (named, other) = (await host.ClaimAsync(drafts[0].Name), await host.ClaimAsync(drafts[1].Name));
        Assert.Equal((State.Submitted, State.Submitted), (named.State, other.State));
        Assert.Equal(BatchState.Acknowledged, (await host.BatchAsync(batch.Name)).State);
        var finding = Assert.Single(named.Submission.Findings);
        Assert.Equal(("ELEMENT_ERROR_7", Wire.Severity.Warning, "2310 NM109"), (finding.Code, finding.Severity, finding.X12Location));
        Assert.Empty(other.Submission.Findings);
    }

    [Fact]
    public async Task A_refused_file_rejects_every_claim_and_tells_whose_fault_it_was()
    {
        var drafts = await host.DraftsAsync(2);
        var batch = await host.SendAsync(drafts);

        var row = await host.ReceiveAsync(Answers.Group(batch, "R", Answers.ElementError(drafts[0].PatientControlNumber, "SV1", "2400", 2, "1")));

        Assert.Equal((0, 2), (row.AcceptedCount, row.RejectedCount));
        Assert.Equal(BatchState.Rejected, (await host.BatchAsync(batch.Name)).State);
        var (named, other) = (await host.ClaimAsync(drafts[0].Name), await host.ClaimAsync(drafts[1].Name));
        Assert.Equal(("IK4:1", "ELEMENT_ERROR_1"), (Assert.Single(named.Submission.StatusCodes), Assert.Single(named.Submission.Findings).Code));
        Assert.Equal(("IK5:5", "FILE_REJECTED"), (Assert.Single(other.Submission.StatusCodes), Assert.Single(other.Submission.Findings).Code));
        Assert.Equal(
            [new() { Claim = named.Name, VersionNumber = 1, TransactionType = "999", StatusCodes = { "IK4:1" } }], await host.EventsAsync<Events.ClaimRejected>(named.Name));
        await AssertRejectedNotDeniedAsync(named);
        await AssertRejectedNotDeniedAsync(other);
    }

    [Fact]
    public async Task The_same_file_twice_is_read_once()
    {
        var (claim, batch) = await host.SentAsync();
        var file = Answers.Group(batch);
        var first = await host.ReceiveAsync(file, "999-once.x12");
        var (before, told) = (await host.ClaimAsync(claim.Name), await host.EventsAsync(claim.Name));

        await host.PutAsync(file, "999-again.x12");
        await host.DrainAsync();

        Assert.Equal(before, await host.ClaimAsync(claim.Name));
        Assert.Equal(told, await host.EventsAsync(claim.Name));
        Assert.Single((await host.Claims.ListAcknowledgmentsAsync(new() { PageSize = 200 })).Acknowledgments, row => row.Sha256 == first.Sha256);
        Assert.Contains("999-again.x12", host.Files("archive/inbound"));
    }

    [Fact]
    public async Task The_same_answer_in_another_file_tells_nothing_new()
    {
        var (claim, batch) = await host.SentAsync();
        await host.ReceiveAsync(Answers.Group(batch));
        var (before, told) = (await host.ClaimAsync(claim.Name), await host.EventsAsync(claim.Name));

        await host.ReceiveAsync(Answers.Group(batch));

        Assert.Equal(before, await host.ClaimAsync(claim.Name));
        Assert.Equal(told, await host.EventsAsync(claim.Name));
    }

    [Theory]
    [InlineData("499999999", "BATCH_UNKNOWN")]
    [InlineData("NOTNUMBER", "BATCH_UNKNOWN")]
    public async Task An_answer_to_a_file_that_was_not_sent_from_here_is_quarantined(string number, string reason)
    {
        var row = await host.ReceiveAsync(Answers.Group("499999998").With("AK1*HC*499999998", $"AK1*HC*{number}"));

        Assert.Equal(("999", Wire.Acknowledgment.Types.State.Quarantined, reason), (row.TransactionType, row.State, row.ReasonCode));
        Assert.Contains(row.FileName, host.Files("quarantine"));
    }

    // Coverage's inquiries share the mailbox; what is said of them is nobody's claim.
    [Fact]
    public async Task A_taken_inquiry_is_nothing_to_do_and_a_refused_one_is_shown_to_somebody()
    {
        var taken = await host.ReceiveAsync(Answers.Group("500000001"));
        var refused = await host.ReceiveAsync(Answers.Group("500000001", "R"));

        Assert.Equal((Wire.Acknowledgment.Types.State.Processed, ""), (taken.State, taken.ReasonCode));
        Assert.Equal((Wire.Acknowledgment.Types.State.Quarantined, "OTHER_FILE_REFUSED"), (refused.State, refused.ReasonCode));
    }

    [Fact]
    public async Task A_TA1_that_takes_the_interchange_moves_nothing()
    {
        var (claim, batch) = await host.SentAsync();

        var row = await host.ReceiveAsync(Answers.Ta1(batch));

        Assert.Equal(("TA1", Wire.Acknowledgment.Types.State.Processed), (row.TransactionType, row.State));
        Assert.Equal(BatchState.Sent, (await host.BatchAsync(batch.Name)).State);
        Assert.Equal(claim, await host.ClaimAsync(claim.Name));
    }

    [Fact]
    public async Task A_TA1_that_refuses_the_interchange_rejects_all_of_it()
    {
        var (claim, batch) = await host.SentAsync();

        var row = await host.ReceiveAsync(Answers.Ta1(batch, "R", "006"));

        Assert.Equal((0, 1), (row.AcceptedCount, row.RejectedCount));
        Assert.Equal(BatchState.Rejected, (await host.BatchAsync(batch.Name)).State);
        var rejected = await host.ClaimAsync(claim.Name);
        Assert.Equal("INTERCHANGE_006", Assert.Single(rejected.Submission.Findings).Code);
        Assert.Equal(
            [new() { Claim = claim.Name, VersionNumber = 1, TransactionType = "TA1", StatusCodes = { "006" } }], await host.EventsAsync<Events.ClaimRejected>(claim.Name));
        await AssertRejectedNotDeniedAsync(rejected);
    }

    [Fact]
    public async Task A_TA1_that_calls_an_answered_number_used_speaks_of_a_copy()
    {
        var (claim, batch) = await host.SentAsync();
        await host.ReceiveAsync(Answers.Claims(batch, Answers.Accepted(claim)));

        await host.ReceiveAsync(Answers.Ta1(batch, "R", "025"));

        Assert.Equal(State.Accepted, (await host.ClaimAsync(claim.Name)).State);
        Assert.Equal(BatchState.Sent, (await host.BatchAsync(batch.Name)).State);
    }

    [Fact]
    public async Task A_TA1_that_calls_an_unanswered_number_used_refuses_it()
    {
        var (claim, batch) = await host.SentAsync();

        await host.ReceiveAsync(Answers.Ta1(batch, "R", "025"));

        Assert.Equal(State.Rejected, (await host.ClaimAsync(claim.Name)).State);
    }

    private async Task AssertRejectedNotDeniedAsync(Wire.Claim claim)
    {
        Assert.Equal((State.Rejected, Wire.Claim.Types.NextAction.CorrectAndResubmit), (claim.State, claim.NextAction));
        Assert.Null(claim.Adjudication);
        Assert.Empty((await host.Claims.ListDenialsAsync(new() { Claim = claim.Name })).Denials);
    }
}
