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
    public override async Task<Wire.ListPatientsResponse> ListPatients(Wire.ListPatientsRequest request, ServerCallContext context)
    {
        var patients = db.Patients.AsNoTracking();
        if (request.Guarantor.Length > 0)
        {
            var guarantor = ResourceName.Id(request.Guarantor, "guarantors", "guarantor");
            patients = patients.Where(patient => patient.GuarantorId == guarantor);
        }

        var (items, next) = await patients.PageAsync(request, patient => patient.Id, context.CancellationToken);
        await db.RecordReadAsync(context.Method, "patients", context.CancellationToken);
        return new() { Patients = { items.Select(patient => patient.ToWire()) }, NextPageToken = next };
    }
}
