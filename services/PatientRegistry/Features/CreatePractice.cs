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
    public override Task<Wire.Practice> CreatePractice(Wire.CreatePracticeRequest request, ServerCallContext context) =>
        idempotency.RunAsync(request, request.RequestId, context, async cancel =>
        {
            var details = request.Practice.ToDomain();
            var violations = new Violations();
            details.Check(violations, "practice");
            violations.ThrowIfAny();
            var now = clock.GetUtcNow();
            var practice = Practice.Register(ResourceName.NewId("prc", now), details, now);
            db.Add(practice);
            await db.SaveAsync(Duplicates.Failure, cancel);
            return practice.ToWire();
        });
}
