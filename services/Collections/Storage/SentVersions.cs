using MedBill.Collections.Domain.Journal;
using Microsoft.EntityFrameworkCore;

namespace MedBill.Collections.Storage;

/// <summary>Which versions of claims were sent. What is not saved yet counts.</summary>
internal sealed class SentVersions(CollectionsDb db)
{
    /// <summary>Keeps what is not known yet, from whatever event it is heard first: what a payer decided about was sent to it.</summary>
    public async Task KeepAsync(IReadOnlyCollection<ClaimVersion> heard, CancellationToken cancel)
    {
        var known = (await OfAsync([.. heard.Select(version => version.Claim).Distinct()], cancel)).ToDictionary(version => (version.Claim, version.Number));
        foreach (var version in heard)
        {
            if (known.TryAdd((version.Claim, version.Number), version))
            {
                db.ClaimVersions.Add(version);
            }
            else if (version.Discarded)
            {
                known[(version.Claim, version.Number)].Discard();
            }
        }
    }

    /// <summary>The version of each claim that stands: the last one sent that was not discarded.</summary>
    public async Task<Dictionary<string, ClaimVersion>> StandingAsync(IReadOnlyCollection<string> claims, CancellationToken cancel) =>
        (await OfAsync(claims, cancel)).Where(version => !version.Discarded).GroupBy(version => version.Claim)
            .ToDictionary(claim => claim.Key, claim => claim.MaxBy(version => version.Number)!);

    private async Task<List<ClaimVersion>> OfAsync(IReadOnlyCollection<string> claims, CancellationToken cancel)
    {
        await db.ClaimVersions.Where(version => claims.Contains(version.Claim)).LoadAsync(cancel);
        return [.. db.ClaimVersions.Local.Where(version => claims.Contains(version.Claim))];
    }
}
