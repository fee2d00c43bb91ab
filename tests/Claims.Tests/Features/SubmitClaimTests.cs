using MedBill.Claims.Tests.Fixture;
using Events = MedBill.Contracts.Claims.Events.V1;
using State = MedBill.Contracts.Claims.V1.Claim.Types.State;
using Wire = MedBill.Contracts.Claims.V1;

namespace MedBill.Claims.Tests.Features;

public sealed class SubmitClaimTests(ClaimsHost host) : IClassFixture<ClaimsHost>
{
    [Fact]
    public async Task A_submission_freezes_queues_and_tells_all_that_posting_needs()
    {
        string? guarantor = null;
        var draft = await host.DraftAsync(visit => guarantor = visit.Encounter.ResponsibleParty);

        var claim = await host.Claims.SubmitClaimAsync(new() { Name = draft.Name });

        Assert.Equal((State.Submitted, Wire.Submission.Types.State.Queued, ""), (claim.State, claim.Submission.State, claim.Submission.SubmissionBatch));
        var told = Assert.Single(await host.EventsAsync<Events.ClaimSubmitted>(claim.Name));
        Assert.Equal(
            (claim.Name, 1, "1", claim.PatientControlNumber, claim.Encounter, claim.Patient, guarantor, claim.Payer),
            (told.Claim, told.VersionNumber, told.FrequencyCode, told.PatientControlNumber, told.Encounter, told.Patient, told.ResponsibleParty, told.Payer));
        Assert.Equal((claim.TotalCharge, claim.ServiceDate, "PAYER01"), (told.TotalCharge, told.ServiceDate, told.PayerId));
        Assert.Equal(
            claim.ServiceLines.Select(line => (line.LineNumber, line.LineItemControlNumber, line.ProcedureCode, string.Join(',', line.Modifiers), line.Charge, line.Units)),
            told.Lines.Select(line => (line.LineNumber, line.LineItemControlNumber, line.ProcedureCode, string.Join(',', line.Modifiers), line.Charge, line.Units)));
    }

    [Fact]
    public async Task The_visit_says_who_is_responsible_whoever_is_the_patients_guarantor_by_now()
    {
        var claim = await host.SubmitAsync(await host.DraftAsync(visit =>
        {
            visit.Encounter.ResponsibleParty = visit.Patient.Name;
            visit.Patient.Guarantor = "guarantors/gtr-of-today";
        }));

        Assert.Equal(claim.Patient, Assert.Single(await host.EventsAsync<Events.ClaimSubmitted>(claim.Name)).ResponsibleParty);
    }

    [Fact]
    public async Task A_retry_with_the_same_request_id_submits_once()
    {
        var draft = await host.DraftAsync();
        var request = new Wire.SubmitClaimRequest { Name = draft.Name, RequestId = "submit-1" };

        var first = await host.Claims.SubmitClaimAsync(request);
        var retry = await host.Claims.SubmitClaimAsync(request);

        Assert.Equal(first, retry);
        Assert.Equal(2, (await host.EventsAsync(draft.Name)).Count);
        Assert.Equal("REQUEST_ID_REUSED", await Expect.ReasonAsync(host.Claims.SubmitClaimAsync(new() { Name = draft.Name, Etag = draft.Etag, RequestId = "submit-1" })));
    }

    [Fact]
    public async Task Parallel_retries_all_get_the_one_answer()
    {
        var draft = await host.DraftAsync();
        var request = new Wire.SubmitClaimRequest { Name = draft.Name, RequestId = "submit-parallel" };

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(async _ => await host.Claims.SubmitClaimAsync(request)));

