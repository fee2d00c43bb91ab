using Grpc.Core;
using MedBill.Platform.Rpc;
using MedBill.Platform.Storage;
using MedBill.Remittance.Import;
using MedBill.Remittance.Tests.Fixture;
using MedBill.X12.Remittances835;
using Microsoft.EntityFrameworkCore;
using Events = MedBill.Contracts.Remittance.Events.V1;
using State = MedBill.Contracts.Remittance.V1.RemittanceFile.Types.State;
using Wire = MedBill.Contracts.Remittance.V1;

namespace MedBill.Remittance.Tests.Import;

/// <summary>What failed for a reason that is not the file's own is read later, or when it is given once more.</summary>
public sealed class ReadAgainTests : IAsyncLifetime
{
    private const string StoringAdvices = "INSERT INTO \"remittances\"";

    private readonly BrokenHost _host = new();

    public ValueTask InitializeAsync() => _host.InitializeAsync();

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task A_file_waits_for_the_archive_however_long_it_is_away()
    {
        var (trace, bytes) = await VisitAsync();

        // So that it is not read before the archive is away.
        _host.Broken = StoringAdvices;
        var file = await RemittanceHost.UploadAsync(_host.Writer, bytes);
        _host.TakeArchiveAway();
        _host.Broken = "";

        await _host.TryAsync();
        Assert.Equal(State.Received, await StateAsync(file));
        _host.BringArchiveBack();
        await _host.DrainAsync();

        Assert.Equal(Wire.Remittance.Types.State.Posted, (await _host.RemittanceAsync(trace)).State);
    }

    [Fact]
    public async Task The_mailbox_keeps_its_files_while_the_archive_is_away()
    {
        var (trace, bytes) = await VisitAsync();
        _host.TakeArchiveAway();
        await _host.PutAsync(bytes);

        await _host.TryAsync();
        _host.BringArchiveBack();
        await _host.DrainAsync();

        Assert.Equal(Wire.Remittance.Types.State.Posted, (await _host.RemittanceAsync(trace)).State);
    }

    [Fact]
    public async Task An_upload_while_the_archive_is_away_is_asked_for_later()
    {
        var (_, bytes) = await VisitAsync();
        _host.TakeArchiveAway();

        var refusal = await Assert.ThrowsAsync<RpcException>(() => RemittanceHost.UploadAsync(_host.Writer, bytes));

        Assert.Equal((StatusCode.Unavailable, "ARCHIVE_UNAVAILABLE"), (refusal.StatusCode, refusal.ToFailure(out _)!.Reason));
        _host.BringArchiveBack();
    }

    // Fifty that rest must not keep the fifty-first from being read.
    [Fact]
    public async Task Files_that_rest_do_not_hold_back_what_comes_after_them()
    {
        for (var number = 0; number < 50; number++)
        {
            await RemittanceHost.UploadAsync(_host.Writer, (await VisitAsync()).Bytes);
        }

        _host.Broken = StoringAdvices;
        await _host.SweepAsync<ReadingWorker>();
        _host.Broken = "";
        var (trace, bytes) = await VisitAsync();
        await RemittanceHost.UploadAsync(_host.Writer, bytes);
        await _host.DrainAsync();

        Assert.Equal(Wire.Remittance.Types.State.Posted, (await _host.RemittanceAsync(trace)).State);
    }

    [Fact]
    public async Task A_file_given_up_is_read_when_it_is_uploaded_once_more()
    {
        var (trace, bytes) = await VisitAsync();
        var file = await RemittanceHost.UploadAsync(_host.Writer, bytes);
        await GiveUpAsync(file);

        var again = await RemittanceHost.UploadAsync(_host.Writer, bytes);
        await _host.DrainAsync();

        Assert.Equal((file.Name, State.Received, ""), (again.Name, again.State, again.ReasonCode));
        Assert.Equal(Wire.Remittance.Types.State.Posted, (await _host.RemittanceAsync(trace)).State);
        Assert.Equal(1, await AuditedAsync(file));
    }

