using MedBill.Platform.Hosting;
using MedBill.Remittance.Import;
using MedBill.Remittance.Postings;
using MedBill.Remittance.Tests.Fixture;
using MedBill.TestKit;
using Events = MedBill.Contracts.Remittance.Events.V1;
using Wire = MedBill.Contracts.Remittance.V1;

namespace MedBill.Remittance.Tests.Messaging;

/// <summary>Two replicas at the same work: each file is read once and each claim posted once, whoever is faster.</summary>
public sealed class ReplicaTests : IAsyncLifetime
{
    private readonly RemittanceHost _one;
    private readonly RemittanceHost _two;

    public ReplicaTests()
    {
        var world = new TestWorld();
        (_one, _two) = (new(world), new(world));
    }

    public async ValueTask InitializeAsync()
    {
        await _one.InitializeAsync();
        await _two.InitializeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _two.DisposeAsync();
        await _one.DisposeAsync();
    }

    [Fact]
    public async Task Files_that_both_read_and_post_at_once_count_once()
    {
        var traces = new List<string>();
        for (var number = 0; number < 6; number++)
        {
            var visits = Enumerable.Range(0, number == 0 ? 450 : 3).Select(_ => Samples.Visit(Samples.Unique("PCN"))).ToArray();
            await _one.KnowClaimsAsync(visits[1..]);
            traces.Add(Samples.Unique("EFT"));
            await _one.PutAsync(Samples.File(Samples.Advice(traces[^1], visits)));
        }

        await BothAsync<RemittanceMailbox>();
        await BothAsync<ReadingWorker>();
        await BothAsync<PostingWorker>();
        await _one.DrainAsync();

        foreach (var trace in traces)
        {
            var remittance = await _one.RemittanceAsync(trace);
            var claims = (await _one.EventsAsync<Events.PaymentsPosted>(remittance.Name)).SelectMany(chunk => chunk.Claims).ToList();
            Assert.Equal((Wire.Remittance.Types.State.Posted, 1, 8_000), (remittance.State, remittance.UnmatchedCount, remittance.UnappliedAmount.Cents()));
            Assert.Equal(Enumerable.Range(2, remittance.ClaimPaymentCount - 1).Select(position => $"{remittance.Name}/claimPayments/{position}"), claims.Select(claim => claim.ClaimPayment));
            Assert.Single(await _one.EventsAsync<Events.RemittanceReceived>(remittance.Name));
            Assert.Single(await _one.EventsAsync<Events.RemittancePosted>(remittance.Name));
        }
    }

    // One payment in two files, read at the same moment: the unique identity lets one of them through.
    [Fact]
    public async Task One_payment_in_two_files_is_accepted_once_whoever_reads_which()
    {
        for (var round = 0; round < 5; round++)
        {
            var visit = Samples.Visit(Samples.Unique("PCN"));
            await _one.SubmitAsync(visit);
            var trace = Samples.Unique("EFT");
            await _one.PutAsync(Samples.File(Samples.Advice(trace, visit)));
            await _one.SweepAsync<RemittanceMailbox>();
            await _one.PutAsync(Samples.File(Samples.Advice(trace, visit)));
            await _one.SweepAsync<RemittanceMailbox>();

            await BothAsync<ReadingWorker>();
            await _one.DrainAsync();

            var both = await _one.RemittancesAsync(trace);
            Assert.Equal(["", "DUPLICATE_PAYMENT"], both.Select(one => one.ReasonCode).Order(StringComparer.Ordinal));
            Assert.Single(await Task.WhenAll(both.Select(_one.PostingsAsync)), postings => postings.Count == 1);
        }
    }

    [Fact]
    public async Task The_same_bytes_under_two_names_in_two_replicas_are_one_file()
    {
        var visit = Samples.Visit(Samples.Unique("PCN"));
        await _one.SubmitAsync(visit);
        var trace = Samples.Unique("EFT");
        var bytes = Samples.File(Samples.Advice(trace, visit));
        await _one.PutAsync(bytes, "first.x12");
        await _one.PutAsync(bytes, "second.x12");

        await BothAsync<RemittanceMailbox>();
        await BothAsync<ReadingWorker>();
        await _one.DrainAsync();

        Assert.Equal(8_000, Assert.Single(await _one.PostingsAsync(await _one.RemittanceAsync(trace))).PaidAmount.Cents());
    }

    private Task BothAsync<TWorker>()
        where TWorker : PollingWorker => Task.WhenAll(Task.Run(_one.SweepAsync<TWorker>), Task.Run(_two.SweepAsync<TWorker>));
}
