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
    public override async Task<Wire.ListPlansResponse> ListPlans(Wire.ListPlansRequest request, ServerCallContext context)
    {
        var plans = db.Plans.AsNoTracking();
        if (request.Payer.Length > 0)
        {
            var payer = ResourceName.Id(request.Payer, "payers", "payer");
            plans = plans.Where(plan => plan.PayerId == payer);
        }

        var (items, next) = await plans.PageAsync(request, plan => plan.Id, context.CancellationToken);
        return new() { Plans = { items.Select(plan => plan.ToWire()) }, NextPageToken = next };
    }
}
