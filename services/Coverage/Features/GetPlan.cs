using Grpc.Core;
using MedBill.Coverage.Domain;
using MedBill.Coverage.Storage;
using MedBill.Platform.Hosting;
using MedBill.Platform.Rpc;
using MedBill.Platform.Values;
using Microsoft.EntityFrameworkCore;
using Wire = MedBill.Contracts.Coverage.V1;

namespace MedBill.Coverage.Features;

internal sealed partial class CoverageRpc
{
    [RequiresScope("coverage.read")]
    public override async Task<Wire.Plan> GetPlan(Wire.GetPlanRequest request, ServerCallContext context)
    {
        var plan = await LoadPlanAsync(request.Name, db.Plans.AsNoTracking(), context.CancellationToken);
        return plan.ToWire();
    }

    private static async Task<Plan> LoadPlanAsync(string name, IQueryable<Plan> rows, CancellationToken cancel)
    {
        var id = ResourceName.Id(name, "plans");
        return await rows.SingleOrDefaultAsync(row => row.Id == id, cancel)
            ?? throw new Failure(FailureKind.NotFound, "PLAN_NOT_FOUND", "There is no such record.", ("name", name));
    }
}
