using System.Globalization;
using System.Linq.Expressions;
using MedBill.Claims.Domain;
using MedBill.Claims.Storage;
using MedBill.Platform.Storage;
using MedBill.X12.Acknowledgments;
using Microsoft.EntityFrameworkCore;

namespace MedBill.Claims.Acknowledgments;

/// <summary>
/// Finds what an inbound file answers: a TA1 names an interchange (ISA13), a 999 a group (GS06), a 277CA claims (CLM01) and, when it refuses
/// a whole batch, the batch (BHT03). Numbers are unique in the installation, so they find the practice as well.
/// </summary>
internal sealed class AnswerMatching(ClaimsDb db)
{
    // SQL Server takes 2,100 parameters.
    private const int LookupSize = 1_000;

    private readonly Dictionary<string, PracticeAnswers> _byPractice = [];
    private int _unmatched;
    private Refusal? _remark;

    /// <summary>What the file means, by practice. What belongs to nobody stands under the practice that the sender took us for, else under
    /// <see cref="Acknowledgment.Unassigned"/>.</summary>
    public async Task<IReadOnlyList<PracticeAnswers>> MatchAsync(InboundFile file, CancellationToken cancel)
    {
        foreach (var interchange in file.Interchanges)
        {
            await MatchAsync(interchange, cancel);
        }

        foreach (var group in file.Groups)
        {
            await MatchAsync(group, cancel);
        }

        foreach (var answer in file.ClaimAnswers)
        {
            await MatchAsync(answer, cancel);
        }

        var home = _byPractice.Count > 0 ? _byPractice.Values.First() : Of(await PracticeOfReceiverAsync(file.ReceiverId, cancel));
        (home.Unmatched, home.Remark) = (_unmatched, _remark);
        return [.. _byPractice.Values];
    }

    /// <summary>The practice that sends under this id, when there is exactly one.</summary>
    public async Task<string> PracticeOfReceiverAsync(string receiverId, CancellationToken cancel)
    {
        var practices = receiverId.Length == 0
            ? []
            : await Batches().Where(batch => batch.SenderId == receiverId).Select(batch => batch.Practice).Distinct().Take(2).ToListAsync(cancel);
        return practices is [var one] ? one : Acknowledgment.Unassigned;
    }

    private async Task MatchAsync(InterchangeAcknowledgment answer, CancellationToken cancel)
    {
        if (await BatchAsync(answer.ControlNumber, answer.IsRejected, cancel) is not { } batch)
        {
            return;
        }

        var note = answer.NoteCode.Length <= 3 ? answer.NoteCode : answer.NoteCode[..3];

        // 025: the payer has seen this number before. When we may have written the file twice it speaks of the second copy, and the first
        // is being read; then nothing is refused.
        var isCopy = note == "025" && (batch.WriteCount > 1 || await IsAnsweredAsync(batch.Id, cancel));
        if (!answer.IsRejected || isCopy)
        {
            Of(batch.Practice).Batches.Add(new(batch.Id, Verdict.Noted, note));
            return;
        }

        Of(batch.Practice).Batches.Add(new(batch.Id, Verdict.Rejected, note));
        var refusal = new FrontEndAnswer(batch.Id, "TA1", [note], [AnswerWords.OfInterchange(note)]);
        RejectAll(await VersionsAsync(batch.Id, cancel), _ => refusal);
    }

    private async Task MatchAsync(Acknowledgment999 answer, CancellationToken cancel)
    {
        if (answer.FunctionalId != "HC")
        {
            Elsewhere(answer.IsRejected);
            return;
        }

        if (await BatchAsync(answer.GroupControlNumber, answer.IsRejected, cancel) is not { } batch)
        {
            return;
        }

        // One ST in a file of ours. Without AK2 the group's answer (AK9) is the set's.
        var set = answer.Sets.Count > 0 ? answer.Sets[0] : null;
        var isAccepted = set?.IsAccepted ?? (answer.IsAccepted || answer.AcceptedSets > 0);
        var words = new SetWords(batch.Id, set);
        var versions = await VersionsAsync(batch.Id, cancel);
        Of(batch.Practice).Batches.Add(new(batch.Id, isAccepted ? Verdict.Acknowledged : Verdict.Rejected));
        if (isAccepted)
        {
            Add(versions, Verdict.Acknowledged, version => words.Remarks(version.ControlNumber));
            Of(batch.Practice).Accepted += versions.Count;
        }
        else
        {
            RejectAll(versions, version => words.Refusal(version.ControlNumber));
        }
    }

