using MedBill.Claims.Tests.Fixture;
using MedBill.X12.Acknowledgments;
using Coverage = MedBill.Contracts.Coverage.V1;
using Events = MedBill.Contracts.Claims.Events.V1;
using Patients = MedBill.Contracts.Patients.V1;
using State = MedBill.Contracts.Claims.V1.Claim.Types.State;
using Wire = MedBill.Contracts.Claims.V1;

namespace MedBill.Claims.Tests.Features;

public sealed class ClaimVersionTests(ClaimsHost host) : IClassFixture<ClaimsHost>
{
    [Fact]
    public async Task A_rejected_claim_is_corrected_and_sent_again_as_an_original_under_a_new_number()
    {
        Coverage.ResolvedPolicy? policy = null;
        var (first, batch) = await host.SentAsync(cover: cover => policy = cover);
        await host.ReceiveAsync(Answers.Claims(batch, Answers.Rejected(first)));
        policy!.Policy.MemberId = "W000000002";

        var next = await host.Claims.CreateClaimVersionAsync(new() { Parent = first.Name });
        var again = await host.SendAsync(next);

        Assert.Equal((State.Draft, 2, "1", Wire.Claim.Types.NextAction.Submit), (next.State, next.VersionNumber, next.FrequencyCode, next.NextAction));
        Assert.NotEqual(first.PatientControlNumber, next.PatientControlNumber);
        var sent = Assert.Single(host.Read(again)).Claim;
        Assert.Equal(
            (next.PatientControlNumber, "1", null, "W000000002"), (sent.PatientControlNumber, sent.Frequency, sent.Reference("F8"), sent.Subscriber.Person.Id));
        Assert.Equal("W000000001", Assert.Single(host.Read(batch)).Claim.Subscriber.Person.Id);
        Assert.Equal(
            ["ClaimCreated", "ClaimSubmitted", "ClaimRejected", "ClaimVersionOpened", "ClaimSubmitted"],
            (await host.EventsAsync(first.Name)).Select(type => type.Split('.')[^1]));
        Assert.Equal(
            [new() { Claim = first.Name, VersionNumber = 2, FrequencyCode = "1" }], await host.EventsAsync<Events.ClaimVersionOpened>(first.Name));
    }

    [Fact]
    public async Task A_decided_claim_is_replaced_under_the_payers_number()
    {
        Patients.BillingRecord? visit = null;
        var (first, batch) = await host.SentAsync(record => visit = record);
        await host.ReceiveAsync(Answers.Claims(batch, Answers.Accepted(first, "FRONTEND1")));
        await host.PostAsync(Payments.Chunk("2026-03-20", Payments.Denied(first, "ICN900001", reason: "16")));
        visit!.Encounter.Charges[0].ProcedureCode = "99213";

        var next = await host.Claims.CreateClaimVersionAsync(new() { Parent = first.Name });
        var sent = Assert.Single(host.Read(await host.SendAsync(next))).Claim;

        Assert.Equal(("7", "ICN900001"), (next.FrequencyCode, next.PayerClaimControlNumber));
        Assert.Equal(("7", "ICN900001", "99213"), (sent.Frequency, sent.Reference("F8"), sent.Lines[0].Procedure.Code));
        Assert.Equal("ICN900001", (await host.VersionAsync(first.Name, 2)).OriginalReferenceNumber);
    }

    [Fact]
    public async Task A_void_repeats_what_was_sent_and_a_reversal_of_all_confirms_it()
    {
        Patients.BillingRecord? visit = null;
        var (first, batch) = await host.SentAsync(record => visit = record);
        var paid = Payments.Paid(first, "ICN900002");
        await host.PostAsync(Payments.Chunk("2026-03-20", paid));
        visit!.Encounter.Charges[0].ProcedureCode = "99213";
        var patients = host.Patients.Calls;

        var next = await host.Claims.CreateClaimVersionAsync(new() { Parent = first.Name, FrequencyCode = "8" });
        var sent = Assert.Single(host.Read(await host.SendAsync(next))).Claim;
        await host.PostAsync(Payments.Chunk("2026-04-10", paid.Reversed()));

        var original = Assert.Single(host.Read(batch)).Claim;
        Assert.Equal(("8", "ICN900002"), (sent.Frequency, sent.Reference("F8")));
        Assert.Equal(
            original with { Frequency = "8", PatientControlNumber = sent.PatientControlNumber, References = sent.References }, sent);
        Assert.Equal(patients, host.Patients.Calls);
        var voided = await host.ClaimAsync(first.Name);
        Assert.Equal(
            (State.Voided, Wire.Claim.Types.NextAction.None, Wire.Adjudication.Types.Outcome.Reversed), (voided.State, voided.NextAction, voided.Adjudication.Outcome));
        var told = Assert.Single(await host.EventsAsync<Events.ClaimVoided>(first.Name));
        Assert.Equal(
            (2, first.Encounter, first.Payer, first.TotalCharge, first.ServiceDate),
            (told.VersionNumber, told.Asked.Encounter, told.Asked.Payer, told.Asked.TotalCharge, told.Asked.ServiceDate));
        Assert.NotEqual(first.Name, (await host.Claims.CreateClaimAsync(new() { Encounter = first.Encounter })).Name);
    }