    [Fact]
    public async Task A_file_given_up_is_read_when_it_is_dropped_once_more()
    {
        var (trace, bytes) = await VisitAsync();
        _host.Broken = StoringAdvices;
        await _host.PutAsync(bytes);
        await _host.TryAsync();
        var file = Assert.Single((await _host.Admin.ListRemittanceFilesAsync(new())).RemittanceFiles);
        Assert.Equal((State.Quarantined, "PROCESSING_FAILED"), (file.State, file.ReasonCode));

        _host.Broken = "";
        await _host.ReceiveAsync(bytes);

        Assert.Equal((Wire.Remittance.Types.State.Posted, file.Name), ((await _host.RemittanceAsync(trace)).State, (await _host.RemittanceAsync(trace)).RemittanceFile));
        Assert.Equal(1, await AuditedAsync(file));
    }

    // An upload and the payer's own copy of the same bytes are two files: one that failed must not keep the other from being read.
    [Fact]
    public async Task An_upload_that_failed_does_not_keep_the_payers_own_copy_from_being_read()
    {
        var (trace, bytes) = await VisitAsync();
        var failed = await RemittanceHost.UploadAsync(_host.Writer, bytes);
        await GiveUpAsync(failed);

        await _host.ReceiveAsync(bytes);

        var remittance = await _host.RemittanceAsync(trace);
        Assert.Equal((Wire.Remittance.Types.State.Posted, 1), (remittance.State, (await _host.PostingsAsync(remittance)).Count));
        Assert.Equal(State.Parsed, await StateAsync(new() { Name = remittance.RemittanceFile }));
        Assert.Equal(State.Quarantined, await StateAsync(failed));

        // Given a third time, it is what was read, and nothing of it is taken twice.
        Assert.Equal(remittance.RemittanceFile, (await RemittanceHost.UploadAsync(_host.Writer, bytes)).Name);
        await _host.DrainAsync();
        Assert.Equal(remittance, await _host.RemittanceAsync(trace));
    }

    [Fact]
    public async Task What_was_read_from_an_upload_is_not_read_again_from_a_copy_that_failed_before()
    {
        var (trace, bytes) = await VisitAsync();
        _host.Broken = StoringAdvices;
        await _host.PutAsync(bytes);
        await _host.TryAsync();
        _host.Broken = "";

        await RemittanceHost.UploadAsync(_host.Writer, bytes);
        await _host.DrainAsync();
        await _host.ReceiveAsync(bytes);

        Assert.Equal("", (await _host.RemittanceAsync(trace)).ReasonCode);
    }

    // Its tries are counted anew, here and in a replica that counted along.
    [Fact]
    public async Task A_file_read_again_has_its_ten_tries_again()
    {
        var (_, bytes) = await VisitAsync();
        var file = await RemittanceHost.UploadAsync(_host.Writer, bytes);
        await GiveUpAsync(file);
        _host.Broken = StoringAdvices;

        await RemittanceHost.UploadAsync(_host.Writer, bytes);
        await _host.TryAsync(9);
        Assert.Equal(State.Received, await StateAsync(file));
        await _host.TryAsync(1);

        Assert.Equal(State.Quarantined, await StateAsync(file));
    }

