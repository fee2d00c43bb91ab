using MedBill.Coverage.Domain;
using MedBill.Coverage.Storage;
using MedBill.Platform.Caching;
using MedBill.Platform.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Caching.Hybrid;

namespace MedBill.Coverage.Eligibility;

/// <summary>What is asked of whom, for which day: two checks with the same question may share an answer.</summary>
/// <param name="PolicyId">The policy.</param>
/// <param name="PolicyVersion">As it stands: an answer about another member id says nothing of this one.</param>
/// <param name="ServiceDate">The day asked for.</param>
/// <param name="ServiceTypes">As in <see cref="EligibilityCheck.ServiceTypes"/>.</param>
internal sealed record EligibilityQuestion(string PolicyId, int PolicyVersion, DateOnly ServiceDate, string ServiceTypes)
{
    public static EligibilityQuestion Of(EligibilityCheck check) => new(check.PolicyId, check.PolicyVersion, check.ServiceDate, check.ServiceTypes);
}

/// <summary>
/// The last answer to a question, of the store; where Redis is configured, asked there first. Nothing of it is kept in the process, where another
/// replica could not take it back. A lost taking back serves an answer for <see cref="Kept"/> beside a newer one.
/// </summary>
internal sealed class RecentAnswers(CoverageDb db, HybridCache cache, RedisConnection redis, TimeProvider clock)
{
    /// <summary>How long the cache may hold an answer; the store decides again after that.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromMinutes(5);

    private static readonly HybridCacheEntryOptions Ask =
        new() { Flags = HybridCacheEntryFlags.DisableLocalCache | HybridCacheEntryFlags.DisableUnderlyingData };

    private static readonly HybridCacheEntryOptions Keep = new() { Expiration = Kept, Flags = HybridCacheEntryFlags.DisableLocalCache };

    /// <summary>The answer that still serves, or null.</summary>
    public async Task<RecentAnswer?> FindAsync(EligibilityQuestion question, CancellationToken cancel)
    {
        var since = clock.GetUtcNow() - EligibilityCheck.AnswerServes;
        if (redis.IsConfigured && await cache.GetOrCreateAsync<RecentAnswer?>(Key(question), _ => default, Ask, cancellationToken: cancel) is { } kept)
        {
            return kept.AnswerTime >= since ? kept : null;
        }

        var found = await db.EligibilityChecks.AsNoTracking()
            .Where(check => check.PolicyId == question.PolicyId && check.PolicyVersion == question.PolicyVersion)
            .Where(check => check.ServiceDate == question.ServiceDate && check.ServiceTypes == question.ServiceTypes)
            .Where(check => check.State == EligibilityState.Answered && check.AnswerTime >= since)
            .OrderByDescending(check => check.Id).FirstOrDefaultAsync(cancel);
        if (found is null)
        {
            return null;
        }

        var recent = new RecentAnswer(found.Details, found.AnswerTime!.Value);
        if (redis.IsConfigured)
        {
            await cache.SetAsync(Key(question), recent, Keep, cancellationToken: cancel);
        }

        return recent;
    }

    /// <summary>There are newer answers to these, committed.</summary>
    public async Task ForgetAsync(IEnumerable<EligibilityQuestion> questions, CancellationToken cancel)
    {
        if (redis.IsConfigured)
        {
            await cache.RemoveAsync(questions.Select(Key), cancel);
        }
    }

    // Names of records only: nothing in a key, or beside it, names a person.
    private string Key(EligibilityQuestion question) =>
        $"medbill:eligibility:{db.Practice}:{question.PolicyId}:{question.PolicyVersion}:{question.ServiceDate:yyyy-MM-dd}:{question.ServiceTypes}";
}
