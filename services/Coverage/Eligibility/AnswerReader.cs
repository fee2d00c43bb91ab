using MedBill.Coverage.Domain;
using MedBill.Coverage.Storage;
using MedBill.Platform.Hosting;
using MedBill.Platform.Mailbox;
using MedBill.Platform.Storage;
using MedBill.X12;
using MedBill.X12.Eligibility;
using MedBill.X12.Findings;
using MedBill.X12.Guides;
using Microsoft.EntityFrameworkCore;

namespace MedBill.Coverage.Eligibility;

/// <summary>
/// Reads payers' answers (271) from the mailbox and gives each to the check whose trace it echoes. The same file twice does nothing; a file
/// that cannot be read, or answers nothing that was asked, is quarantined.
/// </summary>
internal sealed class AnswerReader(MailboxWorkerParts parts, IServiceScopeFactory scopes, TimeProvider clock, ILogger<AnswerReader> logger)
    : MailboxWorker(parts, logger)
{
    protected override bool IsMine(Stream content) => X12File.Peek(content).FunctionalId == GuideId.Eligibility271.FunctionalId;

    protected override async Task<Handled> HandleAsync(IServiceProvider services, MailboxFile file, CancellationToken cancel)
    {
        var db = services.GetRequiredService<CoverageDb>();
        if (await db.ReadFiles.AnyAsync(row => row.Sha256 == file.Sha256, cancel))
        {
            return Handled.Archived;
        }

        var findings = new FindingLog();
        List<EligibilityAnswer271> answers;
        await using (var stream = file.OpenRead())
        {
            answers = [.. Eligibility271File.Read(stream, findings)];
        }

        if (answers.Count == 0 || findings.Any(finding => finding.Severity == MedBill.X12.Findings.FindingSeverity.Fatal || finding.InterchangeNoteCode is not null && finding.IsError))
        {
            return Handled.Quarantined(findings.FirstOrDefault(finding => finding.IsError)?.Code ?? "NO_ANSWER");
        }

        var matched = await ApplyAsync(db, answers, cancel);
        db.Add(new ReadFile { Sha256 = file.Sha256, ReadTime = clock.GetUtcNow(), Matched = matched, Unmatched = answers.Count - matched });
        await db.SaveChangesAsync(cancel);
        return matched == 0 ? Handled.Quarantined("NOTHING_ASKED") : Handled.Archived;
    }

    private async Task<int> ApplyAsync(CoverageDb shared, IReadOnlyList<EligibilityAnswer271> answers, CancellationToken cancel)
    {
        var byTrace = new Dictionary<string, EligibilityAnswer271>();
        foreach (var answer in answers)
        {
            if (answer.EchoedTrace is { Length: > 0 and <= 30 } trace)
            {
                byTrace[trace] = answer;
            }
        }

        var traces = byTrace.Keys.ToList();
        var asked = await shared.EligibilityChecks.IgnoreQueryFilters([ServiceDb.PracticeFilter]).AsNoTracking()
            .Where(check => traces.Contains(check.Trace)).Select(check => new { check.Practice, check.Trace }).ToListAsync(cancel);
        foreach (var practice in asked.GroupBy(check => check.Practice))
        {
            await using var scope = scopes.CreatePracticeScope(practice.Key);
            var db = scope.ServiceProvider.GetRequiredService<CoverageDb>();
            var own = practice.Select(check => check.Trace).ToList();
            await db.InTransactionAsync(
                async token =>
                {
                    foreach (var check in await db.EligibilityChecks.Where(check => own.Contains(check.Trace)).ToListAsync(token))
                    {
                        check.Take(AnswerMapping.ToDomain(byTrace[check.Trace]), clock.GetUtcNow());
                    }

                    await db.SaveChangesAsync(token);
                },
                cancel);
        }

        return asked.Count;
    }
}

/// <summary>What a 271 says, as the service keeps it.</summary>
internal static class AnswerMapping
{
    private const int MostRows = 500;

    public static EligibilityAnswer ToDomain(EligibilityAnswer271 answer) => new(
        Status(answer),
        [
            .. answer.Benefits.AsEnumerable().Take(MostRows).Select(row => new BenefitRow(
                row.Kind, row.CoverageLevel ?? "", [.. row.ServiceTypes.AsEnumerable()], row.InsuranceType ?? "", row.Period ?? "", row.AmountCents,
                row.Percent * 100, row.AuthorizationRequired ?? "", row.InNetwork ?? "")),
        ],
        [
            .. Rejections("2000A", answer.SourceRejections.AsEnumerable()),
            .. Rejections("2100B", answer.ReceiverRejections.AsEnumerable()),
            .. Rejections("2100C", answer.Subscriber?.Rejections.AsEnumerable() ?? []),
            .. Rejections("2100D", answer.Dependent?.Rejections.AsEnumerable() ?? []),
        ]);

    // EB*1 without service type 30 is no proof of coverage (x12-facts 5, Traps).
    private static CoverageStatus Status(EligibilityAnswer271 answer) => answer.Benefits switch
    {
        var rows when rows.Any(row => row.Kind is "1" or "2" or "3" or "4" or "5" && row.ServiceTypes.Contains("30")) => CoverageStatus.Active,
        var rows when rows.Any(row => row.Kind is "6" or "7" or "8") => CoverageStatus.Inactive,
        _ => CoverageStatus.Unknown,
    };

    private static IEnumerable<Rejection> Rejections(string loop, IEnumerable<RequestRejection> rejections) =>
        rejections.Select(rejection => new Rejection(loop, rejection.Reason, rejection.FollowUp ?? "", RejectionTable.NextAction(rejection.Reason)));
}
