using MedBill.Claims.Domain;
using MedBill.Claims.Tests.Fixture;
using MedBill.Platform.Values;

namespace MedBill.Claims.Tests.Domain;

public sealed class ClaimTests
{
    private static readonly ClaimFinding Error = new("DIAGNOSIS_MISSING", FindingSeverity.Error, "diagnosis_codes", "2300 HI01", "m", "f");

    [Fact]
    public void A_new_claim_is_a_draft_of_version_1_with_frequency_1()
    {
        var claim = Drafts.Claim();

        Assert.Equal((ClaimState.Draft, 1, 1, NextAction.Submit), (claim.State, claim.Version, claim.CurrentNumber, claim.NextAction));
        Assert.Equal(("1", new Money(21_000)), (claim.Current.FrequencyCode, claim.Current.TotalCharge));
        Assert.Equal([new ClaimCreated(new(21_000))], claim.TakeEvents());
    }

    [Fact]
    public void A_submit_freezes_queues_and_tells()
    {
        var claim = Drafts.Claim();
        claim.TakeEvents();

        Assert.True(claim.Submit([], Drafts.At, Drafts.At));

        Assert.Equal((ClaimState.Submitted, ClaimState.Submitted, NextAction.AwaitPayer, 2), (claim.State, claim.Current.State, claim.NextAction, claim.Version));
        Assert.Equal((SubmissionState.Queued, "SUB001", "PAYER01", "pyr-1"),
            (claim.Current.Submission!.State, claim.Current.Submission.SenderId, claim.Current.Submission.ReceiverId, claim.Current.Submission.PayerId));
        Assert.Equal([new ClaimSubmitted(claim.Current, null)], claim.TakeEvents());
    }

    [Fact]
    public void Findings_that_forbid_sending_leave_a_draft_and_are_kept()
    {
        var claim = Drafts.Claim();
        claim.TakeEvents();

        Assert.False(claim.Submit([Error], Drafts.At, Drafts.At));

        Assert.Equal((ClaimState.Draft, NextAction.CorrectDraft, 2), (claim.State, claim.NextAction, claim.Version));
        Assert.Equal([Error], claim.Current.Findings);
        Assert.Null(claim.Current.Submission);
        Assert.Empty(claim.TakeEvents());
    }

    [Fact]
    public void A_refused_submit_changes_nothing()
    {
        var claim = Drafts.Submitted();

        var failure = Assert.Throws<Failure>(() => claim.Submit([], Drafts.At, Drafts.At));

        Assert.Equal("ILLEGAL_TRANSITION", failure.Reason);
        Assert.Equal([("from", "SUBMITTED"), ("to", "SUBMITTED")], failure.Facts);
        Assert.Equal((ClaimState.Submitted, 2), (claim.State, claim.Version));
        Assert.Empty(claim.TakeEvents());
    }

    [Fact]
    public void Only_a_draft_is_edited()
    {
        var claim = Drafts.Submitted();

        var failure = Assert.Throws<Failure>(() => claim.Edit(Drafts.Content.Coding, _ => []));

        Assert.Equal(("CLAIM_NOT_DRAFT", 2), (failure.Reason, claim.Version));
    }

    [Fact]
    public void An_edit_is_examined_again_and_adds_up_again()
    {
        var claim = Drafts.Claim();

        claim.Edit(claim.Current.Content.Coding with { Lines = [Drafts.Line(1, charge: 99.95m)] }, _ => [Error]);

        Assert.Equal((new Money(9_995), NextAction.CorrectDraft, 2), (claim.Current.TotalCharge, claim.NextAction, claim.Version));
    }

    [Fact]
    public void A_draft_that_was_never_sent_is_withdrawn_and_frees_its_encounter()
    {
        var claim = Drafts.Claim();
        claim.TakeEvents();

        claim.Withdraw(Drafts.At);

        Assert.Equal((ClaimState.Voided, NextAction.None, null), (claim.State, claim.NextAction, claim.BilledEncounterId));
        Assert.Equal([new ClaimVoided(1, null)], claim.TakeEvents());
        Assert.Equal("ILLEGAL_TRANSITION", Assert.Throws<Failure>(() => claim.Withdraw(Drafts.At)).Reason);
    }