    [Fact]
    public async Task A_void_after_a_refused_replacement_repeats_what_the_payer_decided()
    {
        Patients.BillingRecord? visit = null;
        var (first, batch) = await host.SentAsync(record => visit = record);
        await host.PostAsync(Payments.Chunk("2026-03-20", Payments.Paid(first, "ICN900006")));
        visit!.Encounter.Charges[0].ProcedureCode = "99213";
        var replacement = await host.SendAsync(await host.Claims.CreateClaimVersionAsync(new() { Parent = first.Name }));
        await host.ReceiveAsync(Answers.Claims(replacement, Answers.Rejected(await host.ClaimAsync(first.Name))));

        var next = await host.Claims.CreateClaimVersionAsync(new() { Parent = first.Name, FrequencyCode = "8" });
        var sent = Assert.Single(host.Read(await host.SendAsync(next))).Claim;

        var original = Assert.Single(host.Read(batch)).Claim;
        Assert.Equal("ICN900006", sent.Reference("F8"));
        Assert.Equal(original with { Frequency = "8", PatientControlNumber = sent.PatientControlNumber, References = sent.References }, sent);
    }

    // A refusal and a decision may cross: which of the two was read first must not decide where the claim ends.
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_void_that_was_refused_and_a_reversal_of_all_end_alike_in_either_order(bool refusalFirst)
    {
        var (first, _) = await host.SentAsync();
        var paid = Payments.Paid(first, "ICN900003");
        await host.PostAsync(Payments.Chunk("2026-03-20", paid));
        var next = await host.Claims.CreateClaimVersionAsync(new() { Parent = first.Name, FrequencyCode = "8" });
        var batch = await host.SendAsync(next);
        var refusal = Answers.Claims(batch, Answers.Rejected(next, new StatusCode("A7", "464")));
        var reversal = Payments.Chunk("2026-04-10", paid.Reversed());

        if (refusalFirst)
        {
            await host.ReceiveAsync(refusal);
        }

        await host.PostAsync(reversal);
        if (!refusalFirst)
        {
            await host.ReceiveAsync(refusal);
        }

        Assert.Equal(State.Voided, (await host.ClaimAsync(first.Name)).State);
    }

    [Fact]
    public async Task A_version_that_was_sent_stays_as_it_was_sent()
    {
        Patients.BillingRecord? visit = null;
        var (first, batch) = await host.SentAsync(record => visit = record);
        var (file, sent) = (host.FileOf(batch), await host.VersionAsync(first.Name, 1));
        await host.ReceiveAsync(Answers.Claims(batch, Answers.Rejected(first)));
        var rejected = await host.VersionAsync(first.Name, 1);
        visit!.Encounter.Charges[0].Amount = Visits.Cents(1);

        var next = await host.Claims.CreateClaimVersionAsync(new() { Parent = first.Name });
        await host.Claims.UpdateClaimAsync(new() { Claim = new() { Name = first.Name, PlaceOfServiceCode = "22" } });
        await host.SendAsync(next);

        Assert.Equal(sent.ServiceLines, (await host.VersionAsync(first.Name, 1)).ServiceLines);
        Assert.Equal(rejected, await host.VersionAsync(first.Name, 1));
        Assert.Equal((Visits.Cents(21_000), Visits.Cents(3_001)), (rejected.TotalCharge, (await host.VersionAsync(first.Name, 2)).TotalCharge));
        Assert.Equal(file, host.FileOf(batch));
    }

