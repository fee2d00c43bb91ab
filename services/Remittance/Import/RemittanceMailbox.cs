using System.Runtime.CompilerServices;
using MedBill.Platform.Hosting;
using MedBill.Platform.Mailbox;
using MedBill.Remittance.Domain;
using MedBill.Remittance.Storage;
using MedBill.X12;

namespace MedBill.Remittance.Import;

/// <summary>Takes this service's files from the mailbox: those whose first group is HP.</summary>
internal sealed class RemittanceMailbox(MailboxWorkerParts parts, FileIntake intake, ReadingWorker reading, ILogger<RemittanceMailbox> logger)
    : MailboxWorker(parts, logger)
{
    private const int PieceBytes = 64 * 1024;

    protected override bool IsMine(Stream content) => X12File.Peek(content).FunctionalId == "HP";

    protected override async Task<Handled> HandleAsync(IServiceProvider services, MailboxFile file, CancellationToken cancel)
    {
        var content = await intake.KeepAsync(PiecesAsync(file, cancel), cancel);
        await using var scope = services.GetRequiredService<IServiceScopeFactory>().CreatePracticeScope(PracticeIds.Unassigned);
        var db = scope.ServiceProvider.GetRequiredService<RemittanceDb>();
        var taken = await db.InTransactionAsync(token => intake.RegisterAsync(db, PracticeIds.Unassigned, content, file.Name, token), cancel);
        if (await CheckAsync(taken, cancel) is { } refusal)
        {
            return Handled.Quarantined(refusal.Code);
        }

        intake.Wake();
        return Handled.Archived;
    }

    private async Task<FileRefusal?> CheckAsync(RemittanceFile file, CancellationToken cancel)
    {
        try
        {
            return await reading.CheckAsync(file, cancel);
        }
        catch (Exception exception) when (Passing.IsArchiveAway(exception))
        {
            // It is registered, and checked again before it is read: the mailbox need not keep it.
            return null;
        }
    }

    private static async IAsyncEnumerable<ReadOnlyMemory<byte>> PiecesAsync(MailboxFile file, [EnumeratorCancellation] CancellationToken cancel)
    {
        var buffer = new byte[PieceBytes];
        await using var stream = file.OpenRead();
        int read;
        while ((read = await stream.ReadAsync(buffer, cancel)) > 0)
        {
            yield return buffer.AsMemory(0, read);
        }
    }
}
