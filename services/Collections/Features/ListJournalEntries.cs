using Grpc.Core;
using MedBill.Platform.Hosting;
using MedBill.Platform.Rpc;
using Microsoft.EntityFrameworkCore;
using Wire = MedBill.Contracts.Collections.V1;

namespace MedBill.Collections.Features;

internal sealed partial class CollectionRpc
{
    [RequiresScope("collections.read")]
    public override async Task<Wire.ListJournalEntriesResponse> ListJournalEntries(Wire.ListJournalEntriesRequest request, ServerCallContext context)
    {
        var size = PageToken.Size(request.PageSize);
        var ids = await EntryIds(request).Take(size + 1).ToListAsync(context.CancellationToken);
        var page = ids[..Math.Min(size, ids.Count)];
        var entries = await db.JournalEntries.AsNoTracking().Include(entry => entry.Lines)
            .Where(entry => page.Contains(entry.Id)).OrderBy(entry => entry.Id).ToListAsync(context.CancellationToken);
        return new()
        {
            JournalEntries = { entries.Select(entry => entry.ToWire()) },
            NextPageToken = ids.Count > size ? PageToken.After(page[^1], request) : "",
        };
    }

    // The lines of an entry are all about the same, so each filter is a line's, and each has an index that continues with the entry's id.
    private IQueryable<string> EntryIds(Wire.ListJournalEntriesRequest request)
    {
        var account = OptionalId(request.Account, "accounts", "account");
        var encounter = OptionalName(request.Encounter, "encounters", "encounter");
        var claim = OptionalName(request.Claim, "claims", "claim");
        var last = PageToken.LastId(request.PageToken, request) ?? "";
        if (account is null && encounter is null && claim is null)
        {
            return db.JournalEntries.Where(entry => string.Compare(entry.Id, last) > 0).Select(entry => entry.Id).Order();
        }

        var lines = db.JournalLines.Where(line => string.Compare(line.EntryId, last) > 0);
        lines = account is null ? lines : lines.Where(line => line.AccountId == account);
        lines = encounter is null ? lines : lines.Where(line => line.Encounter == encounter);
        lines = claim is null ? lines : lines.Where(line => line.Claim == claim);
        return lines.Select(line => line.EntryId).Distinct().Order();
    }
}
