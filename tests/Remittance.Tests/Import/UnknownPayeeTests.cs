using MedBill.Remittance.Storage;
using MedBill.Remittance.Tests.Fixture;
using MedBill.TestKit;
using MedBill.X12.Remittances835;
using Microsoft.EntityFrameworkCore;
using Wire = MedBill.Contracts.Remittance.V1;

namespace MedBill.Remittance.Tests.Import;

public sealed class UnknownPayeeTests : IAsyncLifetime
{
    private readonly RemittanceHost _host = new();

    public ValueTask InitializeAsync() => _host.InitializeAsync();

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task A_payment_to_nobody_known_waits_where_only_an_admin_sees_it()
    {
        var trace = Samples.Unique("EFT");

        await _host.ReceiveAsync(Samples.Advice(trace, Samples.Visit(Samples.Unique("PCN"))).To(Samples.OtherNpi));

        var waiting = Assert.Single((await _host.Admin.ListRemittancesAsync(new() { TraceNumber = trace })).Remittances);
        Assert.Equal((Wire.Remittance.Types.State.Quarantined, "UNKNOWN_PAYEE", 1), (waiting.State, waiting.ReasonCode, waiting.ClaimPaymentCount));
        Assert.Equal(waiting, await _host.Admin.GetRemittanceAsync(new() { Name = waiting.Name }));
        Assert.Equal([waiting.Name], (await _host.Admin.GetRemittanceFileAsync(new() { Name = waiting.RemittanceFile })).Remittances);
        Assert.Empty((await _host.Admin.ListClaimPaymentsAsync(new() { Parent = waiting.Name })).ClaimPayments);
        Assert.Empty(await _host.RemittancesAsync(trace));
        Assert.Empty((await _host.Stranger.ListRemittancesAsync(new())).Remittances);
        Assert.Empty((await _host.Reader.ListRemittanceFilesAsync(new())).RemittanceFiles);
    }

    [Fact]
    public async Task A_practice_that_becomes_known_gets_what_waited_for_it()
    {
        var visit = Samples.Visit(Samples.Unique("PCN"));
        await _host.DeliverAsync(Samples.Submitted(visit), practice: ServiceHost.OtherPractice);
        var trace = Samples.Unique("EFT");
        await _host.ReceiveAsync(Samples.Advice(trace, [visit], Samples.Plb(new ProviderAdjustmentEntry("L6", null, -150))).To(Samples.OtherNpi));

        await _host.KnowAsync(ServiceHost.OtherPractice, Samples.OtherNpi);
        await _host.DrainAsync();

        var posted = Assert.Single((await _host.Stranger.ListRemittancesAsync(new())).Remittances);
        Assert.Equal((Wire.Remittance.Types.State.Posted, "", 0, -150), (posted.State, posted.ReasonCode, posted.UnmatchedCount, posted.ProviderAdjustmentAmount.Cents()));
        Assert.Single((await _host.Stranger.ListPostingsAsync(new() { Remittance = posted.Name })).Postings);
        Assert.Single((await _host.Stranger.ListProviderAdjustmentsAsync(new() { Remittance = posted.Name })).ProviderAdjustments);
        Assert.Equal([posted.Name], (await _host.Stranger.GetRemittanceFileAsync(new() { Name = posted.RemittanceFile })).Remittances);
        Assert.Empty((await _host.Admin.ListRemittancesAsync(new() { TraceNumber = trace })).Remittances);
    }

    [Fact]
    public async Task A_file_for_two_practices_shows_each_its_own()
    {
        await _host.KnowAsync(ServiceHost.OtherPractice, Samples.OtherNpi);
        var (mine, theirs) = (Samples.Unique("EFT"), Samples.Unique("EFT"));

        await _host.ReceiveAsync(
            Samples.Advice(mine, Samples.Visit(Samples.Unique("PCN"))), Samples.Advice(theirs, Samples.Visit(Samples.Unique("PCN"))).To(Samples.OtherNpi));

        var file = Assert.Single((await _host.Reader.ListRemittanceFilesAsync(new())).RemittanceFiles);
        var same = Assert.Single((await _host.Stranger.ListRemittanceFilesAsync(new())).RemittanceFiles);
        Assert.Equal(file.Name, same.Name);
        Assert.Equal((await _host.RemittanceAsync(mine)).Name, Assert.Single(file.Remittances));
        Assert.Equal(Assert.Single((await _host.Stranger.ListRemittancesAsync(new())).Remittances).Name, Assert.Single(same.Remittances));
    }

