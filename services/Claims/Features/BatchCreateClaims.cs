using Grpc.Core;
using MedBill.Claims.Domain;
using MedBill.Platform.Hosting;
using MedBill.Platform.Storage;
using MedBill.Platform.Values;
using Microsoft.EntityFrameworkCore;
using Wire = MedBill.Contracts.Claims.V1;

namespace MedBill.Claims.Features;

internal sealed partial class ClaimRpc
{
    private const int MaxCreated = 100;

    [RequiresScope("claims.write")]
    public override async Task<Wire.BatchCreateClaimsResponse> BatchCreateClaims(Wire.BatchCreateClaimsRequest request, ServerCallContext context)
    {
        _ = caller.Practice;
        RequireBatch(request.Encounters, MaxCreated, "encounters", "encounters");
        if (await idempotency.FindAsync<Wire.BatchCreateClaimsResponse>(request, request.RequestId, context) is { } made)
        {
            return made;
        }

        var encounters = await drafting.ReadAsync(request.Encounters, context.CancellationToken);
        return await idempotency.RunAsync(request, request.RequestId, context, async cancel =>
            new Wire.BatchCreateClaimsResponse { Claims = { (await MakeAsync(encounters, cancel)).Select(claim => claim.ToWire()) } });
    }

    // All or none: the first encounter that is refused refuses all, and is named in the failure.
    private async Task<IReadOnlyList<Claim>> MakeAsync(IReadOnlyList<BillableEncounter> encounters, CancellationToken cancel)
    {
        string?[] ids = [.. encounters.Select(encounter => BillableEncounter.LastId(encounter.Name))];
        var existing = await Store.Claims.AsNoTracking().Where(claim => ids.Contains(claim.BilledEncounterId))
            .Select(claim => new { claim.Id, claim.EncounterId }).FirstOrDefaultAsync(cancel);
        if (existing is not null)
        {
            throw new Failure(
                FailureKind.Conflict,
                "DUPLICATE_CLAIM",
                "A claim for this encounter exists already; correct it by its next version.",
                ("claim", $"claims/{existing.Id}"),
                ("encounter", $"encounters/{existing.EncounterId}"));
        }

        List<Claim> claims = [.. encounters.Select(drafting.NewClaim)];
        Store.AddRange(claims);
        try
        {
            await Store.SaveChangesAsync(cancel);
        }
        catch (DbUpdateException exception) when (DatabaseFaults.IsDuplicate(exception))
        {
            // Another request billed one of them since we looked. A repeat finds its claim.
            throw DatabaseFaults.Contention();
        }

        return claims;
    }

    private static void RequireBatch(IReadOnlyList<string> names, int max, string field, string collection)
    {
        var violations = new Violations();
        violations.AddIf(names.Count > max, field, "TOO_MANY_ITEMS", $"At most {max} at once.");
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < names.Count && i < max; i++)
        {
            violations.AddIf(
                !ResourceName.TryId(names[i], collection, out _), $"{field}[{i}]", "INVALID_RESOURCE_NAME", $"A name here has the form {collection}/{{id}}.");
            violations.AddIf(!seen.Add(names[i]), $"{field}[{i}]", "DUPLICATE_ITEM", "The same record is named before.");
        }

        violations.ThrowIfAny();
    }
}
