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
    [RequiresScope("patients.read")]
    public override async Task<Wire.Guarantor> GetGuarantor(Wire.GetGuarantorRequest request, ServerCallContext context)
    {
        var guarantor = await LoadGuarantorAsync(request.Name, db.Guarantors.AsNoTracking(), context.CancellationToken);
        return guarantor.ToWire();
    }

    private static async Task<Guarantor> LoadGuarantorAsync(string name, IQueryable<Guarantor> guarantors, CancellationToken cancel)
    {
        var id = ResourceName.Id(name, "guarantors");
        return await guarantors.SingleOrDefaultAsync(guarantor => guarantor.Id == id, cancel)
            ?? throw new Failure(FailureKind.NotFound, "GUARANTOR_NOT_FOUND", "There is no such guarantor.", ("name", name));
    }
}
