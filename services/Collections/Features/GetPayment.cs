using Grpc.Core;
using MedBill.Collections.Domain.Payments;
using MedBill.Platform.Hosting;
using MedBill.Platform.Values;
using Microsoft.EntityFrameworkCore;
using Wire = MedBill.Contracts.Collections.V1;

namespace MedBill.Collections.Features;

internal sealed partial class CollectionRpc
{
    [RequiresScope("collections.read")]
    public override async Task<Wire.Payment> GetPayment(Wire.GetPaymentRequest request, ServerCallContext context) =>
        (await FindPaymentAsync(db.Payments.AsNoTracking(), request.Name, context.CancellationToken)).ToWire();

    private static async Task<Payment> FindPaymentAsync(IQueryable<Payment> payments, string name, CancellationToken cancel)
    {
        var id = ResourceName.Id(name, "payments");
        return await payments.SingleOrDefaultAsync(payment => payment.Id == id, cancel)
            ?? throw new Failure(FailureKind.NotFound, "PAYMENT_NOT_FOUND", "There is no such payment.", ("name", name));
    }
}
