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
    public override async Task<Wire.ListFeeSchedulesResponse> ListFeeSchedules(Wire.ListFeeSchedulesRequest request, ServerCallContext context)
    {
        var schedules = db.FeeSchedules.AsNoTracking();
        if (request.Payer.Length > 0)
        {
            var payer = ResourceName.Id(request.Payer, "payers", "payer");
            schedules = schedules.Where(schedule => schedule.PayerId == payer);
        }

        var (items, next) = await schedules.PageAsync(request, schedule => schedule.Id, context.CancellationToken);
        return new() { FeeSchedules = { items.Select(schedule => schedule.ToWire(withItems: false)) }, NextPageToken = next };
    }
}
