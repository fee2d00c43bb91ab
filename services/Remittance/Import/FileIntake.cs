using MedBill.Platform.Storage;
using MedBill.Platform.Values;
using MedBill.Remittance.Domain;
using MedBill.Remittance.Storage;
using Microsoft.EntityFrameworkCore;

namespace MedBill.Remittance.Import;

/// <summary>Takes files in: bytes to the archive first, then the row; the same bytes a second time are the file that is there, read again if that had failed.</summary>
internal sealed class FileIntake(Archive archive, TimeProvider clock, ReadingWorker worker, ILogger<FileIntake> logger)
{
    // As it stands in the audit: no rpc of its own, but a decision of whoever gave the file once more.
    private const string ReadAgain = "remittance.file.read_again";

    public Task<ArchivedContent> KeepAsync(IAsyncEnumerable<ReadOnlyMemory<byte>> pieces, CancellationToken cancel) =>
        archive.KeepAsync(pieces, RemittanceFile.MaxSizeBytes, cancel);

    /// <summary>The file of these bytes for a practice (or for nobody yet), made when it is new. Runs inside a transaction.</summary>
    public async Task<RemittanceFile> RegisterAsync(RemittanceDb db, string owner, ArchivedContent content, string fileName, CancellationToken cancel)
    {
        var known = await (
            from reader in db.FileReaders.IgnoreQueryFilters([ServiceDb.PracticeFilter])
            where reader.Practice == owner && reader.Sha256 == content.Sha256
            join one in db.Files on reader.FileId equals one.Id
            select one).SingleOrDefaultAsync(cancel);
        if (known is not null)
        {
            await ReadAgainAsync(db, owner, known, cancel);
            return known;
        }

        var now = clock.GetUtcNow();
        var file = new RemittanceFile
        {
            Id = ResourceName.NewId("rmf", now),
            Owner = owner,
            FileName = fileName,
            Sha256 = content.Sha256,
            SizeBytes = content.Length,
            ReceiveTime = now,
        };
        db.Add(file);
        db.FileReaders.Add(new() { Practice = owner, Sha256 = content.Sha256, FileId = file.Id });
        await db.SaveChangesAsync(cancel);
        return file;
    }

    public void Wake() => worker.Wake();

    // The row's version lets one of two through; who comes second finds it received.
    private async Task ReadAgainAsync(RemittanceDb db, string owner, RemittanceFile file, CancellationToken cancel)
    {
        var again = file.HasFailed;
        if (again)
        {
            file.ReceiveAgain();
            await db.SaveChangesAsync(cancel);
        }
        else if (file.State == RemittanceFileState.Parsed)
        {
            // An upload has its own practice's read again, the payer's copy everybody's.
            again = await db.Remittances.IgnoreQueryFilters([ServiceDb.PracticeFilter])
                .Where(advice => advice.FileId == file.Id && advice.State == RemittanceAdviceState.Quarantined
                    && advice.ReasonCode == QuarantineReasons.ProcessingFailed && (owner == PracticeIds.Unassigned || advice.Practice == owner))
                .ExecuteUpdateAsync(
                    set => set.SetProperty(advice => advice.State, RemittanceAdviceState.Reading)
                        .SetProperty(advice => advice.Version, advice => advice.Version + 1),
                    cancel) > 0;
        }

        if (again)
        {
            await db.RecordReadAsync(ReadAgain, file.Name, cancel);
            Log.FileAgain(logger, file.Id);
        }
    }
}
