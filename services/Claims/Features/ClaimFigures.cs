using System.Diagnostics.Metrics;
using MedBill.Claims.Domain;
using MedBill.Claims.Storage;
using MedBill.Platform.Hosting;
using MedBill.Platform.Storage;
using MedBill.Platform.Values;
using Microsoft.EntityFrameworkCore;

namespace MedBill.Claims.Features;

/// <summary>How the claims stand, for operators.</summary>
internal sealed class ClaimFigures(IServiceScopeFactory scopes, MachineTime machine, TimeProvider clock, ILogger<ClaimFigures> logger)
    : FiguresWorker(scopes, machine, logger)
{
    private const int MostSeries = 200;
    private const int Days = 30;

    // What was measured last: a series that nothing is in any more is zero, not its last figure for ever.
    private readonly HashSet<(ClaimState State, string Payer)> _states = [];
    private readonly HashSet<string> _queues = [];

    protected override Instrument Listened => Telemetry.Claims;

    protected override async Task MeasureAsync(IServiceProvider services, CancellationToken cancel)
    {
        var db = services.GetRequiredService<ClaimsDb>();
        await MeasureStatesAsync(db, cancel);
        await MeasureDenialsAsync(db, cancel);
        await MeasureRatesAsync(db, DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime).AddDays(-Days), cancel);
    }

    private async Task MeasureStatesAsync(ClaimsDb db, CancellationToken cancel)
    {
        var counts = await db.Claims.IgnoreQueryFilters([ServiceDb.PracticeFilter])
            .GroupBy(claim => new { claim.State, claim.PayerId })
            .Select(group => new { group.Key.State, group.Key.PayerId, Count = group.Count() })
            .OrderByDescending(group => group.Count).ThenBy(group => group.PayerId)
            .ToListAsync(cancel);
        var now = counts.Index().GroupBy(one => (one.Item.State, Payer: one.Index < MostSeries ? one.Item.PayerId : "other"))
            .ToDictionary(group => group.Key, group => group.Sum(one => one.Item.Count));
        foreach (var series in _states.Union(now.Keys).ToList())
        {
            Telemetry.Claims.Record(now.GetValueOrDefault(series), new("state", series.State.Code()), new("payer", series.Payer));
        }

        _states.Clear();
        _states.UnionWith(now.Keys);
    }

    private async Task MeasureDenialsAsync(ClaimsDb db, CancellationToken cancel)
    {
        var open = await db.Denials.IgnoreQueryFilters([ServiceDb.PracticeFilter]).Where(denial => denial.ResolveTime == null)
            .GroupBy(denial => denial.WorkQueue).Select(group => new { group.Key, Count = group.Count() }).ToDictionaryAsync(one => one.Key, one => one.Count, cancel);
        _queues.UnionWith(open.Keys);
        foreach (var queue in _queues)
        {
            Telemetry.OpenDenials.Record(open.GetValueOrDefault(queue), new KeyValuePair<string, object?>("work_queue", queue));
        }
    }

    private static async Task MeasureRatesAsync(ClaimsDb db, DateOnly since, CancellationToken cancel)
    {
        var decided = db.ClaimPostings.IgnoreQueryFilters([ServiceDb.PracticeFilter])
            .Where(posting => posting.PaymentDate >= since && posting.StatusCode != ClaimPosting.ReversalStatus)
            .GroupBy(posting => posting.ClaimId)
            .Select(claim => new { Id = claim.Key, FirstVersion = claim.Min(posting => posting.VersionNumber), LastVersion = claim.Max(posting => posting.VersionNumber) });
        var all = await decided.CountAsync(cancel);
        if (all == 0)
        {
            return; // no rate, rather than one of nothing
        }

        var denials = db.Denials.IgnoreQueryFilters([ServiceDb.PracticeFilter]);
        var denied = await decided.CountAsync(claim => denials.Any(denial => denial.ClaimId == claim.Id), cancel);
        var firstPass = await decided.CountAsync(
            claim => claim.FirstVersion == 1 && claim.LastVersion == 1 && !denials.Any(denial => denial.ClaimId == claim.Id), cancel);
        Telemetry.FirstPassRate.Record((double)firstPass / all);
        Telemetry.DenialRate.Record((double)denied / all);
    }
}
