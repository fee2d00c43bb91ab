using MedBill.Platform.Messaging;
using MedBill.Platform.Storage;
using MedBill.Remittance.Import;
using MedBill.Remittance.Postings;
using MedBill.Remittance.Tests.Fixture;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace MedBill.Remittance.Tests.Features;

public sealed class GetPostingTotalsTests
{
    [Fact]
    public async Task What_has_not_left_the_outbox_is_in_flight()
    {
        await using var host = new Stuck();
        await host.InitializeAsync();
        var visits = Enumerable.Range(0, 3).Select(_ => Samples.Visit(Samples.Unique("PCN"))).ToArray();
        await host.SubmitAsync(visits);
        await RemittanceHost.UploadAsync(host.Writer, Samples.File(Samples.Advice(Samples.Unique("EFT"), visits[..2])));
        await RemittanceHost.UploadAsync(host.Writer, Samples.File(Samples.Advice(Samples.Unique("EFT"), visits[2..])));
        await host.Services.GetRequiredService<ReadingWorker>().SweepAsync(CancellationToken.None);
        await host.Services.GetRequiredService<PostingWorker>().SweepAsync(CancellationToken.None);

        var before = await host.Reader.GetPostingTotalsAsync(new());
        host.Publisher.Works = true;
        await host.DrainAsync();
        var after = await host.Reader.GetPostingTotalsAsync(new());

        Assert.Equal((2, 24_000, 7_500, 6_000), (before.PostingCount, before.PaidAmount.Cents(), before.ContractualAmount.Cents(), before.PatientResponsibilityAmount.Cents()));
        Assert.Equal(
            (2, 24_000, 7_500, 6_000),
            (before.InFlightCount, before.InFlightPaidAmount.Cents(), before.InFlightContractualAmount.Cents(), before.InFlightPatientResponsibilityAmount.Cents()));
        Assert.Equal((2, 24_000, 0, 0), (after.PostingCount, after.PaidAmount.Cents(), after.InFlightCount, after.InFlightPaidAmount.Cents()));
    }

    [Fact]
    public async Task Nothing_posted_is_zero()
    {
        await using var host = new RemittanceHost();
        await host.InitializeAsync();

        var totals = await host.Reader.GetPostingTotalsAsync(new());

        Assert.Equal((0, 0, 0), (totals.PostingCount, totals.PaidAmount.Cents(), totals.InFlightCount));
    }

    private sealed class Stuck : RemittanceHost
    {
        public Switch Publisher { get; } = new();

        protected override void Configure(WebApplicationBuilder builder) => builder.Services.Replace(ServiceDescriptor.Singleton<IPublisher>(Publisher));
    }

    private sealed class Switch : IPublisher
    {
        public bool Works { get; set; }

        public TimeSpan LongestPause => TimeSpan.FromSeconds(1);

        public Task<string?[]> PublishAsync(string topic, IReadOnlyList<OutboxRow> rows, CancellationToken cancel) =>
            Task.FromResult(rows.Select(_ => Works ? null : "AWAY").ToArray());
    }
}