        Assert.Single(answers.Distinct());
        Assert.Equal(2, (await host.EventsAsync(draft.Name)).Count);
    }

    [Fact]
    public async Task A_stale_etag_submits_nothing()
    {
        var draft = await host.DraftAsync();
        await host.Claims.UpdateClaimAsync(new() { Claim = new() { Name = draft.Name, PriorAuthorizationNumber = "AUTH1" } });

        Assert.Equal("ETAG_MISMATCH", await Expect.ReasonAsync(host.Claims.SubmitClaimAsync(new() { Name = draft.Name, Etag = draft.Etag })));
        Assert.Equal(State.Draft, (await host.ClaimAsync(draft.Name)).State);
    }

    [Fact]
    public async Task Edits_that_forbid_sending_are_data_and_leave_a_draft()
    {
        var draft = await host.DraftAsync(visit => visit.Patient.BirthDate = null);

        var claim = await host.Claims.SubmitClaimAsync(new() { Name = draft.Name });

        Assert.Equal((State.Draft, Wire.Claim.Types.NextAction.CorrectDraft), (claim.State, claim.NextAction));
        Assert.Equal(["patient.birth_date"], claim.Findings.Select(finding => finding.Field));
        Assert.Null(claim.Submission);
        Assert.Equal(["medbill.claims.events.v1.ClaimCreated"], await host.EventsAsync(draft.Name));
    }

    [Fact]
    public async Task The_edits_of_the_day_of_sending_decide()
    {
        var draft = await host.DraftAsync(visit => visit.Encounter.ServiceDate = Visits.Date(2026, 3, 2));
        Assert.Empty(draft.Findings);
        host.Clock.AdjustTime(host.Clock.GetUtcNow().AddDays(-1));

        var claim = await host.Claims.SubmitClaimAsync(new() { Name = draft.Name });

        host.Clock.AdjustTime(host.Clock.GetUtcNow().AddDays(1));
        Assert.Equal((State.Draft, "SERVICE_DATE_IN_FUTURE"), (claim.State, claim.Findings[0].Code));
    }

    [Fact]
    public async Task Validate_only_answers_the_same_and_stores_nothing()
    {
        var draft = await host.DraftAsync(cover: cover => cover.Payer.TimelyFilingDays = 8);
        var request = new Wire.SubmitClaimRequest { Name = draft.Name, ValidateOnly = true, RequestId = "validate-1" };

        var answer = await host.Claims.SubmitClaimAsync(request);

        Assert.Equal((State.Draft, "TIMELY_FILING_NEAR"), (answer.State, Assert.Single(answer.Findings).Code));
        Assert.Equal(draft, await host.ClaimAsync(draft.Name));
        Assert.Equal(State.Submitted, (await host.Claims.SubmitClaimAsync(new() { Name = draft.Name, RequestId = "validate-1" })).State);
        Assert.Equal("ILLEGAL_TRANSITION", await Expect.ReasonAsync(host.Claims.SubmitClaimAsync(request)));
    }

    [Fact]
    public async Task Each_claim_of_a_batch_answers_for_itself()
    {
        var good = await host.DraftAsync();
        var bad = await host.DraftAsync(visit => visit.Encounter.Charges.ToList().ForEach(charge => charge.Units = 0));
        var sent = await host.SubmitAsync(await host.DraftAsync());
        const string Unknown = "claims/clm-00000000000000000000000000";

        var results = (await host.Claims.BatchSubmitClaimsAsync(new() { Names = { good.Name, bad.Name, sent.Name, Unknown } })).Results;

        Assert.Equal(
            [
                (good.Name, State.Submitted, "", 0),
                (bad.Name, State.Draft, "EDITS_FAILED", 2),
                (sent.Name, State.Submitted, "ILLEGAL_TRANSITION", 0),
                (Unknown, State.Unspecified, "CLAIM_NOT_FOUND", 0),
            ],
            results.Select(result => (result.Name, result.State, result.ReasonCode, result.Findings.Count)));
        Assert.Equal(State.Submitted, (await host.ClaimAsync(good.Name)).State);
        Assert.Equal(2, (await host.ClaimAsync(bad.Name)).Findings.Count);
    }

    [Fact]
    public async Task A_batch_repeated_under_its_id_answers_the_same_and_sends_nothing_twice()
    {
        var drafts = await host.DraftsAsync(3);
        var request = new Wire.BatchSubmitClaimsRequest { Names = { drafts.Select(draft => draft.Name) }, RequestId = "batch-1" };

        var first = await host.Claims.BatchSubmitClaimsAsync(request);
        var repeat = await host.Claims.BatchSubmitClaimsAsync(request);
        request.Names.RemoveAt(2);

        Assert.Equal(first, repeat);
        Assert.Equal("REQUEST_ID_REUSED", await Expect.ReasonAsync(host.Claims.BatchSubmitClaimsAsync(request)));
        Assert.Equal(3, (await host.CloseAsync(drafts[0].Payer)).ClaimCount);
    }

    [Fact]
    public async Task A_batch_has_at_most_a_thousand_names_each_once()
    {
        Assert.Contains(
            ("names", "TOO_MANY_ITEMS"),
            await Expect.ViolationsAsync(host.Claims.BatchSubmitClaimsAsync(new() { Names = { Enumerable.Range(0, 1_001).Select(i => $"claims/clm-{i:D26}") } })));
        Assert.Equal(
            [("names[0]", "INVALID_RESOURCE_NAME"), ("names[2]", "DUPLICATE_ITEM")],
            await Expect.ViolationsAsync(host.Claims.BatchSubmitClaimsAsync(new() { Names = { "x", "claims/clm-1", "claims/clm-1" } })));
    }

    [Fact]
    public async Task A_withdrawal_repeated_under_its_id_happens_once()
    {
        var draft = await host.DraftAsync();
        var request = new Wire.VoidClaimRequest { Name = draft.Name, Etag = draft.Etag, RequestId = "void-1" };

        var first = await host.Claims.VoidClaimAsync(request);

        Assert.Equal(first, await host.Claims.VoidClaimAsync(request));
        Assert.Equal((State.Voided, Wire.Claim.Types.NextAction.None), (first.State, first.NextAction));
        Assert.Equal(
            [new() { Claim = draft.Name, VersionNumber = 1 }], await host.EventsAsync<Events.ClaimVoided>(draft.Name));
        Assert.Equal("ETAG_MISMATCH", await Expect.ReasonAsync(host.Claims.VoidClaimAsync(new() { Name = draft.Name, Etag = draft.Etag })));
    }
}
