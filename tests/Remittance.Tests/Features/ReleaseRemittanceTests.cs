using Grpc.Core;
using MedBill.Platform.Rpc;
using MedBill.Platform.Storage;
using MedBill.Remittance.Tests.Fixture;
using MedBill.X12.Remittances835;
using Microsoft.EntityFrameworkCore;
using Events = MedBill.Contracts.Remittance.Events.V1;
using State = MedBill.Contracts.Remittance.V1.Remittance.Types.State;
using Wire = MedBill.Contracts.Remittance.V1;

namespace MedBill.Remittance.Tests.Features;

/// <summary>A payer used a trace number again and pays both: somebody asked, and says so.</summary>
public sealed class ReleaseRemittanceTests(RemittanceHost host) : IClassFixture<RemittanceHost>
{
    [Fact]
    public async Task A_released_payment_is_posted_whole_beside_the_one_before_it()
    {
        var (first, second) = await ReusedAsync();

        var released = await host.Poster.ReleaseRemittanceAsync(new() { Name = second.Name, Etag = second.Etag });
        await host.DrainAsync();

        Assert.Equal((State.Quarantined, "TRACE_REUSED", true), (released.State, released.ReasonCode, released.Released));
        var all = await host.RemittancesAsync(first.TraceNumber);
        Assert.Equal([State.Posted, State.Posted], all.Select(one => one.State));
        Assert.Equal((false, true, first.Name), (all[0].Released, all[1].Released, all[1].EarlierRemittance));

        // With its provider-level adjustment, which is stored only by what is accepted.
        Assert.Equal(100, (await host.Reader.ListProviderAdjustmentsAsync(new() { Remittance = second.Name })).ProviderAdjustments.Sum(one => one.Amount.Cents()));
        Assert.Equal(8_000, Assert.Single(await host.PostingsAsync(second)).PaidAmount.Cents());
        Assert.Equal(7_900, all[1].PaymentAmount.Cents());
        Assert.Single(await host.EventsAsync<Events.PaymentsPosted>(second.Name));
        Assert.Single(await host.EventsAsync<Events.RemittanceReceived>(second.Name));
    }

    [Fact]
    public async Task A_copy_of_what_was_released_is_a_duplicate_and_a_third_use_is_for_a_person_again()
    {
        var (first, second) = await ReusedAsync();
        await host.Poster.ReleaseRemittanceAsync(new() { Name = second.Name });
        await host.DrainAsync();
        var third = Samples.Visit(Samples.Unique("PCN"));

        await host.ReceiveAsync(_lastFile);
        await host.ReceiveAsync(_second!);
        await host.ReceiveAsync(Samples.Advice(first.TraceNumber, third));

        Assert.Equal(
            [("", ""), ("", first.Name), ("DUPLICATE_PAYMENT", second.Name), ("TRACE_REUSED", first.Name)],
            (await host.RemittancesAsync(first.TraceNumber)).Select(one => (one.ReasonCode, one.EarlierRemittance)));
    }

