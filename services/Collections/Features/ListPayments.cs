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
    public override async Task<Wire.ListPaymentsResponse> ListPayments(Wire.ListPaymentsRequest request, ServerCallContext context)
    {
        var payments = db.Payments.AsNoTracking();
        if (request.Account.Length > 0)
        {
            var account = ResourceName.Id(request.Account, "accounts", "account");
            payments = payments.Where(payment => payment.AccountId == account);
        }

        var (items, next) = await payments.PageAsync(request, payment => payment.Id, context.CancellationToken);
        return new() { Payments = { items.Select(payment => payment.ToWire()) }, NextPageToken = next };
    }
}
