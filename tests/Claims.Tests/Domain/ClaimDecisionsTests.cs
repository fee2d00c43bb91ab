using CsCheck;
using MedBill.Claims.Domain;
using MedBill.Claims.Tests.Fixture;
using MedBill.Platform.Values;

namespace MedBill.Claims.Tests.Domain;

public sealed class ClaimDecisionsTests
{
    private int _denials;

    [Theory]
    [InlineData(135, 75, 0, 0, AdjudicationOutcome.Paid, NextAction.None)]
    [InlineData(108, 75, 27, 0, AdjudicationOutcome.Paid, NextAction.BillPatient)]
    [InlineData(60, 0, 0, 150, AdjudicationOutcome.PartiallyPaid, NextAction.WorkDenial)]
    [InlineData(0, 0, 60, 150, AdjudicationOutcome.PartiallyPaid, NextAction.WorkDenial)]
    [InlineData(0, 0, 0, 210, AdjudicationOutcome.Denied, NextAction.WorkDenial)]
    [InlineData(0, 10, 200, 0, AdjudicationOutcome.PatientResponsibility, NextAction.BillPatient)]
    [InlineData(0, 210, 0, 0, AdjudicationOutcome.Paid, NextAction.None)]
    public void The_outcome_follows_from_the_amounts(int paid, int contractual, int patient, int denied, AdjudicationOutcome outcome, NextAction next)
    {
        var claim = Drafts.Submitted();

        Post(claim, Drafts.Posting(paid: paid, contractual: contractual, patient: patient, denied: denied));

        Assert.Equal((ClaimState.Adjudicated, outcome, next), (claim.State, claim.Adjudication!.Outcome, claim.NextAction));
        var told = Assert.Single(claim.TakeEvents().OfType<ClaimAdjudicated>());
        Assert.Equal((1, new Money(21_000), outcome), (told.VersionNumber, told.TotalCharge, told.Adjudication.Outcome));
    }

    [Theory]
    [InlineData("19")]
    [InlineData("20")]
    [InlineData("21")]
    public void What_was_passed_on_to_another_payer_is_not_billed_to_the_patient_before_that_one_answers(string status)
    {
        var claim = Drafts.Submitted();

        Post(claim, Drafts.Posting(status: status, paid: 108m, contractual: 75m, patient: 27m, icn: "ICN1"));

        Assert.Equal((ClaimState.Adjudicated, NextAction.AwaitPayer), (claim.State, claim.NextAction));
        Post(claim, Drafts.Posting("era-2", status: "22", charge: -210m, paid: -108m, contractual: -75m, patient: -27m, date: "2026-04-20"));
        Post(claim, Drafts.Posting("era-2", 2, paid: 100m, contractual: 75m, patient: 35m, date: "2026-04-20"));
        Assert.Equal(NextAction.BillPatient, claim.NextAction);
    }

    [Fact]
    public void The_same_claim_payment_twice_counts_once()
    {
        var claim = Drafts.Submitted();
        Post(claim, Drafts.Posting(denied: 210m));
        var version = claim.Version;
        claim.TakeEvents();

        Post(claim, Drafts.Posting(denied: 210m));

        Assert.Equal((version, 1, 1), (claim.Version, claim.Postings.Count, claim.Denials.Count));
        Assert.Empty(claim.TakeEvents());
    }

    [Fact]
    public void A_denial_is_opened_for_each_denied_adjustment_with_its_queue()
    {
        var claim = Drafts.Submitted();

        Post(claim, Drafts.Posting(denied: 150m, paid: 60m));

        var denial = Assert.Single(claim.Denials);
        Assert.Equal(("CO", "197", "AUTH", new Money(15_000), 1), (denial.GroupCode, denial.ReasonCode, denial.WorkQueue, denial.Amount, denial.LineNumber));
        Assert.Equal(["N706"], denial.RemarkCodes);
        Assert.Contains(new DenialOpened(denial), claim.TakeEvents());
    }

    [Fact]
    public void A_later_paid_decision_on_the_next_version_settles_the_denial()
    {
        var claim = Denied();
        claim.OpenVersion("7", Drafts.Origin(), "PCN0000002", _ => [], Drafts.At);
        claim.Submit([], Drafts.At, Drafts.At);
        claim.TakeEvents();

        Post(claim, Drafts.Posting("era-2", version: 2, paid: 210m, date: "2026-04-20"));

        Assert.False(claim.Denials[0].IsOpen);
        Assert.Equal((ClaimState.Adjudicated, NextAction.None, 0), (claim.State, claim.NextAction, claim.OpenDenialCount));
        Assert.Contains(new DenialResolved(claim.Denials[0].Id), claim.TakeEvents());
    }

