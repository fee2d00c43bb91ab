using MedBill.PatientRegistry.Storage;
using MedBill.Platform.Values;
using Microsoft.EntityFrameworkCore;

namespace MedBill.PatientRegistry.Features;

/// <summary>Names of other records in a request: shaped rightly, and there.</summary>
internal static class References
{
    /// <summary>The id in a name, or null and a violation.</summary>
    public static string? Id(string name, string collection, string field, Violations violations)
    {
        if (ResourceName.TryId(name, collection, out var id))
        {
            return id;
        }

        // An empty one is reported as missing already.
        violations.AddIf(name.Length > 0, field, "INVALID_RESOURCE_NAME", $"A name like {collection}/….");
        return null;
    }

    /// <summary>Says of every reference that leads nowhere in this practice so. One query, however many there are.</summary>
    public static async Task<HashSet<string>> KnownAsync<T>(IQueryable<T> rows, IEnumerable<string> ids, System.Linq.Expressions.Expression<Func<T, string>> id, CancellationToken cancel)
    {
        var wanted = ids.Distinct().ToList();
        if (wanted.Count == 0)
        {
            return [];
        }

        return [.. await rows.Select(id).Where(one => wanted.Contains(one)).ToListAsync(cancel)];
    }

    public static void Require(HashSet<string> known, string? id, string field, Violations violations) =>
        violations.AddIf(!string.IsNullOrEmpty(id) && !known.Contains(id), field, "REFERENCE_NOT_FOUND", "There is no such record in this practice.");

    /// <summary>What a unique index refused, as the caller's mistake.</summary>
    public static async Task SaveAsync(this PatientRegistryDb db, Func<Exception, Failure> duplicate, CancellationToken cancel)
    {
        try
        {
            await db.SaveChangesAsync(cancel);
        }
        catch (DbUpdateException exception) when (Platform.Storage.DatabaseFaults.IsDuplicate(exception))
        {
            throw duplicate(exception);
        }
    }
}
