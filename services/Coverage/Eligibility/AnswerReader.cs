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
/// Reads payers' answers (271) from the mailbox and gives each to the check whose trace it echoes; one that refuses the whole question
/// before any person is named goes to all checks of the 270 it names. A second answer to a check changes nothing. A file that cannot be read
/// is quarantined and nothing of it applied; one that also answers what nobody asked is quarantined after what was asked is applied.
/// </summary>
internal sealed class AnswerReader(MailboxWorkerParts parts, IServiceScopeFactory scopes, TimeProvider clock, ILogger<AnswerReader> logger)
    : MailboxWorker(parts, logger)
{
    private const int MostAnswers = 5_000;

    protected override bool IsMine(Stream content) => X12File.Peek(content).FunctionalId == GuideId.Eligibility271.FunctionalId;

    protected override async Task<Handled> HandleAsync(IServiceProvider services, MailboxFile file, CancellationToken cancel)
    {
        var db = services.GetRequiredService<CoverageDb>();
        if (await db.ReadFiles.AsNoTracking().SingleOrDefaultAsync(row => row.Sha256 == file.Sha256, cancel) is { } known)
        {
            return Outcome(known);
        }

        var findings = new FindingLog();
        List<EligibilityAnswer271> answers;
        await using (var stream = file.OpenRead())
        {
            answers = [.. Eligibility271File.Read(stream, findings).Take(MostAnswers + 1)];
        }

        if (findings.FirstOrDefault(finding => finding.IsError) is { } error)
        {
            return Handled.Quarantined(error.Code);
        }

        if (answers.Count is 0 or > MostAnswers)
        {
            return Handled.Quarantined(answers.Count == 0 ? "NO_ANSWER" : "TOO_MANY_ANSWERS");
        }

        var matched = await ApplyAsync(db, answers, cancel);
        var read = new ReadFile { Sha256 = file.Sha256, ReadTime = clock.GetUtcNow(), Matched = matched, Unmatched = answers.Count - matched };
        db.Add(read);
        await db.SaveChangesAsync(cancel);
        return Outcome(read);
    }

    private static Handled Outcome(ReadFile file) => file.Unmatched == 0 ? Handled.Archived : Handled.Quarantined("ANSWER_TO_NO_QUESTION");

    private async Task<int> ApplyAsync(CoverageDb shared, IReadOnlyList<EligibilityAnswer271> answers, CancellationToken cancel)
    {
        var byTrace = Keyed(answers, answer => answer.EchoedTrace);
        var byBatch = Keyed(answers.Where(answer => answer.Subject is null), answer => "elb-" + answer.Header.ReferenceNumber.ToLowerInvariant());
        var traces = byTrace.Keys.ToList();
        var batches = byBatch.Keys.ToList();
        var asked = await shared.EligibilityChecks.IgnoreQueryFilters([ServiceDb.PracticeFilter]).AsNoTracking()
            .Where(check => traces.Contains(check.Trace) || (check.BatchId != null && batches.Contains(check.BatchId)))
            .Select(check => new { check.Practice, check.Id, check.Trace, check.BatchId }).ToListAsync(cancel);
        foreach (var practice in asked.GroupBy(check => check.Practice))
        {
            await ApplyAsync(
                practice.Key,
                practice.ToDictionary(check => check.Id, check => byTrace.GetValueOrDefault(check.Trace) ?? byBatch[check.BatchId!]),
                cancel);
        }

        var known = asked.Select(check => check.Trace).Concat(asked.Select(check => check.BatchId)).ToHashSet();
        return answers.Count(answer => known.Contains(answer.EchoedTrace ?? "")
            || (answer.Subject is null && known.Contains("elb-" + answer.Header.ReferenceNumber.ToLowerInvariant())));
    }

    private async Task ApplyAsync(string practice, Dictionary<string, EligibilityAnswer271> answers, CancellationToken cancel)
    {
        await using var scope = scopes.CreatePracticeScope(practice);
        var db = scope.ServiceProvider.GetRequiredService<CoverageDb>();
        var ids = answers.Keys.ToList();
        var answered = await db.InTransactionAsync(
            async token =>
            {
                var checks = await db.EligibilityChecks.Where(check => ids.Contains(check.Id)).ToListAsync(token);
                checks.ForEach(check => check.Take(AnswerMapping.ToDomain(answers[check.Id]), clock.GetUtcNow()));
                await db.SaveChangesAsync(token);
                return checks.ConvertAll(EligibilityQuestion.Of);
            },
            cancel);
        await scope.ServiceProvider.GetRequiredService<RecentAnswers>().ForgetAsync(answered.Distinct(), cancel);
    }

    private static Dictionary<string, EligibilityAnswer271> Keyed(IEnumerable<EligibilityAnswer271> answers, Func<EligibilityAnswer271, string?> key)
    {
        var keyed = new Dictionary<string, EligibilityAnswer271>();
        foreach (var answer in answers)
        {
            if (key(answer) is { Length: > 0 and <= 40 } text)
            {
                keyed.TryAdd(text, answer);
            }
        }

        return keyed;
    }
}
