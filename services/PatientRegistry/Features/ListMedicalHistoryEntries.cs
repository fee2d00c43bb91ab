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
    public override async Task<Wire.ListMedicalHistoryEntriesResponse> ListMedicalHistoryEntries(
        Wire.ListMedicalHistoryEntriesRequest request, ServerCallContext context)
    {
        var patient = await LoadPatientAsync(request.Parent, db.Patients.AsNoTracking(), context.CancellationToken);
        var (items, next) = await db.MedicalHistoryEntries.AsNoTracking().Where(entry => entry.PatientId == patient.Id)
            .PageAsync(request, entry => entry.Id, context.CancellationToken);
        await db.RecordReadAsync(context.Method, patient.Name, context.CancellationToken);
        return new() { MedicalHistoryEntries = { items.Select(entry => entry.ToWire()) }, NextPageToken = next };
    }
}