    [Fact]
    public void What_the_payer_has_or_has_decided_is_not_withdrawn()
    {
        var second = Paid();
        second.OpenVersion("7", Drafts.Origin(), "PCN0000002", _ => [], Drafts.At);

        Assert.Equal("ILLEGAL_TRANSITION", Assert.Throws<Failure>(() => Drafts.Submitted().Withdraw(Drafts.At)).Reason);
        Assert.Equal("CLAIM_ALREADY_SENT", Assert.Throws<Failure>(() => second.Withdraw(Drafts.At)).Reason);
        Assert.Equal("CLAIM_ALREADY_SENT", Assert.Throws<Failure>(() => Paid().Withdraw(Drafts.At)).Reason);
    }

    // Silent for long, it was sent anew, or is about to be: what the payer may still pay is billed to nobody else.
    [Theory]
    [InlineData(false, "draft")]
    [InlineData(true, "draft")]
    [InlineData(false, "rejected")]
    [InlineData(true, "rejected")]
    [InlineData(true, "denied")]
    public void A_claim_is_not_withdrawn_while_the_payer_has_an_earlier_version(bool accepted, string second)
    {
        var claim = SentAnew(accepted, second);
        var version = claim.Version;

        var failure = Assert.Throws<Failure>(() => claim.Withdraw(Drafts.At));

        Assert.Equal(("CLAIM_ALREADY_SENT", version, "enc-1"), (failure.Reason, claim.Version, claim.BilledEncounterId));
        Assert.Contains(("version_number", "1"), failure.Facts);
        Assert.DoesNotContain(claim.TakeEvents(), one => one is ClaimVoided);
    }

    [Theory]
    [InlineData("draft", "rejected")]
    [InlineData("rejected", "rejected")]
    [InlineData("rejected", "denied")]
    public void Once_the_earlier_version_is_refused_or_denied_the_claim_is_withdrawn(string second, string first)
    {
        var claim = SentAnew(accepted: true, second);
        if (first == "rejected")
        {
            claim.Reject(1, Drafts.Answer("A7:164:IL"), Drafts.At);
        }
        else
        {
            claim.Post([Drafts.Posting("era-9", denied: 210m)], () => "den-9", Drafts.At);
        }

        claim.Withdraw(Drafts.At);

        Assert.Equal((ClaimState.Voided, null), (claim.State, claim.BilledEncounterId));
    }

    [Fact]
    public void What_the_payer_never_took_is_withdrawn_and_says_what_was_asked()
    {
        var claim = Rejected();
        claim.OpenVersion("1", Drafts.Origin(), "PCN0000002", _ => [], Drafts.At);
        claim.TakeEvents();

        claim.Withdraw(Drafts.At);

        Assert.Equal((ClaimState.Voided, null), (claim.State, claim.BilledEncounterId));
        Assert.Equal([new ClaimVoided(2, claim.Numbered(1))], claim.TakeEvents());
    }

    [Fact]
    public void A_version_that_is_sent_names_the_one_that_was_sent_before_it()
    {
        var claim = Rejected();
        claim.OpenVersion("1", Drafts.Origin(), "PCN0000002", _ => [], Drafts.At);
        claim.TakeEvents();

        claim.Submit([], Drafts.At, Drafts.At);

        Assert.Equal([new ClaimSubmitted(claim.Current, claim.Numbered(1))], claim.TakeEvents());
    }

    [Fact]
    public void A_rejected_claim_starts_again_as_an_original()
    {
        var claim = Rejected();

        Assert.Equal("1", claim.NextFrequencyCode);
        Assert.Equal("FREQUENCY_NOT_ALLOWED", Assert.Throws<Failure>(() => claim.RequireNextVersion("7")).Reason);
        claim.OpenVersion("1", Drafts.Origin(), "PCN0000002", _ => [], Drafts.At);

        Assert.Equal((ClaimState.Draft, 2, "PCN0000002", null), (claim.State, claim.CurrentNumber, claim.Current.PatientControlNumber, claim.Current.OriginalReferenceNumber));
        Assert.Equal(ClaimState.Rejected, claim.Numbered(1).State);
        Assert.Contains(new ClaimVersionOpened(2, "1"), claim.TakeEvents());
    }

    [Fact]
    public void A_decided_claim_is_replaced_under_the_payers_number()
    {
        var claim = Paid();

        Assert.Equal("7", claim.NextFrequencyCode);
        Assert.Equal("FREQUENCY_NOT_ALLOWED", Assert.Throws<Failure>(() => claim.RequireNextVersion("1")).Reason);
        claim.OpenVersion("7", Drafts.Origin(), "PCN0000002", _ => [], Drafts.At);

        Assert.Equal(("7", "ICN900001"), (claim.Current.FrequencyCode, claim.Current.OriginalReferenceNumber));
    }

