using MedBill.Claims.Tests.Fixture;
using MedBill.Platform.Storage;
using Microsoft.EntityFrameworkCore;
using Events = MedBill.Contracts.Claims.Events.V1;
using State = MedBill.Contracts.Claims.V1.Claim.Types.State;
using Wire = MedBill.Contracts.Claims.V1;

namespace MedBill.Claims.Tests.Features;

/// <summary>A correction that was opened by mistake, and goes away again.</summary>
public sealed class DiscardVersionTests(ClaimsHost host) : IClassFixture<ClaimsHost>
{
    [Theory]
    [InlineData("paid", "7")]
    [InlineData("paid", "8")]
    [InlineData("denied", "7")]
    [InlineData("left to the patient", "7")]
    [InlineData("rejected", "1")]
    public async Task The_claim_stands_where_it_stood_with_its_next_action(string answer, string frequency)
    {
        var before = await AnsweredAsync(answer);
        var draft = await host.Claims.CreateClaimVersionAsync(new() { Parent = before.Name, FrequencyCode = frequency });

        var after = await host.Claims.DiscardClaimVersionAsync(new() { Name = $"{draft.Name}/versions/2", Etag = draft.Etag });

        var expected = before.Clone();
        expected.Etag = after.Etag;
        Assert.Equal(expected, after);
        Assert.NotEqual(draft.Etag, after.Etag);
        Assert.Equal(after, await host.ClaimAsync(before.Name));
        Assert.Contains(before.Name, (await host.Claims.ListClaimsAsync(new() { Patient = before.Patient, NextAction = before.NextAction })).Claims.Select(one => one.Name));
        Assert.Equal(
            [new() { Claim = before.Name, VersionNumber = 2 }], await host.EventsAsync<Events.ClaimVersionDiscarded>(before.Name));
        Assert.Equal(State.Voided, (await host.VersionAsync(before.Name, 2)).State);
    }

    [Fact]
    public async Task Its_number_is_not_used_again_and_the_next_correction_goes_out_like_any_other()
    {
        var claim = await AnsweredAsync("paid");
        await host.Claims.CreateClaimVersionAsync(new() { Parent = claim.Name });
        await host.Claims.DiscardClaimVersionAsync(new() { Name = $"{claim.Name}/versions/2" });

        var next = await host.Claims.CreateClaimVersionAsync(new() { Parent = claim.Name });
        var batch = await host.SendAsync(next);

        Assert.Equal((3, "7"), (next.VersionNumber, next.FrequencyCode));
        Assert.Equal(next.PatientControlNumber, Assert.Single(host.Read(batch)).Claim.PatientControlNumber);
        Assert.Equal(
            [State.Adjudicated, State.Voided, State.Submitted],
            (await host.Claims.ListClaimVersionsAsync(new() { Parent = claim.Name })).ClaimVersions.Select(version => version.State));
    }

    [Theory]
    [InlineData("denied", Wire.Claim.Types.NextAction.WorkDenial)]
    [InlineData("left to the patient", Wire.Claim.Types.NextAction.BillPatient)]
    public async Task A_refused_replacement_is_given_up_and_what_it_asked_for_is_told_back(string answer, Wire.Claim.Types.NextAction next)
    {
        var before = await AnsweredAsync(answer);
        var draft = await host.Claims.CreateClaimVersionAsync(new() { Parent = before.Name });
        var dearer = draft.Clone();
        dearer.ServiceLines[0].Charge = Visits.Cents(21_000);
        draft = await host.Claims.UpdateClaimAsync(new() { Claim = dearer, UpdateMask = new() { Paths = { "service_lines" } } });
        var batch = await host.SendAsync(draft);
        await host.ReceiveAsync(Answers.Claims(batch, Answers.Rejected(await host.ClaimAsync(draft.Name))));
        Assert.Equal(Wire.Claim.Types.NextAction.CorrectAndResubmit, (await host.ClaimAsync(draft.Name)).NextAction);

        var after = await host.Claims.DiscardClaimVersionAsync(new() { Name = $"{draft.Name}/versions/2" });

        Assert.Equal((State.Adjudicated, next, 1, before.TotalCharge), (after.State, after.NextAction, after.VersionNumber, after.TotalCharge));
        Assert.Equal(State.Voided, (await host.VersionAsync(before.Name, 2)).State);
        var told = Assert.Single(await host.EventsAsync<Events.ClaimVersionDiscarded>(before.Name));
        Assert.Equal((before.Payer, draft.TotalCharge), (told.Discarded.Payer, told.Discarded.TotalCharge));
        Assert.Equal((before.Payer, before.TotalCharge, before.Encounter, before.Patient), (told.Standing.Payer, told.Standing.TotalCharge, told.Standing.Encounter, told.Standing.Patient));
        await host.SubmitAsync(await host.Claims.CreateClaimVersionAsync(new() { Parent = before.Name }));
        Assert.Equal(before.TotalCharge, (await host.EventsAsync<Events.ClaimSubmitted>(before.Name))[^1].Superseded.TotalCharge);
    }