    [Fact]
    public async Task Given_once_more_eight_times_at_once_it_is_read_once()
    {
        var (trace, bytes) = await VisitAsync();
        var file = await RemittanceHost.UploadAsync(_host.Writer, bytes);
        await GiveUpAsync(file);

        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => RemittanceHost.UploadAsync(_host.Writer, bytes)));
        await _host.DrainAsync();

        var remittance = await _host.RemittanceAsync(trace);
        Assert.Single(await _host.EventsAsync<Events.PaymentsPosted>(remittance.Name));
        Assert.Equal(1, await AuditedAsync(file));
    }

    // The file is read, only this payment of it waited for its payee: it is put aside, not tried for ever, and read when the file comes again.
    [Fact]
    public async Task A_released_payment_that_fails_is_put_aside_and_does_not_hold_back_the_others()
    {
        var (bad, good) = (Samples.Unique("EFT"), Samples.Unique("EFT"));
        var bytes = Samples.File(
            Samples.Advice(bad, Samples.Visit(Samples.Unique("BAD"))).To(Samples.OtherNpi),
            Samples.Advice(good, Samples.Visit(Samples.Unique("PCN"))).To(Samples.OtherNpi));
        await _host.ReceiveAsync(bytes);
        await _host.KnowAsync(RemittanceHost.OtherPractice, Samples.OtherNpi);

        _host.Broken = bad;
        await _host.TryAsync(11);
        _host.Broken = "";
        await _host.DrainAsync();

        Assert.Equal(("PROCESSING_FAILED", ""), (await ReasonAsync(bad), await ReasonAsync(good)));
        await _host.ReceiveAsync(bytes);
        Assert.Equal(("", ""), (await ReasonAsync(bad), await ReasonAsync(good)));
    }

    // What is released is read again, and nothing of a file that failed is: it would wait for ever.
    [Fact]
    public async Task Of_a_file_that_failed_nothing_is_released_before_it_was_read()
    {
        var (trace, failing) = (Samples.Unique("EFT"), Samples.Unique("EFT"));
        await _host.ReceiveAsync(Samples.Advice(trace, Samples.Visit(Samples.Unique("PCN"))));
        var bytes = Samples.File(Samples.Advice(trace, Samples.Visit(Samples.Unique("PCN"))), Samples.Advice(failing, Samples.Visit(Samples.Unique("PCN"))));
        _host.Broken = failing;
        await _host.PutAsync(bytes);
        await _host.TryAsync();
        _host.Broken = "";
        var reused = (await _host.RemittancesAsync(trace)).Single(one => one.ReasonCode.Length > 0);
        Assert.Equal("TRACE_REUSED", reused.ReasonCode);

        var refusal = await Assert.ThrowsAsync<RpcException>(async () => await _host.Poster.ReleaseRemittanceAsync(new() { Name = reused.Name }));
        Assert.Equal("FILE_QUARANTINED", refusal.ToFailure(out _)!.Reason);
        await _host.ReceiveAsync(bytes);
        await _host.Poster.ReleaseRemittanceAsync(new() { Name = reused.Name });
        await _host.DrainAsync();

        Assert.Equal(Wire.Remittance.Types.State.Posted, (await _host.RemittancesAsync(trace)).Single(one => one.Name == reused.Name).State);
    }

    [Fact]
    public async Task A_file_refused_for_what_it_is_stays_refused()
    {
        var whole = (await VisitAsync()).Bytes;
        var file = await RemittanceHost.UploadAsync(_host.Writer, whole[..^30]);
        await _host.DrainAsync();

        var again = await RemittanceHost.UploadAsync(_host.Writer, whole[..^30]);

        Assert.Equal((file.Name, State.Quarantined, "TRUNCATED"), (again.Name, again.State, again.ReasonCode));
        Assert.Equal(0, await AuditedAsync(file));
    }

    private async Task<(string Trace, byte[] Bytes)> VisitAsync()
    {
        var (trace, visit) = (Samples.Unique("EFT"), Samples.Visit(Samples.Unique("PCN")));
        await _host.SubmitAsync(visit);
        return (trace, Samples.File(Samples.Advice(trace, visit)));
    }

    private async Task GiveUpAsync(Wire.RemittanceFile file)
    {
        _host.Broken = StoringAdvices;
        await _host.TryAsync();
        _host.Broken = "";
        var failed = await _host.Reader.GetRemittanceFileAsync(new() { Name = file.Name });
        Assert.Equal((State.Quarantined, "PROCESSING_FAILED"), (failed.State, failed.ReasonCode));
    }

    private async Task<string> ReasonAsync(string trace) =>
        Assert.Single((await _host.Stranger.ListRemittancesAsync(new() { TraceNumber = trace })).Remittances).ReasonCode;

    private async Task<State> StateAsync(Wire.RemittanceFile file) => (await _host.Reader.GetRemittanceFileAsync(new() { Name = file.Name })).State;

    private Task<int> AuditedAsync(Wire.RemittanceFile file) => _host.WithDbAsync<ServiceDb, int>(
        db => db.Set<AuditRow>().CountAsync(row => row.Method == "remittance.file.read_again" && row.Resource == file.Name));
}
