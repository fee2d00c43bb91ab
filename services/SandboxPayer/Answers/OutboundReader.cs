using MedBill.Platform.Hosting;
using MedBill.Platform.Mailbox;
using MedBill.X12;
using MedBill.X12.Guides;

namespace MedBill.SandboxPayer.Answers;

/// <summary>Reads what the suite sends (837P, 270) and keeps what the payer has to say to it.</summary>
internal sealed class OutboundReader(
    MailboxWorkerParts parts, AnswerStore store, ClaimFileAnswers claims, AnswerSender sender, TimeProvider clock, ILogger<OutboundReader> logger)
    : MailboxWorker(parts, logger)
{
    private readonly int _delayDays = parts.Configuration.GetValue("Sandbox:PaymentDelayDays", 0);

    protected override Direction Reads => Direction.Outbound;

    // Whatever the suite sends is for the payer.
    protected override bool IsMine(Stream content) => true;

    protected override async Task<Handled> HandleAsync(IServiceProvider services, MailboxFile file, CancellationToken cancel)
    {
        if (store.Knows(file.Sha256))
        {
            return Handled.Archived;
        }

        var bytes = await file.ReadAllAsync(cancel);
        using var stream = new MemoryStream(bytes, writable: false);
        var kind = X12File.Peek(stream);
        var now = clock.GetUtcNow().UtcDateTime;
        IReadOnlyList<Answer>? answers = kind.FunctionalId switch
        {
            _ when kind.FunctionalId == GuideId.Claim837P.FunctionalId =>
                claims.To(bytes, now, PaymentDay.After(DateOnly.FromDateTime(now), _delayDays)),
            _ when kind.FunctionalId == GuideId.Eligibility270.FunctionalId => EligibilityAnswers.To(bytes, now),
            _ => null,
        };
        if (answers is null)
        {
            return Handled.Quarantined(kind.Finding?.Code ?? "NOT_FOR_A_PAYER");
        }

        store.Keep(file.Sha256, answers);
        sender.Wake();
        return Handled.Archived;
    }
}

/// <summary>When a payer pays.</summary>
internal static class PaymentDay
{
    /// <summary>The day that is so many business days after another; weekends do not count.</summary>
    public static DateOnly After(DateOnly day, int businessDays)
    {
        for (var left = businessDays; left > 0;)
        {
            day = day.AddDays(1);
            left -= day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday ? 0 : 1;
        }

        return day;
    }
}

/// <summary>Puts kept answers into the inbound mailbox once their day has come.</summary>
internal sealed class AnswerSender(MachineTime machine, IMailbox mailbox, AnswerStore store, TimeProvider clock, ILogger<AnswerSender> logger)
    : PollingWorker(machine, TimeSpan.FromMilliseconds(500), logger)
{
    private readonly SemaphoreSlim _one = new(1, 1);

    public override async Task<int> SweepAsync(CancellationToken cancel)
    {
        await _one.WaitAsync(cancel);
        try
        {
            var due = store.Due(DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime));
            foreach (var (path, fileName) in due)
            {
                await mailbox.WriteInboundAsync(fileName, await File.ReadAllBytesAsync(path, cancel), cancel);
                File.Delete(path);
            }

            return due.Count;
        }
        finally
        {
            _one.Release();
        }
    }

    public override void Dispose()
    {
        _one.Dispose();
        base.Dispose();
    }
}
