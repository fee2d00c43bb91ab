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
    public override Task<Wire.Guarantor> CreateGuarantor(Wire.CreateGuarantorRequest request, ServerCallContext context) =>
        idempotency.RunAsync(request, request.RequestId, context, async cancel =>
        {
            _ = caller.Practice;
            var details = request.Guarantor.ToDomain();
            var violations = new Violations();
            details.Check(violations, "guarantor");
            violations.ThrowIfAny();
            var now = clock.GetUtcNow();
            var guarantor = Guarantor.Register(ResourceName.NewId("gtr", now), details, now);
            db.Add(guarantor);
            await db.SaveAsync(Duplicates.Failure, cancel);
            return guarantor.ToWire();
        });
}
