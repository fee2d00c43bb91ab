using Grpc.Core;
using MedBill.Platform.Hosting;
using MedBill.Platform.Rpc;
using MedBill.Platform.Values;
using Microsoft.EntityFrameworkCore;
using Wire = MedBill.Contracts.Collections.V1;

namespace MedBill.Collections.Features;

internal sealed partial class CollectionRpc
{
    [RequiresScope("collections.read")]
    public override async Task<Wire.ListAccountsResponse> ListAccounts(Wire.ListAccountsRequest request, ServerCallContext context)
    {
        var query = db.Accounts.AsNoTracking();
        if (request.ResponsibleParty is { Length: > 0 } party)
        {
            RequireParty(party);
            query = query.Where(account => account.ResponsibleParty == party);
        }

        if (request.BalanceDueOnly)
        {
            query = query.Where(account => account.PatientCents > 0);
        }

        var (accounts, next) = await query.PageAsync(request, account => account.Id, context.CancellationToken);
        return new() { Accounts = { accounts.Select(account => account.ToWire()) }, NextPageToken = next };
    }

    private static void RequireParty(string name)
    {
        if (!ResourceName.TryId(name, "guarantors", out _) && !ResourceName.TryId(name, "patients", out _))
        {
            throw Failure.Invalid("responsible_party", "INVALID_RESOURCE_NAME", "A name here has the form guarantors/{id} or patients/{id}.");
        }
    }
}
