using Grpc.Core;
using MedBill.PatientRegistry.Domain;
using MedBill.PatientRegistry.Storage;
using MedBill.Platform.Hosting;
using MedBill.Platform.Rpc;
using MedBill.Platform.Values;
using Microsoft.EntityFrameworkCore;
using Wire = MedBill.Contracts.Patients.V1;

namespace MedBill.PatientRegistry.Features;

internal sealed partial class PatientRpc
{
    [RequiresScope("patients.write")]
    public override Task<Wire.Provider> CreateProvider(Wire.CreateProviderRequest request, ServerCallContext context) =>
        idempotency.RunAsync(request, request.RequestId, context, async cancel =>
        {
            _ = caller.Practice;
            var details = request.Provider.ToDomain();
            var violations = new Violations();
            details.Check(violations, "provider");
            violations.ThrowIfAny();
            var now = clock.GetUtcNow();
            var provider = Provider.Register(ResourceName.NewId("prv", now), details, now);
            db.Add(provider);
            await db.SaveAsync(Duplicates.Failure, cancel);
            return provider.ToWire();
        });
}