    private async Task MatchAsync(ClaimAcknowledgment277CA answer, CancellationToken cancel)
    {
        var claims = answer.Claims.ToList();
        var known = await VersionsAsync(claims.Select(claim => claim.PatientControlNumber), cancel);
        foreach (var claim in claims)
        {
            if (known.TryGetValue(claim.PatientControlNumber, out var version))
            {
                AddClaim(claim, version);
            }
            else
            {
                _unmatched++;
            }
        }

        // HL04 = 0 at the receiver or a provider: the refusal stops there, and no claim is named (x12-facts 4.2).
        var refusedAbove = (claims.Count == 0 ? answer.Statuses : []).Concat(answer.Providers.Where(provider => provider.Claims.Count == 0).SelectMany(provider => provider.Statuses))
            .Where(status => status.IsRejected).ToList();
        if (refusedAbove.Count > 0 && await BatchAsync(answer.BatchNumber ?? "", isRefused: true, cancel) is { } batch)
        {
            var refusal = AnswerWords.OfStatuses(batch.Id, refusedAbove, null);
            RejectAll((await VersionsAsync(batch.Id, cancel)).Where(version => !known.ContainsKey(version.ControlNumber)), _ => refusal);
        }
    }

    private void AddClaim(AcknowledgedClaim claim, SentVersion version)
    {
        var mine = Of(version.Practice);
        var verdict = claim.IsRejected ? Verdict.Rejected : claim.IsAccepted ? Verdict.Accepted : Verdict.Noted;
        var statuses = claim.Statuses.Concat(claim.Lines.SelectMany(line => line.Statuses));
        mine.Versions.Add(new(version.ClaimId, version.Number, verdict, AnswerWords.OfStatuses(version.BatchId, statuses, claim.PayerClaimControlNumber)));
        mine.Accepted += verdict == Verdict.Accepted ? 1 : 0;
        mine.Rejected += verdict == Verdict.Rejected ? 1 : 0;
        if (!mine.Batches.Exists(batch => batch.BatchId == version.BatchId))
        {
            mine.Batches.Add(new(version.BatchId, Verdict.Noted));
        }
    }

    private void RejectAll(IEnumerable<SentVersion> versions, Func<SentVersion, FrontEndAnswer> words)
    {
        var all = versions.ToList();
        Add(all, Verdict.Rejected, words);
        foreach (var ofPractice in all.GroupBy(version => version.Practice))
        {
            Of(ofPractice.Key).Rejected += ofPractice.Count();
        }
    }

    private void Add(IEnumerable<SentVersion> versions, Verdict verdict, Func<SentVersion, FrontEndAnswer> words)
    {
        foreach (var version in versions)
        {
            Of(version.Practice).Versions.Add(new(version.ClaimId, version.Number, verdict, words(version)));
        }
    }

    private PracticeAnswers Of(string practice)
    {
        if (!_byPractice.TryGetValue(practice, out var answers))
        {
            _byPractice[practice] = answers = new(practice);
        }

        return answers;
    }

    private async Task<SubmissionBatch?> BatchAsync(string controlNumber, bool isRefused, CancellationToken cancel)
    {
        if (!int.TryParse(controlNumber, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            _remark = BatchUnknown;
            return null;
        }

        if (number > ControlNumber.Max)
        {
            Elsewhere(isRefused);
            return null;
        }

        var batch = await Batches().SingleOrDefaultAsync(one => one.ControlNumber == number, cancel);
        _remark = batch is null ? BatchUnknown : _remark;
        return batch;
    }

    // An answer to a file of another service (270). Taken: nothing to do. Refused: somebody must know.
    private void Elsewhere(bool isRefused) => _remark = isRefused
        ? new("OTHER_FILE_REFUSED", "The other side refused a file that holds no claims, such as an eligibility inquiry.")
        : _remark;

    private static Refusal BatchUnknown => new("BATCH_UNKNOWN", "The file answers a batch that was not sent from here.");

    private IQueryable<SubmissionBatch> Batches() => db.SubmissionBatches.IgnoreQueryFilters([ServiceDb.PracticeFilter]).AsNoTracking();

    private Task<bool> IsAnsweredAsync(string batchId, CancellationToken cancel) => db.Submissions.IgnoreQueryFilters([ServiceDb.PracticeFilter])
        .AnyAsync(submission => submission.BatchId == batchId && submission.AnswerTime != null, cancel);

    private Task<List<SentVersion>> VersionsAsync(string batchId, CancellationToken cancel) =>
        Sent(version => version.Submission!.BatchId == batchId).ToListAsync(cancel);

    private async Task<Dictionary<string, SentVersion>> VersionsAsync(IEnumerable<string> controlNumbers, CancellationToken cancel)
    {
        var found = new Dictionary<string, SentVersion>(StringComparer.Ordinal);
        foreach (var numbers in controlNumbers.Distinct(StringComparer.Ordinal).Chunk(LookupSize))
        {
            foreach (var version in await Sent(version => numbers.Contains(version.PatientControlNumber)).ToListAsync(cancel))
            {
                found[version.ControlNumber] = version;
            }
        }

        return found;
    }

    // The condition stands before the projection: what a constructor made cannot be translated any more.
    private IQueryable<SentVersion> Sent(Expression<Func<ClaimVersion, bool>> which) => db.ClaimVersions.IgnoreQueryFilters([ServiceDb.PracticeFilter]).AsNoTracking()
        .Where(version => version.Submission!.BatchId != null).Where(which).OrderBy(version => version.ClaimId)
        .Select(version => new SentVersion(version.Practice, version.Submission!.BatchId!, version.ClaimId, version.Number, version.PatientControlNumber));
}