    [Fact]
    public async Task A_claim_that_was_decided_meanwhile_is_decided()
    {
        var claim = await AnsweredAsync("rejected");
        await host.Claims.CreateClaimVersionAsync(new() { Parent = claim.Name });
        await host.PostAsync(Payments.Chunk("2026-03-20", Payments.Denied(claim)));

        var after = await host.Claims.DiscardClaimVersionAsync(new() { Name = $"{claim.Name}/versions/2" });

        Assert.Equal((State.Adjudicated, Wire.Claim.Types.NextAction.WorkDenial), (after.State, after.NextAction));
        Assert.Equal(State.Adjudicated, (await host.VersionAsync(claim.Name, 1)).State);
    }

    [Fact]
    public async Task A_version_that_was_sent_stays_and_so_does_an_older_one()
    {
        var claim = await AnsweredAsync("paid");
        var next = await host.Claims.CreateClaimVersionAsync(new() { Parent = claim.Name });

        Assert.Equal("ILLEGAL_TRANSITION", await Expect.ReasonAsync(host.Claims.DiscardClaimVersionAsync(new() { Name = $"{claim.Name}/versions/1" })));
        await host.SubmitAsync(next);
        Assert.Equal("ILLEGAL_TRANSITION", await Expect.ReasonAsync(host.Claims.DiscardClaimVersionAsync(new() { Name = $"{claim.Name}/versions/2" })));
    }

    [Fact]
    public async Task A_repeat_gets_the_first_answer_an_old_etag_none_and_it_is_written_down_who_did_it()
    {
        var claim = await AnsweredAsync("paid");
        var draft = await host.Claims.CreateClaimVersionAsync(new() { Parent = claim.Name });
        var request = new Wire.DiscardClaimVersionRequest { Name = $"{claim.Name}/versions/2", Etag = draft.Etag, RequestId = "discard-1" };
        Assert.Equal("ETAG_MISMATCH", await Expect.ReasonAsync(host.Claims.DiscardClaimVersionAsync(new() { Name = request.Name, Etag = claim.Etag })));

        var first = await host.Claims.DiscardClaimVersionAsync(request);

        Assert.Equal(first, await host.Claims.DiscardClaimVersionAsync(request));
        Assert.Equal("ILLEGAL_TRANSITION", await Expect.ReasonAsync(host.Claims.DiscardClaimVersionAsync(new() { Name = request.Name })));
        Assert.Single(await host.WithDbAsync<Storage.ClaimsDb, List<AuditRow>>(db => db.Set<AuditRow>().AsNoTracking()
            .Where(row => row.Resource == claim.Name && row.Method.EndsWith("DiscardClaimVersion")).ToListAsync()));
    }

    private async Task<Wire.Claim> AnsweredAsync(string answer)
    {
        var (claim, batch) = await host.SentAsync();
        if (answer == "rejected")
        {
            await host.ReceiveAsync(Answers.Claims(batch, Answers.Rejected(claim)));
        }
        else
        {
            await host.PostAsync(Payments.Chunk("2026-03-20", answer switch
            {
                "denied" => Payments.Denied(claim, "ICN1"),
                "left to the patient" => Payments.LeftToPatient(claim, "ICN1"),
                _ => Payments.Paid(claim, "ICN1"),
            }));
        }

        return await host.ClaimAsync(claim.Name);
    }
}
