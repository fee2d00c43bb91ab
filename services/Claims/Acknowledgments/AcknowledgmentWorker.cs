using MedBill.Claims.Domain;
using MedBill.Claims.Storage;
using MedBill.Platform.Mailbox;
using MedBill.Platform.Storage;
using MedBill.X12;
using Microsoft.EntityFrameworkCore;

namespace MedBill.Claims.Acknowledgments;

/// <summary>
/// Reads what payers' front ends answer (TA1, 999, 277CA), and takes what no other service takes, so that nothing stays in the mailbox
/// unread. The same bytes twice apply once.
/// </summary>
internal sealed class AcknowledgmentWorker(MailboxWorkerParts parts, IServiceScopeFactory scopes, TimeProvider clock, ILogger<AcknowledgmentWorker> logger)
    : MailboxWorker(parts, logger)
{
    private readonly AnswerApplying _applying = new(scopes, clock);

    // HP is Remittance's; HB and HI are Coverage's (architecture, decision 18).
    protected override bool IsMine(Stream content) => X12File.Peek(content).FunctionalId is not ("HP" or "HB" or "HI");

    protected override async Task<Handled> HandleAsync(IServiceProvider services, MailboxFile file, CancellationToken cancel)
    {
        var db = services.GetRequiredService<ClaimsDb>();
        var known = await RowsAsync(db, file, cancel);
        known.RemoveAll(row => row.IsUnread);
        if (known.Find(row => row.IsQuarantined) is { } quarantined)
        {
            return Handled.Quarantined(quarantined.ReasonCode!);
        }

        var content = InboundFile.Read(file.OpenRead);
        var matching = new AnswerMatching(db);
        if (content.Refusal is { } refusal)
        {
            return await RefuseAsync(await matching.PracticeOfReceiverAsync(content.ReceiverId, cancel), file, content, refusal, cancel);
        }

        var practices = await matching.MatchAsync(content, cancel);
        if (practices is [{ Batches.Count: 0, Versions.Count: 0, Remark: { } remark } nobody] && known.Count == 0)
        {
            return await RefuseAsync(nobody.Practice, file, content, remark, cancel);
        }

        foreach (var answers in practices.Where(one => !known.Exists(row => row.Practice == one.Practice)))
        {
            await _applying.ApplyAsync(answers, file, content.TransactionType, cancel);
            Log.Applied(Logger, content.TransactionType, file.Sha256, answers.Accepted, answers.Rejected, answers.Unmatched);
        }

        return Handled.Archived;
    }

    protected override async Task SetAsideAsync(IServiceProvider services, MailboxFile file, string reason, CancellationToken cancel)
    {
        var db = services.GetRequiredService<ClaimsDb>();
        var known = await RowsAsync(db, file, cancel);
        string[] practices = [await new AnswerMatching(db).PracticeOfReceiverAsync(InboundFile.ReceiverOf(file.OpenRead), cancel), Acknowledgment.Unassigned];

        // A practice whose part of the file was applied has a row already, and it stays.
        if (practices.FirstOrDefault(practice => !known.Exists(row => row.Practice == practice && !row.IsUnread)) is { } home)
        {
            await _applying.QuarantineAsync(home, file, "", new(reason, Words(reason)), cancel);
        }

        Log.Quarantined(Logger, file.Sha256, reason);
    }

    private static Task<List<Acknowledgment>> RowsAsync(ClaimsDb db, MailboxFile file, CancellationToken cancel) => db.Acknowledgments
        .IgnoreQueryFilters([ServiceDb.PracticeFilter]).AsNoTracking().Where(row => row.Sha256 == file.Sha256).ToListAsync(cancel);

    private static string Words(string reason) => reason == Acknowledgment.FileTooLarge
        ? "The file is larger than a file may be here, and was not read; have it sent in smaller ones."
        : "Reading the file failed each time it was tried; when it comes again it is read again, and what was applied of it is not applied twice.";

    private async Task<Handled> RefuseAsync(string practice, MailboxFile file, InboundFile content, Refusal refusal, CancellationToken cancel)
    {
        await _applying.QuarantineAsync(practice, file, content.TransactionType, refusal, cancel);
        Log.Quarantined(Logger, file.Sha256, refusal.Code);
        return Handled.Quarantined(refusal.Code);
    }
}
