using MedBill.Remittance.Import;
using MedBill.Remittance.Postings;
using MedBill.Remittance.Tests.Fixture;
using MedBill.X12.Remittances835;
using State = MedBill.Contracts.Remittance.V1.Remittance.Types.State;

namespace MedBill.Remittance.Tests.Postings;

/// <summary>What cannot be posted for a reason of its own does not stand before what can, and is posted when the reason is gone.</summary>
public sealed class SetbackTests : IAsyncLifetime
{
    // More than a round takes.
    private const int Bad = 55;

    // Matching and posting change remittance advices; reading them in does not. The worker runs by itself, so it is held back by this.
    private const string Posting = "UPDATE \"remittances\"";

    private readonly BrokenHost _host = new();
    private readonly string _good = Samples.Unique("EFT");
    private readonly ClaimPayment _visit = Samples.Visit(Samples.Unique("PCN"));
    private readonly ClaimPayment[] _bad = [.. Enumerable.Range(0, Bad).Select(_ => Samples.Visit(Samples.Unique("BAD")))];

    public ValueTask InitializeAsync() => _host.InitializeAsync();

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task However_many_fail_what_comes_after_them_is_posted()
    {
        await _host.SubmitAsync(_visit);
        await ReadAsync([.. _bad.Select(visit => Samples.Advice(Samples.Unique("EFT"), visit))]);
        await ReadAsync(Samples.Advice(_good, _visit));

        await PostAsync(whileBroken: async () => Assert.Equal(State.Posted, (await _host.RemittanceAsync(_good)).State));

        Assert.Empty((await _host.Reader.ListRemittancesAsync(new() { State = State.Balanced })).Remittances);
    }

    [Fact]
    public async Task However_many_late_ones_fail_what_comes_after_them_is_posted()
    {
        await ReadAsync([.. _bad.Select(visit => Samples.Advice(Samples.Unique("EFT"), visit))]);
        await ReadAsync(Samples.Advice(_good, _visit));
        await DrainAsync();
        _host.Broken = Posting;
        await _host.SubmitAsync([.. _bad, _visit]);

        await PostAsync(whileBroken: async () => Assert.Equal(0, (await _host.RemittanceAsync(_good)).UnmatchedCount));

        Assert.Equal(0, (await _host.Reader.ListRemittancesAsync(new() { PageSize = 200 })).Remittances.Sum(one => one.UnmatchedCount));
    }

    // Claims that came past the events: they are looked for before everything else.
    [Fact]
    public async Task A_search_for_what_was_missed_that_fails_stops_neither_posting_nor_the_search_behind_it()
    {
        var (missed, another) = (Samples.Visit(Samples.Unique("PCN")), Samples.Unique("EFT"));
        await ReadAsync(Samples.Advice(Samples.Unique("EFT"), _bad));
        await ReadAsync(Samples.Advice(another, missed));
        await DrainAsync();
        await _host.KnowClaimsAsync([.. _bad, missed, _visit]);
        await ReadAsync(Samples.Advice(_good, _visit));

        await PostAsync(whileBroken: async () => Assert.Equal(
            (State.Posted, 0), ((await _host.RemittanceAsync(_good)).State, (await _host.RemittanceAsync(another)).UnmatchedCount)));

        Assert.Equal(0, (await _host.Reader.ListRemittancesAsync(new() { PageSize = 200 })).Remittances.Sum(one => one.UnmatchedCount));
    }

    private async Task ReadAsync(params Remittance835[] advices)
    {
        _host.Broken = Posting;
        _host.Clock.Advance(TimeSpan.FromMilliseconds(1));
        await _host.PutAsync(Samples.File(advices));
        await _host.SweepAsync<RemittanceMailbox>();
        await _host.SweepAsync<ReadingWorker>();
    }

    // After every pause, and the one between two searches for what was missed.
    private async Task PostAsync(Func<Task> whileBroken)
    {
        _host.Broken = "BAD";
        _host.Machine.Advance(TimeSpan.FromMinutes(10));
        await _host.SweepAsync<PostingWorker>();
        await _host.SweepAsync<PostingWorker>();
        await whileBroken();
        await DrainAsync();
    }

    private async Task DrainAsync()
    {
        _host.Broken = "";
        _host.Machine.Advance(TimeSpan.FromMinutes(10));
        await _host.DrainAsync();
    }
}
