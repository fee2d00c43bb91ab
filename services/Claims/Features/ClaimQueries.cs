using MedBill.Claims.Domain;
using MedBill.Claims.Storage;
using MedBill.Platform.Values;
using Microsoft.EntityFrameworkCore;

namespace MedBill.Claims.Features;

/// <summary>Claims as the rpcs load them.</summary>
internal static class ClaimQueries
{
    public static IQueryable<Claim> WithVersions(this IQueryable<Claim> claims) =>
        claims.Include(claim => claim.Versions).ThenInclude(version => version.Submission);

    /// <summary>The claim of this name with its versions.</summary>
    public static async Task<Claim> LoadClaimAsync(this IQueryable<Claim> claims, string name, string field, CancellationToken cancel)
    {
        var id = ResourceName.Id(name, "claims", field);
        return await claims.WithVersions().SingleOrDefaultAsync(claim => claim.Id == id, cancel) ?? throw NotFound(id);
    }

    public static Failure NotFound(string id) => new(FailureKind.NotFound, "CLAIM_NOT_FOUND", "There is no such claim.", ("claim", $"claims/{id}"));

    /// <summary>The id a filter names; null when the filter is not set.</summary>
    public static string? FilterId(string name, string collection, string field) => name.Length == 0 ? null : ResourceName.Id(name, collection, field);
}
