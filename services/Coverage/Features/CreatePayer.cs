using Grpc.Core;
using MedBill.Coverage.Domain;
using MedBill.Coverage.Storage;
using MedBill.Platform.Hosting;
using MedBill.Platform.Rpc;
using MedBill.Platform.Values;
using Microsoft.EntityFrameworkCore;
using Wire = MedBill.Contracts.Coverage.V1;

namespace MedBill.Coverage.Features;

internal sealed partial class CoverageRpc
{
    [RequiresScope("coverage.write")]
    public override Task<Wire.Payer> CreatePayer(Wire.CreatePayerRequest request, ServerCallContext context) =>
        idempotency.RunAsync(request, request.RequestId, context, async cancel =>
        {
            _ = caller.Practice;
            var details = request.Payer.ToDomain();
            var violations = new Violations();
            details.Check(violations, "payer");
            violations.ThrowIfAny();
            var payer = Payer.Register(ResourceName.NewId("pyr", clock.GetUtcNow()), details);
            db.Add(payer);
            await SavePayerAsync(cancel);
            return payer.ToWire();
        });

    private async Task SavePayerAsync(CancellationToken cancel)
    {
        try
        {
            await db.SaveChangesAsync(cancel);
        }
        catch (DbUpdateException exception) when (Platform.Storage.DatabaseFaults.IsDuplicate(exception))
        {
            throw new Failure(FailureKind.Conflict, "DUPLICATE_PAYER_ID", "Another payer of this practice has this payer id.");
        }
    }
}
