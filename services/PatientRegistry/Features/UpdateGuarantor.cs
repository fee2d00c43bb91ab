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
    public override Task<Wire.Guarantor> UpdateGuarantor(Wire.UpdateGuarantorRequest request, ServerCallContext context) =>
        idempotency.RunAsync(request, request.RequestId, context, async cancel =>
        {
            var guarantor = await LoadGuarantorAsync(request.Guarantor.Name, db.Guarantors, cancel);
            Etag.Require(request.Guarantor.Etag, guarantor.Version);
            var wanted = guarantor.ToWire();
            FieldMasks.Apply(FieldMasks.Paths(request.UpdateMask, request.Guarantor), request.Guarantor, wanted);
            var details = wanted.ToDomain();
            var violations = new Violations();
            details.Check(violations, "guarantor");
            violations.ThrowIfAny();
            guarantor.Change(details);
            await db.SaveAsync(Duplicates.Failure, cancel);
            return guarantor.ToWire();
        });
}
