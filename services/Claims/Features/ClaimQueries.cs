using MedBill.Claims.Domain;
using MedBill.Claims.Storage;
using MedBill.Platform.Values;
using Microsoft.EntityFrameworkCore;

namespace MedBill.Claims.Features;

/// <summary>Claims as the rpcs load them.</summary>
internal static class ClaimQueries
{
    /// <summary>The claim of this name with its versions.</summary>
    public static async Task<Claim> LoadClaimAsync(this ClaimsDb db, string name, string field, CancellationToken cancel)
    {
        var id = ResourceName.Id(name, "claims", field);
        var claim = await db.Claims.SingleOrDefaultAsync(one => one.Id == id, cancel) ?? throw NotFound(id);
        await db.LoadVersionsAsync([claim], cancel);
        return claim;
    }

    /// <summary>
    /// Gives tracked claims their versions. Not by Include: a join of joins makes SQLite read every version there is to find those of one
    /// claim. Outside a transaction a write may come between; the etag is then the older one, and a change that relies on it is refused.
    /// </summary>
    public static Task LoadVersionsAsync(this ClaimsDb db, IReadOnlyCollection<Claim> claims, CancellationToken cancel)
    {
        if (claims.Count == 1)
        {
            var id = claims.First().Id;
            return db.ClaimVersions.Include(version => version.Submission).Where(version => version.ClaimId == id).LoadAsync(cancel);
        }

        string[] ids = [.. claims.Select(claim => claim.Id)];
        return db.ClaimVersions.Include(version => version.Submission).Where(version => ids.Contains(version.ClaimId)).LoadAsync(cancel);
    }

    public static Failure NotFound(string id) => new(FailureKind.NotFound, "CLAIM_NOT_FOUND", "There is no such claim.", ("claim", $"claims/{id}"));

    /// <summary>The id a filter names; null when the filter is not set.</summary>
    public static string? FilterId(string name, string collection, string field) => name.Length == 0 ? null : ResourceName.Id(name, collection, field);
}
