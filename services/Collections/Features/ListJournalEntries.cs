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
        var account = OptionalId(request.Account, "accounts", "account");
        var encounter = OptionalName(request.Encounter, "encounters", "encounter");
        var claim = OptionalName(request.Claim, "claims", "claim");

        // Each filter has an index that continues with the entry's id.
        var query = db.JournalEntries.AsNoTracking().Include(entry => entry.Lines).AsQueryable();
        query = account is null ? query : query.Where(entry => entry.AccountId == account);
        query = encounter is null ? query : query.Where(entry => entry.Encounter == encounter);
        query = claim is null ? query : query.Where(entry => entry.Claim == claim);
        var (entries, next) = await query.PageAsync(request, entry => entry.Id, context.CancellationToken);
        return new() { JournalEntries = { entries.Select(entry => entry.ToWire()) }, NextPageToken = next };
    }
}