    [Fact]
    public void A_later_refusal_of_everything_settles_nothing()
    {
        var claim = Denied();

        Post(claim, Drafts.Posting("era-2", denied: 210m, reason: "18", date: "2026-04-20"));

        Assert.Equal(2, claim.OpenDenialCount);
    }

    [Fact]
    public void A_payment_that_is_told_before_the_denial_it_settles_settles_it()
    {
        var claim = Drafts.Submitted();
        Post(claim, Drafts.Posting("era-2", paid: 210m, date: "2026-04-20"));

        Post(claim, Drafts.Posting("era-1", denied: 210m, date: "2026-04-01"));

        Assert.Equal(0, claim.OpenDenialCount);
        Assert.False(Assert.Single(claim.Denials).IsOpen);
    }

    [Fact]
    public void A_reversal_undoes_amounts_and_its_correction_decides_anew()
    {
        var claim = Drafts.Submitted();
        Post(claim, Drafts.Posting("era-1", charge: 210m, paid: 100m, contractual: 90m, patient: 20m, icn: "ICN1"));

        Post(claim, Drafts.Posting("era-2", 1, status: "22", charge: -210m, paid: -100m, contractual: -90m, patient: -20m, icn: "ICN1", date: "2026-05-01"));

        Assert.Equal((AdjudicationOutcome.Reversed, NextAction.AwaitPayer, Money.Zero), (claim.Adjudication!.Outcome, claim.NextAction, claim.Adjudication.Paid));
        Assert.Empty(claim.Adjudication.Adjustments);

        Post(claim, Drafts.Posting("era-2", 2, charge: 210m, paid: 80m, contractual: 90m, patient: 40m, icn: "ICN2", date: "2026-05-01"));

        Assert.Equal((AdjudicationOutcome.Paid, new Money(8_000), new Money(4_000)), (claim.Adjudication!.Outcome, claim.Adjudication.Paid, claim.Adjudication.PatientResponsibility));
        Assert.Equal(("1", "era-2", "ICN2"), (claim.Adjudication.StatusCode, claim.Adjudication.RemittanceId, claim.PayerClaimControlNumber));
    }

    [Fact]
    public void A_reversed_denial_needs_no_more_work()
    {
        var claim = Denied();

        Post(claim, Drafts.Posting("era-2", status: "22", charge: -210m, denied: -210m, date: "2026-05-01"));

        Assert.Equal(0, claim.OpenDenialCount);
        Assert.Single(claim.Denials);
    }

    [Fact]
    public void A_late_835_for_an_older_version_is_recorded_there_and_moves_no_claim()
    {
        var claim = Drafts.Submitted();
        claim.Reject(1, Drafts.Answer("A7:164:IL"), Drafts.At);
        claim.OpenVersion("1", Drafts.Origin(), "PCN0000002", _ => [], Drafts.At);
        claim.TakeEvents();

        Post(claim, Drafts.Posting(version: 1, paid: 210m, icn: "ICN1"));

        Assert.Equal((ClaimState.Draft, NextAction.DiscardDraft, ClaimState.Rejected), (claim.State, claim.NextAction, claim.Numbered(1).State));
        Assert.Equal(AdjudicationOutcome.Paid, claim.Numbered(1).Adjudication!.Outcome);
        Assert.Null(claim.Current.Adjudication);
        Assert.Equal(1, Assert.Single(claim.TakeEvents().OfType<ClaimAdjudicated>()).VersionNumber);
    }

    [Fact]
    public void An_original_is_not_sent_again_once_its_payer_has_decided()
    {
        var claim = Drafts.Submitted();
        claim.Reject(1, Drafts.Answer("A7:164:IL"), Drafts.At);
        claim.OpenVersion("1", Drafts.Origin(), "PCN0000002", _ => [], Drafts.At);
        Post(claim, Drafts.Posting(version: 1, denied: 210m, icn: "ICN1"));
        var version = claim.Version;

        Assert.Equal("FREQUENCY_NOT_ALLOWED", Assert.Throws<Failure>(() => claim.Submit([], Drafts.At, Drafts.At)).Reason);
        Assert.Equal((ClaimState.Draft, NextAction.DiscardDraft, version), (claim.State, claim.NextAction, claim.Version));
        claim.DiscardVersion(2);
        Assert.Equal((ClaimState.Adjudicated, NextAction.WorkDenial, "7"), (claim.State, claim.NextAction, claim.NextFrequencyCode));
    }

