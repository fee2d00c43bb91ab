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
    public override async Task<Wire.FeeSchedule> GetFeeSchedule(Wire.GetFeeScheduleRequest request, ServerCallContext context)
    {
        var schedule = await LoadFeeScheduleAsync(request.Name, db.FeeSchedules.AsNoTracking(), context.CancellationToken);
        return schedule.ToWire();
    }

    private static async Task<FeeSchedule> LoadFeeScheduleAsync(string name, IQueryable<FeeSchedule> rows, CancellationToken cancel)
    {
        var id = ResourceName.Id(name, "feeSchedules");
        return await rows.SingleOrDefaultAsync(row => row.Id == id, cancel)
            ?? throw new Failure(FailureKind.NotFound, "FEE_SCHEDULE_NOT_FOUND", "There is no such record.", ("name", name));
    }
}
