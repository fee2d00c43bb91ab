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
    public override Task<Wire.Provider> UpdateProvider(Wire.UpdateProviderRequest request, ServerCallContext context) =>
        idempotency.RunAsync(request, request.RequestId, context, async cancel =>
        {
            var provider = await LoadProviderAsync(request.Provider.Name, db.Providers, cancel);
            Etag.Require(request.Provider.Etag, provider.Version);
            var wanted = provider.ToWire();
            FieldMasks.Apply(FieldMasks.Paths(request.UpdateMask, request.Provider), request.Provider, wanted);
            var details = wanted.ToDomain();
            var violations = new Violations();
            details.Check(violations, "provider");
            violations.ThrowIfAny();
            provider.Change(details);
            await db.SaveAsync(Duplicates.Failure, cancel);
            return provider.ToWire();
        });
}