    [Theory]
    [InlineData(60, 150, NextAction.ReviewPayment)]
    [InlineData(0, 210, NextAction.None)]
    public void What_is_paid_on_a_claim_that_was_withdrawn_is_reviewed_and_its_denials_are_nobodys_work(int paid, int denied, NextAction next)
    {
        var claim = Drafts.Submitted();
        claim.Reject(1, Drafts.Answer("A7:164:IL"), Drafts.At);
        claim.OpenVersion("1", Drafts.Origin(), "PCN0000002", _ => [], Drafts.At);
        claim.Withdraw(Drafts.At);
        claim.TakeEvents();

        Post(claim, Drafts.Posting(paid: paid, denied: denied, icn: "ICN1"));

        Assert.Equal((ClaimState.Voided, next, 0), (claim.State, claim.NextAction, claim.OpenDenialCount));
        Assert.IsType<ClaimAdjudicated>(Assert.Single(claim.TakeEvents()));
        Post(claim, Drafts.Posting("era-2", status: "22", charge: -210m, paid: -paid, denied: -denied, icn: "ICN1", date: "2026-05-01"));
        Assert.Equal((ClaimState.Voided, NextAction.None), (claim.State, claim.NextAction));
    }

    [Fact]
    public void A_claim_that_was_denied_whole_is_given_up_and_its_denials_with_it()
    {
        var claim = Denied();
        claim.TakeEvents();

        claim.Withdraw(Drafts.At);

        Assert.Equal((ClaimState.Voided, NextAction.None, 0, null), (claim.State, claim.NextAction, claim.OpenDenialCount, claim.BilledEncounterId));
        Assert.Equal([new ClaimVoided(1, claim.Numbered(1)), new DenialResolved(claim.Denials[0].Id)], claim.TakeEvents());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_claim_that_its_payer_took_back_of_its_own_accord_is_given_up_also_after_a_void_was_refused(bool refused)
    {
        var claim = Drafts.Submitted();
        Post(claim, Drafts.Posting(paid: 108m, contractual: 75m, patient: 27m, icn: "ICN1"));
        Assert.Equal("CLAIM_ALREADY_SENT", Assert.Throws<Failure>(() => claim.Withdraw(Drafts.At)).Reason);
        Post(claim, Drafts.Posting("era-2", status: "22", charge: -210m, paid: -108m, contractual: -75m, patient: -27m, date: "2026-05-01"));
        if (refused)
        {
            claim.OpenVersion("8", Drafts.Origin(), "PCN0000002", _ => [], Drafts.At);
            claim.Submit([], Drafts.At, Drafts.At);
            claim.Reject(2, Drafts.Answer("A7:464"), Drafts.At);
        }

        claim.Withdraw(Drafts.At);

        Assert.Equal((ClaimState.Voided, NextAction.None, null), (claim.State, claim.NextAction, claim.BilledEncounterId));
        Assert.Equal(new Money(21_000), claim.TakeEvents().OfType<ClaimVoided>().Single().Asked!.TotalCharge);
    }

    [Theory]
    [InlineData(1, 5)]
    [InlineData(-1, 0)]
    public void A_claim_is_not_given_up_while_amounts_that_only_add_up_to_nothing_stand(int paid, int patient)
    {
        var claim = Drafts.Submitted();
        Post(claim, Drafts.Posting(charge: 0m, paid: paid, contractual: -paid - patient, patient: patient));

        Assert.Equal("CLAIM_ALREADY_SENT", Assert.Throws<Failure>(() => claim.Withdraw(Drafts.At)).Reason);
    }

    [Fact]
    public void What_was_returned_as_unprocessable_is_sent_as_a_new_claim()
    {
        var claim = Drafts.Submitted();
        var returned = Drafts.Posting(denied: 210m, reason: "16", icn: "ICN1");
        returned = Drafts.Remarked(returned, "MA130");
        Post(claim, returned);
        Assert.Equal("1", claim.NextFrequencyCode);

        claim.OpenVersion("1", Drafts.Origin(), "PCN0000002", _ => [], Drafts.At);
        Assert.Equal((NextAction.Submit, null), (claim.NextAction, claim.Current.OriginalReferenceNumber));
        claim.Submit([], Drafts.At, Drafts.At);
        Post(claim, Drafts.Posting("era-2", version: 2, paid: 135m, contractual: 75m, icn: "ICN2", date: "2026-04-20"));

        Assert.Equal((ClaimState.Adjudicated, NextAction.None, "7"), (claim.State, claim.NextAction, claim.NextFrequencyCode));
    }

    [Fact]
    public void What_is_decided_of_a_discarded_version_settles_nothing_opens_nothing_and_is_reviewed()
    {
        var claim = Denied();
        foreach (var number in new[] { 2, 3 })
        {
            claim.OpenVersion("7", Drafts.Origin(), $"PCN000000{number}", _ => [], Drafts.At);
            claim.Submit([], Drafts.At, Drafts.At);
            claim.Reject(number, Drafts.Answer("A7:164:IL"), Drafts.At);
        }

        claim.DiscardVersion(3);
        Assert.Equal((ClaimState.Rejected, 2, NextAction.CorrectAndResubmit), (claim.State, claim.CurrentNumber, claim.NextAction));
        claim.DiscardVersion(2);
        Post(claim, Drafts.Posting("era-2", version: 2, denied: 210m, reason: "18", date: "2026-04-20"));
        Assert.Equal((ClaimState.Adjudicated, NextAction.WorkDenial, 1), (claim.State, claim.NextAction, claim.OpenDenialCount));

        Post(claim, Drafts.Posting("era-3", version: 2, paid: 210m, date: "2026-04-21"));
        Assert.Equal((ClaimState.Adjudicated, NextAction.ReviewPayment), (claim.State, claim.NextAction));
    }

    [Fact]
    public void Two_versions_that_are_both_paid_are_reviewed_until_one_is_taken_back()
    {
        var claim = Drafts.Submitted();
        claim.Reject(1, Drafts.Answer("A7:164:IL"), Drafts.At);
        claim.OpenVersion("1", Drafts.Origin(), "PCN0000002", _ => [], Drafts.At);
        claim.Submit([], Drafts.At, Drafts.At);
        Post(claim, Drafts.Posting(paid: 135m, contractual: 75m, icn: "ICN1"));
        Assert.Equal(NextAction.AwaitPayer, claim.NextAction);

        Post(claim, Drafts.Posting("era-2", version: 2, paid: 108m, contractual: 75m, patient: 27m, icn: "ICN2", date: "2026-04-20"));
        Assert.Equal((ClaimState.Adjudicated, NextAction.ReviewPayment), (claim.State, claim.NextAction));

        Post(claim, Drafts.Posting("era-3", status: "22", charge: -210m, paid: -135m, contractual: -75m, date: "2026-05-01"));
        Assert.Equal(NextAction.BillPatient, claim.NextAction);
    }

    [Theory]
    [InlineData(0, 210, true)]
    [InlineData(210, 0, false)]
    public void An_original_to_another_payer_goes_unless_the_first_one_has_paid(int paid, int denied, bool goes)
    {
        var claim = Drafts.Submitted();
        claim.Reject(1, Drafts.Answer("A7:164:IL"), Drafts.At);
        claim.OpenVersion("1", Drafts.Origin(Drafts.Content with { Payer = Drafts.Content.Payer with { Id = "pyr-2" } }), "PCN0000002", _ => [], Drafts.At);
        Post(claim, Drafts.Posting(version: 1, paid: paid, denied: denied));

        Assert.Equal(goes ? NextAction.Submit : NextAction.DiscardDraft, claim.NextAction);
        Assert.Equal(goes, Record.Exception(claim.RequireSubmittable) is null);
    }

    [Fact]
    public void The_order_in_which_decisions_arrive_does_not_matter()
    {
        ClaimPosting[] postings =
        [
            Drafts.Posting("era-1", 1, 1, denied: 210m, icn: "ICN1", date: "2026-04-01"),
            Drafts.Posting("era-2", 1, 2, paid: 60m, denied: 150m, reason: "97", icn: "ICN2", date: "2026-04-10"),
            Drafts.Posting("era-3", 1, 2, "22", charge: -210m, paid: -60m, denied: -150m, reason: "97", icn: "ICN2", date: "2026-04-20"),
            Drafts.Posting("era-3", 2, 2, paid: 130m, contractual: 40m, patient: 40m, icn: "ICN3", date: "2026-04-20"),
        ];
        var inOrder = Story(postings);
        Gen.Shuffle(postings).Sample(order =>
        {
            var other = Story(order);
            return Summary(other) == Summary(inOrder);
        });
        Assert.Equal(0, inOrder.OpenDenialCount);
        Assert.Equal("ICN3", inOrder.PayerClaimControlNumber);
    }

    private static string Summary(Claim claim) => string.Join(
        '|',
        claim.State, claim.NextAction, claim.OpenDenialCount, claim.PayerClaimControlNumber, claim.Adjudication!.Outcome, claim.Adjudication.Paid,
        claim.Adjudication.Denied, claim.Adjudication.RemittanceId, claim.Denials.Count, claim.Denials.Count(denial => denial.IsOpen));

    private Claim Story(ClaimPosting[] postings)
    {
        var claim = Drafts.Submitted();
        claim.Reject(1, Drafts.Answer("A7:164:IL"), Drafts.At);
        claim.OpenVersion("1", Drafts.Origin(), "PCN0000002", _ => [], Drafts.At);
        claim.Submit([], Drafts.At, Drafts.At);
        foreach (var posting in postings)
        {
            Post(claim, posting);
        }

        return claim;
    }

    private Claim Denied()
    {
        var claim = Drafts.Submitted();
        Post(claim, Drafts.Posting(denied: 210m, icn: "ICN1"));
        return claim;
    }

    private void Post(Claim claim, ClaimPosting posting) => claim.Post([posting], () => $"den-{Interlocked.Increment(ref _denials)}", Drafts.At);
}
