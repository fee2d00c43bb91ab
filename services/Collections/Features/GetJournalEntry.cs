using Grpc.Core;
using MedBill.Platform.Hosting;
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
        var entry = await db.JournalEntries.AsNoTracking().Include(row => row.Lines).SingleOrDefaultAsync(row => row.Id == id, context.CancellationToken)
            ?? throw new Failure(FailureKind.NotFound, "JOURNAL_ENTRY_NOT_FOUND", "There is no such journal entry.", ("name", request.Name));
        return entry.ToWire();
    }
}
