using System.Diagnostics.Metrics;
using MedBill.Claims.Features;
using MedBill.Claims.Tests.Fixture;
using MedBill.Platform.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Reason = MedBill.Contracts.Claims.V1.Denial.Types.CloseReason;

namespace MedBill.Claims.Tests.Features;

/// <summary>What operators are told of the claims.</summary>
public sealed class ClaimFiguresTests(ClaimsHost host) : IClassFixture<ClaimsHost>
{
    // Other hosts of this process measure with the same instruments.
    private static readonly AsyncLocal<bool> Mine = new();

    [Fact]
    public async Task What_nothing_is_in_any_more_is_zero_and_not_its_last_figure()
    {
        var worker = host.Services.GetRequiredService<ClaimFigures>();
        var (claim, _) = await host.SentAsync();
        var before = await MeasureAsync(worker);
        await host.PostAsync(Payments.Chunk("2026-03-20", Payments.Denied(claim, "ICN1")));
        var denied = await MeasureAsync(worker);
        var denial = Assert.Single((await host.Claims.ListDenialsAsync(new() { Claim = claim.Name })).Denials);

        await host.Claims.CloseDenialAsync(new() { Name = denial.Name, Reason = Reason.NotWorthAppeal });
        var closed = await MeasureAsync(worker);

        var payer = claim.Payer.Split('/')[1];
        Assert.Equal(1, before[$"medbill.claims.count SUBMITTED {payer}"]);
        Assert.Equal((0, 1), (denied[$"medbill.claims.count SUBMITTED {payer}"], denied[$"medbill.claims.count ADJUDICATED {payer}"]));
        var queue = Assert.Single(denied.Keys, key => key.StartsWith("medbill.denials.open", StringComparison.Ordinal));
        Assert.Equal((1, 0), (denied[queue], closed[queue]));
        Assert.Equal((0, 1), (closed["medbill.claims.first_pass_rate"], closed["medbill.claims.denial_rate"]));
    }

    private static async Task<Dictionary<string, double>> MeasureAsync(ClaimFigures worker)
    {
        var measured = new Dictionary<string, double>();
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, listening) =>
            {
                if (instrument.Meter.Name == "MedBill.Claims")
                {
                    listening.EnableMeasurementEvents(instrument);
                }
            },
        };
        void Note(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
        {
            if (Mine.Value)
            {
                measured[string.Join(' ', [instrument.Name, .. tags.ToArray().Select(tag => $"{tag.Value}")])] = value;
            }
        }

        listener.SetMeasurementEventCallback<int>((instrument, value, tags, _) => Note(instrument, value, tags));
        listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Note(instrument, value, tags));
        listener.Start();
        Mine.Value = true;
        await ((ISweep)worker).SweepAsync(TestContext.Current.CancellationToken);
        return measured;
    }
}