    [Fact]
    public void A_rejected_replacement_stays_a_replacement_and_a_rejected_void_a_void()
    {
        foreach (var frequency in new[] { "7", "8" })
        {
            var claim = Paid();
            claim.OpenVersion(frequency, Drafts.Origin(), "PCN0000002", _ => [], Drafts.At);
            claim.Submit([], Drafts.At, Drafts.At);
            claim.Reject(2, Drafts.Answer("A7:464", "TMP999"), Drafts.At);

            Assert.Equal(frequency, claim.NextFrequencyCode);
            Assert.Equal("FREQUENCY_NOT_ALLOWED", Assert.Throws<Failure>(() => claim.RequireNextVersion("1")).Reason);
            claim.OpenVersion(frequency, Drafts.Origin(), "PCN0000003", _ => [], Drafts.At);
            Assert.Equal("ICN900001", claim.Current.OriginalReferenceNumber);
        }
    }

    [Fact]
    public void The_number_of_what_the_payer_decided_is_named_not_that_of_what_it_only_took()
    {
        var claim = Paid();
        claim.OpenVersion("7", Drafts.Origin(), "PCN0000002", _ => [], Drafts.At);
        claim.Submit([], Drafts.At, Drafts.At);
        claim.Accept(2, Drafts.Answer(payerNumber: "TMP999"), Drafts.At);
        claim.Reject(2, Drafts.Answer("A7:164:IL"), Drafts.At);

        claim.OpenVersion("7", Drafts.Origin(), "PCN0000003", _ => [], Drafts.At);

        Assert.Equal(("ICN900001", "ICN900001"), (claim.Current.OriginalReferenceNumber, claim.PayerClaimControlNumber));
    }

    [Fact]
    public void A_replacement_names_no_number_of_another_payer()
    {
        var claim = Rejected();
        claim.OpenVersion("1", Drafts.Origin(Drafts.Content with { Payer = Drafts.Content.Payer with { Id = "pyr-2" } }), "PCN0000002", _ => [], Drafts.At);
        claim.Submit([], Drafts.At, Drafts.At);
        claim.Post([Drafts.Posting(version: 2, denied: 210m)], () => "den-1", Drafts.At);
        claim.Post([Drafts.Posting("era-2", version: 1, denied: 210m, icn: "ICN900001")], () => "den-2", Drafts.At);

        claim.OpenVersion("7", Drafts.Origin(claim.Current.Content), "PCN0000003", _ => [], Drafts.At);

        Assert.Null(claim.Current.OriginalReferenceNumber);
    }

    [Theory]
    [InlineData(ClaimState.Draft)]
    [InlineData(ClaimState.Submitted)]
    [InlineData(ClaimState.Accepted)]
    public void No_version_is_opened_before_an_answer(ClaimState state)
    {
        var claim = state == ClaimState.Draft ? Drafts.Claim() : Drafts.Submitted();
        if (state == ClaimState.Accepted)
        {
            claim.Accept(1, Drafts.Answer(), Drafts.At);
        }

        Assert.Equal("ILLEGAL_TRANSITION", Assert.Throws<Failure>(() => claim.RequireNextVersion("1")).Reason);
    }

    [Fact]
    public void A_claim_nobody_answers_is_followed_up_and_may_be_sent_again_under_its_own_number()
    {
        var claim = Drafts.Submitted();
        claim.FollowUp();
        Assert.Equal((ClaimState.Submitted, NextAction.FollowUp, "1"), (claim.State, claim.NextAction, claim.NextFrequencyCode));
        var version = claim.Version;
        claim.FollowUp();
        Assert.Equal(version, claim.Version);

        claim.OpenVersion("1", Drafts.Origin(), "PCN0000002", _ => [], Drafts.At);
        claim.Submit([], Drafts.At, Drafts.At);

        Assert.Equal((ClaimState.Submitted, NextAction.AwaitPayer, "PCN0000002"), (claim.State, claim.NextAction, claim.Current.PatientControlNumber));
        claim.Accept(1, Drafts.Answer(), Drafts.At);
        Assert.Equal((ClaimState.Submitted, SubmissionState.Accepted), (claim.State, claim.Numbered(1).Submission!.State));
        Assert.Equal("ILLEGAL_TRANSITION", Assert.Throws<Failure>(() => claim.RequireNextVersion("1")).Reason);
    }

