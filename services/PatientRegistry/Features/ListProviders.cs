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
    public override async Task<Wire.ListProvidersResponse> ListProviders(Wire.ListProvidersRequest request, ServerCallContext context)
    {
        var (items, next) = await db.Providers.AsNoTracking().PageAsync(request, provider => provider.Id, context.CancellationToken);
        return new() { Providers = { items.Select(provider => provider.ToWire()) }, NextPageToken = next };
    }
}
