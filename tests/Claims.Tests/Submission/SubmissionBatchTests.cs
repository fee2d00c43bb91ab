using MedBill.Claims.Tests.Fixture;
using MedBill.Platform.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Events = MedBill.Contracts.Claims.Events.V1;
using State = MedBill.Contracts.Claims.V1.SubmissionBatch.Types.State;
using Wire = MedBill.Contracts.Claims.V1;

namespace MedBill.Claims.Tests.Submission;

/// <summary>Batches of three.</summary>
public sealed class SmallBatchHost : ClaimsHost
{
    public SmallBatchHost() => Settings["Submission:MaxClaims"] = "3";
}

public sealed class SubmissionBatchTests(SmallBatchHost host) : IClassFixture<SmallBatchHost>
{
    [Fact]
    public async Task Claims_wait_for_the_window_and_then_go_together()
    {
        var drafts = await host.DraftsAsync(2);
        foreach (var draft in drafts)
        {
            await host.SubmitAsync(draft);
        }

        await host.DrainAsync();
        Assert.Empty(await BatchesAsync(drafts[0].Payer));
        host.Machine.Advance(ClaimsHost.Window);
        await host.DrainAsync();

        var batch = Assert.Single(await BatchesAsync(drafts[0].Payer));
        Assert.Equal((State.Sent, 2, Visits.Cents(42_000)), (batch.State, batch.ClaimCount, batch.TotalCharge));
        Assert.Equal(
            [new() { SubmissionBatch = batch.Name, Payer = batch.Payer, InterchangeControlNumber = batch.InterchangeControlNumber, ClaimCount = 2, TotalCharge = batch.TotalCharge }],
            await host.EventsAsync<Events.SubmissionBatchSent>(batch.Name));
    }

