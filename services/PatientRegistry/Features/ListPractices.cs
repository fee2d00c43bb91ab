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
    public override async Task<Wire.ListPracticesResponse> ListPractices(Wire.ListPracticesRequest request, ServerCallContext context)
    {
        var (items, next) = await db.Practices.AsNoTracking().PageAsync(request, practice => practice.Id, context.CancellationToken);
        return new() { Practices = { items.Select(practice => practice.ToWire()) }, NextPageToken = next };
    }
}