    [Fact]
    public async Task What_was_edited_on_the_claim_stays_in_its_next_version()
    {
        var draft = await host.DraftAsync();
        await host.Claims.UpdateClaimAsync(new() { Claim = new() { Name = draft.Name, PriorAuthorizationNumber = "AUTH1", DiagnosisCodes = { "I10", "E119" } } });
        var batch = await host.SendAsync(draft);
        await host.ReceiveAsync(Answers.Claims(batch, Answers.Rejected(draft)));

        var next = await host.Claims.CreateClaimVersionAsync(new() { Parent = draft.Name });

        Assert.Equal("AUTH1", next.PriorAuthorizationNumber);
        Assert.Equal(["I10", "E119"], next.DiagnosisCodes);
    }

    [Fact]
    public async Task An_original_goes_to_whoever_covers_the_date_now_and_a_replacement_only_to_who_decided()
    {
        Patients.BillingRecord? visit = null;
        var (rejected, batch) = await host.SentAsync(record => visit = record);
        await host.ReceiveAsync(Answers.Claims(batch, Answers.Rejected(rejected)));
        var other = Visits.Cover(visit!.Patient.Name);
        host.Coverage.Know(visit.Patient.Name, other);
        var (decided, _) = await host.SentAsync(record => visit = record);
        await host.PostAsync(Payments.Chunk("2026-03-20", Payments.Paid(decided, "ICN900004")));
        host.Coverage.Know(visit.Patient.Name, Visits.Cover(visit.Patient.Name));
        var before = await host.ClaimAsync(decided.Name);

        var next = await host.Claims.CreateClaimVersionAsync(new() { Parent = rejected.Name });
        var failure = await Expect.FailureAsync(host.Claims.CreateClaimVersionAsync(new() { Parent = decided.Name }));

        Assert.Equal(other.Payer.Name, next.Payer);
        Assert.Equal("PAYER_CHANGED", failure.Reason);
        Assert.Equal([("encounter", decided.Encounter), ("payer", decided.Payer)], failure.Facts);
        Assert.Equal(before, await host.ClaimAsync(decided.Name));
    }

    [Fact]
    public async Task A_replacement_waits_for_the_payers_number_and_takes_it_up_when_it_comes()
    {
        var (first, batch) = await host.SentAsync();
        await host.PostAsync(Payments.Chunk("2026-03-20", Payments.Denied(first)));
        var next = await host.Claims.CreateClaimVersionAsync(new() { Parent = first.Name });

        Assert.Equal("ORIGINAL_REFERENCE_NUMBER_MISSING", Assert.Single(next.Findings).Code);
        Assert.Equal(State.Draft, (await host.Claims.SubmitClaimAsync(new() { Name = first.Name })).State);
        await host.ReceiveAsync(Answers.Claims(batch, Answers.Accepted(first, "ICN900005")));

        Assert.Equal(State.Submitted, (await host.Claims.SubmitClaimAsync(new() { Name = first.Name })).State);
        Assert.Equal("ICN900005", (await host.VersionAsync(first.Name, 2)).OriginalReferenceNumber);
    }

    [Fact]
    public async Task A_version_repeated_under_its_id_is_opened_once()
    {
        var (first, batch) = await host.SentAsync();
        await host.ReceiveAsync(Answers.Claims(batch, Answers.Rejected(first)));
        var request = new Wire.CreateClaimVersionRequest { Parent = first.Name, RequestId = "version-1" };

        var next = await host.Claims.CreateClaimVersionAsync(request);

        Assert.Equal(next, await host.Claims.CreateClaimVersionAsync(request));
        Assert.Equal(2, (await host.Claims.ListClaimVersionsAsync(new() { Parent = first.Name })).ClaimVersions.Count);
        request.FrequencyCode = "1";
        Assert.Equal("REQUEST_ID_REUSED", await Expect.ReasonAsync(host.Claims.CreateClaimVersionAsync(request)));
    }

    [Fact]
    public async Task A_version_is_asked_for_by_a_known_frequency_and_a_fresh_etag()
    {
        var (first, batch) = await host.SentAsync();
        await host.ReceiveAsync(Answers.Claims(batch, Answers.Rejected(first)));

        Assert.Equal([("frequency_code", "FREQUENCY_CODE_INVALID")],
            await Expect.ViolationsAsync(host.Claims.CreateClaimVersionAsync(new() { Parent = first.Name, FrequencyCode = "6" })));
        Assert.Equal("ETAG_MISMATCH", await Expect.ReasonAsync(host.Claims.CreateClaimVersionAsync(new() { Parent = first.Name, Etag = first.Etag })));
        Assert.Single((await host.Claims.ListClaimVersionsAsync(new() { Parent = first.Name })).ClaimVersions);
    }
}
