using Grpc.Core;
using MedBill.Collections.Domain;
using MedBill.Collections.Storage;
using MedBill.Platform.Hosting;
using MedBill.Platform.Rpc;
using MedBill.Platform.Storage;
using MedBill.Platform.Values;
using Microsoft.EntityFrameworkCore;
using Wire = MedBill.Contracts.Collections.V1;

namespace MedBill.Collections.Features;

internal sealed partial class CollectionRpc
{
    [RequiresScope("collections.read")]
    public override async Task<Wire.JournalEntry> GetJournalEntry(Wire.GetJournalEntryRequest request, ServerCallContext context)
    {
        var id = ResourceName.Id(request.Name, "journalEntries");
        var entry = await db.JournalEntries.AsNoTracking().SingleOrDefaultAsync(row => row.Id == id, context.CancellationToken)
            ?? throw new Failure(FailureKind.NotFound, "JOURNAL_ENTRY_NOT_FOUND", "There is no such record.", ("name", request.Name));
        return entry.ToWire(await LinesAsync([entry.Id], context.CancellationToken));
    }

    private async Task<ILookup<string, JournalLine>> LinesAsync(List<string> entryIds, CancellationToken cancel) =>
        (await db.JournalLines.AsNoTracking().Where(line => entryIds.Contains(line.EntryId)).OrderBy(line => line.EntryId).ThenBy(line => line.Number).ToListAsync(cancel))
        .ToLookup(line => line.EntryId);
}