    [Fact]
    public async Task A_full_batch_goes_at_once_and_the_rest_waits_for_the_window()
    {
        var drafts = await host.DraftsAsync(7);
        await host.Claims.BatchSubmitClaimsAsync(new() { Names = { drafts.Select(draft => draft.Name) } });

        await host.DrainAsync();
        var full = await BatchesAsync(drafts[0].Payer);
        host.Machine.Advance(ClaimsHost.Window);
        await host.DrainAsync();
        var all = await BatchesAsync(drafts[0].Payer);

        Assert.Equal([3, 3], full.Select(batch => batch.ClaimCount));
        Assert.Equal([1, 3, 3], all.Select(batch => batch.ClaimCount).Order());
        Assert.Equal(
            drafts.Select(draft => draft.PatientControlNumber).Order(StringComparer.Ordinal),
            all.SelectMany(host.Read).Select(claim => claim.Claim.PatientControlNumber).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Closing_now_closes_all_that_waits_each_payer_in_files_of_its_own()
    {
        var (first, second) = (await host.DraftsAsync(4), await host.DraftsAsync(1));
        await host.Claims.BatchSubmitClaimsAsync(new() { Names = { first.Concat(second).Select(draft => draft.Name) } });
        var request = new Wire.CloseSubmissionBatchesRequest { RequestId = "close-1" };

        var closed = await host.Claims.CloseSubmissionBatchesAsync(request);
        var repeat = await host.Claims.CloseSubmissionBatchesAsync(request);
        await host.DrainAsync();

        Assert.Equal(closed, repeat);
        Assert.Equal([3, 1], closed.SubmissionBatches.Where(batch => batch.Payer == first[0].Payer).Select(batch => batch.ClaimCount));
        Assert.Equal([1], closed.SubmissionBatches.Where(batch => batch.Payer == second[0].Payer).Select(batch => batch.ClaimCount));
        Assert.Empty((await host.Claims.CloseSubmissionBatchesAsync(new())).SubmissionBatches);
    }

    [Fact]
    public async Task Closing_one_payers_leaves_the_others()
    {
        var (first, second) = (await host.SubmitAsync(await host.DraftAsync()), await host.SubmitAsync(await host.DraftAsync()));

        await host.CloseAsync(first.Payer);

        Assert.Empty(await BatchesAsync(second.Payer));
        Assert.Equal(Wire.Submission.Types.State.Queued, (await host.ClaimAsync(second.Name)).Submission.State);
    }

    [Fact]
    public async Task A_sent_claim_shows_its_batch_and_has_a_new_etag()
    {
        var submitted = await host.SubmitAsync(await host.DraftAsync());

        var batch = await host.CloseAsync(submitted.Payer);

        var sent = await host.ClaimAsync(submitted.Name);
        Assert.Equal((Wire.Submission.Types.State.Sent, batch.Name, batch.SendTime), (sent.Submission.State, sent.Submission.SubmissionBatch, sent.Submission.SendTime));
        Assert.NotEqual(submitted.Etag, sent.Etag);
    }

    [Fact]
    public async Task Every_control_number_is_the_next_one_and_stands_everywhere_it_must()
    {
        var (first, second) = (await host.SentAsync(), await host.SentAsync());

        var received = Assert.Single(host.Read(second.Batch));
        var number = second.Batch.InterchangeControlNumber;
        Assert.Equal(int.Parse(first.Batch.InterchangeControlNumber, null) + 1, int.Parse(number, null));
        Assert.Equal((number, $"837P-{number}.x12"), (received.Envelope.Interchange.ControlNumber, second.Batch.FileName));
        Assert.Equal((second.Batch.GroupControlNumber, number.TrimStart('0')), (received.Envelope.Group.ControlNumber, second.Batch.GroupControlNumber));
        Assert.Equal((number, "CH", "00"), (received.Header.BatchNumber, received.Header.TransactionType, received.Header.Purpose));
        Assert.Equal(
            (Visits.SubmitterId, Visits.ElectronicPayerId, "T", "HC", "005010X222A1"),
            (received.Envelope.Interchange.SenderId, received.Envelope.Interchange.ReceiverId, received.Envelope.Interchange.Usage, received.Envelope.Group.FunctionalId, received.Envelope.Version));
    }

    [Fact]
    public async Task Claims_of_another_sender_do_not_share_a_file()
    {
        var payer = $"payers/{Visits.Unique("pyr")}";
        var before = await host.SubmitAsync(await host.DraftAsync(cover: cover => cover.By(payer)));
        host.Patients.Practice.SubmitterId = "SUB002";
        var after = await host.SubmitAsync(await host.DraftAsync(cover: cover => cover.By(payer)));
        host.Patients.Practice.SubmitterId = Visits.SubmitterId;

        var closed = (await host.Claims.CloseSubmissionBatchesAsync(new() { Payer = payer })).SubmissionBatches;
        await host.DrainAsync();

        Assert.Equal(
            [(Visits.SubmitterId, before.PatientControlNumber), ("SUB002", after.PatientControlNumber)],
            closed.Select(batch => Assert.Single(host.Read(batch))).Select(one => (one.Envelope.Interchange.SenderId, one.Claim.PatientControlNumber)));
    }

    [Fact]
    public async Task Batches_of_a_state_are_listed()
    {
        var (_, batch) = await host.SentAsync();
        await host.ReceiveAsync(Answers.Group(batch));

        Assert.Equal([batch.Name], (await host.Claims.ListSubmissionBatchesAsync(new() { Payer = batch.Payer, State = State.Acknowledged })).SubmissionBatches.Select(one => one.Name));
        Assert.Empty((await host.Claims.ListSubmissionBatchesAsync(new() { Payer = batch.Payer, State = State.Sent })).SubmissionBatches);
    }

    // Two replicas and a person, all closing and writing at the same time.
    [Fact]
    public async Task Whoever_closes_at_once_no_number_is_used_twice_and_no_claim_is_in_two_files()
    {
        var payers = Enumerable.Range(0, 4).Select(_ => $"payers/{Visits.Unique("pyr")}").ToList();
        var drafts = (await Task.WhenAll(payers.Select(payer => host.DraftsAsync(7, payer)))).SelectMany(some => some).ToList();
        await host.Claims.BatchSubmitClaimsAsync(new() { Names = { drafts.Select(draft => draft.Name) } });
        await using var replica = new ClaimsHost(host);
        await replica.InitializeAsync();
        var workers = new[] { host, replica }.SelectMany(one => one.Services.GetServices<ISweep>());

        await Task.WhenAll(
            Task.WhenAll(workers.Select(worker => worker.SweepAsync(CancellationToken.None))),
            Task.WhenAll(payers.Select(async payer => await host.Claims.CloseSubmissionBatchesAsync(new() { Payer = payer }))));
        await host.DrainAsync();

        var batches = (await Task.WhenAll(payers.Select(BatchesAsync))).SelectMany(some => some).ToList();
        Assert.Equal(batches.Count, batches.Select(batch => batch.InterchangeControlNumber).Distinct().Count());
        Assert.All(batches, batch => Assert.Equal(State.Sent, batch.State));
        Assert.Equal(
            drafts.Select(draft => draft.PatientControlNumber).Order(StringComparer.Ordinal),
            batches.SelectMany(host.Read).Select(claim => claim.Claim.PatientControlNumber).Order(StringComparer.Ordinal));
        foreach (var batch in batches)
        {
            Assert.Single(await host.EventsAsync(batch.Name));
        }
    }

    private async Task<IReadOnlyList<Wire.SubmissionBatch>> BatchesAsync(string payer) =>
        (await host.Claims.ListSubmissionBatchesAsync(new() { Payer = payer })).SubmissionBatches;
}
