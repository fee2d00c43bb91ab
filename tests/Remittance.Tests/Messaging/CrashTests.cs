using MedBill.Remittance.Import;
using MedBill.Remittance.Postings;
using MedBill.Remittance.Storage;
using MedBill.Remittance.Tests.Fixture;
using MedBill.X12.Remittances835;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Events = MedBill.Contracts.Remittance.Events.V1;
using Wire = MedBill.Contracts.Remittance.V1;

namespace MedBill.Remittance.Tests.Messaging;

/// <summary>Whatever step the service dies at, the file is read once, posted once and with the same chunks.</summary>
public sealed class CrashTests : IAsyncLifetime
{
    private readonly Fragile _host = new();

    public ValueTask InitializeAsync() => _host.InitializeAsync();

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task No_step_of_the_store_is_one_where_dying_changes_anything()
    {
        var step = 1;
        for (; step < 400; step++)
        {
            var visits = Visits();
            await _host.SubmitAsync(visits[..2]);
            var trace = Samples.Unique("EFT");

            _host.Faults.StrikeAt(step);
            await Faults.OutliveAsync(() => _host.ReceiveAsync(Samples.Advice(trace, visits, Samples.Plb(new ProviderAdjustmentEntry("WO", "ICN1", 500)))));
            var struck = _host.Faults.Struck;
            _host.Faults.StrikeAt(int.MaxValue);

            await CheckAsync(trace, [2]);
            if (!struck)
            {
                break;
            }
        }

        Assert.InRange(step, 20, 399);
    }

    [Fact]
    public async Task No_step_of_a_late_match_is_one_where_dying_changes_anything()
    {
        var step = 1;
        for (; step < 200; step++)
        {
            var visits = Visits();
            await _host.SubmitAsync(visits[..2]);
            var trace = Samples.Unique("EFT");
            await _host.ReceiveAsync(Samples.Advice(trace, visits, Samples.Plb(new ProviderAdjustmentEntry("WO", "ICN1", 500))));

            await _host.SubmitAsync(visits[2]);
            _host.Faults.StrikeAt(step);
            await Faults.OutliveAsync(_host.DrainAsync);
            var struck = _host.Faults.Struck;
            _host.Faults.StrikeAt(int.MaxValue);

            await CheckAsync(trace, [2, 1]);
            if (!struck)
            {
                break;
            }
        }

        Assert.InRange(step, 5, 199);
    }

    [Theory]
    [InlineData(9)]
    [InlineData(25)]
    [InlineData(38)]
    public async Task A_new_process_goes_on_where_the_dead_one_stopped(int step)
    {
        var visits = Visits();
        await _host.SubmitAsync(visits[..2]);
        var trace = Samples.Unique("EFT");
        _host.Faults.StrikeAt(step);
        await Faults.OutliveAsync(() => _host.ReceiveAsync(Samples.Advice(trace, visits, Samples.Plb(new ProviderAdjustmentEntry("WO", "ICN1", 500)))));
        Assert.True(_host.Faults.Struck);
        _host.Faults.StrikeAt(int.MaxValue);

        await _host.StopAsync();
        await _host.StartAsync();

        await CheckAsync(trace, [2]);
    }

    // A batch is stored, the next is not: reading starts over and storing goes on behind it.
    [Fact]
    public async Task Reading_goes_on_behind_the_batches_that_are_stored()
    {
        var visits = Enumerable.Range(0, 2_300).Select(_ => Samples.Visit(Samples.Unique("PCN"))).ToArray();
        var trace = Samples.Unique("EFT");
        await RemittanceHost.UploadAsync(_host.Writer, Samples.File(Samples.Advice(trace, visits)), pieceBytes: 60_000);

        _host.Faults.StrikeAtCommit(2);
        await Faults.OutliveAsync(_host.SweepAsync<ReadingWorker>);

        Assert.Equal(1_000, await _host.WithDbAsync<RemittanceDb, int>(db => db.ClaimPayments.CountAsync()));
        Assert.Empty(await _host.RemittancesAsync(trace));
        await _host.FinishAsync(trace);

        var remittance = await _host.RemittanceAsync(trace);
        Assert.Equal((2_300, 2_300, 2_300 * 8_000L), (remittance.ClaimPaymentCount, remittance.UnmatchedCount, remittance.UnappliedAmount.Cents()));
    }