    [Theory]
    [InlineData("accepted", ClaimState.Accepted, NextAction.AwaitPayer)]
    [InlineData("rejected", ClaimState.Rejected, NextAction.CorrectAndResubmit)]
    [InlineData("paid", ClaimState.Adjudicated, NextAction.None)]
    [InlineData("", ClaimState.Submitted, NextAction.AwaitPayer)]
    public void What_was_taken_for_lost_and_answered_after_all_stands_when_the_draft_is_discarded(string answer, ClaimState state, NextAction next)
    {
        var claim = Drafts.Submitted();
        claim.FollowUp();
        claim.OpenVersion("1", Drafts.Origin(), "PCN0000002", _ => [], Drafts.At);
        switch (answer)
        {
            case "accepted": claim.Accept(1, Drafts.Answer(), Drafts.At); break;
            case "rejected": claim.Reject(1, Drafts.Answer("A7:164:IL"), Drafts.At); break;
            case "paid":
                claim.Post([Drafts.Posting(paid: 135m, contractual: 75m)], () => "den-1", Drafts.At);
                Assert.Equal(NextAction.DiscardDraft, claim.NextAction);
                break;
        }

        claim.DiscardVersion(2);

        Assert.Equal((state, next, 1), (claim.State, claim.NextAction, claim.CurrentNumber));
    }

    [Fact]
    public void A_void_nobody_answers_is_a_void_again()
    {
        var claim = Paid();
        claim.OpenVersion("8", Drafts.Origin(), "PCN0000002", _ => [], Drafts.At);
        claim.Submit([], Drafts.At, Drafts.At);
        claim.FollowUp();

        Assert.Equal("8", claim.NextFrequencyCode);
        Assert.Equal("FREQUENCY_NOT_ALLOWED", Assert.Throws<Failure>(() => claim.RequireNextVersion("1")).Reason);
    }

    [Fact]
    public void A_word_of_the_payer_ends_the_follow_up()
    {
        var claim = Drafts.Submitted();
        claim.FollowUp();

        claim.Note(1, Drafts.Answer("A0:19"), Drafts.At);

        Assert.Equal(NextAction.AwaitPayer, claim.NextAction);
        Assert.Equal("ILLEGAL_TRANSITION", Assert.Throws<Failure>(() => claim.RequireNextVersion("1")).Reason);
    }

    [Fact]
    public void The_payers_number_that_comes_late_reaches_the_draft_that_needs_it()
    {
        var claim = Drafts.Submitted();
        claim.Post([Drafts.Posting(paid: 210m)], () => "den-1", Drafts.At);
        claim.OpenVersion("7", Drafts.Origin(), "PCN0000002", _ => [], Drafts.At);
        Assert.Null(claim.Current.OriginalReferenceNumber);

        claim.Accept(1, Drafts.Answer(payerNumber: "ICN900001"), Drafts.At);

        Assert.Equal("ICN900001", claim.Current.OriginalReferenceNumber);
    }

    [Fact]
    public void A_claim_has_at_most_fifty_versions()
    {
        var claim = Drafts.Submitted();
        for (var number = 2; number <= Claim.MaxVersions; number++)
        {
            claim.Reject(number - 1, Drafts.Answer("A7:164:IL"), Drafts.At);
            claim.OpenVersion("1", Drafts.Origin(), $"PCN{number}", _ => [], Drafts.At);
            claim.Submit([], Drafts.At, Drafts.At);
        }

        claim.Reject(Claim.MaxVersions, Drafts.Answer("A7:164:IL"), Drafts.At);

        Assert.Equal("TOO_MANY_VERSIONS", Assert.Throws<Failure>(() => claim.RequireNextVersion("1")).Reason);
    }

    private static Claim SentAnew(bool accepted, string second)
    {
        var claim = Drafts.Submitted();
        if (accepted)
        {
            claim.Accept(1, Drafts.Answer(), Drafts.At);
        }

        claim.FollowUp();
        claim.OpenVersion("1", Drafts.Origin(), "PCN0000002", _ => [], Drafts.At);
        if (second != "draft")
        {
            claim.Submit([], Drafts.At, Drafts.At);
        }

        switch (second)
        {
            case "rejected": claim.Reject(2, Drafts.Answer("A7:164:IL"), Drafts.At); break;
            case "denied": claim.Post([Drafts.Posting("era-2", version: 2, denied: 210m, reason: "18")], () => "den-1", Drafts.At); break;
        }

        return claim;
    }

    private static Claim Rejected()
    {
        var claim = Drafts.Submitted();
        claim.Reject(1, Drafts.Answer("A7:164:IL"), Drafts.At);
        return claim;
    }

    private static Claim Paid()
    {
        var claim = Drafts.Submitted();
        claim.Post([Drafts.Posting(paid: 135m, contractual: 75m, icn: "ICN900001")], () => "den-1", Drafts.At);
        return claim;
    }
}
