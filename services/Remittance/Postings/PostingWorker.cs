using MedBill.Platform.Hosting;
using MedBill.Platform.Storage;
using MedBill.Remittance.Domain;
using MedBill.Remittance.Import;
using MedBill.Remittance.Matching;
using MedBill.Remittance.Storage;
using Microsoft.EntityFrameworkCore;

namespace MedBill.Remittance.Postings;

/// <summary>Takes accepted remittance advices from BALANCED to POSTED, and posts what is matched later.</summary>
internal sealed class PostingWorker(IServiceScopeFactory scopes, TimeProvider clock, MachineTime machine, ILogger<PostingWorker> logger)
    : ExclusiveWorker(machine, TimeSpan.FromSeconds(1), logger)
{
    private const int MaxRemittances = 50;
    private const int MaxPaused = 1_000;
    private static readonly TimeSpan MissedEvery = TimeSpan.FromMinutes(5);

    private readonly Setbacks _setbacks = new(machine);
    private DateTimeOffset _lookedForMissed = machine.GetUtcNow();
    private PaymentPlace _lookedThrough = PaymentPlace.Beginning;

    protected override async Task<int> SweepOnceAsync(CancellationToken cancel)
    {
        if (Machine.GetUtcNow() - _lookedForMissed > MissedEvery)
        {
            _lookedForMissed = Machine.GetUtcNow();
            await LookForMissedAsync(cancel);
        }

        var done = 0;
        foreach (var (id, practice) in await OpenAsync(cancel))
        {
            done += await TryAsync(id, () => AdvanceAsync(id, practice, cancel), cancel) ? 1 : 0;
        }

        foreach (var (id, practice) in await LateAsync(cancel))
        {
            done += await TryAsync(id, () => LookAgainAsync(id, practice, cancel), cancel) ? 1 : 0;
        }

        return done;
    }

    // Each remittance advice by itself: one that fails has its pause, and those behind it have their turn.
    private async Task LookForMissedAsync(CancellationToken cancel)
    {
        var (suspects, through) = await UnmatchedPayments.SuspectsAsync(scopes, _lookedThrough, cancel);
        foreach (var remittance in suspects.GroupBy(one => one.RemittanceId))
        {
            await TryAsync(remittance.Key, () => UnmatchedPayments.AskAgainWhereMissedAsync(scopes, [.. remittance], cancel), cancel);
        }

        _lookedThrough = through;
    }

    // What rests must not stand in the way of what comes after it.
    private async Task<List<(string Id, string Practice)>> OpenAsync(CancellationToken cancel)
    {
        var paused = _setbacks.Paused(MaxPaused);
        await using var scope = scopes.CreatePracticeScope(null);
        var rows = await scope.ServiceProvider.GetRequiredService<RemittanceDb>().Remittances.IgnoreQueryFilters([ServiceDb.PracticeFilter])
            .Where(advice => (advice.State == RemittanceAdviceState.Balanced || advice.State == RemittanceAdviceState.Matched)
                && !EF.Parameter(paused).Contains(advice.Id))
            .OrderBy(advice => advice.Id).Select(advice => new { advice.Id, advice.Practice }).Take(MaxRemittances).ToListAsync(cancel);
        return [.. rows.Select(row => (row.Id, row.Practice))];
    }

    private async Task<List<(string Id, string Practice)>> LateAsync(CancellationToken cancel)
    {
        var paused = _setbacks.Paused(MaxPaused);
        await using var scope = scopes.CreatePracticeScope(null);
        var db = scope.ServiceProvider.GetRequiredService<RemittanceDb>();
        var rows = await (
            from payment in db.ClaimPayments.IgnoreQueryFilters([ServiceDb.PracticeFilter])
            where payment.State == ClaimPaymentState.Recheck && !EF.Parameter(paused).Contains(payment.RemittanceId)
            join advice in db.Remittances on payment.RemittanceId equals advice.Id
            where advice.State == RemittanceAdviceState.Posted
            select new { advice.Id, advice.Practice }).Distinct().Take(MaxRemittances).ToListAsync(cancel);
        return [.. rows.Select(row => (row.Id, row.Practice))];
    }

    private async Task AdvanceAsync(string id, string practice, CancellationToken cancel)
    {
        var state = RemittanceAdviceState.Balanced;
        while (state is RemittanceAdviceState.Balanced or RemittanceAdviceState.Matched)
        {
            state = await StepAsync(id, practice, cancel);
        }
    }

    // A context of its own for each step: nothing of the last one is carried along, so a step costs the same, first or last.
    private async Task<RemittanceAdviceState> StepAsync(string id, string practice, CancellationToken cancel)
    {
        await using var scope = scopes.CreatePracticeScope(practice);
        var db = scope.ServiceProvider.GetRequiredService<RemittanceDb>();
        return await db.InTransactionAsync(
            async token =>
            {
                var advice = await db.Remittances.SingleAsync(one => one.Id == id, token);
                if (advice.State == RemittanceAdviceState.Balanced)
                {
                    await MatchingStep.RunAsync(db, advice, token);
                }
                else if (advice.State == RemittanceAdviceState.Matched)
                {
                    await PostingStep.RunAsync(db, advice, clock.GetUtcNow(), token);
                    if (advice.State == RemittanceAdviceState.Posted)
                    {
                        Log.Posted(Logger, id, advice.ChunkCount);
                    }
                }

                return advice.State;
            },
            cancel);
    }

    private async Task LookAgainAsync(string id, string practice, CancellationToken cancel)
    {
        var more = true;
        while (more)
        {
            await using var scope = scopes.CreatePracticeScope(practice);
            var db = scope.ServiceProvider.GetRequiredService<RemittanceDb>();
            more = await db.InTransactionAsync(
                async token => await PostingStep.RunLateAsync(db, await db.Remittances.SingleAsync(one => one.Id == id, token), clock.GetUtcNow(), token),
                cancel);
        }
    }

    private async Task<bool> TryAsync(string id, Func<Task> work, CancellationToken cancel)
    {
        if (_setbacks.IsPaused(id))
        {
            return false;
        }

        try
        {
            await work();
            _setbacks.Clear(id);
            return true;
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            throw;
        }
#pragma warning disable CA1031 // One remittance advice must not stop the next.
        catch (Exception exception)
        {
            if (Passing.Is(exception))
            {
                Log.PostingWaits(Logger, id, exception.GetType().Name);
            }
            else
            {
                Log.PostingFailed(Logger, id, _setbacks.Add(id), exception.GetType().Name, exception.StackTrace);
            }

            return false;
        }
#pragma warning restore CA1031
    }
}
