using MedBill.Collections.Domain.Decisions;
using MedBill.Collections.Journal;
using MedBill.Collections.Letters;
using MedBill.Collections.Storage;
using MedBill.Contracts.Collections.V1;
using MedBill.Platform.Hosting;
using MedBill.Platform.Rpc;
using MedBill.Platform.Storage;
using MedBill.Platform.Values;
using Microsoft.EntityFrameworkCore;
using Account = MedBill.Collections.Domain.Accounts.Account;

namespace MedBill.Collections.Features;

/// <summary>The rpcs of Collections, one file each.</summary>
internal sealed partial class CollectionRpc(CollectionsDb db, Idempotency idempotency, Caller caller, Books books, Corrections corrections, PatientRegistry registry)
    : CollectionService.CollectionServiceBase
{
    // Made anew for each call: one whose token names no practice is refused here, whatever it asks for.
    private readonly string _practice = caller.Practice;

    private static async Task<Account> FindAccountAsync(IQueryable<Account> accounts, string id, CancellationToken cancel) =>
        await accounts.SingleOrDefaultAsync(account => account.Id == id, cancel)
            ?? throw new Failure(FailureKind.NotFound, "ACCOUNT_NOT_FOUND", "There is no such account.", ("name", $"accounts/{id}"));

    // The mirror of what was booked, in the transaction of the new state.
    private async Task TakeBackAsync(Decision decision, string etag, CancellationToken cancel)
    {
        Etag.Require(etag, decision.Version);
        await corrections.TakeBackAsync(decision, await FindAccountAsync(db.Accounts, decision.AccountId, cancel), cancel);
        await db.SaveChangesAsync(cancel);
    }

    /// <summary>The id in a filter; null when the filter is absent.</summary>
    private static string? OptionalId(string name, string collection, string field) =>
        name.Length == 0 ? null : ResourceName.Id(name, collection, field);

    /// <summary>The whole name in a filter, its form checked; null when the filter is absent.</summary>
    private static string? OptionalName(string name, string collection, string field) =>
        OptionalId(name, collection, field) is null ? null : name;
}
