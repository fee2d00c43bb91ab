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
    public override Task<Wire.Policy> CreatePolicy(Wire.CreatePolicyRequest request, ServerCallContext context) =>
        idempotency.RunAsync(request, request.RequestId, context, async cancel =>
        {
            _ = caller.Practice;
            var patientId = ResourceName.Id(request.Parent, "patients", "parent");
            var (terms, details) = await CheckPolicyAsync(request.Policy, cancel);
            await RequireFreeOrderAsync(terms, patientId, null, cancel);
            var policy = Policy.Add(ResourceName.NewId("pol", clock.GetUtcNow()), patientId, terms, details);
            db.Add(policy);
            await db.SaveChangesAsync(cancel);
            return policy.ToWire();
        });

    private async Task<(PolicyTerms Terms, PolicyDetails Details)> CheckPolicyAsync(Wire.Policy wanted, CancellationToken cancel)
    {
        var violations = new Violations();
        var planId = IdIn(wanted.Plan, "plans", "policy.plan", violations);
        var plan = await db.Plans.AsNoTracking().SingleOrDefaultAsync(row => row.Id == planId, cancel);
        violations.AddIf(planId.Length > 0 && plan is null, "policy.plan", "REFERENCE_NOT_FOUND", "There is no such record in this practice.");
        var terms = new PolicyTerms(
            planId,
            plan?.PayerId ?? "",
            wanted.CoordinationOrder,
            wanted.EffectiveDate.ToDate("policy.effective_date", violations) ?? default,
            wanted.EndDate is null ? null : wanted.EndDate.ToDate("policy.end_date", violations));
        terms.Check(violations, "policy");
        var details = wanted.ToDomain("policy", violations);
        details.Check(violations, "policy", Today);
        violations.ThrowIfAny();
        return (terms, details);
    }

    private async Task RequireFreeOrderAsync(PolicyTerms terms, string patientId, string? exceptId, CancellationToken cancel)
    {
        await OverlapLock.HoldAsync(db, $"patients/{patientId}", cancel);
        var others = await db.Policies.AsNoTracking()
            .Where(policy => policy.PatientId == patientId && policy.CoordinationOrder == terms.CoordinationOrder && policy.Id != exceptId).ToListAsync(cancel);
        if (others.Find(terms.CollidesWith) is { } taken)
        {
            throw new Failure(FailureKind.Conflict, "POLICY_ORDER_TAKEN", "Another policy of the patient has this place in the order at that time.", ("policy", taken.Name));
        }
    }
}
