using MedBill.Platform.Hosting;
using MedBill.Platform.Storage;
using MedBill.Platform.Values;
using MedBill.Remittance.Domain;
using MedBill.Remittance.Import;
using MedBill.Remittance.Postings;
using MedBill.Remittance.Storage;
using Microsoft.EntityFrameworkCore;
using Wire = MedBill.Contracts.Remittance.V1;

namespace MedBill.Remittance.Features;

/// <summary>Remittance's rpc methods, one file each.</summary>
internal sealed partial class RemittanceRpc(
    RemittanceDb db, Caller caller, Idempotency idempotency, FileIntake intake, PostingWorker posting, TimeProvider clock)
    : Wire.RemittanceService.RemittanceServiceBase
{
    // Whose payee nobody knows, somebody has to see.
    private bool SeesUnassigned => caller.Scopes.Contains("admin");

    /// <summary>Remittance advices of the caller's practice; with scope admin also those without one. A half-read one is not there yet.</summary>
    private IQueryable<RemittanceAdvice> Remittances()
    {
        var practice = caller.Practice;
        var mine = SeesUnassigned
            ? db.Remittances.IgnoreQueryFilters([ServiceDb.PracticeFilter])
                .Where(advice => advice.Practice == practice || advice.Practice == PracticeIds.Unassigned)
            : db.Remittances;
        return mine.AsNoTracking().Where(advice => advice.State != RemittanceAdviceState.Reading || advice.ReasonCode != "");
    }

    /// <summary>Files the caller's practice gave or that carry something of it; with scope admin also those from the mailbox.</summary>
    private IQueryable<RemittanceFile> Files()
    {
        var practice = caller.Practice;
        var readers = SeesUnassigned
            ? db.FileReaders.IgnoreQueryFilters([ServiceDb.PracticeFilter])
                .Where(reader => reader.Practice == practice || reader.Practice == PracticeIds.Unassigned)
            : db.FileReaders;
        return db.Files.AsNoTracking().Where(file => file.Owner == practice || readers.Any(reader => reader.FileId == file.Id));
    }

    private async Task<RemittanceAdvice> RemittanceAsync(string name, string field, CancellationToken cancel)
    {
        var id = ResourceName.Id(name, "remittances", field);
        return await Remittances().SingleOrDefaultAsync(advice => advice.Id == id, cancel) ?? throw NoRemittance();
    }

    /// <summary>The caller's own remittance advice, to be changed.</summary>
    private async Task<RemittanceAdvice> LoadRemittanceAsync(string id, CancellationToken cancel) =>
        await db.Remittances.SingleOrDefaultAsync(advice => advice.Id == id && (advice.State != RemittanceAdviceState.Reading || advice.ReasonCode != ""), cancel)
        ?? throw NoRemittance();

    private static Failure NoRemittance() => new(FailureKind.NotFound, "REMITTANCE_NOT_FOUND", "There is no such remittance advice.");
}
