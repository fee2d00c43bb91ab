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
    public override Task<Wire.Facility> CreateFacility(Wire.CreateFacilityRequest request, ServerCallContext context) =>
        idempotency.RunAsync(request, request.RequestId, context, async cancel =>
        {
            _ = caller.Practice;
            var details = request.Facility.ToDomain();
            var violations = new Violations();
            details.Check(violations, "facility");
            violations.ThrowIfAny();
            var now = clock.GetUtcNow();
            var facility = Facility.Register(ResourceName.NewId("fac", now), details, now);
            db.Add(facility);
            await db.SaveAsync(Duplicates.Failure, cancel);
            return facility.ToWire();
        });
}
