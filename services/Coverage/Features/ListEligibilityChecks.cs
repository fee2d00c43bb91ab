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
    public override async Task<Wire.ListEligibilityChecksResponse> ListEligibilityChecks(Wire.ListEligibilityChecksRequest request, ServerCallContext context)
    {
        var checks = db.EligibilityChecks.AsNoTracking();
        if (request.State != Wire.EligibilityCheck.Types.State.Unspecified)
        {
            var state = (EligibilityState)(int)request.State;
            checks = checks.Where(check => check.State == state);
        }

        if (request.Policy.Length > 0)
        {
            var policy = PolicyIds(request.Policy, "policy").Policy;
            checks = checks.Where(check => check.PolicyId == policy);
        }

        var (items, next) = await checks.PageAsync(request, check => check.Id, context.CancellationToken);
        await db.RecordReadAsync(context.Method, request.Policy.Length > 0 ? request.Policy : "eligibilityChecks", context.CancellationToken);
        return new() { EligibilityChecks = { items.Select(check => check.ToWire()) }, NextPageToken = next };
    }
}
