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
    public override Task<Wire.Payer> UpdatePayer(Wire.UpdatePayerRequest request, ServerCallContext context) =>
        idempotency.RunAsync(request, request.RequestId, context, async cancel =>
        {
            var payer = await LoadPayerAsync(request.Payer.Name, db.Payers, cancel);
            Etag.Require(request.Payer.Etag, payer.Version);
            var wanted = payer.ToWire();
            FieldMasks.Apply(FieldMasks.Paths(request.UpdateMask, request.Payer), request.Payer, wanted);
            var details = wanted.ToDomain();
            var violations = new Violations();
            details.Check(violations, "payer");
            violations.ThrowIfAny();
            payer.Change(details);
            await SavePayerAsync(cancel);
            return payer.ToWire();
        });
}
