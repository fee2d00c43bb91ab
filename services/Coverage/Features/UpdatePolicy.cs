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
    public override Task<Wire.Policy> UpdatePolicy(Wire.UpdatePolicyRequest request, ServerCallContext context) =>
        idempotency.RunAsync(request, request.RequestId, context, async cancel =>
        {
            var policy = await LoadPolicyAsync(request.Policy.Name, db.Policies, cancel, "policy.name");
            Etag.Require(request.Policy.Etag, policy.Version);
            var wanted = policy.ToWire();
            FieldMasks.Apply(FieldMasks.Paths(request.UpdateMask, request.Policy), request.Policy, wanted);
            var (terms, details) = await CheckPolicyAsync(wanted, cancel);
            await RequireFreeOrderAsync(terms, policy.PatientId, policy.Id, cancel);
            policy.Change(terms, details);
            await db.SaveChangesAsync(cancel);
            return policy.ToWire();
        });
}
