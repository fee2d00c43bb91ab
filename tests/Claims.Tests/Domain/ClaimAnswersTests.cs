using CsCheck;
using MedBill.Claims.Domain;
using MedBill.Claims.Tests.Fixture;

namespace MedBill.Claims.Tests.Domain;

public sealed class ClaimAnswersTests
{
    [Fact]
    public void A_999_acknowledges_the_submission_and_moves_no_claim()
    {
        var claim = Drafts.Submitted();

        claim.Acknowledge(1, "sub-1", [], Drafts.At);
        claim.Acknowledge(1, "sub-1", [], Drafts.At);

        Assert.Equal((ClaimState.Submitted, SubmissionState.Acknowledged), (claim.State, claim.Current.Submission!.State));
        Assert.Equal([new ClaimAcknowledged(1, "sub-1")], claim.TakeEvents());
    }

    [Fact]
    public void A_277CA_before_the_999_accepts_and_the_999_is_still_told()
    {
        var claim = Drafts.Submitted();

        claim.Accept(1, Drafts.Answer(payerNumber: "ICN1"), Drafts.At);
        claim.Acknowledge(1, "sub-1", [], Drafts.At);

        Assert.Equal((ClaimState.Accepted, SubmissionState.Accepted), (claim.State, claim.Current.Submission!.State));
        Assert.Equal([new ClaimAccepted(1, "ICN1"), new ClaimAcknowledged(1, "sub-1")], claim.TakeEvents());
    }

    [Fact]
    public void A_277CA_after_the_835_is_recorded_without_a_move()
    {
        var claim = Drafts.Submitted();
        claim.Post([Drafts.Posting(paid: 210m)], () => "den-1", Drafts.At);
        claim.TakeEvents();

        claim.Reject(1, Drafts.Answer("A7:164:IL"), Drafts.At);
        claim.Accept(1, Drafts.Answer("A2:20", "ICN1"), Drafts.At);

        Assert.Equal(ClaimState.Adjudicated, claim.State);
        Assert.Equal(["A7:164:IL", "A2:20"], claim.Current.Submission!.StatusCodes);
        Assert.Equal([new ClaimAccepted(1, "ICN1")], claim.TakeEvents());
    }

    [Fact]
    public void An_answer_for_an_older_version_is_that_versions()
    {
        var claim = Drafts.Submitted();
        claim.Reject(1, Drafts.Answer("A7:164:IL"), Drafts.At);
        claim.OpenVersion("1", Drafts.Origin(), "PCN0000002", _ => [], Drafts.At);
        claim.TakeEvents();

        claim.Note(1, Drafts.Answer("A1:19"), Drafts.At);

        Assert.Equal((ClaimState.Draft, ClaimState.Rejected), (claim.State, claim.Numbered(1).State));
        Assert.Equal(["A7:164:IL", "A1:19"], claim.Numbered(1).Submission!.StatusCodes);
        Assert.Empty(claim.TakeEvents());
    }

    [Fact]
    public void A_repeated_answer_changes_nothing()
    {
        var claim = Drafts.Submitted();
        claim.Reject(1, Drafts.Answer("A7:164:IL"), Drafts.At);
        claim.TakeEvents();
        var version = claim.Version;

        claim.Reject(1, Drafts.Answer("A7:164:IL"), Drafts.At);
        claim.Note(1, Drafts.Answer("A7:164:IL"), Drafts.At);

        Assert.Equal(version, claim.Version);
        Assert.Empty(claim.TakeEvents());
    }

    [Fact]
    public void Status_codes_are_kept_up_to_a_limit()
    {
        var claim = Drafts.Submitted();

        for (var i = 0; i < 80; i++)
        {
            claim.Note(1, Drafts.Answer($"A1:{i}"), Drafts.At);
        }

        Assert.Equal(ClaimSubmission.MaxStatusCodes, claim.Current.Submission!.StatusCodes.Count);
    }

    [Fact]
    public void The_order_of_the_answers_does_not_change_where_a_claim_ends()
    {
        Action<Claim>[] answers =
        [
            claim => claim.Acknowledge(1, "sub-1", [], Drafts.At),
            claim => claim.Accept(1, Drafts.Answer("A2:20", "ICN1"), Drafts.At),
            claim => claim.Note(1, Drafts.Answer("A1:19"), Drafts.At),
            claim => claim.Reject(1, Drafts.Answer("A7:164:IL"), Drafts.At),
            claim => claim.Post([Drafts.Posting(paid: 100m, denied: 110m)], () => "den-1", Drafts.At),
        ];
        Gen.Shuffle(Enumerable.Range(0, answers.Length).ToArray()).Select(Gen.Int[1, answers.Length]).Sample((order, count) =>
        {
            var taken = order.Take(count).ToArray();
            var claim = Drafts.Submitted();
            foreach (var i in taken)
            {
                answers[i](claim);
            }

            var expected = taken.Contains(4) ? ClaimState.Adjudicated : taken.Contains(3) ? ClaimState.Rejected : taken.Contains(1) ? ClaimState.Accepted : ClaimState.Submitted;
            return claim.State == expected;
        });
    }
}