    // Matching is one commit, each of the three chunks another.
    [Fact]
    public async Task Posting_goes_on_behind_the_first_of_three_chunks()
    {
        var visits = Enumerable.Range(0, 450).Select(_ => Samples.Visit(Samples.Unique("PCN"))).ToArray();
        await _host.KnowClaimsAsync(visits);
        var trace = Samples.Unique("EFT");

        await _host.PutAsync(Samples.File(Samples.Advice(trace, visits)));
        await _host.SweepAsync<RemittanceMailbox>();
        await _host.SweepAsync<ReadingWorker>();

        _host.Faults.StrikeAtCommit(3);
        await Faults.OutliveAsync(_host.SweepAsync<PostingWorker>);
        var dead = await _host.RemittanceAsync(trace);
        var first = Assert.Single(await _host.PostingsAsync(dead));
        await _host.StopAsync();
        await _host.StartAsync();
        await _host.FinishAsync(trace);

        var postings = (await _host.PostingsAsync(dead)).OrderBy(posting => posting.ChunkNumber).ToList();
        var chunks = await _host.EventsAsync<Events.PaymentsPosted>(dead.Name);
        Assert.Equal(Wire.Remittance.Types.State.Matched, dead.State);
        Assert.Equal(first, postings[0]);
        Assert.Equal((3, 450), (postings.Count, postings.Sum(posting => posting.ClaimCount)));
        Assert.Equal(Enumerable.Range(1, 450).Select(position => $"{dead.Name}/claimPayments/{position}"), chunks.SelectMany(chunk => chunk.Claims).Select(claim => claim.ClaimPayment));
        Assert.Equal((3, 450 * 8_000L), await _host.PostedAsync(dead.Name));
    }

    private static ClaimPayment[] Visits() => [.. Enumerable.Range(0, 3).Select(_ => Samples.Visit(Samples.Unique("PCN")))];

    private async Task CheckAsync(string trace, int[] claimsInChunks)
    {
        await _host.FinishAsync(trace);
        var remittance = await _host.RemittanceAsync(trace);
        var chunks = await _host.EventsAsync<Events.PaymentsPosted>(remittance.Name);
        Assert.Equal(Wire.Remittance.Types.State.Posted, remittance.State);
        Assert.Equal(claimsInChunks, chunks.Select(chunk => chunk.Claims.Count));
        Assert.Equal(Enumerable.Range(1, chunks.Count), chunks.Select(chunk => chunk.ChunkNumber));
        Assert.Equal(chunks.Select(chunk => chunk.Posting), (await _host.PostingsAsync(remittance)).OrderBy(posting => posting.ChunkNumber).Select(posting => posting.Name));
        Assert.Single((await _host.Reader.ListProviderAdjustmentsAsync(new() { Remittance = remittance.Name })).ProviderAdjustments);
        Assert.Equal(3 * 8_000 - (8_000 * claimsInChunks.Sum()), remittance.UnappliedAmount.Cents());
        Assert.Single(await _host.EventsAsync<Events.RemittanceReceived>(remittance.Name));
        Assert.Single(await _host.EventsAsync<Events.RemittanceMatched>(remittance.Name));
        Assert.Equal(claimsInChunks.Length, (await _host.EventsAsync<Events.RemittancePosted>(remittance.Name)).Count);
    }

    private sealed class Fragile : RemittanceHost
    {
        public Faults Faults { get; } = new();

        /// <summary>Waits out the pauses after failures.</summary>
        public async Task FinishAsync(string trace)
        {
            for (var round = 0; round < 20; round++)
            {
                await DrainAsync();
                if ((await RemittancesAsync(trace)) is [{ State: Wire.Remittance.Types.State.Posted } posted] && await NothingWaitsAsync(posted.Name))
                {
                    return;
                }

                Machine.Advance(TimeSpan.FromMinutes(10));
            }

            Assert.Fail("The remittance advice is not posted after 20 rounds.");
        }

        protected override void Configure(WebApplicationBuilder builder)
        {
            builder.Logging.ClearProviders();
            builder.Services.ConfigureDbContext<RemittanceSqliteDb>(options => options.AddInterceptors(Faults), ServiceLifetime.Singleton);
        }

        private Task<bool> NothingWaitsAsync(string name) => WithDbAsync<RemittanceDb, bool>(
            async db => !await db.ClaimPayments.AnyAsync(payment => "remittances/" + payment.RemittanceId == name && payment.State == Remittance.Domain.ClaimPaymentState.Recheck));
    }
}
