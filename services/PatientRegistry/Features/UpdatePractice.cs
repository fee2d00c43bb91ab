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
    [RequiresScope("admin")]
    public override Task<Wire.Practice> UpdatePractice(Wire.UpdatePracticeRequest request, ServerCallContext context) =>
        idempotency.RunAsync(request, request.RequestId, context, async cancel =>
        {
            var practice = await LoadPracticeAsync(request.Practice.Name, db.Practices, cancel);
            Etag.Require(request.Practice.Etag, practice.Version);
            var wanted = practice.ToWire();
            FieldMasks.Apply(FieldMasks.Paths(request.UpdateMask, request.Practice), request.Practice, wanted);
            var details = wanted.ToDomain();
            var violations = new Violations();
            details.Check(violations, "practice");
            violations.ThrowIfAny();
            practice.Change(details);
            await db.SaveAsync(Duplicates.Failure, cancel);
            return practice.ToWire();
        });
}
