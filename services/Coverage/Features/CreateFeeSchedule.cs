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
    [RequiresScope("coverage.write")]
    public override Task<Wire.FeeSchedule> CreateFeeSchedule(Wire.CreateFeeScheduleRequest request, ServerCallContext context) =>
        idempotency.RunAsync(request, request.RequestId, context, async cancel =>
        {
            var violations = new Violations();
            var payerId = IdIn(request.FeeSchedule.Payer, "payers", "fee_schedule.payer", violations);
            var effective = request.FeeSchedule.EffectiveDate.ToDate("fee_schedule.effective_date", violations) ?? default;
            var end = request.FeeSchedule.EndDate is null ? null : request.FeeSchedule.EndDate.ToDate("fee_schedule.end_date", violations);
            violations.AddIf(end < effective, "fee_schedule.end_date", "DATE_ORDER", "Not before the effective date.");
            var details = request.FeeSchedule.ToDomain("fee_schedule", violations);
            details.Check(violations, "fee_schedule");
            await RequirePayerAsync(payerId, "fee_schedule.payer", violations, cancel);
            violations.ThrowIfAny();
            await OverlapLock.HoldAsync(db, $"payers/{payerId}", cancel);
            if (await db.FeeSchedules.AnyAsync(
                other => other.PayerId == payerId && (end == null || other.EffectiveDate <= end) && (other.EndDate == null || other.EndDate >= effective), cancel))
            {
                throw new Failure(FailureKind.Conflict, "FEE_SCHEDULE_OVERLAP", "Another fee schedule of this payer is for some of these days.");
            }

            var schedule = FeeSchedule.Enter(ResourceName.NewId("fee", clock.GetUtcNow()), payerId, effective, end, details);
            db.Add(schedule);
            await db.SaveChangesAsync(cancel);
            return schedule.ToWire();
        });
}
