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
    public override async Task<Wire.Payment> GetPayment(Wire.GetPaymentRequest request, ServerCallContext context)
    {
        var payment = await LoadPaymentAsync(request.Name, db.Payments.AsNoTracking(), context.CancellationToken);
        return payment.ToWire();
    }

    private static async Task<Payment> LoadPaymentAsync(string name, IQueryable<Payment> rows, CancellationToken cancel, string field = "name")
    {
        var id = ResourceName.Id(name, "payments", field);
        return await rows.SingleOrDefaultAsync(row => row.Id == id, cancel)
            ?? throw new Failure(FailureKind.NotFound, "PAYMENT_NOT_FOUND", "There is no such record.", ("name", name));
    }
}
