using System.Text;
using MedBill.Claims.Acknowledgments;
using MedBill.Claims.Storage;
using MedBill.Claims.Tests.Fixture;
using MedBill.Platform.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using State = MedBill.Contracts.Claims.V1.Acknowledgment.Types.State;
using Wire = MedBill.Contracts.Claims.V1;

namespace MedBill.Claims.Tests.Acknowledgments;

/// <summary>Files that were not read to their end: somebody must see them, and they may come again.</summary>
public sealed class SetAsideTests
{
    private const int Failures = 10;

    [Fact]
    public async Task A_file_that_keeps_failing_is_listed_and_read_when_it_comes_again()
    {
        await using var host = await StartAsync();
        var (claim, batch) = await host.SentAsync();
        var answer = Answers.Claims(batch, Answers.Accepted(claim));
        await LoseBatchAsync(host, claim, "sub-lost");
        await host.PutAsync(answer, "first.x12");
        await FailAsync(host);

        var row = await RowAsync(host);
        Assert.Equal((State.Quarantined, "PROCESSING_FAILED", "first.x12"), (row.State, row.ReasonCode, row.FileName));
        Assert.NotEmpty(row.Reason);
        Assert.Contains("first.x12", host.Files("quarantine"));

        await LoseBatchAsync(host, claim, batch.Name[(batch.Name.IndexOf('/', StringComparison.Ordinal) + 1)..]);
        await host.PutAsync(answer, "again.x12");
        await host.DrainAsync();

        var applied = await RowAsync(host);
        Assert.Equal((State.Processed, "", "again.x12", row.Sha256, 1), (applied.State, applied.ReasonCode, applied.FileName, applied.Sha256, applied.AcceptedCount));
        Assert.Equal(Wire.Claim.Types.State.Accepted, (await host.ClaimAsync(claim.Name)).State);
        Assert.Single(await host.EventsAsync<Contracts.Claims.Events.V1.ClaimAccepted>(claim.Name));
    }

    [Fact]
    public async Task A_file_that_fails_again_is_listed_once()
    {
        await using var host = await StartAsync();
        var (claim, batch) = await host.SentAsync();
        await LoseBatchAsync(host, claim, "sub-lost");
        var answer = Answers.Claims(batch, Answers.Accepted(claim));
        foreach (var name in (string[])["first.x12", "again.x12"])
        {
            await host.PutAsync(answer, name);
            await FailAsync(host);
        }

        Assert.Equal(("again.x12", "PROCESSING_FAILED"), ((await RowAsync(host)).FileName, (await RowAsync(host)).ReasonCode));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_file_that_is_too_large_is_listed_for_whom_it_is_and_read_once_it_is_not(bool ours)
    {
        await using var host = await StartAsync();
        var (claim, batch) = await host.SentAsync();
        var answer = ours ? Answers.Claims(batch, Answers.Accepted(claim)) : Encoding.ASCII.GetBytes(new string('x', 500));
        await RestartAsync(host, maxBytes: "200");
        await host.PutAsync(answer, "large.x12");
        await host.DrainAsync();

        var row = await RowAsync(host);
        Assert.Equal((State.Quarantined, "FILE_TOO_LARGE"), (row.State, row.ReasonCode));
        Assert.Equal(ours, (await host.Claims.ListAcknowledgmentsAsync(new())).Acknowledgments.Contains(row));
        Assert.Contains("large.x12", host.Files("quarantine"));

        await RestartAsync(host, maxBytes: "100000");
        await host.PutAsync(answer, "large.x12");
        await host.DrainAsync();

        row = await RowAsync(host);
        Assert.Equal(ours ? (State.Processed, "") : (State.Quarantined, "NOT_X12"), (row.State, row.ReasonCode));
    }

    [Fact]
    public async Task More_answers_than_are_held_at_once_are_quarantined_with_their_reason()
    {
        await using var host = await StartAsync();
        var (claim, batch) = await host.SentAsync();
        var whole = Encoding.Latin1.GetString(Answers.Claims(batch, Answers.Accepted(claim)));
        var at = whole.IndexOf("SE*", StringComparison.Ordinal);
        var many = string.Concat(whole[..at], string.Concat(Enumerable.Repeat("STC*A2:20~", InboundFile.MaxSegments)), whole[at..]);

        var row = await host.ReceiveAsync(Encoding.Latin1.GetBytes(many));

        Assert.Equal((State.Quarantined, "TOO_MANY_ANSWERS"), (row.State, row.ReasonCode));
        Assert.Equal(Wire.Claim.Types.State.Submitted, (await host.ClaimAsync(claim.Name)).State);
    }

    private static async Task<ClaimsHost> StartAsync()
    {
        var host = new ClaimsHost();
        await host.InitializeAsync();
        return host;
    }

    private static async Task RestartAsync(ClaimsHost host, string maxBytes)
    {
        host.Settings["Mailbox:MaxFileBytes"] = maxBytes;
        await host.StopAsync();
        await host.StartAsync();
    }

    private static async Task FailAsync(ClaimsHost host)
    {
        var reader = host.Services.GetServices<ISweep>().OfType<AcknowledgmentWorker>().Single();
        for (var i = 0; i < Failures; i++)
        {
            await reader.SweepAsync(CancellationToken.None);
        }
    }

    // A defect of ours, as far as the reader can tell: the batch of a submission is not there.
    private static Task<int> LoseBatchAsync(ClaimsHost host, Wire.Claim claim, string batchId)
    {
        var id = claim.Name["claims/".Length..];
        return host.WithDbAsync<ClaimsDb, int>(
            db => db.Submissions.Where(one => one.ClaimId == id).ExecuteUpdateAsync(set => set.SetProperty(one => one.BatchId, batchId)));
    }

    private static async Task<Wire.Acknowledgment> RowAsync(ClaimsHost host) => Assert.Single((await host.Admin.ListAcknowledgmentsAsync(new())).Acknowledgments);
}
