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
    public override async Task<Wire.Policy> GetPolicy(Wire.GetPolicyRequest request, ServerCallContext context)
    {
        var policy = await LoadPolicyAsync(request.Name, db.Policies.AsNoTracking(), context.CancellationToken);
        await db.RecordReadAsync(context.Method, policy.Name, context.CancellationToken);
        return policy.ToWire();
    }

    private static async Task<Policy> LoadPolicyAsync(string name, IQueryable<Policy> policies, CancellationToken cancel, string field = "name")
    {
        var (patient, id) = PolicyIds(name, field);
        return await policies.SingleOrDefaultAsync(policy => policy.Id == id && policy.PatientId == patient, cancel)
            ?? throw new Failure(FailureKind.NotFound, "POLICY_NOT_FOUND", "There is no such policy.", ("name", name));
    }
}