    // Two files with it came before anybody looked; both are released by mistake.
    [Fact]
    public async Task Of_two_copies_that_are_both_released_one_is_posted()
    {
        var (first, _) = await ReusedAsync();
        await host.ReceiveAsync(_second!);
        var copies = (await host.RemittancesAsync(first.TraceNumber)).Skip(1).ToList();
        Assert.Equal(["TRACE_REUSED", "TRACE_REUSED"], copies.Select(one => one.ReasonCode));

        foreach (var copy in copies)
        {
            await host.Poster.ReleaseRemittanceAsync(new() { Name = copy.Name });
        }

        await host.DrainAsync();

        Assert.Equal(["", "", "DUPLICATE_PAYMENT"], (await host.RemittancesAsync(first.TraceNumber)).Select(one => one.ReasonCode).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_retry_answers_as_the_first_time_and_releases_once()
    {
        var (_, second) = await ReusedAsync();
        var request = new Wire.ReleaseRemittanceRequest { Name = second.Name, Etag = second.Etag, RequestId = "release-" + second.TraceNumber };

        var once = await host.Poster.ReleaseRemittanceAsync(request);
        await host.DrainAsync();
        var again = await host.Poster.ReleaseRemittanceAsync(request);
        await host.DrainAsync();

        Assert.Equal(once, again);
        Assert.Single(await host.PostingsAsync(second));
        Assert.Equal(1, await host.WithDbAsync<ServiceDb, int>(db => db.Set<AuditRow>().CountAsync(
            row => row.Method.EndsWith("/ReleaseRemittance") && row.Resource == second.Name)));
    }

    [Fact]
    public async Task What_is_no_trace_number_used_again_is_not_released()
    {
        var (visit, trace) = (Samples.Visit(Samples.Unique("PCN")), Samples.Unique("EFT"));
        await host.SubmitAsync(visit);
        await host.ReceiveAsync(Samples.Advice(trace, visit).OffBy(1));
        await host.ReceiveAsync(Samples.Advice(trace, visit));
        await host.ReceiveAsync(Samples.Advice(trace, visit));

        var all = await host.RemittancesAsync(trace);

        Assert.Equal("RELEASE_NOT_ALLOWED", await RefusedAsync(host.Poster, new() { Name = all[0].Name }, StatusCode.FailedPrecondition));
        Assert.Equal("ILLEGAL_TRANSITION", await RefusedAsync(host.Poster, new() { Name = all[1].Name }, StatusCode.FailedPrecondition));
        Assert.Equal("RELEASE_NOT_ALLOWED", await RefusedAsync(host.Poster, new() { Name = all[2].Name }, StatusCode.FailedPrecondition));
        Assert.Equal(all, await host.RemittancesAsync(trace));
    }

    [Fact]
    public async Task Released_twice_with_another_etag_by_another_practice_or_without_the_scope_it_stays_as_it_is()
    {
        var (_, second) = await ReusedAsync();
        var stranger = host.ClientFor<Wire.RemittanceService.RemittanceServiceClient>(RemittanceHost.OtherPractice, "remittance.post");

        Assert.Equal("ETAG_MISMATCH", await RefusedAsync(host.Poster, new() { Name = second.Name, Etag = "\"99\"" }, StatusCode.Aborted));
        Assert.Equal("REMITTANCE_NOT_FOUND", await RefusedAsync(stranger, new() { Name = second.Name }, StatusCode.NotFound));
        await RefusedAsync(host.Writer, new() { Name = second.Name }, StatusCode.PermissionDenied);
        Assert.Equal(second, (await host.RemittancesAsync(second.TraceNumber)).Single(one => one.Name == second.Name));

        await host.Poster.ReleaseRemittanceAsync(new() { Name = second.Name });
        Assert.Equal("ILLEGAL_TRANSITION", await RefusedAsync(host.Poster, new() { Name = second.Name }, StatusCode.FailedPrecondition));
    }

    private Remittance835? _second;
    private byte[] _lastFile = [];

    // Paid, and under the same trace number something else.
    private async Task<(Wire.Remittance First, Wire.Remittance Second)> ReusedAsync()
    {
        var (first, second, trace) = (Samples.Visit(Samples.Unique("PCN")), Samples.Visit(Samples.Unique("PCN")), Samples.Unique("EFT"));
        await host.SubmitAsync(first, second);
        await host.ReceiveAsync(Samples.Advice(trace, first));
        _second = Samples.Advice(trace, [second], Samples.Plb(new ProviderAdjustmentEntry("WO", "ICN1", 100)));
        _lastFile = Samples.File(_second);
        await host.ReceiveAsync(_lastFile);
        var both = await host.RemittancesAsync(trace);
        Assert.Equal(["", "TRACE_REUSED"], both.Select(one => one.ReasonCode));
        return (both[0], both[1]);
    }

    private static async Task<string> RefusedAsync(
        Wire.RemittanceService.RemittanceServiceClient client, Wire.ReleaseRemittanceRequest request, StatusCode status)
    {
        var refusal = await Assert.ThrowsAsync<RpcException>(async () => await client.ReleaseRemittanceAsync(request));
        Assert.Equal(status, refusal.StatusCode);
        return refusal.ToFailure(out _)?.Reason ?? "";
    }
}