    // Whoever may upload must not write into another practice's books.
    [Fact]
    public async Task An_upload_for_another_practice_stays_with_the_uploader_in_quarantine()
    {
        await _host.KnowAsync(ServiceHost.OtherPractice, Samples.OtherNpi);
        var trace = Samples.Unique("EFT");
        var file = Samples.File(Samples.Advice(trace, Samples.Visit(Samples.Unique("PCN"))).To(Samples.OtherNpi));

        await RemittanceHost.UploadAsync(_host.Writer, file);
        await _host.DrainAsync();

        Assert.Equal("UNKNOWN_PAYEE", (await _host.RemittanceAsync(trace)).ReasonCode);
        Assert.Empty((await _host.Stranger.ListRemittancesAsync(new())).Remittances);

        // The payer's own copy still reaches the practice it is for.
        await _host.ReceiveAsync(file);
        Assert.Equal(Wire.Remittance.Types.State.Posted, Assert.Single((await _host.Stranger.ListRemittancesAsync(new())).Remittances).State);
    }

    [Fact]
    public async Task An_upload_for_the_uploader_is_released_when_its_number_becomes_known()
    {
        var trace = Samples.Unique("EFT");
        await RemittanceHost.UploadAsync(_host.Writer, Samples.File(Samples.Advice(trace, Samples.Visit(Samples.Unique("PCN"))).To(Samples.OtherNpi)));
        await _host.DrainAsync();

        await _host.KnowAsync(ServiceHost.Practice, Samples.OtherNpi, sequence: 2);
        await _host.DrainAsync();

        Assert.Equal((Wire.Remittance.Types.State.Posted, 1), ((await _host.RemittanceAsync(trace)).State, (await _host.RemittanceAsync(trace)).UnmatchedCount));
    }

    [Fact]
    public async Task Two_practices_under_one_number_are_nobody()
    {
        await _host.KnowAsync(ServiceHost.OtherPractice, Samples.Npi);
        var trace = Samples.Unique("EFT");

        await _host.ReceiveAsync(Samples.Advice(trace, Samples.Visit(Samples.Unique("PCN"))));

        Assert.Equal("UNKNOWN_PAYEE", Assert.Single((await _host.Admin.ListRemittancesAsync(new() { TraceNumber = trace })).Remittances).ReasonCode);
    }

    // 200 are looked at in one round.
    [Fact]
    public async Task What_is_nobodys_does_not_stand_before_what_can_be_released()
    {
        const string third = "1003000126";
        await _host.KnowAsync(ServiceHost.OtherPractice, Samples.Npi);
        await _host.ReceiveAsync([.. Enumerable.Range(0, 200).Select(_ => Samples.Advice(Samples.Unique("EFT")))]);
        var trace = Samples.Unique("EFT");
        await _host.ReceiveAsync(Samples.Advice(trace, Samples.Visit(Samples.Unique("PCN"))).To(third));

        await _host.KnowAsync("prc-third", third);
        await _host.DrainAsync();

        Assert.Empty((await _host.Admin.ListRemittancesAsync(new() { TraceNumber = trace })).Remittances);
    }

    [Fact]
    public async Task Of_two_PracticeChanged_at_once_the_older_does_not_overwrite_the_newer()
    {
        await _host.KnowAsync(ServiceHost.Practice, Samples.Npi, sequence: 1);

        // Both have read the first when the newest is written.
        await _host.WithDbAsync<RemittanceDb>(async newest => await _host.WithDbAsync<RemittanceDb>(async older =>
        {
            foreach (var (db, npi, sequence) in new[] { (newest, Samples.OtherNpi, 3), (older, Samples.Npi, 2) })
            {
                var known = await db.PracticeNpis.SingleAsync(practice => practice.PracticeId == ServiceHost.Practice);
                (known.Npi, known.Sequence) = (npi, sequence);
            }

            await newest.SaveChangesAsync();
            await Assert.ThrowsAsync<DbUpdateConcurrencyException>(() => older.SaveChangesAsync());
        }));
    }

    [Fact]
    public async Task An_older_PracticeChanged_does_not_undo_a_newer_one()
    {
        await _host.KnowAsync(ServiceHost.Practice, Samples.OtherNpi, sequence: 3);
        await _host.KnowAsync(ServiceHost.Practice, Samples.Npi, sequence: 2);
        var trace = Samples.Unique("EFT");

        await _host.ReceiveAsync(Samples.Advice(trace, Samples.Visit(Samples.Unique("PCN"))).To(Samples.OtherNpi));

        Assert.Equal(Wire.Remittance.Types.State.Posted, (await _host.RemittanceAsync(trace)).State);
    }
}
