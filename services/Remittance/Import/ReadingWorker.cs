using System.Collections.Concurrent;
using MedBill.Platform.Hosting;
using MedBill.Platform.Storage;
using MedBill.Platform.Values;
using MedBill.Remittance.Domain;
using MedBill.Remittance.Postings;
using MedBill.Remittance.Storage;
using Microsoft.EntityFrameworkCore;

namespace MedBill.Remittance.Import;

/// <summary>Reads what was taken in, and again what waited for its payee.</summary>
internal sealed class ReadingWorker(
    ReadingParts parts, PostingWorker posting, IServiceScopeFactory scopes, MachineTime machine, ILogger<ReadingWorker> logger)
    : ExclusiveWorker(machine, TimeSpan.FromSeconds(1), logger)
{
    private const int MaxFiles = 50;
    private const int MaxFailures = 10;
    private const int MaxRemembered = 1_000;
    private const int MaxPaused = 1_000;

    // Files whose bytes this process has looked at: they never change, so once is enough.
    private readonly ConcurrentDictionary<string, bool> _checked = new();
    private readonly Setbacks _setbacks = new(machine);

    protected override async Task<int> SweepOnceAsync(CancellationToken cancel)
    {
        var done = await parts.Payees.ReleaseAsync(cancel);
        foreach (var id in await FilesToReadAsync(cancel))
        {
            done += await ReadOneAsync(id, cancel) ? 1 : 0;
            posting.Wake();
        }

        return done;
    }

    /// <summary>Quarantines a received file that cannot be read; null when it can, or was judged before.</summary>
    public async Task<FileRefusal?> CheckAsync(RemittanceFile file, CancellationToken cancel)
    {
        if (file.State != RemittanceFileState.Received)
        {
            return file.State == RemittanceFileState.Quarantined ? new(file.ReasonCode, file.Reason) : null;
        }

        if (_checked.ContainsKey(file.Id))
        {
            return null;
        }

        var refusal = await parts.Check.FindAsync(() => parts.Archive.OpenRead(file.Sha256), cancel);
        if (refusal is not null)
        {
            await ChangeAsync(file.Id, one => one.Quarantine(refusal), cancel);
            Log.FileQuarantined(Logger, file.Id, refusal.Code);
        }
        else if (_checked.Count < MaxRemembered)
        {
            _checked[file.Id] = true;
        }

        return refusal;
    }

    private async Task<List<string>> FilesToReadAsync(CancellationToken cancel)
    {
        await using var scope = scopes.CreatePracticeScope(null);
        var db = scope.ServiceProvider.GetRequiredService<RemittanceDb>();

        // What rests must not stand in the way of what comes after it.
        var paused = _setbacks.Paused(MaxPaused);
        var received = await db.Files.Where(file => file.State == RemittanceFileState.Received && !EF.Parameter(paused).Contains(file.Id))
            .OrderBy(file => file.Id).Select(file => file.Id).Take(MaxFiles).ToListAsync(cancel);
        var begun = await db.Remittances.IgnoreQueryFilters([ServiceDb.PracticeFilter])
            .Where(advice => advice.State == RemittanceAdviceState.Reading && !EF.Parameter(paused).Contains(advice.FileId)
                && !db.Files.Any(file => file.Id == advice.FileId && file.State == RemittanceFileState.Quarantined))
            .Select(advice => advice.FileId).Distinct().Take(MaxFiles).ToListAsync(cancel);
        return [.. received.Union(begun).Order(StringComparer.Ordinal)];
    }

    private async Task<bool> ReadOneAsync(string id, CancellationToken cancel)
    {
        var generation = 0;
        try
        {
            var file = await LoadAsync(id, cancel);
            generation = file.Version;
            if (await CheckAsync(file, cancel) is null)
            {
                await parts.Reader.ReadAsync(file, cancel);
                if (file.State == RemittanceFileState.Received)
                {
                    await ChangeAsync(id, one => one.Parse(), cancel);
                    _checked.TryRemove(id, out _);
                    Log.FileRead(Logger, id);
                }
            }

            _setbacks.Clear(id);
            return true;
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            throw;
        }
#pragma warning disable CA1031 // One bad file must not stop the next.
        catch (Exception exception)
        {
            if (Passing.IsArchiveAway(exception))
            {
                // However long it takes: a volume that is away says nothing about the file.
                _setbacks.Wait(id);
                Log.FileWaits(Logger, id, exception.GetType().Name);
                return false;
            }

            if (Passing.Is(exception))
            {
                Log.FileWaits(Logger, id, exception.GetType().Name);
                return false;
            }

            var failures = _setbacks.Add(id, generation);
            Log.FileFailed(Logger, id, failures, exception.GetType().Name, exception.StackTrace);
            await GiveUpAsync(id, failures, cancel);
            return false;
        }
#pragma warning restore CA1031
    }

    // Never for ever: what fails ten times is put aside, with its bytes, for somebody to look at.
    private async Task GiveUpAsync(string id, int failures, CancellationToken cancel)
    {
        if (failures < MaxFailures)
        {
            return;
        }

        if ((await LoadAsync(id, cancel)).State == RemittanceFileState.Received)
        {
            await ChangeAsync(id, one => one.Quarantine(FileRefusal.ProcessingFailed), cancel);
            Log.FileQuarantined(Logger, id, FileRefusal.ProcessingFailed.Code);
        }
        else
        {
            await GiveUpFirstAsync(id, cancel);
        }

        _setbacks.Clear(id);
    }

    // Remittance advices are read in the order of the file, so it is the first of those left that fails; the others have their own tries.
    private async Task GiveUpFirstAsync(string fileId, CancellationToken cancel)
    {
        await using var everybodys = scopes.CreatePracticeScope(null);
        var first = await everybodys.ServiceProvider.GetRequiredService<RemittanceDb>().Remittances.IgnoreQueryFilters([ServiceDb.PracticeFilter])
            .Where(advice => advice.FileId == fileId && advice.State == RemittanceAdviceState.Reading)
            .OrderBy(advice => advice.SetNumber).Select(advice => new { advice.Id, advice.Practice }).FirstOrDefaultAsync(cancel);
        if (first is null)
        {
            return;
        }

        await using var scope = scopes.CreatePracticeScope(first.Practice);
        var db = scope.ServiceProvider.GetRequiredService<RemittanceDb>();
        await db.InTransactionAsync(
            async token =>
            {
                (await db.Remittances.SingleAsync(advice => advice.Id == first.Id, token)).GiveUp();
                await db.SaveChangesAsync(token);
            },
            cancel);
        Log.Quarantined(Logger, first.Id, QuarantineReasons.ProcessingFailed);
    }

    private async Task<RemittanceFile> LoadAsync(string id, CancellationToken cancel)
    {
        await using var scope = scopes.CreatePracticeScope(null);
        return await scope.ServiceProvider.GetRequiredService<RemittanceDb>().Files.AsNoTracking().SingleAsync(file => file.Id == id, cancel);
    }

    private async Task ChangeAsync(string id, Action<RemittanceFile> change, CancellationToken cancel)
    {
        await using var scope = scopes.CreatePracticeScope(null);
        var db = scope.ServiceProvider.GetRequiredService<RemittanceDb>();
        await db.InTransactionAsync(
            async token =>
            {
                change(await db.Files.SingleAsync(file => file.Id == id, token));
                await db.SaveChangesAsync(token);
            },
            cancel);
    }
}

/// <summary>What reading is made of.</summary>
internal sealed record ReadingParts(Archive Archive, FileCheck Check, AdviceReader Reader, Payees Payees);

/// <summary>Tells what passes by itself from what does not.</summary>
internal static class Passing
{
    /// <summary>The archive's volume does not answer, or not with these bytes: they may be there later.</summary>
    public static bool IsArchiveAway(Exception exception) =>
        exception is IOException or UnauthorizedAccessException or Failure { Reason: Archive.Unavailable };

    /// <summary>Another was first, or the store is away: the same work may succeed later.</summary>
    public static bool Is(Exception exception) =>
        exception is Failure { Kind: FailureKind.Contention or FailureKind.Unavailable }
        || DatabaseFaults.IsContention(exception) || DatabaseFaults.IsDuplicate(exception) || DatabaseFaults.IsAway(exception);
}
