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
    public override async Task<Wire.Provider> GetProvider(Wire.GetProviderRequest request, ServerCallContext context)
    {
        var provider = await LoadProviderAsync(request.Name, db.Providers.AsNoTracking(), context.CancellationToken);
        return provider.ToWire();
    }

    private static async Task<Provider> LoadProviderAsync(string name, IQueryable<Provider> providers, CancellationToken cancel)
    {
        var id = ResourceName.Id(name, "providers");
        return await providers.SingleOrDefaultAsync(provider => provider.Id == id, cancel)
            ?? throw new Failure(FailureKind.NotFound, "PROVIDER_NOT_FOUND", "There is no such provider.", ("name", name));
    }
}
