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
    public override async Task<Wire.Practice> GetPractice(Wire.GetPracticeRequest request, ServerCallContext context)
    {
        var practice = await LoadPracticeAsync(request.Name, db.Practices.AsNoTracking(), context.CancellationToken);
        return practice.ToWire();
    }

    // A practice sees itself; the scope `admin` sees every one.
    private async Task<Practice> LoadPracticeAsync(string name, IQueryable<Practice> practices, CancellationToken cancel)
    {
        var id = ResourceName.Id(name, "practices");
        var mayBeSeen = id == caller.PracticeOrNone || caller.Scopes.Contains("admin");
        return (mayBeSeen ? await practices.SingleOrDefaultAsync(practice => practice.Id == id, cancel) : null)
            ?? throw new Failure(FailureKind.NotFound, "PRACTICE_NOT_FOUND", "There is no such practice.", ("name", name));
    }
}
