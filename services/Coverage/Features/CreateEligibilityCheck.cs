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
    private const int MostServiceTypes = 10;

    [RequiresScope("coverage.write")]
    public override Task<Wire.EligibilityCheck> CreateEligibilityCheck(Wire.CreateEligibilityCheckRequest request, ServerCallContext context) =>
        idempotency.RunAsync(request, request.RequestId, context, async cancel =>
        {
            var wanted = request.EligibilityCheck;
            var violations = new Violations();
            var day = wanted.ServiceDate is null ? Today : wanted.ServiceDate.ToDate("eligibility_check.service_date", violations) ?? default;
            violations.AddIf(wanted.ServiceTypeCodes.Count > MostServiceTypes, "eligibility_check.service_type_codes", "TOO_MANY", $"At most {MostServiceTypes} codes.");
            for (var i = 0; i < wanted.ServiceTypeCodes.Count; i++)
            {
                FieldRules.ServiceType(violations, $"eligibility_check.service_type_codes[{i}]", wanted.ServiceTypeCodes[i]);
            }

            violations.ThrowIfAny();
            var policy = await LoadPolicyAsync(wanted.Policy, db.Policies.AsNoTracking(), cancel, "eligibility_check.policy");
            var types = wanted.ServiceTypeCodes.Count == 0 ? "30" : string.Join('^', wanted.ServiceTypeCodes.Distinct().Order(StringComparer.Ordinal));
            var now = clock.GetUtcNow();
            var answered = wanted.ForceRefresh ? null : await recent.FindAsync(new(policy.Id, policy.Version, day, types), cancel);
            var check = EligibilityCheck.Ask(ResourceName.NewId("elg", now), policy, day, types, now, answered);
            db.Add(check);
            await db.SaveChangesAsync(cancel);
            return check.ToWire();
        }, inquiries.Wake);
}
