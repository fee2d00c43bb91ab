using Grpc.Core;
using MedBill.Platform.Hosting;
using MedBill.Platform.Rpc;
using Microsoft.EntityFrameworkCore;
using Wire = MedBill.Contracts.Collections.V1;

namespace MedBill.Collections.Features;

internal sealed partial class CollectionRpc
{
    [RequiresScope("collections.read")]
    public override async Task<Wire.ListPaymentsResponse> ListPayments(Wire.ListPaymentsRequest request, ServerCallContext context)
    {
        var account = OptionalId(request.Account, "accounts", "account");
        var query = db.Payments.AsNoTracking().Where(payment => account == null || payment.AccountId == account);
        var (payments, next) = await query.PageAsync(request, payment => payment.Id, context.CancellationToken);
        return new() { Payments = { payments.Select(payment => payment.ToWire()) }, NextPageToken = next };
    }
}
