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
    public override async Task<Wire.ListJournalEntriesResponse> ListJournalEntries(Wire.ListJournalEntriesRequest request, ServerCallContext context)
    {
        var entries = db.JournalEntries.AsNoTracking();
        if (request.Account.Length > 0)
        {
            var account = ResourceName.Id(request.Account, "accounts", "account");
            entries = entries.Where(entry => db.JournalLines.Any(line => line.EntryId == entry.Id && line.AccountId == account));
        }

        if (request.Encounter.Length > 0)
        {
            entries = entries.Where(entry => db.JournalLines.Any(line => line.EntryId == entry.Id && line.Encounter == request.Encounter));
        }

        if (request.Claim.Length > 0)
        {
            entries = entries.Where(entry => db.JournalLines.Any(line => line.EntryId == entry.Id && line.Claim == request.Claim));
        }

        var (items, next) = await entries.PageAsync(request, entry => entry.Id, context.CancellationToken);
        var lines = await LinesAsync([.. items.Select(entry => entry.Id)], context.CancellationToken);
        return new() { JournalEntries = { items.Select(entry => entry.ToWire(lines)) }, NextPageToken = next };
    }
}
