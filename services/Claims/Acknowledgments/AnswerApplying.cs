using MedBill.Claims.Domain;
using MedBill.Claims.Features;
using MedBill.Claims.Storage;
using MedBill.Claims.Submission;
using MedBill.Platform.Hosting;
using MedBill.Platform.Mailbox;
using MedBill.Platform.Storage;
using MedBill.Platform.Values;
using Microsoft.EntityFrameworkCore;

namespace MedBill.Claims.Acknowledgments;

/// <summary>
/// Applies what a file means for one practice, a few hundred claims a transaction, so that nobody waits long for the store. Each part may be
/// applied again: the row that says the file is dealt with comes last.
/// </summary>
internal sealed class AnswerApplying(IServiceScopeFactory scopes, TimeProvider clock)
{
    private const int ClaimsATime = 250;
    private const int MaxFileName = 128;

    public async Task ApplyAsync(PracticeAnswers answers, MailboxFile file, string transactionType, CancellationToken cancel)
    {
        foreach (var some in answers.Versions.GroupBy(version => version.ClaimId).Chunk(ClaimsATime))
        {
            await InPracticeAsync(answers.Practice, (db, token) => ApplyAsync(db, some, token), cancel);
        }

        await InPracticeAsync(
            answers.Practice,
            async (db, token) =>
            {
                foreach (var batch in answers.Batches)
                {
                    await ApplyAsync(db, batch, token);
                }

                await KeepAsync(db, Row(answers, file, transactionType), token);
            },
            cancel);
    }

    /// <summary>Keeps that a file could not be applied.</summary>
    public Task QuarantineAsync(string practice, MailboxFile file, string transactionType, Refusal refusal, CancellationToken cancel)
    {
        var answers = new PracticeAnswers(practice) { Remark = refusal };
        return InPracticeAsync(
            practice,
            async (db, token) =>
            {
                await KeepAsync(db, Row(answers, file, transactionType, isQuarantined: true), token);
            },
            cancel);
    }

    // Whatever became of the file takes the place of what said that it was not read.
    private static async Task KeepAsync(ClaimsDb db, Acknowledgment row, CancellationToken cancel)
    {
        await db.Acknowledgments.IgnoreQueryFilters([ServiceDb.PracticeFilter])
            .Where(one => one.Sha256 == row.Sha256 && (one.ReasonCode == Acknowledgment.FileTooLarge || one.ReasonCode == Acknowledgment.ProcessingFailed))
            .ExecuteDeleteAsync(cancel);
        db.Add(row);
        await db.SaveChangesAsync(cancel);
    }

    private Acknowledgment Row(PracticeAnswers answers, MailboxFile file, string transactionType, bool isQuarantined = false)
    {
        var now = clock.GetUtcNow();
        return new()
        {
            Id = ResourceName.NewId("ack", now),
            TransactionType = transactionType,
            IsQuarantined = isQuarantined,
            ReasonCode = answers.Remark?.Code,
            Reason = answers.Remark?.Words ?? "",
            FileName = file.Name.Length <= MaxFileName ? file.Name : file.Name[..MaxFileName],
            Sha256 = file.Sha256,
            AcceptedCount = answers.Accepted,
            RejectedCount = answers.Rejected,
            UnmatchedCount = answers.Unmatched,
            ReceiveTime = now,
        };
    }

    private async Task ApplyAsync(ClaimsDb db, IGrouping<string, VersionAnswer>[] some, CancellationToken cancel)
    {
        string[] ids = [.. some.Select(ofClaim => ofClaim.Key)];
        var claims = await db.Claims.Where(claim => ids.Contains(claim.Id)).ToDictionaryAsync(claim => claim.Id, cancel);
        await db.LoadVersionsAsync(claims.Values, cancel);
        var now = clock.GetUtcNow();
        foreach (var answer in some.SelectMany(ofClaim => ofClaim))
        {
            Apply(claims[answer.ClaimId], answer, now);
        }

        await db.SaveChangesAsync(cancel);
    }

    private static void Apply(Claim claim, VersionAnswer answer, DateTimeOffset now)
    {
        switch (answer.Verdict)
        {
            case Verdict.Acknowledged:
                claim.Acknowledge(answer.VersionNumber, answer.Answer.BatchId, answer.Answer.Findings, now);
                break;
            case Verdict.Accepted:
                claim.Accept(answer.VersionNumber, answer.Answer, now);
                break;
            case Verdict.Rejected:
                claim.Reject(answer.VersionNumber, answer.Answer, now);
                break;
            default:
                claim.Note(answer.VersionNumber, answer.Answer, now);
                break;
        }
    }

    private async Task ApplyAsync(ClaimsDb db, BatchAnswer answer, CancellationToken cancel)
    {
        var batch = await db.SubmissionBatches.SingleAsync(one => one.Id == answer.BatchId, cancel);
        var now = clock.GetUtcNow();

        // An answer proves that the file arrived, also when we were stopped before we could mark it sent.
        if (batch.MarkSent(now))
        {
            await db.MarkSubmissionsSentAsync(batch, cancel);
        }

        switch (answer.Verdict)
        {
            case Verdict.Acknowledged:
                batch.Acknowledge(now);
                break;
            case Verdict.Rejected:
                batch.Reject(now);
                break;
            default:
                break;
        }

        if (answer.NoteCode is { } note)
        {
            batch.NoteInterchange(note, now);
        }
    }

    private async Task InPracticeAsync(string practice, Func<ClaimsDb, CancellationToken, Task> act, CancellationToken cancel)
    {
        await using var scope = scopes.CreatePracticeScope(practice);
        var db = scope.ServiceProvider.GetRequiredService<ClaimsDb>();
        await db.InTransactionAsync(token => act(db, token), cancel);
    }
}
