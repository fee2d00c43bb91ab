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
    public override Task<Wire.Plan> CreatePlan(Wire.CreatePlanRequest request, ServerCallContext context) =>
        idempotency.RunAsync(request, request.RequestId, context, async cancel =>
        {
            var violations = new Violations();
            var payerId = IdIn(request.Plan.Payer, "payers", "plan.payer", violations);
            var details = new PlanDetails(request.Plan.DisplayName.Trim(), request.Plan.GroupNumber.Trim());
            details.Check(violations, "plan");
            await RequirePayerAsync(payerId, "plan.payer", violations, cancel);
            violations.ThrowIfAny();
            var plan = Plan.Register(ResourceName.NewId("pln", clock.GetUtcNow()), payerId, details);
            db.Add(plan);
            await db.SaveChangesAsync(cancel);
            return plan.ToWire();
        });

    private async Task RequirePayerAsync(string payerId, string field, Violations violations, CancellationToken cancel) => violations.AddIf(
        payerId.Length > 0 && !await db.Payers.AnyAsync(payer => payer.Id == payerId, cancel), field, "REFERENCE_NOT_FOUND", "There is no such record in this practice.");
}
