using MedBill.Platform.Hosting;
using MedBill.Platform.Storage;
using MedBill.Platform.Values;
using MedBill.Remittance.Domain;
using MedBill.Remittance.Matching;
using MedBill.Remittance.Storage;
using MedBill.X12.Remittances835;
using Microsoft.EntityFrameworkCore;

namespace MedBill.Remittance.Import;

/// <summary>
/// Stores remittance advices step by step. A file's bytes never change, so after a crash reading starts over and storing goes on behind
/// what is stored; two replicas at the same file meet the same keys, and one gives way.
/// </summary>
internal sealed class AdviceStore(IServiceScopeFactory scopes, TimeProvider clock, ILogger<AdviceStore> logger)
{
    /// <summary>A draft for the file's next set; null when it is stored already, or not to be stored.</summary>
    public async Task<AdviceDraft?> BeginAsync(RemittanceFile file, int setNumber, RemittanceHeader header, CancellationToken cancel)
    {
        await using var scope = scopes.CreatePracticeScope(null);
        var db = scope.ServiceProvider.GetRequiredService<RemittanceDb>();
        var payment = header.ToDomain(file.ReceiveTime);
        var begun = await db.Remittances.IgnoreQueryFilters([ServiceDb.PracticeFilter]).AsNoTracking()
            .SingleOrDefaultAsync(advice => advice.FileId == file.Id && advice.SetNumber == setNumber, cancel);
        if (begun is not null)
        {
            return begun.State == RemittanceAdviceState.Reading
                ? new(file, setNumber, begun.Practice, begun.Id, payment, begun.StoredThrough) { HeldForUploader = false }
                : null;
        }

        // A parsed file is read again only for what was released.
        if (file.State != RemittanceFileState.Received)
        {
            return null;
        }

        var payee = await Payees.PracticeOfAsync(db, payment.PayeeNpi, cancel);
        var isOthers = file.IsUpload && payee != file.Owner;
        var practice = file.IsUpload ? file.Owner : payee ?? PracticeIds.Unassigned;
        return await WasTakenAsync(db, practice, file, cancel)
            ? null
            : new(file, setNumber, practice, ResourceName.NewId("era", clock.GetUtcNow()), payment, 0) { HeldForUploader = isOthers };
    }

    /// <summary>Stores the claim payments that wait.</summary>
    public async Task StoreAsync(AdviceDraft draft, CancellationToken cancel)
    {
        await WriteAsync(draft, static (_, _, _) => Task.CompletedTask, cancel);
        draft.MarkStored();
    }

    /// <summary>Stores the rest and decides: accepted, or put aside.</summary>
    public async Task FinishAsync(AdviceDraft draft, RemittanceTrailer trailer, ReadingResult result, CancellationToken cancel)
    {
        var reason = "";
        await WriteAsync(
            draft,
            async (db, advice, token) =>
            {
                await DecideAsync(db, advice, draft, result, token);
                reason = advice.ReasonCode;
                if (advice.State == RemittanceAdviceState.Balanced)
                {
                    db.ProviderAdjustments.AddRange(trailer.ToDomain(advice.Id, clock.GetUtcNow()));
                }
            },
            cancel);
        if (reason.Length > 0)
        {
            Log.Quarantined(logger, draft.RemittanceId, reason);
        }
    }

    private static async Task DecideAsync(RemittanceDb db, RemittanceAdvice advice, AdviceDraft draft, ReadingResult result, CancellationToken cancel)
    {
        if (draft.IsHeld)
        {
            advice.HoldForPayee(result);
            return;
        }

        // The same content under the same trace number is the same payment, whatever its payer is called this time.
        var (identity, trace, hash) = (advice.PaymentIdentity, advice.TraceNumber, result.ContentHash);
        advice.FinishReading(result, await db.Remittances
            .Where(other => other.TraceNumber == trace && other.AcceptedPayment != null && (other.AcceptedPayment == identity || other.ContentHash == hash))
            .OrderByDescending(other => other.ContentHash == hash)
            .Select(other => new EarlierRemittance(other.Id, other.ContentHash)).FirstOrDefaultAsync(cancel));
    }

    private async Task WriteAsync(AdviceDraft draft, Func<RemittanceDb, RemittanceAdvice, CancellationToken, Task> finish, CancellationToken cancel)
    {
        await using var scope = scopes.CreatePracticeScope(draft.Practice);
        var db = scope.ServiceProvider.GetRequiredService<RemittanceDb>();

        // Before they are written, since nearly all of them are found: matching is left with the rest, instead of changing every row.
        await MatchingStep.LookAheadAsync(db, draft.Header.PayerId, draft.Waiting, cancel);
        await db.InTransactionAsync(
            async token =>
            {
                var advice = await LoadOrBeginAsync(db, draft, token);
                if (advice.StoredThrough != draft.StoredThrough || advice.State != RemittanceAdviceState.Reading)
                {
                    throw new Failure(FailureKind.Contention, "CONCURRENT_WRITE", "Another reader of the same file came first.");
                }

                if (draft.Waiting.Count > 0)
                {
                    advice.Store(draft.Waiting.Count);
                }

                await finish(db, advice, token);
                await db.SaveChangesAsync(token);
                await db.InsertManyAsync(draft.Waiting, token);
            },
            cancel);
    }

    private static async Task<RemittanceAdvice> LoadOrBeginAsync(RemittanceDb db, AdviceDraft draft, CancellationToken cancel)
    {
        if (await db.Remittances.SingleOrDefaultAsync(advice => advice.Id == draft.RemittanceId, cancel) is { } begun)
        {
            return begun;
        }

        var advice = RemittanceAdvice.Begin(draft.RemittanceId, draft.File, draft.SetNumber, draft.Header);
        db.Add(advice);
        await AddReaderAsync(db, draft.Practice, draft.File, cancel);
        return advice;
    }

    /// <summary>Lets a practice see a file.</summary>
    public static async Task AddReaderAsync(RemittanceDb db, string practice, RemittanceFile file, CancellationToken cancel)
    {
        var reader = await db.FileReaders.SingleOrDefaultAsync(one => one.Sha256 == file.Sha256, cancel);
        if (reader is null)
        {
            db.FileReaders.Add(new() { Practice = practice, Sha256 = file.Sha256, FileId = file.Id });
        }
        else if (await db.Files.AnyAsync(known => known.Id == reader.FileId && known.Id != file.Id && known.State == RemittanceFileState.Quarantined, cancel))
        {
            // That copy failed, this one is read: given once more, the same bytes are this file.
            reader.FileId = file.Id;
        }
    }

    // A practice takes the same bytes once, whichever way they come; a file that ended in quarantine took nothing that could not be told again.
    private static Task<bool> WasTakenAsync(RemittanceDb db, string practice, RemittanceFile file, CancellationToken cancel) =>
        db.FileReaders.IgnoreQueryFilters([ServiceDb.PracticeFilter])
            .Where(reader => reader.Practice == practice && reader.Sha256 == file.Sha256 && reader.FileId != file.Id)
            .AnyAsync(reader => !db.Files.Any(taken => taken.Id == reader.FileId && taken.State == RemittanceFileState.Quarantined), cancel);
}
